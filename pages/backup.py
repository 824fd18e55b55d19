"""Cadangan: what is backed up and since when, a copy to take away, and the way back."""

import datetime
from typing import Final

import streamlit as st

from capaian.problems import CapaianError
from capaian.store import Backup, School, check_backup, load_backups, make_backup, read_backup, restore_backup
from capaian.web.downloads import kept
from capaian.web.outcome import draw_outcome, is_same, note_done, note_trouble
from capaian.web.page import Visit, start_page
from capaian.web.parts_backup import backup_list, backup_name, how_backups_live, last_backup, what_comes_back
from capaian.web.parts_html import draw
from capaian.web.parts_style import use_style
from capaian.web.pieces import empty_caches
from capaian.web.screens import BACKUP
from capaian.web.shown import plain, shown
from capaian.web.ways import SIGN_IN

LARGEST: Final = 100 << 20
"""So many bytes are given to a browser; a larger one is copied from the folder."""


def draw_page(visit: Visit, school: School) -> None:
    t, now = visit.t, datetime.datetime.now(datetime.UTC)
    backups, how = load_backups(visit.store, visit.actor), visit.store.backups
    assert how is not None
    draw(last_backup(backups, t, now=now, time_zone=school.time_zone))
    draw_outcome(t)
    st.button(t("Buat cadangan sekarang"), type="primary", icon=":material/save:", key="make", on_click=make,
              args=(visit,))  # fmt: skip
    draw(how_backups_live(t, now=now, days=how.days, keep=how.keep, sealed=bool(how.passphrase)))
    if backups:
        draw(backup_list(backups, t, school.time_zone))
        draw_one(visit, school, backups)


def make(visit: Visit) -> None:
    try:
        make_backup(visit.store, visit.actor)
    except CapaianError as error:
        note_trouble(error.message(visit.t))
        return
    note_done(visit.t("Cadangan dibuat, dibuka lagi, dan isinya cocok."))


def draw_one(visit: Visit, school: School, backups: list[Backup]) -> None:
    """What can be done with one of them."""
    t = visit.t
    st.subheader(t("Satu cadangan"), anchor=False)
    by_name = {each.name: each for each in backups}
    chosen = st.selectbox(
        t("Cadangan"),
        list(by_name),
        format_func=lambda name: plain(backup_name(by_name[name], t, school.time_zone)),
        key="backup",
    )
    if chosen is None:
        return
    with st.container(horizontal=True):
        st.button(t("Periksa isinya"), key="check", icon=":material/fact_check:", on_click=check, args=(visit, chosen))
        if by_name[chosen].size <= LARGEST:
            draw_download(visit, chosen)
    with st.expander(t("Pulihkan cadangan ini"), icon=":material/settings_backup_restore:"):
        draw_restore(visit, school, by_name[chosen])


def check(visit: Visit, name: str) -> None:
    t = visit.t
    try:
        manifest = check_backup(visit.store, visit.actor, name)
    except CapaianError as error:
        note_trouble(error.message(t))
        return
    rows = t.number(sum(manifest.rows.values()), 0)
    note_done(t("Cadangan itu utuh: {tables} tabel, {rows} baris.", tables=len(manifest.rows), rows=rows))


def draw_download(visit: Visit, name: str) -> None:
    store, actor, mime = visit.store, visit.actor, "application/octet-stream"
    content = kept(lambda: read_backup(store, actor, name), file_name=name, mime=mime)
    st.download_button(
        visit.t("Unduh"), content, file_name=name, mime=mime, on_click="ignore", icon=":material/download:", key="take"
    )


def draw_restore(visit: Visit, school: School, backup: Backup) -> None:
    t, how = visit.t, visit.store.backups
    draw(what_comes_back(t))
    passphrase = ""
    if backup.is_sealed and not (how and how.passphrase):
        passphrase = st.text_input(t("Frasa sandi cadangan"), type="password", key="backup_passphrase")
    typed = st.text_input(
        t("Untuk memastikan, tulis nama sekolah ini: {name}", name=shown(school.name)), key="restore_name"
    )
    if not st.button(t("Pulihkan sekarang"), key="restore", icon=":material/settings_backup_restore:"):
        return
    if not is_same(typed, school.name):
        st.error(t("Yang ditulis belum sama. Tidak ada yang dipulihkan."), icon=":material/error:")
        return
    try:
        with st.spinner(t("Memulihkan…")):
            restore_backup(visit.store, visit.actor, backup.name, passphrase=passphrase)
    except CapaianError as error:
        st.error(shown(error.message(t), longest=600), icon=":material/error:")
        return
    empty_caches()
    st.success(t("Cadangan dipulihkan. Silakan masuk lagi."), icon=":material/check:")
    st.link_button(t("Masuk lagi"), SIGN_IN, type="primary", icon=":material/login:")
    st.stop()


visit = start_page(BACKUP.title, needs=BACKUP.action)
use_style()
if visit.school is not None:
    draw_page(visit, visit.school)
