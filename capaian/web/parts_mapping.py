"""Which column was taken as what, in words: of an import that was saved, and of a meaning that is remembered."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

from capaian.locale import N_, Texts
from capaian.scores import SCALE_100
from capaian.web.parts_html import Html, tag, together
from capaian.web.parts_tables import Column, table
from capaian.web.parts_words import aspect_name, phase_name

_ROLES: Final = {
    "identity": N_("identitas siswa"),
    "class": N_("kelas"),
    "attendance": N_("kehadiran, tidak dipakai"),
    "derived": N_("hitungan guru, hanya diperiksa"),
    "ignored": N_("bukan nilai"),
    "ask": N_("belum jelas"),
}
_TAKEN: Final = frozenset({"score", "identity", "class"})


def column_told(
    role: str, aspect: str | None, phase: str | None, criterion: str, scale: tuple[float, float] | None, t: Texts
) -> str:
    """`Teknis · sesudah · Las datar · skala 0–20`; the usual scale is not named. For what is no mark its role."""
    if role != "score":
        return t(_ROLES.get(role, _ROLES["ignored"]))
    words = [aspect_name(aspect, t), phase_name(phase, t), criterion]
    if scale is not None and scale != (SCALE_100.min, SCALE_100.max):
        words.append(t("skala {low}–{high}", low=t.exact(scale[0]), high=t.exact(scale[1])))
    return " · ".join(word for word in words if word)


def mapping_told(mapping: str, t: Texts) -> Html | None:
    """The mapping of an import as load_imports gives it, sheet by sheet; nothing where there is none."""
    columns: list[dict[str, Any]] = json.loads(mapping)
    sheets: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for column in columns:
        sheets.setdefault((column["file"], column["sheet"]), []).append(column)
    if not sheets:
        return None
    parts = [_sheet(file, sheet, told, t) for (file, sheet), told in sheets.items()]
    return tag("details", tag("summary", t("Kolom yang dibaca")), *parts)


def _sheet(file: str, sheet: str, columns: Sequence[Mapping[str, Any]], t: Texts) -> Html:
    taken = [column for column in columns if _is_taken(column)]
    left = [column["heading"] or column["column"] for column in columns if not _is_taken(column)]
    heads = [Column(t("Kolom")), Column(t("Judul di berkas")), Column(t("Dibaca sebagai"))]
    rows = [[column["column"], column["heading"] or "–", _told(column, t)] for column in taken]
    title = t("{file}, lembar {sheet}", file=file, sheet=sheet)
    return together(
        tag("p", title, class_="cp-quiet"),
        table(heads, rows, caption=title, brief=True) if rows else None,
        tag("p", t("Kolom yang tidak diambil: {names}.", names=", ".join(left)), class_="cp-quiet") if left else None,
    )


def _is_taken(column: Mapping[str, Any]) -> bool:
    """Whether anything of the column is stored; an address to sign in with only tells students apart."""
    return column["role"] in _TAKEN and column.get("field") != "login"


def _told(column: Mapping[str, Any], t: Texts) -> str:
    scale = column.get("scale")
    told = tuple(scale) if scale else None
    return column_told(column["role"], column["aspect"], column["phase"], column["criterion"], told, t)
