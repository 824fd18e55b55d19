"""A small table of real HTML: read by screen readers, printed as it stands, stacked on a phone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from capaian.web.parts_html import Child, Html, tag


@dataclass(frozen=True, slots=True)
class Column:
    """A heading, and whether what stands below it is a number."""

    heading: str
    number: bool = False


def table(columns: Sequence[Column], rows: Iterable[Sequence[Child]], *, caption: str, brief: bool = False) -> Html:
    """Rows under headings; the first cell of a row is its heading. Put it on the page with `draw`.

    caption: what the table is, for those who cannot see it. On a phone each row becomes a small
    card, one value a line with its heading beside it; brief: the values run on in one paragraph.
    """
    heads = [tag("th", column.heading, scope="col", class_=_align(column)) for column in columns]
    lines = [_line(columns, row) for row in rows]
    inside = tag(
        "table",
        tag("thead", tag("tr", *heads)),
        tag("tbody", *lines),
        aria_label=caption,
        class_="cp-stack cp-brief" if brief else "cp-stack",
    )
    return tag("div", inside, class_="cp-scroll")


def _line(columns: Sequence[Column], row: Sequence[Child]) -> Html:
    first, *others = row
    cells = [
        tag("td", tag("span", cell), class_=_align(column), data_label=column.heading)
        for column, cell in zip(columns[1:], others, strict=True)
    ]
    return tag("tr", tag("th", first, scope="row"), *cells)


def _align(column: Column) -> str | None:
    return "cp-right" if column.number else None
