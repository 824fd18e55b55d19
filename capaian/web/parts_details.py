"""Rincian: every quantity by its name, its interval and convention beside it, its formula on demand."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from capaian.improvement import holm, holm_note
from capaian.locale import Texts
from capaian.web.parts_html import Html, tag, together
from capaian.web.parts_quantities import Quantity
from capaian.web.parts_tables import Column, table


def details_table(found: Sequence[Quantity], t: Texts) -> Html:
    """The quantities, one line each; p values of several tests are also given as adjusted by Holm, m is stated."""
    tested = [each for each in found if each.p is not None]
    adjusted, m = holm(np.array([each.p for each in tested], dtype=np.float64))
    holm_of = {id(each): float(p) for each, p in zip(tested, adjusted, strict=True)}
    heads = [Column(t("Besaran")), Column(t("Angka"), number=True), Column(t("Cara menghitung"))]
    lines = [[each.name, _value(each, holm_of.get(id(each)), m, t), _why(each, t)] for each in found]
    note = holm_note(m, t)
    return together(
        table(heads, lines, caption=t("Rincian")), quiet(note[:1].upper() + note[1:] + ".") if note else None
    )


def _value(quantity: Quantity, adjusted: float | None, m: int, t: Texts) -> Html:
    p = None
    if quantity.p is not None:
        words = p_value(quantity.p, t)
        p = words if m < 2 or adjusted is None else f"{words} (Holm {p_value(adjusted, t)})"
    return together(quantity.value, tag("span", p, class_="cp-p") if p else None)


def _why(quantity: Quantity, t: Texts) -> Html:
    return together(
        quantity.convention,
        tag("details", tag("summary", t("Rumus")), tag("p", quantity.formula)) if quantity.formula else None,
    )


def p_value(p: Any, t: Texts) -> str:
    """`p = 0,043` or `p < 0,001`."""
    return f"p < {t.number(0.001, 3)}" if p < 0.001 else f"p = {t.number(float(p), 3)}"


def quiet(text: str) -> Html:
    """A remark of second rank."""
    return tag("p", text, class_="cp-quiet")
