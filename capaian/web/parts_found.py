"""What was found in a teacher's files: each file, each table, each column, in the words of the workbook."""

from collections.abc import Iterable, Sequence

from capaian.locale import Texts
from capaian.reading import Column as FoundColumn
from capaian.reading import FileRead, Table
from capaian.web.parts_html import Html, tag, together
from capaian.web.parts_sheet import meaning_told
from capaian.web.parts_tables import Column, table
from capaian.web.parts_words import aspect_name, phase_name, status


def file_head(file: FileRead, t: Texts) -> Html:
    """One file: its name, and where it cannot be read the sentence that says why and what to do."""
    refused = file.status == "refused"
    word = status("✕", t("tidak dapat dibaca"), "stop") if refused else status("✓", t("terbaca"), "good")
    top = tag("div", tag("h3", file.file), word, class_="cp-card-top")
    if refused:
        return together(top, tag("p", file.message.message(t) if file.message else None))
    return together(top, _unread(file, t))


def table_head(found: Table, t: Texts) -> Html:
    """What stands in one table, in a line and a few chips."""
    scores = [column for column in found.columns if column.role == "score"]
    words = [
        t("Lembar “{sheet}”", sheet=found.sheet),
        t.plural("{n} siswa", "{n} siswa", found.students),
        t("baris {first}–{last}", first=found.first_row, last=found.last_row) if found.last_row else None,
        t("judul di baris {rows}", rows=", ".join(map(str, found.header_rows))) if found.header_rows else None,
        t("kelas {name}", name=found.class_name) if found.class_name else None,
    ]
    counted = [tag("span", each) for each in counts(scores, t)]
    none = tag("p", t("Tidak ada kolom nilai yang dikenali."), class_="cp-quiet")
    return together(
        tag("p", " · ".join(word for word in words if word)),
        tag("div", *counted, class_="cp-chips") if counted else none,
    )


def table_foot(found: Table, t: Texts) -> Html:
    """What is not taken, and every column in a list."""
    return together(
        _left_out(found.columns, t),
        tag("details", tag("summary", t("Kolom yang dibaca")), _columns(found.columns, t)),
    )


def _left_out(columns: Sequence[FoundColumn], t: Texts) -> Html | None:
    """The columns whose values go no further: seen here, and never stored."""
    names = [column.heading or column.column for column in columns if is_left_out(column)]
    if not names:
        return None
    return tag("p", t("Kolom yang tidak diambil: {names}.", names=", ".join(names)), class_="cp-quiet")


def is_left_out(column: FoundColumn) -> bool:
    """Whether nothing of the column is stored, and it says something about a student: not its running number."""
    return column.field == "login" or (column.role == "ignored" and column.field != "row_number")


def counts(columns: Iterable[FoundColumn], t: Texts) -> list[str]:
    """`Teknis sebelum: 36 nilai`, one text an aspect and phase."""
    found: dict[tuple[str | None, str | None], int] = {}
    for column in columns:
        key = (column.aspect, column.phase)
        found[key] = found.get(key, 0) + column.present
    return [
        t("{aspect} {phase}: {marks}", aspect=aspect_name(aspect, t), phase=phase_name(phase, t), marks=marks(n, t))
        for (aspect, phase), n in found.items()
    ]


def marks(n: int, t: Texts) -> str:
    """`216 nilai`."""
    return t.plural("{n} nilai", "{n} nilai", n)


def _columns(columns: Sequence[FoundColumn], t: Texts) -> Html:
    heads = [
        Column(t("Kolom")),
        Column(t("Judul di berkas")),
        Column(t("Dibaca sebagai")),
        Column(t("Terisi"), number=True),
        Column(t("Kosong"), number=True),
        Column(t("Tidak ikut"), number=True),
    ]
    return table(heads, [_column(each, t) for each in columns], caption=t("Kolom yang dibaca"), brief=True)


def _column(found: FoundColumn, t: Texts) -> list[Html | str | None]:
    numbers = [found.present, found.missing, found.did_not_sit] if found.role == "score" else [None] * 3
    return [found.column, found.heading or "–", meaning_told(found, t), *(t.number(n, 0) for n in numbers)]


def _unread(file: FileRead, t: Texts) -> Html | None:
    names = [sheet.name for sheet in file.sheets if not sheet.read]
    if not names:
        return None
    return tag("p", t("Lembar yang tidak dibaca: {names}", names=", ".join(names)), class_="cp-quiet")
