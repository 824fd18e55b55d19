"""The attendance list of a training: a column a day where its days are known, else a sheet to sign for one day."""

import datetime
import itertools
from collections.abc import Sequence
from typing import Any, Final

from capaian.locale import N_, Texts
from capaian.reports.list_papers import WIDE, numbers_of
from capaian.reports.measures import students_of
from capaian.reports.paper_aspects import facts_of
from capaian.reports.paper_frame import PaperChoice, clean, frame_of, paper_texts, signatures_of
from capaian.reports.report import CohortReport
from capaian.reports.typesetting import joined, typeset

MOST_DAYS: Final = 15
"""So many columns are wide enough for a sign on one landscape sheet."""
MOST_SHEETS: Final = 2
_SATURDAY, _SUNDAY = 5, 6
_WEEKDAYS: Final = (N_("Senin"), N_("Selasa"), N_("Rabu"), N_("Kamis"), N_("Jumat"), N_("Sabtu"), N_("Minggu"))


def attendance_paper(report: CohortReport, choice: PaperChoice, t: Texts) -> bytes:
    """A PDF in the order of class and name: a column for each day of the training, MOST_DAYS a sheet.

    Where the days are not known, or are too many for MOST_SHEETS, everybody signs for one day.
    """
    t = paper_texts(report, choice, t)
    days = training_days(report)
    if not days:
        return typeset("list", _signed(report, choice, t), made_at=report.made_at)[0]
    sheets = [_of_days(report, choice, days[at : at + MOST_DAYS], t) for at in range(0, len(days), MOST_DAYS)]
    made = [typeset("list", data, made_at=report.made_at)[0] for data in sheets]
    return made[0] if len(made) == 1 else joined(made, sheets[0]["paper"])


def training_days(report: CohortReport) -> list[datetime.date]:
    """The days of the training without Sundays, and without Saturdays where one sheet is otherwise too narrow.

    Empty where the first or the last day is not known, or where there are too many.
    """
    first, last = report.period
    if first is None or last is None or (last - first).days > 366:
        return []
    days = [first + datetime.timedelta(days=at) for at in range((last - first).days + 1)]
    found = [day for day in days if day.weekday() != _SUNDAY]
    if len(found) > MOST_DAYS:
        found = [day for day in found if day.weekday() != _SATURDAY]
    return found if len(found) <= MOST_DAYS * MOST_SHEETS else []


def _of_days(report: CohortReport, choice: PaperChoice, days: Sequence[datetime.date], t: Texts) -> dict[str, Any]:
    heads = [t("No"), t("NIS/NISN"), t("Nama siswa"), t("L/P"), t("Kelas")]
    months = [(words, len(list(own))) for words, own in itertools.groupby(days, key=lambda day: _month(day, t))]
    group = [{"words": "", "alone": head, "span": 1} for head in heads]
    group += [{"words": words if span > 1 else words.split()[0], "alone": "", "span": span} for words, span in months]
    blank = [""] * len(days)
    return {
        **_common(report, choice, t),
        "facts": facts_of(report, t),
        "flipped": True,
        "heads": [f"{t(_WEEKDAYS[day.weekday()])[:3]} {day.day}" for day in days],
        "group": group,
        "rows": [[*_told(number, one), *blank] for number, one in _people(report)],
        "widths": ["8", "26", WIDE, "8", "20", *["8.6"] * len(days)],
        "aligns": ["r", "l", "l", "c", "l", *["c"] * len(days)],
        "size": 8.5,
        "padding": 3.6,
        "notes": [t("Isi tiap hari: H hadir, S sakit, I izin, A tanpa keterangan.")],
    }


def _signed(report: CohortReport, choice: PaperChoice, t: Texts) -> dict[str, Any]:
    """One day, with a column to sign in; every other name signs further right."""
    signing = {1: "", 0: " " * 28}
    return {
        **_common(report, choice, t),
        "facts": [*facts_of(report, t), [t("Hari, tanggal"), "." * 40], [t("Instruktur"), "." * 40]],
        "flipped": False,
        "heads": [t("No"), t("NIS/NISN"), t("Nama siswa"), t("L/P"), t("Kelas"), t("Tanda tangan")],
        "group": None,
        "rows": [[*_told(number, one), f"{signing[number % 2]}{number}."] for number, one in _people(report)],
        "widths": ["8", "30", WIDE, "8", "24", "52"],
        "aligns": ["r", "l", "l", "c", "l", "l"],
        "size": 9,
        "padding": 5.2,
        "notes": [],
    }


def _common(report: CohortReport, choice: PaperChoice, t: Texts) -> dict[str, Any]:
    return {
        "paper": frame_of(report, choice, t, title=t("DAFTAR HADIR PESERTA")),
        "strong": 0,
        "signatures": signatures_of(choice.letterhead, choice.day, t),
    }


def _people(report: CohortReport) -> list[tuple[int, dict[Any, Any]]]:
    return list(enumerate(students_of([report]).to_dict("records"), start=1))


def _told(number: int, one: dict[Any, Any]) -> list[str]:
    return [str(number), numbers_of(one), *(clean(one[key]) for key in ("name", "sex", "class_name"))]


def _month(day: datetime.date, t: Texts) -> str:
    """`September 2024`."""
    return " ".join(t.date(day).split()[1:])
