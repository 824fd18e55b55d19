"""Groups told side by side: what they were before, first; then both ways of comparing, where they may be."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from capaian.improvement import BAND_NAMES, Comparison, comparable, holm, holm_note
from capaian.locale import Texts
from capaian.web.parts_details import p_value, quiet
from capaian.web.parts_html import Html, tag, together
from capaian.web.parts_tables import Column, table

ENOUGH = 10
"""Smaller groups are shown by their means alone."""


def group_table(named: Sequence[tuple[str, Mapping[str, Any] | None]], t: Texts) -> Html:
    """A line for each group, in the order given: marks before first, the gain last."""
    heads = [
        Column(t("Kelompok")), Column(t("Jumlah siswa"), number=True), Column(t("Nilai awal"), number=True),
        Column(t("Simpangan baku awal"), number=True), Column(t("Nilai akhir"), number=True),
        Column(t("Kenaikan (kisaran 95%)"), number=True),
    ]  # fmt: skip
    return table(heads, [_line(name, row, t) for name, row in named], caption=t("Kelompok, nilai awal dulu"))


def _line(name: str, row: Mapping[str, Any] | None, t: Texts) -> list[Html | str | None]:
    if row is None or row["n_matched"] < 2:
        return [name, t.number(0 if row is None else row["n_matched"], 0), "–", "–", "–", t("terlalu kecil")]
    gain = t.signed(row["mean_gain"])
    if row["n_matched"] >= ENOUGH:
        low, high = t.number(row["gain_low"]), t.number(row["gain_high"])
        gain = t("{value} ({low} sampai {high})", value=gain, low=low, high=high)
    else:
        gain = t("{value} (kelompok kecil, tanpa kisaran)", value=gain)
    numbers = [t.number(row["n_matched"], 0), t.number(row["mean_before"]), t.number(row["sd_before"])]
    return [name, *numbers, t.number(row["mean_after"]), gain]


def baseline_part(
    comparison: Comparison, names: tuple[str, str], rows: tuple[Mapping[str, Any], Mapping[str, Any]], t: Texts
) -> Html:
    """How alike the two were before: both means, g, and what the band says."""
    means = [f"{name} {t.number(row['mean_before'])}" for name, row in zip(names, rows, strict=True)]
    band = t(BAND_NAMES[comparison.band]) if comparison.band in BAND_NAMES else t("tidak cukup beragam")
    small = min(comparison.n, comparison.n_comparison) < ENOUGH
    said = t("kelompok di bawah {n} siswa tidak dinilai", n=t.number(ENOUGH, 0)) if small else band
    g = "" if small else f" · g {t.signed(comparison.baseline_g, 2)}"
    return tag(
        "article",
        tag("h3", t("1. Nilai awal")),
        tag("p", f"{' · '.join(means)}{g}", class_="cp-lead"),
        tag("p", said, class_="cp-quiet"),
        class_="cp-card",
    )


def sums_part(
    g: float, band: str | None, names: tuple[str, str], rows: tuple[Mapping[str, Any], Mapping[str, Any]], t: Texts
) -> Html:
    """The marks before of two groups of which only sums are known; who gained more is not told from sums."""
    means = " · ".join(f"{name} {t.number(row['mean_before'])}" for name, row in zip(names, rows, strict=True))
    said = t(BAND_NAMES[band]) if band in BAND_NAMES else t("tidak cukup beragam")
    told = f"{means} · g {t.signed(g, 2)}" if band else means
    why = t("Siapa yang naik lebih banyak dihitung dari nilai tiap siswa, jadi tidak dijawab dari angka gabungan.")
    return together(
        tag("article", tag("h3", t("1. Nilai awal")), tag("p", told, class_="cp-lead"), quiet(said), class_="cp-card"),
        tag("article", tag("h3", t("2. Dua cara membandingkan")), tag("p", why), class_="cp-card"),
    )


def ways_part(comparison: Comparison, t: Texts) -> Html:
    """Difference in differences and ANCOVA side by side, each with interval and p, and the check of slopes.

    Where the groups cannot be compared, why the numbers are withheld.
    """
    if not comparable(comparison):
        why = t("Selisih tidak ditampilkan: lihat nilai awal dan kalimat di atas.")
        return tag("article", tag("h3", t("2. Dua cara membandingkan")), tag("p", why), class_="cp-card")
    tests = [comparison.did_p, comparison.ancova_p, comparison.slope_p]
    adjusted, m = holm(np.array(tests, dtype=np.float64))
    ways = [
        _way(t("2a. Selisih kenaikan"), comparison, "did", float(adjusted[0]), t),
        _way(t("2b. Pada nilai awal yang sama (ANCOVA)"), comparison, "ancova", float(adjusted[1]), t),
    ]
    slopes = t("Uji kemiringan: {p}; selisihnya tidak bergantung pada nilai awal.", p=p_value(comparison.slope_p, t))
    note = holm_note(m, t)
    return together(*ways, tag("p", f"{slopes} {note[:1].upper()}{note[1:]}.", class_="cp-quiet cp-wide"))


def _way(name: str, comparison: Comparison, key: str, adjusted: float, t: Texts) -> Html:
    value, low, high, p = (getattr(comparison, f"{key}{end}") for end in ("", "_low", "_high", "_p"))
    return tag(
        "article",
        tag("h3", name),
        tag("p", t.signed(value), tag("small", " ", t("poin")), class_="cp-number"),
        quiet(t("kisaran 95%: {low} sampai {high}", low=t.signed(low), high=t.signed(high))),
        quiet(f"{p_value(p, t)} (Holm {p_value(adjusted, t)})"),
        class_="cp-card",
    )


def lord_part(t: Texts) -> Html:
    """Why both ways are shown, in words."""
    words = [
        t("Selisih kenaikan menanyakan: kelompok mana yang bertambah lebih banyak?"),
        t("ANCOVA menanyakan: dari siswa yang nilai awalnya sama, kelompok mana yang nilai akhirnya lebih tinggi?"),
        t(
            "Bila nilai awal kedua kelompok berbeda, jawaban keduanya dapat berlawanan walau datanya sama. Itu "
            "paradoks Lord (1967). Karena itu keduanya ditampilkan, dan bila tidak sejalan, tidak ada yang disimpulkan."
        ),
    ]
    return tag("details", tag("summary", t("Mengapa dua cara?")), *(tag("p", each) for each in words))
