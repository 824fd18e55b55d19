"""The criteria of an aspect as a heat table, the largest gain first: where it went well and where it did not."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from capaian.locale import Texts
from capaian.web.parts_html import Html, tag, together
from capaian.web.parts_words import aspect_hue, change

_DARKEST: Final = 36
"""Per cent of the aspect's hue in the fullest cell: words stay readable on it in both themes."""


def criteria_table(rows: Sequence[Mapping[str, Any]], t: Texts, *, scale_max: float = 100) -> Html:
    """One line a criterion, sorted by gain; cells are shaded by their number, which always stands there."""
    ordered = sorted(rows, key=lambda row: (-row["mean_gain"], str(row["criterion"])))
    widest = max((abs(row["mean_gain"]) for row in ordered), default=0) or 1
    heads = [tag("th", t("Kriteria"), scope="col")]
    heads += [tag("th", name, scope="col", class_="cp-right") for name in (t("Sebelum"), t("Sesudah"), t("Selisih"))]
    lines = [_line(row, t, widest, scale_max) for row in ordered]
    table = tag(
        "table",
        tag("thead", tag("tr", *heads)),
        tag("tbody", *lines),
        aria_label=t("Kriteria menurut selisih, yang terbesar dulu"),
        class_="cp-heat",
    )
    counts = sorted({int(row["n_matched"]) for row in ordered})
    span = t.number(counts[0], 0) if len(counts) == 1 else f"{t.number(counts[0], 0)}–{t.number(counts[-1], 0)}"
    return together(
        tag("h3", t("Per kriteria")),
        tag("div", table, class_=f"cp-scroll {aspect_hue(ordered[0]['aspect'])}"),
        tag("p", t("Yang naik paling banyak di atas; {n} siswa dengan kedua nilai.", n=span), class_="cp-quiet"),
    )


def _line(row: Mapping[str, Any], t: Texts, widest: float, scale_max: float) -> Html:
    before, after, gain = row["mean_before"], row["mean_after"], row["mean_gain"]
    return tag(
        "tr",
        tag("th", str(row["criterion"]), scope="row"),
        _cell(t.number(before), before / scale_max),
        _cell(t.number(after), after / scale_max),
        _cell(together(t.signed(gain), " ", change(gain, t)), max(gain, 0) / widest),
    )


def _cell(words: Html | str, share: float) -> Html:
    shade = round(_DARKEST * min(max(share, 0), 1))
    return tag(
        "td", words, class_="cp-right", style=f"background:color-mix(in srgb, var(--cp-hue) {shade}%, transparent)"
    )
