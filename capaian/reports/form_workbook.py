"""The form a teacher fills: one sheet an aspect, SEBELUM and SESUDAH under each criterion, only mark cells open."""

import datetime
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any, Final

import pandas as pd
from xlsxwriter.worksheet import Worksheet

from capaian.charts.palette import LIGHT
from capaian.charts.words import ASPECT_NAMES
from capaian.locale import Texts
from capaian.reports.form_column import FormColumn
from capaian.reports.measures import records
from capaian.reports.styles import Sheets
from capaian.scores import Phase, Scale, State

_HEADINGS: Final = 3
_FIRST: Final = _HEADINGS + 2
_IDENTITY: Final = 5
_IDENTITY_WIDTHS: Final = (5, 13, 10, 30, 12)
_EMPTY_ROWS: Final = 36
"""Numbered rows of a form without a roster: a full class."""

_PROTECTION: Final = {
    "format_columns": True,
    "format_rows": True,
    "sort": False,
    "select_locked_cells": True,
    "select_unlocked_cells": True,
}
_Marks = dict[tuple[int, str, str, str], float]


def form_workbook(
    *,
    school: str,
    cohort_name: str,
    roster: pd.DataFrame,
    criteria: Mapping[str, Sequence[str | FormColumn]],
    t: Texts,
    marks: pd.DataFrame | None = None,
    scale_max: float = 100,
    made_at: datetime.datetime | None = None,
    cohort_id: int | None = None,
) -> bytes:
    """The bytes of an xlsx that Capaian reads back without a question.

    roster: one row a student, may be empty (then names can be typed). criteria: aspect -> its
    criteria, none = the aspect marked as a whole; a name alone is marked 0-scale_max. marks: a `scores`
    table (0-scale_max) whose marks are filled in already, on the scale of their column, which stands above it.
    Mark cells take the numbers of their scale; everything else is locked
    without a password, so that the structure survives and nobody is locked out. made_at, cohort_id: when,
    before the marks were read, and for which cohort; with both the form is stamped, so that what changes
    in the cohort later is not written over unseen when the form comes back.
    """
    sheets = Sheets(t, title=f"{t('Formulir nilai')}: {cohort_name}", author=school, created=made_at or _EPOCH)
    if made_at is not None and cohort_id is not None:
        sheets.stamp("form", cohort_id=cohort_id, made_at=made_at)
    about = " · ".join(part for part in (school, cohort_name) if part)
    students = list(records(roster.fillna("").sort_values(["class_name", "name", "student"])))
    known = _known_marks(marks)
    told: list[FormColumn] = []
    for aspect, names in criteria.items():
        name = t(ASPECT_NAMES[aspect])
        title = t("Formulir nilai: {aspect}", aspect=name)
        sheet = sheets.add(name, title=title, subtitle=about, colour=LIGHT.aspect(aspect))
        columns = [_column(one, scale_max) for one in names] or [_column("", scale_max)]
        _headings(sheets, sheet, aspect, name, columns)
        _rows(sheets, sheet, students, known, aspect, columns)
        _guard(sheets, sheet, max(len(students), _EMPTY_ROWS if not students else 0), columns)
        told += columns
    _instructions(sheets, about, scale_max, told)
    return sheets.finish()


_EPOCH: Final = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)
"""Stands for "no moment given": the same form gives the same bytes."""


def _known_marks(marks: pd.DataFrame | None) -> _Marks:
    if marks is None:
        return {}
    present = marks[marks["state"].eq(State.PRESENT)]
    keys = present[["student", "aspect", "criterion", "phase"]].itertuples(index=False, name=None)
    return {(s, str(a), str(c), str(p)): mark for (s, a, c, p), mark in zip(keys, present["score"], strict=True)}


def _column(one: str | FormColumn, scale_max: float) -> FormColumn:
    return FormColumn(one, Scale(0, scale_max)) if isinstance(one, str) else one


