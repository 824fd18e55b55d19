"""The problems of one file as rows of a list, and that list as a workbook of its own."""

import datetime
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from capaian.locale import N_, Texts
from capaian.problems import Problem, Severity
from capaian.reports.marked_cells import Place, place_of
from capaian.reports.splicing import allowed
from capaian.reports.styles import Sheets

_MOST_LETTERS: Final = 1_000
"""Of one sentence; what a teacher wrote into a cell may be longer than any list can show."""
_NO_MOMENT: Final = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)
"""The same problems give the same bytes."""
_HEADINGS: Final = 3
WIDTHS: Final = (26, 20, 8, 22, 70, 20)
_ASKED: Final = {
    Severity.BLOCKS: ("✕", N_("Harus diperbaiki")),
    Severity.ASK: ("?", N_("Perlu diperiksa")),
    Severity.REMARK: ("i", N_("Catatan")),
}


@dataclass(frozen=True, slots=True)
class ListedProblem:
    """One row of the list, all text. place: the cell, where the problem has exactly one.

    location: what a link inside the workbook leads to (`'XI TKR 2'!F17`, a column, a row), `` where none is named.
    """

    file: str
    sheet: str
    cell: str
    read: str
    sentence: str
    asked: str
    place: Place | None
    location: str

    @property
    def texts(self) -> tuple[str, ...]:
        """The row as it is written, in the order of `headings`."""
        return self.file, short(self.sheet), self.cell, self.read, self.sentence, self.asked

    @property
    def height(self) -> int:
        """Points of its row: LibreOffice does not make a row higher by itself."""
        lines = max(math.ceil(len(words) / (width - 2)) for words, width in zip(self.texts, WIDTHS, strict=True))
        return 15 * max(lines, 1) + 3


def headings(t: Texts) -> tuple[str, ...]:
    """The headings of the list."""
    return t("Berkas"), t("Lembar"), t("Sel"), t("Tertulis"), t("Masalah"), t("Yang diminta")


def listed(problems: Sequence[Problem], t: Texts) -> list[ListedProblem]:
    """The problems in their order, in the reader's language."""
    return [_listed(problem, t) for problem in problems]


def problem_list_workbook(problems: Sequence[Problem], file_name: str, t: Texts) -> bytes:
    """The bytes of an xlsx that lists the problems of a file whose cells cannot be marked (xls, xlsb, ods).

    One row a problem: file, sheet, cell as text, what was read, the sentence. It says why it is a
    list and not a marked copy. Nothing that stood in the file can run as a formula or a link.
    """
    name = short(file_name)
    sheets = Sheets(t, title=f"{t('Masalah')}: {name}", author="Capaian", created=_NO_MOMENT)
    sheet = sheets.add(t("Masalah"), title=told(len(problems), t), subtitle=name)
    sheet.write_string(2, 0, _why_a_list(t), sheets.style("subtitle"))
    sheet.set_row(_HEADINGS, 22)
    for column, (heading, width) in enumerate(zip(headings(t), WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(_HEADINGS, column, heading, sheets.style("heading"))
    style = sheets.style("wrapped", num_format="@", quote_prefix=True)
    for row, one in enumerate(listed(problems, t), start=_HEADINGS + 1):
        sheet.set_row(row, one.height)
        for column, text in enumerate(one.texts):
            sheet.write_string(row, column, text, style)
    sheet.freeze_panes(_HEADINGS + 1, 0)
    sheet.repeat_rows(_HEADINGS)
    return sheets.finish()


def told(n: int, t: Texts) -> str:
    """How many problems there are, as a title."""
    return t.plural("{n} masalah", "{n} masalah", n)


def short(text: str) -> str:
    """One line of at most a thousand letters."""
    line = " ".join(allowed(text).split())
    return line if len(line) <= _MOST_LETTERS else line[: _MOST_LETTERS - 1] + "…"


def _why_a_list(t: Texts) -> str:
    return t(
        "Hanya .xlsx dan .xlsm dapat diberi tanda di selnya. Perbaiki sel-sel ini di berkas Anda, lalu unggah lagi."
    )


def _listed(problem: Problem, t: Texts) -> ListedProblem:
    sign, asked = _ASKED[problem.severity]
    place, cell, row = place_of(problem.cell), problem.cell or "", problem.fields.get("row")
    reach = cell if place else ""
    if cell.isalpha() and place_of(f"{cell}1"):
        reach = f"{cell}:{cell}"
    elif not cell and isinstance(row, int):
        cell, reach = t("baris {row}", row=row), f"{row}:{row}"
    quoted = (problem.sheet or "").replace("'", "''")
    return ListedProblem(
        file=short(problem.file),
        sheet=problem.sheet or "",
        cell=cell,
        read=short(problem.read or ""),
        sentence=short(problem.message(t)),
        asked=f"{sign} {t(asked)}",
        place=place,
        location=f"'{quoted}'!{reach}" if problem.sheet and reach else "",
    )
