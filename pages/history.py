"""Riwayat: every import of a cohort, taking one back and bringing it again, and signing the cohort off."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from capaian.access import Action, may, rows_seen
from capaian.problems import CapaianError
from capaian.store import (
    Cohort,
    School,
    UndoPreview,
    load_cohorts,
    load_imports,
    load_lock,
    load_original,
    lock_cohort,
    originals_key,
    preview_undo,
    undo_import,
    unlock_cohort,
)
from capaian.web.downloads import download_button
from capaian.web.outcome import draw_outcome, note_done, note_trouble
from capaian.web.page import Visit, start_page
from capaian.web.parts_choice import choose_cohort
from capaian.web.parts_history import UNDO_OPEN, import_card, undo_counts, undo_tables
from capaian.web.parts_html import draw, tag
from capaian.web.parts_style import use_style
from capaian.web.running import settings
from capaian.web.screens import HISTORY, UPLOAD, page_of
from capaian.web.shown import shown


def draw_lock(visit: Visit, school: School, cohort: Cohort) -> None:
    """Whether the cohort is signed off, by whom, and the way to do it."""
    t = visit.t
    lock = load_lock(visit.store, visit.actor, cohort.id)
    allowed = may(visit.actor, Action.LOCK_COHORT, cohort.id)
    if lock is not None:
        when = t.moment(lock.at, school.time_zone)
        who = shown(lock.display_name or t("seseorang di peladen"))
        st.info(
            t("Kohort ini dikunci oleh {who} pada {when}. Nilainya tidak dapat diubah.", who=who, when=when),
            icon=":material/lock:",
        )
        if allowed:
            st.button(t("Buka kunci"), icon=":material/lock_open:", on_click=set_lock, args=(visit, cohort, False))
    elif allowed:
        st.button(
            t("Kunci kohort ini"),
            icon=":material/lock:",
            on_click=set_lock,
            args=(visit, cohort, True),
            help=t("Setelah disahkan: tidak ada nilai yang dapat diunggah, diubah, atau dibatalkan."),
        )


def set_lock(visit: Visit, cohort: Cohort, locked: bool) -> None:
    t = visit.t
    st.session_state.pop(UNDO_OPEN, None)
    try:
        (lock_cohort if locked else unlock_cohort)(visit.store, visit.actor, cohort.id)
    except CapaianError as error:
        note_trouble(error.message(t))
        return
    note_done(t("Kohort dikunci.") if locked else t("Kunci kohort dibuka."))


def who_of(visit: Visit, each: Any) -> str:
    """Who made an import, a row of load_imports."""
    if pd.isna(each.account_id):
        return visit.t("seseorang di peladen")
    return visit.t("Anda") if is_own(visit, each) else each.display_name


def is_own(visit: Visit, each: Any) -> bool:
    """Whether whoever looks made it."""
    return not pd.isna(each.account_id) and int(each.account_id) == visit.actor.account_id


def chain_of(rows: Mapping[int, Any], first: Any) -> list[Any]:
    """The undoings of an import, one undoing the other, the latest last."""
    chain, here = [], first
    while not pd.isna(here.undone_by) and int(here.undone_by) in rows:
        here = rows[int(here.undone_by)]
        chain.append(here)
    return chain


def deeds_told(visit: Visit, school: School, chain: list[Any]) -> list[str]:
    """`Dibatalkan 24 November 2026 pukul 14.05 WITA oleh Anda; 2 nilai dibiarkan.`"""
    t = visit.t
    told = []
    for at, undo in enumerate(chain):
        when, who = t.moment(undo.at.to_pydatetime(), school.time_zone), who_of(visit, undo)
        back = at % 2 == 1
        said = (
            t("Dikembalikan {when} oleh {who}.", when=when, who=who)
            if back
            else t("Dibatalkan {when} oleh {who}.", when=when, who=who)
        )
        if undo.kept:
            said += " " + t.plural(
                "{n} nilai dibiarkan karena sudah berubah.", "{n} nilai dibiarkan karena sudah berubah.", undo.kept
            )
        told.append(said)
    return told


def draw_import(visit: Visit, school: School, each: Any, chain: list[Any]) -> None:
    t = visit.t
    tip = int(chain[-1].import_id) if chain else int(each.import_id)
    with st.container(border=True):
        deeds = deeds_told(visit, school, chain)
        draw(import_card(each, who_of(visit, each), t, time_zone=school.time_zone, deeds=deeds))
        draw_originals(visit, each)
        own = is_own(visit, chain[-1] if chain else each)
        cohort = int(each.cohort)
        everywhere = may(visit.actor, Action.UNDO_OWN_IMPORT)
        if not (everywhere or (own and may(visit.actor, Action.UNDO_OWN_IMPORT, cohort))):
            return
        if st.session_state.get(UNDO_OPEN) == tip:
            draw_preview(visit, tip, is_back=not each.in_effect)
            return
        st.button(
            t("Batalkan…") if each.in_effect else t("Kembalikan…"),
            key=f"undo_{each.import_id}",
            icon=":material/undo:" if each.in_effect else ":material/redo:",
            on_click=look_at,
            args=(tip,),
        )


def draw_originals(visit: Visit, each: Any) -> None:
    """The teacher's own files, where they are kept and this person may have them."""
    t, store, actor = visit.t, visit.store, visit.actor
    whole = is_own(visit, each) or rows_seen(actor) == (None, None)
    allowed = whole and may(actor, Action.VIEW_STUDENTS, int(each.cohort))
    if not each.originals or not allowed:
        return
    key = originals_key(settings().data_folder)
    for number, name in enumerate(each.file_names):
        download_button(
            visit,
            t("Unduh {file}", file=shown(name)),
            lambda number=number: load_original(store, actor, int(each.import_id), number, key=key)[1],
            file_name=name,
            what="original",
            cohort_id=int(each.cohort),
            key=f"original_{each.import_id}_{number}",
        )