def _headings(sheets: Sheets, sheet: Worksheet, aspect: str, whole: str, columns: list[FormColumn]) -> None:
    t, hue = sheets.t, sheets.hue(aspect)
    sheet.set_row(_HEADINGS, 34)
    for column, (name, width) in enumerate(zip(_identity_names(t), _IDENTITY_WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.merge_range(_HEADINGS, column, _HEADINGS + 1, column, "", sheets.style("heading"))
        sheet.write_string(_HEADINGS, column, name, sheets.style("heading"))
    for at, one in enumerate(columns):
        column, name, scale = _IDENTITY + 2 * at, one.name or whole, one.scale_words(t)
        sheet.set_column(column, column + 1, 12)
        sheet.merge_range(_HEADINGS, column, _HEADINGS, column + 1, "", hue)
        sheet.write_string(_HEADINGS, column, name, hue)
        sheet.write_string(_HEADINGS + 1, column, t("SEBELUM") + scale, sheets.style("heading", bg_color=LIGHT.muted))
        sheet.write_string(_HEADINGS + 1, column + 1, t("SESUDAH") + scale, hue)
    sheet.freeze_panes(_FIRST, 4)
    sheet.repeat_rows(_HEADINGS, _HEADINGS + 1)


def _rows(
    sheets: Sheets,
    sheet: Worksheet,
    students: list[dict[str, Any]],
    known: _Marks,
    aspect: str,
    columns: list[FormColumn],
) -> None:
    """One row a student with the marks known so far; numbered rows to type names in where there is none."""
    open_cell = {"num_format": "General", "locked": False, "align": "center", "border": 1, "border_color": LIGHT.grid}
    phases = {
        Phase.BEFORE: sheets.style("cell", bg_color=LIGHT.surface, **open_cell),
        Phase.AFTER: sheets.style("cell", **open_cell),
    }
    typed = sheets.style("text", locked=False)
    for at in range(len(students) or _EMPTY_ROWS):
        row = _FIRST + at
        sheet.set_row(row, 19)
        if students:
            _identity(sheets, sheet, row, number=at + 1, student=students[at])
        else:
            sheet.write_number(row, 0, at + 1, sheets.style("count"))
            for column in range(1, _IDENTITY):
                sheet.write_blank(row, column, None, typed)
        for position, one in enumerate(columns):
            for offset, (phase, style) in enumerate(phases.items()):
                mark = known.get((students[at]["student"], aspect, one.name, str(phase))) if students else None
                column = _IDENTITY + 2 * position + offset
                if mark is None:
                    sheet.write_blank(row, column, None, style)
                else:
                    sheet.write_number(row, column, one.written(mark), style)


def _identity_names(t: Texts) -> tuple[str, ...]:
    return t("No"), t("NISN"), t("NIS"), t("Nama"), t("Kelas")


def _identity(sheets: Sheets, sheet: Worksheet, row: int, *, number: int, student: dict[str, Any]) -> None:
    """Who a row is about; numbers of identity are text, so that no zero is lost."""
    sheet.write_number(row, 0, number, sheets.style("count"))
    for column, key in enumerate(("nisn", "nis", "name", "class_name"), start=1):
        if student[key]:
            sheet.write_string(row, column, student[key], sheets.style("text"))
        else:
            sheet.write_blank(row, column, None, sheets.style("text"))


def _guard(sheets: Sheets, sheet: Worksheet, rows: int, columns: list[FormColumn]) -> None:
    """Excel itself refuses what is no mark; the structure is locked without a password."""
    t = sheets.t
    first = _IDENTITY
    for scale, alike in groupby(columns, key=lambda one: one.scale):
        last = first + 2 * len(list(alike)) - 1
        ends = {"low": t.exact(scale.min), "max": t.exact(scale.max)}
        sheet.data_validation(
            _FIRST,
            first,
            _FIRST + rows - 1,
            last,
            {
                "validate": "decimal",
                "criteria": "between",
                "minimum": scale.min,
                "maximum": scale.max,
                "input_title": t("Nilai {low}–{max}", **ends),
                "input_message": t("Kosongkan bila siswa belum dinilai. Kosong tidak dihitung nol."),
                "error_title": t("Nilai di luar skala"),
                "error_message": t("Tulis angka dari {low} sampai {max}, atau kosongkan bila belum dinilai.", **ends),
            },
        )
        first = last + 1
    sheet.protect("", _PROTECTION)


def _instructions(sheets: Sheets, about: str, scale_max: float, told: list[FormColumn]) -> None:
    """The sheet Petunjuk: what to do, in the order of doing it, and what each level of an instrument looks like."""
    t = sheets.t
    sheet = sheets.add(t("Petunjuk"), title=t("Petunjuk pengisian"), subtitle=about, colour=LIGHT.line)
    sheet.set_column(0, 0, 5)
    sheet.set_column(1, 1, 110)
    own = [one for one in told if one.scale != Scale(0, scale_max)]
    scales = (
        [
            t(
                "Kolom dengan skala lain menyebutnya di judul, misalnya {example}.",
                example=f"SEBELUM{own[0].scale_words(t)}",
            )
        ]
        if own
        else []
    )
    steps = [
        t("Isi hanya sel nilai: SEBELUM untuk nilai sebelum pelatihan, SESUDAH untuk nilai sesudah pelatihan."),
        t("Tulis angka dari 0 sampai {max}. Desimal boleh, misalnya {example}.",
          max=t.exact(scale_max), example=t.exact(round(scale_max * 0.785, 2))),
        *scales,
        t("Siswa yang belum dinilai atau tidak ikut tes: biarkan kosong. Kosong tidak dihitung nol."),
        t("Nama, NISN, dan judul kolom dikunci agar nilai tidak tertukar. Kuncinya tanpa kata sandi."),
        t("Simpan sebagai .xlsx, lalu buka Capaian, halaman Unggah, dan pilih berkas ini."),
        t("Berkas ini memuat data pribadi siswa. Simpan di tempat yang aman dan jangan disebarkan."),
    ]  # fmt: skip
    for at, words in enumerate(steps, start=1):
        sheet.set_row(_HEADINGS + at - 1, 24)
        sheet.write_number(_HEADINGS + at - 1, 0, at, sheets.style("centre", bold=True, font_color=LIGHT.after))
        sheet.write_string(_HEADINGS + at - 1, 1, words, sheets.style("wrapped", valign="vcenter"))
    _levels(sheets, sheet, _HEADINGS + len(steps) + 1, [one for one in told if any(one.levels)])
    sheet.protect("", _PROTECTION)


def _levels(sheets: Sheets, sheet: Worksheet, row: int, told: list[FormColumn]) -> None:
    """Under the steps: each criterion with the words of its levels, lowest first."""
    for at, one in enumerate(told, start=row):
        first = int(one.scale.min)
        words = "; ".join(f"{sheets.t.number(first + n, 0)} = {word}" for n, word in enumerate(one.levels) if word)
        sheet.set_row(at, 30)
        sheet.write_string(at, 1, f"{one.name}: {words}", sheets.style("wrapped", valign="vcenter"))
