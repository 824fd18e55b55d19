"""How our workbooks look: formats by name, the page on paper, and text that can never run as a formula."""

import datetime
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from capaian.charts.palette import LIGHT, mix
from capaian.locale import Texts
from capaian.reports.audience import Audience, mark_of
from capaian.reports.many_rows import ManyRows
from capaian.reports.plain_text import foot_words, one_line, unique_headings

MARK: Final = "0.0"
COUNT: Final = "#,##0"
SIGNED: Final = '+0.0;"−"0.0;0.0'
RATIO: Final = "0.00"
SIGNED_RATIO: Final = '+0.00;"−"0.00;0.00'
SHARE: Final = "0%"
P_VALUE: Final = '[<0.001]"< {least}";0.000'
DATE: Final = "d mmmm yyyy"
SHORT_DATE: Final = "d mmm yyyy"
TEXT: Final = "@"
_LOCALES: Final = {"id": "[$-421]", "en": "[$-809]"}
"""What makes LibreOffice write 12,4, and every program the months, in the reader's language; Excel's own decimal
sign is that of its computer."""

_FONT: Final = {"font_name": "Calibri", "font_size": 11, "font_color": LIGHT.ink, "valign": "vcenter"}
_HAIR: Final = {"bottom": 1, "bottom_color": LIGHT.grid}
_NAMED: Final[Mapping[str, Mapping[str, Any]]] = {
    "title": {"bold": True, "font_size": 20, "font_color": LIGHT.after},
    "subtitle": {"font_color": LIGHT.muted, "font_size": 12},
    "label_bold": {"bold": True, "font_color": LIGHT.ink},
    "quiet": {"font_color": LIGHT.muted, "font_size": 10, "num_format": COUNT},
    "quiet_gain": {"font_color": LIGHT.muted, "font_size": 10, "num_format": SIGNED, "align": "center"},
    "mark_line": {"bold": True, "font_color": LIGHT.attention, "font_size": 11},
    "note": {"font_color": LIGHT.muted, "font_size": 10, "text_wrap": True, "valign": "top"},
    "heading": {
        "bold": True,
        "font_color": LIGHT.on_colour,
        "bg_color": LIGHT.after,
        "align": "center",
        "text_wrap": True,
        "border": 1,
        "border_color": mix(LIGHT.on_colour, LIGHT.after, 0.35),
    },
    "cell": _HAIR,
    "centre": {**_HAIR, "align": "center"},
    "wrapped": {**_HAIR, "text_wrap": True, "valign": "top"},
    "label": {**_HAIR, "font_color": LIGHT.muted, "valign": "top"},
    "text": {**_HAIR, "num_format": TEXT},
    "name": {**_HAIR, "num_format": TEXT, "indent": 1},
    "count": {**_HAIR, "num_format": COUNT, "align": "center"},
    "mark": {**_HAIR, "num_format": MARK, "align": "center"},
    "exact": {**_HAIR, "num_format": "General", "align": "center"},
    "gain": {**_HAIR, "num_format": SIGNED, "align": "center", "bold": True},
    "signed": {**_HAIR, "num_format": SIGNED, "align": "center"},
    "signed_ratio": {**_HAIR, "num_format": SIGNED_RATIO, "align": "center"},
    "ratio": {**_HAIR, "num_format": RATIO, "align": "center"},
    "share": {**_HAIR, "num_format": SHARE, "align": "center"},
    "date": {**_HAIR, "num_format": DATE, "align": "center"},
    "day": {**_HAIR, "num_format": SHORT_DATE, "align": "center"},
    "words": {**_HAIR, "num_format": TEXT, "text_wrap": True},
    "p": {**_HAIR, "num_format": P_VALUE, "align": "center"},
    "lone": {**_HAIR, "num_format": MARK, "align": "center", "italic": True, "font_color": LIGHT.muted},
    "status": {**_HAIR, "indent": 1},
    "sentence": {"text_wrap": True, "valign": "vcenter", "indent": 1, "bg_color": LIGHT.surface},
}


@dataclass(frozen=True, slots=True)
class Heading:
    """A column of a table: what stands above it, how wide it is, and the hue of its aspect, where it has one."""

    name: str
    width: float
    style: Format


