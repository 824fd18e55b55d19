"""Rincian: every further quantity of a summary row by its name, with how it was reckoned beside it."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from capaian.locale import Texts
from capaian.web.parts_html import Html, tag, together
from capaian.web.parts_numbers import before_after_bar
from capaian.web.parts_tables import Column, table
from capaian.web.parts_words import change


def details_table(row: Mapping[str, Any], t: Texts) -> Html:
    """The quantities that the row holds; what is undefined for these students is left out."""
    heads = [Column(t("Besaran")), Column(t("Angka"), number=True), Column(t("Arti"))]
    lines = [[name, value, why] for name, value, why in (*_spread(row, t), *_sizes(row, t), *_tests(row, t)) if value]
    return table(heads, lines, caption=t("Rincian"))


def criteria_list(rows: Sequence[Mapping[str, Any]], t: Texts) -> Html:
    """Each criterion with its bar, in a narrow column; rows of the summary with two students or more."""
    items = [tag("li", *_criterion(row, t)) for row in rows]
    return together(tag("h3", t("Per kriteria")), tag("ul", *items, class_="cp-criteria"))


def _criterion(row: Mapping[str, Any], t: Texts) -> list[Html]:
    before, after = row["mean_before"], row["mean_after"]
    numbers = t("{before} → {after}", before=t.number(before), after=t.number(after))
    gain = tag("span", t.signed(row["mean_gain"]), " ", change(row["mean_gain"], t))
    return [
        tag("div", tag("b", str(row["criterion"])), gain, class_="cp-card-top"),
        before_after_bar(before, after, pass_mark=row["pass_mark"], scale_max=100, t=t),
        tag("div", numbers, " · ", t.plural("{n} siswa", "{n} siswa", int(row["n_matched"])), class_="cp-quiet"),
    ]


_Lines = list[tuple[str, str | None, str]]


def _spread(row: Mapping[str, Any], t: Texts) -> _Lines:
    return [
        (t("Simpangan baku sebelum"), _number(row, "sd_before", t), t("sebaran nilai awal")),
        (t("Simpangan baku sesudah"), _number(row, "sd_after", t), t("sebaran nilai akhir")),
        (t("Simpangan baku perubahan"), _number(row, "sd_gain", t), t("sebaran perubahan antar siswa")),
        (t("Korelasi r"), _number(row, "r", t, 2), t("kaitan nilai awal dan nilai akhir")),
        (t("Sangat tinggi di awal"), _share(row, "ceiling_before", t), t("siswa dengan nilai awal 90 atau lebih")),
        (t("Sangat tinggi di akhir"), _share(row, "ceiling_after", t), t("siswa dengan nilai akhir 90 atau lebih")),
        (t("Siswa yang naik"), _share_range(row, "improved_share", "improved", t), t("kisaran 95% menurut Wilson")),
    ]


def _sizes(row: Mapping[str, Any], t: Texts) -> _Lines:
    return [
        (
            "g_av",
            _range(row, "g_av", t),
            t("perubahan dibagi rata-rata kedua simpangan baku, dikoreksi untuk kelompok kecil"),
        ),
        ("d_av", _number(row, "d_av", t, 2), t("seperti g_av, tanpa koreksi")),
        ("d_z", _range(row, "d_z", t), t("perubahan dibagi simpangan baku perubahan")),
        (
            t("N-gain (Hake)"),
            _range(row, "hake", t),
            t("perubahan dibagi jarak dari rata-rata awal ke nilai tertinggi"),
        ),
        (t("Marx-Cummings c"), _number(row, "marx_cummings", t, 2), t("rata-rata perubahan ternormalisasi tiap siswa")),
    ]


def _tests(row: Mapping[str, Any], t: Texts) -> _Lines:
    return [
        (t("Uji t berpasangan"), _t_test(row, t), t("peluang melihat perubahan sebesar ini bila sebenarnya tidak ada")),
        (t("Wilcoxon"), _with_p(row, "wilcoxon_v", "wilcoxon_p", "V", t), t("uji peringkat bertanda")),
        (t("Korelasi rank-biserial"), _number(row, "rank_biserial", t, 2), t("besar perubahan menurut peringkat")),
        (t("McNemar"), _p(row, "mcnemar_p", t), t("uji perubahan jumlah siswa yang mencapai KKM")),
    ]


def _known(row: Mapping[str, Any], key: str) -> float | None:
    value = row.get(key)
    return None if value is None or pd.isna(value) else float(value)


def _number(row: Mapping[str, Any], key: str, t: Texts, decimals: int = 1) -> str | None:
    value = _known(row, key)
    return None if value is None else t.number(value, decimals)


def _share(row: Mapping[str, Any], key: str, t: Texts) -> str | None:
    value = _known(row, key)
    return None if value is None else t.percent(value)


def _range(row: Mapping[str, Any], key: str, t: Texts) -> str | None:
    value, low, high = (_number(row, name, t, 2) for name in (key, f"{key}_low", f"{key}_high"))
    return t("{value} ({low} sampai {high})", value=value, low=low, high=high) if value and low and high else value


def _share_range(row: Mapping[str, Any], key: str, stem: str, t: Texts) -> str | None:
    value, low, high = (_share(row, name, t) for name in (key, f"{stem}_low", f"{stem}_high"))
    return t("{value} ({low} sampai {high})", value=value, low=low, high=high) if value and low and high else value


def _t_test(row: Mapping[str, Any], t: Texts) -> str | None:
    statistic, df, p = _number(row, "t", t, 2), _known(row, "df"), _p(row, "p", t)
    return f"t({t.number(df, 0)}) = {statistic}; {p}" if statistic and df is not None and p else None


def _with_p(row: Mapping[str, Any], key: str, p_key: str, sign: str, t: Texts) -> str | None:
    value, p = _known(row, key), _p(row, p_key, t)
    return f"{sign} = {t.exact(value)}; {p}" if value is not None and p else None


def _p(row: Mapping[str, Any], key: str, t: Texts) -> str | None:
    value = _known(row, key)
    if value is None:
        return None
    return f"p < {t.number(0.001, 3)}" if value < 0.001 else f"p = {t.number(value, 3)}"


def quiet(text: str) -> Html:
    """A remark of second rank."""
    return tag("p", text, class_="cp-quiet")
