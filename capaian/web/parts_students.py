"""Students of a cohort: the list with before and after, and who lacks one of the two."""

from collections.abc import Sequence
from typing import Any, Final

import pandas as pd

from capaian.locale import Texts
from capaian.web.parts_html import Html, tag, together
from capaian.web.parts_tables import Column, table
from capaian.web.parts_words import change, passed, reliable_change

LISTED: Final = 200
"""So many names stand in one pile; the rest is counted."""


def student_link(student: Any) -> Html:
    """The student's name, leading to the student's page by an id that says nothing to others."""
    return tag("a", student.name, href=f"siswa?siswa={student.student}")


def student_list(students: pd.DataFrame, t: Texts, *, pass_mark: float | None, lower: bool = False) -> Html:
    """One line a student: student, name, class_name, before, after, gain; change: a Change, where one is known.

    lower: whether lower is better.
    """
    passing = "" if pass_mark is None else t("KKM {mark}", mark=t.exact(pass_mark))
    heads = [
        Column(t("Nama")), Column(t("Kelas")), Column(t("Sebelum"), number=True), Column(t("Sesudah"), number=True),
        Column(t("Perubahan"), number=True), Column(passing),
    ]  # fmt: skip
    rows = [_line(student, t, pass_mark, lower) for student in students.itertuples()]
    return table(heads, rows, caption=t("Siswa dengan nilai sebelum dan sesudah"), brief=True)


def _line(student: Any, t: Texts, pass_mark: float | None, lower: bool) -> list[Html | str | None]:
    known = getattr(student, "change", None)
    way = reliable_change(known, student.gain, t) if known else change(student.gain, t)
    gain = together(t.signed(student.gain), " ", way)
    return [
        student_link(student), student.class_name or "–", t.number(student.before), t.number(student.after), gain,
        None if pass_mark is None else passed(student.after, pass_mark, t, lower=lower),
    ]  # fmt: skip


def missing_list(piles: Sequence[tuple[str, pd.DataFrame]], t: Texts) -> Html:
    """The piles of students who lack a mark, each with its heading and number; student, name, class_name."""
    return together(*(_pile(heading, students, t) for heading, students in piles if len(students)))


def _pile(heading: str, students: pd.DataFrame, t: Texts) -> Html:
    count = tag("span", t.plural("{n} siswa", "{n} siswa", len(students)), class_="cp-quiet")
    names = [
        tag(
            "li", student_link(each), tag("span", f" {each.class_name}", class_="cp-quiet") if each.class_name else None
        )
        for each in students.head(LISTED).itertuples()
    ]
    if len(students) > LISTED:
        names.append(tag("li", t("dan {n} lainnya", n=t.number(len(students) - LISTED, 0)), class_="cp-quiet"))
    return tag(
        "section", tag("div", tag("h4", heading), count, class_="cp-card-top"), tag("ul", *names), class_="cp-group"
    )


def found_students(students: pd.DataFrame, t: Texts) -> Html:
    """What a search found: name, class, numbers, cohorts, so that namesakes stand apart."""
    heads = [Column(t("Nama")), Column(t("Kelas")), Column("NISN"), Column("NIS"), Column(t("Kohort"))]
    rows = [
        [student_link(each), each.class_name or "–", each.nisn or "–", each.nis or "–", each.cohorts or "–"]
        for each in students.itertuples()
    ]
    return table(heads, rows, caption=t("Siswa yang ditemukan"), brief=True)
