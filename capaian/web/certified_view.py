"""Certificates on the pages of a cohort and of a student: beside the marks, in words, without a reason."""

import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

import pandas as pd
import streamlit as st

from capaian.access import Action, may
from capaian.improvement import DECIDES, NO_CAUSE, certified_sentence, certified_shares, group_name
from capaian.locale import Texts
from capaian.scores import Aspect
from capaian.store import load_certificates, load_student_certificates
from capaian.web.caching import CohortTables, gains_of
from capaian.web.page import Visit
from capaian.web.parts_certificates import own_certificates
from capaian.web.parts_choice import COHORT as COHORT_NAME
from capaian.web.parts_details import quiet
from capaian.web.parts_html import Html, draw, tag
from capaian.web.parts_tables import Column, table
from capaian.web.screens import CERTIFICATES, page_of

SMALLEST: Final = 5
"""A smaller group has no share on a page (statistics.md, sizes); from SURE on it is not called very small."""
SURE: Final = 10


def today_of(visit: Visit) -> datetime.date:
    """The day it is at the school."""
    zone = visit.school.time_zone if visit.school else "Asia/Makassar"
    return datetime.datetime.now(ZoneInfo(zone)).date()


def draw_certified(visit: Visit, tables: CohortTables) -> None:
    """On Kohort: how many are certified, by their mark before and by their technical gain."""
    t, cohort = visit.t, tables.cohort
    shares = tables.pieces.made("certified", lambda: _shares(visit, tables))
    keeps = may(visit.actor, Action.KEEP_CERTIFICATES, cohort.id)
    if shares is None and not keeps:
        return
    way = page_of(CERTIFICATES, t), {COHORT_NAME: str(cohort.id)}
    if shares is None:
        st.page_link(way[0], label=t("Catat sertifikat kohort ini"), icon=CERTIFICATES.icon, query_params=way[1])
        return
    st.subheader(t("Sertifikasi"), anchor=False)
    draw(tables.pieces.told("certified", t, lambda: certified_section(shares, tables, t)))
    st.page_link(way[0], label=t("Skema, unit, dan nomor sertifikat"), icon=CERTIFICATES.icon, query_params=way[1])


def _shares(visit: Visit, tables: CohortTables) -> pd.DataFrame | None:
    """`certified_shares` of the students in the tables; None where nothing is recorded. Raises Refused, StoreError."""
    held = load_certificates(visit.store, visit.actor, tables.cohort.id)
    held = held[held["student"].isin(tables.roster["student"])]
    if held.empty:
        return None
    gained, pass_mark = gains_of(tables, Aspect.TECHNICAL), tables.pass_marks[Aspect.TECHNICAL]
    return certified_shares(tables.roster["student"].tolist(), held, gained, pass_mark=pass_mark, smallest=SMALLEST)


def certified_section(shares: pd.DataFrame, tables: CohortTables, t: Texts) -> Html:
    """The sentence of all, then a line a group, then what the numbers do not say."""
    rows = [row for _, row in shares.iterrows()]
    everyone, groups = rows[0], [row for row in rows[1:] if row["n"] >= SMALLEST]
    pass_mark = tables.pass_marks[Aspect.TECHNICAL]
    sentence = certified_sentence(everyone, t, participants=tables.cohort.participants)
    notes = [t(DECIDES), t(NO_CAUSE)]
    if len(groups) < len(rows) - 1:
        notes.insert(0, t("Kelompok di bawah {n} orang tidak ditampilkan.", n=t.number(SMALLEST, 0)))
    return tag(
        "section",
        tag("p", sentence, class_="cp-lead"),
        _groups(groups, t, pass_mark=pass_mark) if groups else None,
        quiet(" ".join(notes)),
    )


def _groups(groups: list[Any], t: Texts, *, pass_mark: float) -> Html:
    heads = [
        Column(t("Nilai teknis")), Column(t("Tercatat bersertifikat"), number=True), Column(t("Bagian"), number=True),
        Column(t("Kisaran 95%")),
    ]  # fmt: skip
    lines = [
        [
            _capital(group_name(row, t, pass_mark=pass_mark)),
            t("{n} dari {enrolled}", n=t.number(row["certified"], 0), enrolled=t.number(row["n"], 0)),
            t.percent(row["share"]), _interval(row, t),
        ]
        for row in groups
    ]  # fmt: skip
    return table(heads, lines, caption=t("Bagian yang bersertifikat menurut nilai teknis"), brief=True)


def _interval(row: Any, t: Texts) -> str:
    words = t("{low} sampai {high}", low=t.percent(row["share_low"]), high=t.percent(row["share_high"]))
    return words + t("; kelompok sangat kecil") if row["n"] < SURE else words


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def draw_own_certificates(visit: Visit, student_id: int) -> None:
    """On Siswa: what the student holds, unit by unit; nothing where nothing is recorded."""
    held = load_student_certificates(visit.store, visit.actor, student_id)
    if held:
        st.subheader(visit.t("Sertifikat"), anchor=False)
        draw(own_certificates(held, visit.t, today=today_of(visit)))