def look_at(import_id: int | None) -> None:
    st.session_state[UNDO_OPEN] = import_id


def draw_preview(visit: Visit, tip: int, *, is_back: bool) -> None:
    """What would happen, before it does."""
    t = visit.t
    preview = None
    try:
        preview = preview_undo(visit.store, visit.actor, tip)
        why = preview.cannot.message(t) if preview.cannot else ""
    except CapaianError as error:
        why = error.message(t)
    st.subheader(t("Yang akan dikembalikan") if is_back else t("Yang akan dibatalkan"), anchor=False)
    if preview is None or why:
        st.warning(t("Tidak dapat dilakukan: {why}", why=shown(why, longest=600)), icon=":material/block:")
        st.button(t("Tutup"), key="undo_close", on_click=look_at, args=(None,))
        return
    draw(undo_counts(preview, t), undo_tables(preview, t))
    with st.container(horizontal=True):
        st.button(
            act_told(visit, preview, is_back=is_back),
            key="undo_act",
            type="primary",
            on_click=undo,
            args=(visit, tip, is_back),
        )
        st.button(t("Tidak jadi"), key="undo_close", on_click=look_at, args=(None,))


def act_told(visit: Visit, preview: UndoPreview, *, is_back: bool) -> str:
    t, n = visit.t, len(preview.reversed)
    if not n:
        return t("Kembalikan siswa dan kriteria") if is_back else t("Lepas siswa dan kriteria")
    if is_back:
        return t.plural("Kembalikan {n} nilai", "Kembalikan {n} nilai", n)
    return t.plural("Batalkan {n} nilai", "Batalkan {n} nilai", n)


def undo(visit: Visit, tip: int, is_back: bool) -> None:
    t = visit.t
    st.session_state.pop(UNDO_OPEN, None)
    try:
        result = undo_import(visit.store, visit.actor, tip)
    except CapaianError as error:
        note_trouble(error.message(t))
        return
    n = result.reversed
    note_done(
        t.plural("{n} nilai dikembalikan.", "{n} nilai dikembalikan.", n)
        if is_back
        else t.plural("{n} nilai dibatalkan.", "{n} nilai dibatalkan.", n)
    )


def imports_of(visit: Visit, cohort: Cohort) -> dict[int, Any]:
    """The rows of load_imports by their ids, the latest first."""
    listed: Any = load_imports(visit.store, visit.actor, cohort.id)
    return {int(row.import_id): row for row in listed.itertuples()}


def draw_page(visit: Visit, school: School) -> None:
    t = visit.t
    cohorts = [c for c in load_cohorts(visit.store, visit.actor) if may(visit.actor, Action.VIEW_IMPORTS, c.id)]
    if not cohorts:
        draw(tag("div", tag("p", t("Belum ada kohort.")), class_="cp-empty"))
        return
    cohort = choose_cohort(cohorts, t, label=t("Kohort"))
    draw_lock(visit, school, cohort)
    draw_outcome(t)
    rows = imports_of(visit, cohort)
    brought = [row for row in rows.values() if pd.isna(row.undo_of)]
    if not brought:
        draw(tag("div", tag("p", t("Belum ada unggahan di kohort ini.")), class_="cp-empty"))
        if may(visit.actor, Action.IMPORT_MARKS, cohort.id):
            st.page_link(page_of(UPLOAD, t), label=t("Unggah nilai"), icon=UPLOAD.icon)
        return
    for each in brought:
        draw_import(visit, school, each, chain_of(rows, each))


visit = start_page(HISTORY.title, needs=HISTORY.action)
use_style()
if visit.school is not None:
    draw_page(visit, visit.school)
