"""Lists on paper: who takes part, and what everybody reached."""

import math
from collections.abc import Sequence
from typing import Any, Final

import numpy as np

from capaian.locale import Texts
from capaian.reports.measures import Measure, measures_of, students_of
from capaian.reports.paper_aspects import facts_of
from capaian.reports.paper_frame import PaperChoice, clean, frame_of, paper_texts, signatures_of
from capaian.reports.report import CohortReport
from capaian.reports.typesetting import typeset

WIDE: Final = "wide"
"""The column that takes what the others leave."""


def participants_paper(report: CohortReport, choice: PaperChoice, t: Texts) -> bytes:
    """Who takes part, in the order of class and name."""
    t = paper_texts(report, choice, t)
    rows = [
        [str(number), numbers_of(one), *(clean(one[key]) for key in ("name", "sex", "class_name", "programme")), ""]
        for number, one in enumerate(students_of([report]).to_dict("records"), start=1)
    ]
    heads = [t("No"), t("NIS/NISN"), t("Nama siswa"), t("L/P"), t("Kelas"), t("Program keahlian"), t("Keterangan")]
    data = {
        "paper": frame_of(report, choice, t, title=t("DAFTAR PESERTA")),
        "facts": facts_of(report, t),
        "flipped": False,
        "heads": heads,
        "group": None,
        "rows": rows,
        "widths": ["8", "30", WIDE, "8", "24", "46", "22"],
        "aligns": ["r", "l", "l", "c", "l", "l", "l"],
        "strong": 0,
        "size": 9,
        "padding": 3.4,
        "notes": [],
        "signatures": signatures_of(choice.letterhead, choice.day, t),
    }
    return typeset("list", data, made_at=report.made_at)[0]


def scores_paper(report: CohortReport, choice: PaperChoice, t: Texts) -> bytes:
    """Everybody's mark before and after in each aspect and the change, and under them the means of the summary."""
    t, students = paper_texts(report, choice, t), students_of([report])
    measures = measures_of([report], students, t)
    heads = [t("No"), t("NIS/NISN"), t("Nama siswa"), t("Kelas")]
    group = [{"words": "", "alone": head, "span": 1} for head in heads]
    group += [{"words": clean(measure.name), "alone": "", "span": 3} for measure in measures]
    rows = [
        [str(at + 1), numbers_of(one), clean(one["name"]), clean(one["class_name"]),
         *(cell for measure in measures for cell in _cells(measure, at, t))]
        for at, one in enumerate(students.to_dict("records"))
    ]  # fmt: skip
    means = ["", "", t("Rata-rata, yang ikut kedua tes"), "", *(c for m in measures for c in _means(m, t))]
    data = {
        "paper": frame_of(report, choice, t, title=t("DAFTAR NILAI")),
        "facts": [*facts_of(report, t), *_pass_marks(measures, t)],
        "flipped": len(measures) > 1,
        "heads": [word for _ in measures for word in (t("Sebelum"), t("Sesudah"), t("Perubahan"))],
        "group": group,
        "rows": [*rows, means],
        "widths": ["8", "30", WIDE, "24", *(["17", "17", "20"] * len(measures))],
        "aligns": ["r", "l", "l", "l", *(["r"] * 3 * len(measures))],
        "strong": 1,
        "size": 9,
        "padding": 2.9,
        "notes": [
            t("Tanda – berarti belum ada nilai; nilai yang kosong tidak pernah dihitung nol."),
            t("Rata-rata dan perubahan dihitung dari peserta yang ikut kedua tes pada aspek itu."),
        ],
        "signatures": signatures_of(choice.letterhead, choice.day, t),
    }
    return typeset("list", data, made_at=report.made_at)[0]


def numbers_of(one: dict[Any, Any]) -> str:
    """`12345 / 9900000001`: the numbers a student is known by."""
    return " / ".join(clean(one[key]) for key in ("nis", "nisn") if one[key]) or "–"


def _cells(measure: Measure, at: int, t: Texts) -> list[str]:
    """Both marks, and the change where both count. The change is after minus before, whichever way is better."""
    before, after = measure.before[at], measure.after[at]
    change = after - before if measure.paired[at] else math.nan
    return [t.number(before), t.number(after), t.signed(change)]


def _means(measure: Measure, t: Texts) -> list[str]:
    row = measure.whole
    if not np.any(measure.paired):
        return ["–", "–", "–"]
    change = row["mean_after"] - row["mean_before"]
    return [t.number(row["mean_before"]), t.number(row["mean_after"]), t.signed(change)]


def _pass_marks(measures: Sequence[Measure], t: Texts) -> list[list[str]]:
    known = [(m.name, m.whole.get("pass_mark", math.nan)) for m in measures]
    words = "; ".join(f"{name} {t.exact(mark)}" for name, mark in known if not math.isnan(mark))
    return [[t("KKM"), words]] if words else []
