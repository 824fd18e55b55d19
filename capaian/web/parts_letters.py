"""Letters: one for a student at once; a cohort's are made beside the page, which tells how far they are."""

import datetime
from typing import Final

import streamlit as st

from capaian.locale import Texts
from capaian.reports import CohortReport, PaperChoice, letters_paper
from capaian.store import Cohort, School, data_version, note_export
from capaian.web.caching import cohort_tables
from capaian.web.downloads import download_button, kept
from capaian.web.letters_job import LettersJob
from capaian.web.page import Visit
from capaian.web.paper_choice import plain_choice
from capaian.web.parts_html import draw, tag
from capaian.web.reporting import file_name, report_of

PDF: Final = "application/pdf"
_JOB: Final = "letters_job"
_EVERY: Final = 0.7
"""Seconds between two looks at how far the letters are."""
_WHAT: Final = "letters_paper.personal"


def draw_letters(visit: Visit, cohort: Cohort, report: CohortReport, choice: PaperChoice) -> None:
    """The card of the letters of a cohort."""
    t, total = visit.t, len(report.roster)
    key = (visit.is_demo, visit.actor, cohort.id, data_version(visit.store, cohort.id), t.language, choice)
    with st.container(border=True):
        title = _title(report, t)
        st.subheader(title, anchor=False)
        words = t("Satu halaman tiap peserta: nilai sebelum dan sesudah, kriteria, dan sertifikatnya sendiri. "
                  "Tanpa peringkat dan tanpa nama lain.")  # fmt: skip
        draw(tag("p", words, class_="cp-quiet"))
        job: LettersJob | None = st.session_state.get(_JOB)
        if job is None or job.key != key or job.failed:
            if job is not None and job.key == key:
                st.error(t("Surat tidak dapat dibuat. Coba sekali lagi; bila terulang, beri tahu admin."))
            label = t.plural("Siapkan {n} surat", "Siapkan {n} surat", total)
            st.button(label, key="letters_start", icon=":material/mail:", width="stretch", disabled=not total,
                      on_click=_start, args=(visit, cohort, report, choice, key))  # fmt: skip
        elif job.is_running:
            _watch(visit, job)
        else:
            content, name = job.content or b"", file_name(title, cohort.name, t("pribadi"), ending=".pdf")
            st.download_button(
                t.plural("Unduh {n} surat (PDF)", "Unduh {n} surat (PDF)", job.total),
                kept(lambda: content, file_name=name, mime=PDF),
                file_name=name, mime=PDF, on_click="ignore", key="letters_ready", type="primary",
                icon=":material/picture_as_pdf:", width="stretch",
            )  # fmt: skip


def draw_letter(visit: Visit, school: School, cohort: Cohort, student: int) -> None:
    """The button of one student's letter. The file's name holds no name: it may lie on a shared computer."""
    t, tables = visit.t, cohort_tables(visit, cohort.id)
    report = report_of(visit, school, tables, read_at=datetime.datetime.now(datetime.UTC))
    choice = plain_choice(visit, school)
    title = _title(report, t)
    download_button(
        visit,
        title,
        lambda: letters_paper(report, choice, t, students=[student]),
        what=_WHAT,
        cohort_id=cohort.id,
        mime=PDF,
        file_name=file_name(title, cohort.name, str(student), t("pribadi"), ending=".pdf"),
        icon=":material/mail:",
        key=f"letter_{cohort.id}",
    )


def _title(report: CohortReport, t: Texts) -> str:
    return t("Surat untuk peserta") if report.participants == "teachers" else t("Surat untuk orang tua")


def _start(visit: Visit, cohort: Cohort, report: CohortReport, choice: PaperChoice, key: tuple[object, ...]) -> None:
    """Asked for and written down first; then made beside the page, of plain values."""
    note_export(visit.store, visit.actor, what=_WHAT, cohort_id=cohort.id)
    job, t = LettersJob(key, len(report.roster)), visit.t
    job.start(lambda told: letters_paper(report, choice, t, told=told))
    st.session_state[_JOB] = job


@st.fragment(run_every=_EVERY)
def _watch(visit: Visit, job: LettersJob) -> None:
    t = visit.t
    if not job.is_running:
        st.rerun()
    told = t("{done} dari {total} surat", done=t.number(job.done, 0), total=t.number(job.total, 0))
    st.progress(job.done / max(job.total, 1), told)
