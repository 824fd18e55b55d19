"""What a cohort gives on paper: for whom, on which sheet, dated and numbered, and a file a paper."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

import streamlit as st

from capaian.access import Action, may
from capaian.letterhead import PaperSize
from capaian.locale import Texts
from capaian.reports import (
    FILE_WORDS,
    Audience,
    CohortReport,
    PaperChoice,
    appendix_paper,
    attendance_paper,
    participants_paper,
    scores_paper,
    summary_paper,
    summary_picture,
)
from capaian.store import Cohort, School, load_cohorts
from capaian.web.caching import CohortTables
from capaian.web.downloads import download_button
from capaian.web.page import Visit
from capaian.web.paper_choice import plain_choice
from capaian.web.parts_audience import may_share
from capaian.web.parts_html import draw, tag
from capaian.web.parts_letters import PDF, draw_letters
from capaian.web.reporting import file_name, report_of, report_of_sums, with_companions
from capaian.web.screens import IDENTITY, page_of

PNG: Final = "image/png"


@dataclass(frozen=True, slots=True)
class _Offer:
    """One file. named: whether it holds names or single marks."""

    what: str
    label: str
    title: str
    make: Callable[[], bytes]
    named: bool = True
    mime: str = PDF


def draw_papers(
    visit: Visit, school: School, tables: CohortTables, *, audience: Audience, read_at: datetime.datetime
) -> None:
    """The section Kertas for who sees students. Raises Refused, StoreError."""
    t, cohort = visit.t, tables.cohort
    st.header(t("Kertas"), anchor=False)
    if tables.summary.empty:
        draw(tag("p", t("Kohort ini belum berisi nilai."), class_="cp-quiet"))
        return
    choice = choose(visit, school, audience)
    report = report_of(visit, school, tables, read_at=read_at)
    report = with_companions(visit, load_cohorts(visit.store, visit.actor), tables, report)
    left, right = st.columns(2)
    with left:
        draw_summary_card(visit, cohort, report, choice)
        draw_list_card(visit, cohort, report, choice)
    with right:
        draw_appendix_card(visit, cohort, report, choice)
        draw_letters(visit, cohort, report, replace(choice, audience=Audience.INTERNAL))


def draw_shared_papers(visit: Visit, school: School, cohort: Cohort, *, read_at: datetime.datetime) -> None:
    """The same for who sees no student: what may be shared, from sums alone. Raises Refused, StoreError."""
    t = visit.t
    st.header(t("Kertas"), anchor=False)
    report = report_of_sums(visit, school, cohort, read_at=read_at)
    if report.summary.empty:
        draw(tag("p", t("Kohort ini belum berisi nilai."), class_="cp-quiet"))
        return
    choice = choose(visit, school, Audience.SHAREABLE)
    draw_summary_card(visit, cohort, report, choice)


def choose(visit: Visit, school: School, audience: Audience) -> PaperChoice:
    """The sheet, the number and the day; the letterhead as it is kept."""
    t, plain = visit.t, plain_choice(visit, school)
    sizes, usual = {PaperSize.A4: "A4", PaperSize.F4: "F4"}, plain.letterhead.paper
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        size = st.segmented_control(
            t("Ukuran kertas"), list(sizes), format_func=sizes.__getitem__, default=usual, required=True,
            key="paper_size",
        )  # fmt: skip
        number = st.text_input(
            t("Nomor surat (boleh kosong)"), key="paper_number", max_chars=80, placeholder="421.5/…/2026", width=260
        )
        day = st.date_input(t("Tanggal"), plain.day, key="paper_day", format="DD/MM/YYYY", width=160)
    if may(visit.actor, Action.EDIT_SCHOOL):
        named = plain.letterhead.principal.name
        label = t("Ubah kop surat dan penanda tangan") if named else t("Isi kop surat dan penanda tangan dahulu")
        st.page_link(page_of(IDENTITY, t), label=label, icon=IDENTITY.icon)
    return replace(plain, day=day, audience=audience, number=number.strip(), size=size)


def draw_summary_card(visit: Visit, cohort: Cohort, report: CohortReport, choice: PaperChoice) -> None:
    """One page for the principal, and the same as a picture."""
    t = visit.t
    title = t("Ringkasan satu halaman")
    offers = [
        _Offer("summary_paper", t("Unduh ringkasan (PDF)"), t("Ringkasan"),
               lambda: summary_paper(report, choice, t)[0], named=choice.audience is Audience.INTERNAL),
        _Offer("summary_picture", t("Unduh gambar untuk ponsel (PNG)"), t("Ringkasan"),
               lambda: summary_picture(report, choice, t), named=False, mime=PNG),
    ]  # fmt: skip
    if not may_share(visit):
        offers = offers[:1]
    inside = t("Kalimat, gambar, dan angka tiap aspek, dengan kop surat dan tanda tangan. Gambarnya tanpa nama.")
    _card(visit, cohort, choice, title, inside, offers)


def draw_appendix_card(visit: Visit, cohort: Cohort, report: CohortReport, choice: PaperChoice) -> None:
    """What a report puts behind its BAB II."""
    t = visit.t
    named = choice.audience is Audience.INTERNAL
    offer = _Offer("appendix_paper", t("Unduh lampiran (PDF)"), t("Lampiran"),
                   lambda: appendix_paper(report, choice, t), named=named)  # fmt: skip
    inside = t("Tabel dan grafik tiap aspek untuk BAB II laporan: kriteria, kelas, cara menghitung, berkas sumber.")
    _card(visit, cohort, choice, t("Lampiran laporan"), inside, [offer])


def draw_list_card(visit: Visit, cohort: Cohort, report: CohortReport, choice: PaperChoice) -> None:
    """Lists with names; never to be shared."""
    t = visit.t
    inside = replace(choice, audience=Audience.INTERNAL)
    offers = [
        _Offer("participants_paper", t("Unduh daftar peserta (PDF)"), t("Daftar peserta"),
               lambda: participants_paper(report, inside, t)),
        _Offer("attendance_paper", t("Unduh daftar hadir (PDF)"), t("Daftar hadir"),
               lambda: attendance_paper(report, inside, t)),
        _Offer("scores_paper", t("Unduh daftar nilai (PDF)"), t("Daftar nilai"),
               lambda: scores_paper(report, inside, t)),
    ]  # fmt: skip
    words = t("Berisi nama: selalu hanya untuk internal sekolah.")
    _card(visit, cohort, inside, t("Daftar"), words, offers)


def paper_name(title: str, cohort: str, audience: Audience, t: Texts, *, ending: str = ".pdf") -> str:
    """`Ringkasan - Las Dasar - internal.pdf`."""
    return file_name(title, cohort, t(FILE_WORDS[audience]), ending=ending)


def _card(visit: Visit, cohort: Cohort, choice: PaperChoice, title: str, words: str, offers: list[_Offer]) -> None:
    t = visit.t
    with st.container(border=True):
        st.subheader(title, anchor=False)
        draw(tag("p", words, class_="cp-quiet"))
        for offer in offers:
            is_picture = offer.mime == PNG
            audience = Audience.SHAREABLE if is_picture else choice.audience
            download_button(
                visit, offer.label, offer.make, what=f"{offer.what}.{audience.value}", cohort_id=cohort.id,
                named=offer.named, mime=offer.mime, width="stretch",
                file_name=paper_name(offer.title, cohort.name, audience, t, ending=".png" if is_picture else ".pdf"),
                icon=":material/image:" if is_picture else ":material/picture_as_pdf:", key=f"paper_{offer.what}",
            )  # fmt: skip