class Sheets:
    """A workbook being written: its formats, made once each, and sheets that are set up for paper."""

    def __init__(
        self,
        t: Texts,
        *,
        title: str,
        author: str,
        created: datetime.datetime,
        audience: Audience = Audience.INTERNAL,
    ) -> None:
        """Begin an empty workbook in memory; text stays text, whatever sign it starts with."""
        self.t = t
        self.mark = mark_of(audience, t)
        self._bytes = io.BytesIO()
        options = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
        self.book: Workbook = xlsxwriter.Workbook(self._bytes, options)
        self.book.set_properties(
            {
                "title": one_line(title),
                "author": one_line(author),
                "company": one_line(author),
                "status": self.mark,
                "comments": t("Dibuat dengan Capaian"),
                "created": created.astimezone(datetime.UTC).replace(tzinfo=None),
            }
        )
        self._formats: dict[tuple[Any, ...], Format] = {}

    def style(self, name: str, **more: Any) -> Format:
        """The format of this name, changed by `more`; made once."""
        key = (name, *sorted(more.items()))
        if key not in self._formats:
            look = {**_FONT, **_NAMED[name], **more}
            look["num_format"] = self.local(look.get("num_format", "General"))
            self._formats[key] = self.book.add_format(look)
        return self._formats[key]

    def local(self, pattern: str) -> str:
        """The number format in the reader's language."""
        if pattern in ("General", TEXT):
            return pattern
        told = pattern.replace("{least}", self.t.number(0.001, 3))
        return ";".join(_LOCALES[self.t.language] + part for part in told.split(";"))

    def stamp(self, kind: str, *, cohort_id: int | None, made_at: datetime.datetime, sheet: str = "") -> None:
        """What the file says of itself to whoever uploads it again: a document property that Excel keeps.

        sheet: the one that holds the marks, "" for all.
        """
        told = {"kind": kind, "cohort": cohort_id or 0, "made_at": made_at.astimezone(datetime.UTC).isoformat()}
        told |= {"sheet": sheet} if sheet else {}
        self.book.set_custom_property("capaian", json.dumps(told))

    def hue(self, aspect: object) -> Format:
        """The heading of an aspect, in its own hue."""
        return self.style("heading", bg_color=LIGHT.aspect(aspect))

    def add(self, name: str, *, title: str, subtitle: str, colour: str = LIGHT.after) -> ManyRows:
        """A sheet with its title lines, A4 landscape, one page wide, numbered, marked with whom it is for."""
        sheet = self.book.add_worksheet(name, ManyRows)
        assert isinstance(sheet, ManyRows)
        sheet.hide_gridlines(2)
        sheet.set_tab_color(colour)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.5, right=0.5, top=0.7, bottom=0.7)
        sheet.set_header(f"&R&9{self.mark}")
        page = self.t("Halaman {page} dari {pages}", page="&P", pages="&N")
        sheet.set_footer(f'&L&9&"{_FONT["font_name"]},Regular"{foot_words(subtitle)}&R&9{page}')
        sheet.set_row(0, 30)
        sheet.write_string(0, 0, title, self.style("title"))
        sheet.write_string(1, 0, subtitle, self.style("subtitle"))
        return sheet

    def table(self, sheet: ManyRows, name: str, first: int, headings: Sequence[Heading], rows: int) -> None:
        """An Excel table with filters: headings in row `first`, `rows` rows under it; they stay on screen and paper."""
        names = unique_headings([one.name for one in headings])
        for column, one in enumerate(headings):
            sheet.set_column(column, column, one.width)
        told = [{"header": name, "header_format": one.style} for name, one in zip(names, headings, strict=True)]
        sheet.add_long_table(first, told, rows, name=name)
        sheet.repeat_rows(first)

    @staticmethod
    def write_formula(sheet: Worksheet, row: int, column: int, formula: str, style: Format, value: float | str) -> None:
        """A live formula with its value cached: a reader that does not calculate shows the value."""
        sheet.write_formula(row, column, formula, style, value)  # pyright: ignore[reportArgumentType]

    def finish(self) -> bytes:
        """The workbook's bytes; nothing can be written after."""
        self.book.close()
        return self._bytes.getvalue()
