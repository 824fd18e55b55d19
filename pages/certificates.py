"""Sertifikat: schemes with their units, who holds what and until when; a list uploaded, one typed in, taken back."""

from typing import Any, Final

import streamlit as st

from capaian.access import Action, may
from capaian.improvement import DECIDES
from capaian.locale import N_
from capaian.problems import CapaianError
from capaian.store import (
    Certificate,
    Cohort,
    load_certificate_list,
    load_certificate_saves,
    load_cohorts,
    load_ending_certificates,
    load_lock,
    load_roster,
    undo_certificates,
)
from capaian.web.certificate_form import draw_by_hand
from capaian.web.certificate_uploading import draw_upload
from capaian.web.certified_view import today_of
from capaian.web.outcome import draw_outcome, note_done, note_trouble
from capaian.web.page import Visit, start_page
from capaian.web.parts_certificates import SOON, ending_list, scheme_section
from capaian.web.parts_choice import choose_cohort, choose_shown
from capaian.web.parts_details import quiet
from capaian.web.parts_html import draw, tag
from capaian.web.parts_style import use_style
from capaian.web.screens import CERTIFICATES, UPLOAD, page_of

PART: Final = "bagian"
KINDS: Final = {
    "import": N_("daftar diunggah"), "hand": N_("ditulis tangan"), "removal": N_("dihapus"), "undo": N_("dibatalkan"),
}  # fmt: skip


def draw_ending(visit: Visit) -> None:
    """What must be renewed, of all cohorts this person sees."""
    t, today = visit.t, today_of(visit)
    ending = load_ending_certificates(visit.store, visit.actor, today=today, days=SOON)
    if ending.empty:
        return
    over = int((ending["valid_until"] < today).sum())
    told = t(
        "{over} sertifikat sudah habis masa berlakunya, {soon} segera habis (dalam {days} hari).",
        over=t.number(over, 0), soon=t.number(len(ending) - over, 0), days=t.number(SOON, 0),
    )  # fmt: skip
    with st.expander(told, icon=":material/event_busy:"):
        draw(ending_list(ending, t, today=today))


def draw_list(visit: Visit, cohort: Cohort, names: dict[int, str]) -> None:
    """Every scheme of the cohort."""
    t = visit.t
    held = load_certificate_list(visit.store, visit.actor, cohort.id)
    if not held:
        words = t("Unggah daftar hasil uji kompetensi, atau tulis satu per satu.")
        draw(tag("div", tag("p", t("Belum ada sertifikat di kohort ini")), tag("p", words), class_="cp-empty"))
        return
    schemes: dict[str, list[Certificate]] = {}
    for one in held:
        schemes.setdefault(one.scheme, []).append(one)
    today = today_of(visit)
    draw(*(scheme_section(scheme, some, names, t, today=today) for scheme, some in sorted(schemes.items())))
    draw(quiet(t(DECIDES)))


def draw_changes(visit: Visit, cohort: Cohort) -> None:
    """What was done to the certificates, each with the button that takes it back."""
    t = visit.t
    saves = load_certificate_saves(visit.store, visit.actor, cohort.id)
    if saves.empty:
        draw(quiet(t("Belum ada perubahan sertifikat di kohort ini.")))
    rows: list[Any] = list(saves.head(50).itertuples())
    for row in rows:
        zone = visit.school.time_zone if visit.school else "Asia/Makassar"
        counts = t(
            "{new} baru, {changed} diubah, {removed} dihapus",
            new=t.number(row.new, 0), changed=t.number(row.changed, 0), removed=t.number(row.removed, 0),
        )  # fmt: skip
        words = [t(KINDS[row.kind]), t.moment(row.at, zone), row.username, counts]
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            draw(tag("p", " · ".join(filter(None, words))))
            if row.undone:
                draw(quiet(t("sudah dibatalkan")))
            else:
                st.button(t("Batalkan"), key=f"undo_{row.id}", icon=":material/undo:", on_click=take_back,
                          args=(visit, int(row.id)))  # fmt: skip


def take_back(visit: Visit, save_id: int) -> None:
    t = visit.t
    try:
        done = undo_certificates(visit.store, visit.actor, save_id)
    except CapaianError as error:
        note_trouble(error.message(t))
        return
    told = t.plural("{n} sertifikat dikembalikan.", "{n} sertifikat dikembalikan.", done.reversed)
    kept = t.plural("{n} dibiarkan karena sudah diubah lagi.", "{n} dibiarkan karena sudah diubah lagi.", done.kept)
    note_done(f"{told} {kept}" if done.kept else told)


def draw_part(visit: Visit, cohort: Cohort) -> None:
    """One of the four things to do with a cohort's certificates."""
    t = visit.t
    roster = load_roster(visit.store, visit.actor, cohort.id)
    keeps = may(visit.actor, Action.KEEP_CERTIFICATES, cohort.id)
    if roster.empty:
        draw(quiet(t("Kohort ini belum punya siswa. Unggah lembar nilainya dulu; sertifikat menyusul.")))
        if may(visit.actor, Action.IMPORT_MARKS, cohort.id):
            st.page_link(page_of(UPLOAD, t), label=t("Unggah lembar nilai"), icon=UPLOAD.icon)
        return
    parts = {"daftar": t("Daftar")}
    if keeps and load_lock(visit.store, visit.actor, cohort.id) is None:
        parts |= {"unggah": t("Unggah daftar"), "tulis": t("Tulis satu"), "perubahan": t("Perubahan")}
    elif keeps:
        draw(quiet(t("Kohort ini sudah dikunci, jadi sertifikatnya tidak dapat diubah.")))
    part = choose_shown(PART, parts, t("Bagian"), default="daftar") if len(parts) > 1 else "daftar"
    if part == "unggah":
        draw_upload(visit, cohort)
    elif part == "tulis":
        draw_by_hand(visit, cohort, roster)
    elif part == "perubahan":
        draw_changes(visit, cohort)
    else:
        draw_list(visit, cohort, dict(zip(roster["student"].tolist(), roster["name"].tolist(), strict=True)))


def draw_page(visit: Visit) -> None:
    t = visit.t
    cohorts = [one for one in load_cohorts(visit.store, visit.actor)
               if may(visit.actor, Action.VIEW_STUDENTS, one.id) and one.names_removed_on is None]  # fmt: skip
    if not cohorts:
        draw(tag("div", tag("p", t("Belum ada kohort")), class_="cp-empty"))
        return
    draw_ending(visit)
    cohort = choose_cohort(cohorts, t, label=t("Pilih kohort"))
    draw_outcome(t)
    draw_part(visit, cohort)


visit = start_page(CERTIFICATES.title, needs=CERTIFICATES.action)
use_style()
draw_page(visit)
