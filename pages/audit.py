"""Catatan: who did what, when and from where; nothing here can be changed."""

import datetime
from typing import Final

import pandas as pd
import streamlit as st

from capaian.locale import Texts
from capaian.reports import table_workbook
from capaian.store import Deed, School, load_accounts, load_audit
from capaian.web.downloads import download_button
from capaian.web.page import Visit, start_page
from capaian.web.parts_audit import DEEDS, audit_list, headings, told
from capaian.web.parts_choice import choose_listed
from capaian.web.parts_html import draw, tag
from capaian.web.parts_style import use_style
from capaian.web.screens import AUDIT
from capaian.web.shown import plain

SHOWN: Final = 200
"""So many rows are shown; the file holds more."""
IN_FILE: Final = 100_000
PERIODS: Final = (7, 30, 365)
USUAL: Final = "30"
WHO, WHAT, SINCE = "siapa", "apa", "sejak"
"""Names in the address."""


def choose(visit: Visit) -> tuple[int | None, Deed | None, datetime.datetime]:
    """Whose deeds, which, since when; all three in the address."""
    t = visit.t
    people = {
        str(each.id): f"{each.display_name} ({each.username})" for each in load_accounts(visit.store, visit.actor)
    }
    deeds = {deed.value: t(name) for deed, name in DEEDS.items()}
    days = {str(n): t.plural("{n} hari terakhir", "{n} hari terakhir", n) for n in PERIODS}
    first, second, third = st.columns(3)
    with first:
        who = choose_listed(WHO, {"": t("Semua orang"), **people}, t("Siapa"), t)
    with second:
        what = choose_listed(WHAT, {"": t("Semua"), **deeds}, t("Apa"), t)
    with third:
        since = int(choose_listed(SINCE, days, t("Sejak"), t, default=USUAL))
    begin = datetime.datetime.now(datetime.UTC) - datetime.timedelta(days=since)
    return int(who) if who else None, Deed(what) if what else None, begin


def draw_download(visit: Visit, log: pd.DataFrame, school: School) -> None:
    t, zone = visit.t, school.time_zone
    download_button(
        visit,
        t("Unduh catatan (Excel)"),
        lambda: workbook(log, t, zone),
        file_name=f"{t('Catatan')} - {plain(school.name, longest=60)}.xlsx",
        what="audit",
        named=False,
    )


def workbook(log: pd.DataFrame, t: Texts, zone: str) -> bytes:
    return table_workbook(t("Catatan"), headings(t), told(log, t, time_zone=zone), t)


def draw_page(visit: Visit, school: School) -> None:
    t = visit.t
    draw(
        tag("p", t("Catatan ini hanya bertambah; tidak berisi nama siswa, nilai, atau kata sandi."), class_="cp-quiet")
    )
    who, what, since = choose(visit)
    log = load_audit(visit.store, visit.actor, account_id=who, action=what, since=since, limit=IN_FILE)
    if log.empty:
        st.info(t("Tidak ada catatan yang cocok. Pilih waktu yang lebih panjang."))
        return
    draw(audit_list(log.head(SHOWN), t, time_zone=school.time_zone))
    if len(log) > SHOWN:
        more = t.plural(
            "{n} catatan lain ada di berkas Excel.", "{n} catatan lain ada di berkas Excel.", len(log) - SHOWN
        )
        draw(tag("p", more, class_="cp-quiet"))
    draw_download(visit, log, school)


visit = start_page(AUDIT.title, needs=AUDIT.action)
use_style()
if visit.school is not None:
    draw_page(visit, visit.school)
