"""A list of certificates being uploaded: read, whose they are, what would change; nothing saved before the button."""

import hashlib
from collections.abc import Mapping
from typing import Any, Final

import pandas as pd
import streamlit as st

from capaian.locale import N_, Texts
from capaian.problems import CapaianError
from capaian.reading import CertificatesRead, limits_of, read_certificates
from capaian.store import (
    CertificateComparison,
    Cohort,
    compare_certificates,
    match_students,
    save_certificates,
)
from capaian.web.outcome import note_done, note_trouble
from capaian.web.page import Visit
from capaian.web.parts_certificates import plan_counts, replaced_values
from capaian.web.parts_html import Html, draw, tag
from capaian.web.parts_problems import problem_list
from capaian.web.parts_students_found import side_by_side
from capaian.web.parts_tables import Column, table
from capaian.web.running import settings
from capaian.web.shown import plain, shown

READ: Final = "certificates_read"
ROUND: Final = "certificates_round"
WHO: Final = "certificates_who"
SKIP: Final = "skip"
_MEANINGS: Final[Mapping[str, str]] = {
    "number": N_("nomor sertifikat"), "scheme": N_("skema"), "issuer": N_("penerbit"),
    "issued_on": N_("tanggal terbit"), "valid_until": N_("berlaku sampai"), "unit_code": N_("kode unit"),
    "unit_title": N_("judul unit"), "result": N_("hasil unit"), "overall": N_("keputusan"),
    "recommended": N_("rekomendasi asesor"), "unit": N_("hasil satu unit"),
}  # fmt: skip


def draw_upload(visit: Visit, cohort: Cohort) -> None:
    """The whole of it, for a cohort that has students."""
    t = visit.t
    chosen = st.file_uploader(
        t("Pilih daftar sertifikat atau hasil uji: satu baris tiap siswa, tiap unit, atau satu kolom tiap unit."),
        accept_multiple_files=True, key=f"certificate_files_{st.session_state.get(ROUND, 0)}",
    )  # fmt: skip
    if not chosen:
        return
    found = _read([(file.name, file.getvalue()) for file in chosen], t)
    draw(*(file_card(file, t) for file in found.files))
    if found.problems:
        draw(problem_list(found.problems, t))
    if found.blocked:
        _not_yet(t, t("Belum dapat disimpan. Perbaiki berkasnya di Excel, lalu pilih lagi."))
        return
    _ask_blanks(found, t)
    try:
        plan = compare_certificates(
            visit.store, visit.actor, cohort.id, found.completed(_typed()), students=_decided(found)
        )
        matches = match_students(visit.store, visit.actor, cohort.id, found)
    except CapaianError as error:
        _not_yet(t, shown(error.message(t), longest=600))
        return
    draw(tag("p", t.plural("{n} siswa dikenali di kohort ini.", "{n} siswa dikenali di kohort ini.", plan.students)))
    if plan.strangers:
        names = ", ".join(plan.strangers[:30])
        draw(tag("p", t("Tidak ada di kohort ini, jadi dilewati: {names}.", names=names), class_="cp-quiet"))
    _draw_asked(found, matches, t)
    draw(plan_counts(plan, t), replaced_values(plan, t))
    _draw_save(visit, cohort, found, plan)


def _read(files: list[tuple[str, bytes]], t: Texts) -> CertificatesRead:
    """Read once for these files; choices about students belong to them."""
    key = tuple((name, hashlib.sha256(content).hexdigest()) for name, content in files)
    if st.session_state.get(READ, (None,))[0] != key:
        with st.spinner(t.plural("Membaca {n} berkas…", "Membaca {n} berkas…", len(files)), show_time=True):
            st.session_state[READ] = (key, read_certificates(files, limits=limits_of(settings())))
        st.session_state[WHO] = {}
    return st.session_state[READ][1]


def file_card(file: Any, t: Texts) -> Html:
    """One file: how many people, and what was taken from which column."""
    if file.message is not None:
        return tag("article", tag("h3", file.file), class_="cp-file")
    rows = [[column, heading or "–", t(_MEANINGS[what])] for column, heading, what in file.columns]
    heads = [Column(t("Kolom")), Column(t("Judul di berkas")), Column(t("Dibaca sebagai"))]
    return tag(
        "article",
        tag("h3", file.file),
        tag("p", t.plural("{n} orang di daftar ini", "{n} orang di daftar ini", file.rows), class_="cp-quiet"),
        tag(
            "details",
            tag("summary", t("Kolom yang dibaca")),
            table(heads, rows, caption=t("Kolom yang dibaca"), brief=True),
        ),
        class_="cp-file",
    )


