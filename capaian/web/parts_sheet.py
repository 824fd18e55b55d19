"""A table drawn as the sheet it stands on: Excel's letters and numbers, every row and column with its word."""

from typing import Final

from capaian.locale import N_, Texts
from capaian.reading import Column, Sketch, Table
from capaian.reading.sketch import SketchRow
from capaian.web.parts_html import Html, tag
from capaian.web.parts_words import aspect_name, phase_name

_ROWS: Final = {
    "heading": N_("judul"),
    "student": N_("siswa"),
    "ignored": N_("dilewati"),
    "title": N_("di atas tabel"),
    "outside": N_("di luar tabel"),
}
_IGNORED: Final = {
    "summary": N_("ringkasan"),
    "maximum": N_("nilai maksimum"),
    "weight": N_("bobot"),
    "pass_mark": N_("KKM"),
    "signature": N_("tanda tangan"),
    "legend": N_("keterangan"),
    "note": N_("catatan"),
    "section": N_("judul bagian"),
    "category": N_("judul bagian"),
    "example": N_("contoh pengisian"),
    "instruction": N_("petunjuk"),
    "no_name": N_("tanpa nama"),
    "repeated_heading": N_("judul diulang"),
    "column_numbers": N_("nomor kolom"),
    "answer_key": N_("kunci jawaban"),
    "empty_numbered": N_("baris kosong"),
    "spacer": N_("baris kosong"),
    "skipped": N_("Anda lewati"),
}
_FIELDS: Final = {
    "row_number": N_("nomor urut"),
    "nisn": N_("NISN"),
    "nis": N_("NIS"),
    "nis_nisn": N_("NIS dan NISN"),
    "class_name": N_("kelas"),
    "gender": N_("jenis kelamin"),
}
_ROLES: Final = {
    "class": N_("kelas"),
    "attendance": N_("kehadiran, tidak dipakai"),
    "derived": N_("hitungan guru, hanya diperiksa"),
    "ignored": N_("tidak diambil"),
    "ask": N_("belum jelas"),
}
_NAMES: Final = ("name", "given_name", "family_name", "middle_name", "loose_name", "code")


def meaning_told(column: Column, t: Texts) -> str:
    """What a column was read as, in words: `Teknis · sebelum · Las datar`, `nama siswa`, `tidak diambil`."""
    if column.role == "score":
        words = [aspect_name(column.aspect, t), phase_name(column.phase, t), column.criterion]
        return " · ".join(word for word in words if word)
    if column.field == "login":
        return t(_ROLES["ignored"])
    if column.role == "identity" and column.field in _NAMES:
        return t("nama siswa")
    if column.field in _FIELDS and column.role in ("identity", "class", "ignored"):
        return t(_FIELDS[column.field])
    return t(_ROLES[column.role]) if column.role in _ROLES else t("identitas siswa")


def row_told(row: SketchRow, t: Texts) -> str:
    """What a row is, in a word or two."""
    return why_told(row.why, t) if row.kind == "ignored" else t(_ROWS[row.kind])


def why_told(why: str, t: Texts) -> str:
    """Why a row is no student's, by IgnoredRow.why."""
    return t(_IGNORED.get(why, _ROWS["ignored"]))


def sheet_drawing(table: Table, sketch: Sketch, t: Texts) -> Html:
    """The sheet as a table of HTML in a box of its own that scrolls sideways; a user's text is only ever text."""
    columns = [None if at is None else table.columns[at] for at in sketch.places]
    letters = [tag("th", letter, scope="col") for letter in sketch.columns]
    more = t("… {n} kolom lagi", n=sketch.more_columns) if sketch.more_columns else None
    end = [tag("th", more, scope="col", class_="cp-more")] if more else []
    head = [tag("tr", tag("th", tag("span", t("Baris"), class_="cp-unseen"), scope="col"), *letters, *end)]
    if any(columns):
        told = [tag("td", meaning_told(c, t) if c else None, class_=_tint(c)) for c in columns]
        head.append(tag("tr", tag("th", t("dibaca"), scope="row"), *told, class_="cp-read"))
    width = len(letters) + len(end)
    lines = []
    for row in sketch.rows:
        if row.skipped:
            lines.append(_gap(row.skipped, width, t))
        word = row_told(row, t) if row.place is None else meaning_told(table.columns[row.place], t)
        lines.append(_line(row, word, columns, t, more=bool(end)))
    if sketch.more_students:
        lines.append(_gap(sketch.more_students, width, t))
    drawn = tag(
        "table",
        tag("thead", *head),
        tag("tbody", *lines),
        aria_label=t("Lembar {sheet} seperti di berkas", sheet=table.sheet),
        class_="cp-sheet",
    )
    label = t("Lembar {sheet}, dapat digeser ke samping", sheet=table.sheet)
    return tag("div", drawn, class_="cp-scroll", tabindex="0", role="region", aria_label=label)


def _line(row: SketchRow, word: str, columns: list[Column | None], t: Texts, *, more: bool) -> Html:
    head = tag("th", tag("b", str(row.row)), tag("small", word), scope="row")
    if row.kind in ("title", "outside"):
        words = " · ".join(_told(cell, t) for cell in row.cells if cell != "")
        cells = [tag("td", words, colspan=str(len(row.cells) + more))]
    else:
        cells = [
            tag(
                "td",
                *_cell(cell, t, doubtful=at in row.doubtful),
                class_=_tint(column) if row.kind == "student" else None,
            )
            for at, (cell, column) in enumerate(zip(row.cells, columns, strict=True))
        ]
        cells += [tag("td")] if more else []
    return tag("tr", head, *cells, class_=f"cp-row-{row.kind}")


def _told(cell: str | float, t: Texts) -> str:
    return cell if isinstance(cell, str) else t.exact(cell)


def _cell(cell: str | float, t: Texts, *, doubtful: bool) -> list[Html | str]:
    """What is written; where a problem is told of it, a sign as well."""
    text = _told(cell, t)
    if not doubtful:
        return [text] if text else []
    sign = tag("b", "?", class_="cp-doubt", title=t("perlu diperiksa"))
    return [sign, text]


def _gap(n: int, width: int, t: Texts) -> Html:
    said = t.plural("… {n} baris siswa lagi", "… {n} baris siswa lagi", n)
    return tag(
        "tr", tag("th", "⋮", scope="row", aria_hidden="true"), tag("td", said, colspan=str(width)), class_="cp-gap"
    )


def _tint(column: Column | None) -> str | None:
    """The class of a cell by its column; the word above says the same."""
    if column is None or column.role in ("ignored", "attendance", "derived") or column.field == "login":
        return "cp-aside"
    if column.role == "score":
        phase = f" cp-at-{column.phase}" if column.phase else ""
        return f"cp-mark cp-{column.aspect or 'any'}{phase}"
    return "cp-open" if column.role == "ask" else None