def _ask_blanks(found: CertificatesRead, t: Texts) -> None:
    """Scheme and issuer asked for where the files do not say them."""
    lacking = {
        "scheme": (any(not one.scheme for one in found.certificates), t("Skema, karena berkas tidak menyebutnya")),
        "issuer": (any(not one.issuer for one in found.certificates), t("Penerbit, karena berkas tidak menyebutnya")),
    }
    asked = {name: label for name, (lacks, label) in lacking.items() if lacks}
    for column, (name, label) in zip(st.columns(len(asked)) if asked else (), asked.items(), strict=True):
        column.text_input(label, key=f"certificate_{name}", max_chars=200)


def _typed() -> dict[str, str]:
    """What stands in these fields now: a click on the button may come with what was typed just before."""
    return {name: st.session_state.get(f"certificate_{name}", "") for name in ("scheme", "issuer")}


def _decided(found: CertificatesRead) -> dict[int, Any]:
    known = set(found.students["student"].tolist())
    return {number: who for number, who in st.session_state.get(WHO, {}).items() if number in known}


def _draw_asked(found: CertificatesRead, matches: pd.DataFrame, t: Texts) -> None:
    """Who is meant, where a name is only nearly one of the cohort's."""
    asked: list[Any] = list(matches[matches["pile"] == "to_confirm"].itertuples())
    if not asked:
        return
    st.subheader(t("Siapa yang dimaksud?"), anchor=False)
    decided = _decided(found)
    with st.form("certificate_who"):
        for each in asked:
            draw(side_by_side(each, t))
            people: dict[Any, str] = {
                one.student: t("{name} di Capaian", name=one.name) for one in each.candidates if one.here
            }
            people[SKIP] = t("Lewati siswa ini")
            options = list(people)
            known = decided.get(each.student)
            st.selectbox(
                t("{name} di berkas adalah", name=shown(each.name)), options,
                index=options.index(known) if known in options else None, key=f"certificate_who_{each.student}",
                format_func=lambda one, people=people: plain(people[one]), placeholder=t("Pilih satu"),
            )  # fmt: skip
        numbers = [int(each.student) for each in asked]
        st.form_submit_button(t("Pakai pilihan ini"), on_click=_decide, args=(numbers,))


def _decide(numbers: list[int]) -> None:
    chosen = {number: st.session_state.get(f"certificate_who_{number}") for number in numbers}
    kept = {**st.session_state.get(WHO, {}), **chosen}
    st.session_state[WHO] = {number: who for number, who in kept.items() if who is not None}


def _not_yet(t: Texts, why: str) -> None:
    st.button(t("Simpan"), disabled=True, key="save_certificates")
    st.warning(why, icon=":material/block:")


def _draw_save(visit: Visit, cohort: Cohort, found: CertificatesRead, plan: CertificateComparison) -> None:
    t, n = visit.t, plan.new + plan.changed
    if plan.undecided:
        _not_yet(t, t("Belum dapat disimpan: pilih dulu siapa yang dimaksud."))
        return
    if not n:
        st.button(t("Simpan"), disabled=True, key="save_certificates")
        st.info(t("Semua sertifikat di berkas ini sudah tersimpan. Tidak ada yang berubah."), icon=":material/check:")
        return
    what = t.plural("Simpan {n} sertifikat", "Simpan {n} sertifikat", n)
    st.button(what, type="primary", key="save_certificates", icon=":material/save:", on_click=_save,
              args=(visit, cohort, found))  # fmt: skip


def _save(visit: Visit, cohort: Cohort, found: CertificatesRead) -> None:
    t = visit.t
    try:
        told = found.completed(_typed())
        done = save_certificates(visit.store, visit.actor, cohort.id, told, students=_decided(found))
    except CapaianError as error:
        note_trouble(error.message(t))
        return
    st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1
    for key in (READ, WHO):
        st.session_state.pop(key, None)
    n = done.new + done.changed
    note_done(
        t.plural(
            "{n} sertifikat tersimpan di kohort {name}.", "{n} sertifikat tersimpan di kohort {name}.", n,
            name=cohort.name,
        )
    )  # fmt: skip
