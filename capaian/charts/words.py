"""The words of a chart, from the same summary row as its numbers."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np
import pandas as pd

from capaian.locale import N_, Texts

ENOUGH: Final = 10
"""Fewer students than this are not spoken of with an interval where groups stand side by side."""

ASPECT_NAMES: Final = {"kognitif": N_("Kognitif"), "teknis": N_("Teknis"), "karakter": N_("Karakter")}


def measure_name(row: Mapping[Any, Any] | pd.Series, t: Texts) -> str:
    """`Teknis`, `Teknis: Pengelasan`, or `Nilai` where the file names no aspect."""
    aspect, criterion = row["aspect"], row["criterion"]
    name = t(ASPECT_NAMES[aspect]) if isinstance(aspect, str) else t("Nilai")
    return name if pd.isna(criterion) else f"{name}: {criterion}"


def finding(row: Mapping[Any, Any] | pd.Series, t: Texts, *, lower_is_better: bool = False) -> str:
    """The title: how many went up, how many down, how many stayed; never one without the other."""
    n, up, down, same = (int(row[key]) for key in ("n_matched", "improved", "declined", "same"))
    name = measure_name(row, t)
    if n == 0:
        return t("{measure}: belum ada siswa dengan nilai sebelum dan sesudah", measure=name)
    if lower_is_better:
        words = N_("{measure}: {up} dari {n} siswa membaik, {down} memburuk, {same} tetap")
    else:
        words = N_("{measure}: {up} dari {n} siswa naik, {down} turun, {same} tetap")
    counts = {"n": n, "up": up, "down": down, "same": same}
    return t(words, measure=name, **{key: t.number(count, 0) for key, count in counts.items()})


def takeaway(row: Mapping[Any, Any] | pd.Series, t: Texts, *, binned: bool) -> str:
    """The text alternative of the before-after chart: what is drawn, and what it shows."""
    n = int(row["n_matched"])
    kind = N_("Diagram kepadatan {n} siswa.") if binned else N_("Diagram sebar {n} siswa.")
    drawn = t(kind, n=t.number(n, 0))
    axes = t("{measure} sebelum pelatihan mendatar, sesudah pelatihan tegak.", measure=measure_name(row, t))
    if n == 0:
        return f"{drawn} {axes}"
    means = t(
        "Rata-rata {before} menjadi {after}: {gain} poin.",
        before=t.number(row["mean_before"]),
        after=t.number(row["mean_after"]),
        gain=t.signed(row["mean_after"] - row["mean_before"]),
    )
    reached = t(
        "{passing} dicapai {before} siswa sebelum dan {after} siswa sesudah pelatihan.",
        passing=f"{t.pass_mark} {t.exact(row['pass_mark'])}",
        before=t.number(row["pass_before"], 0),
        after=t.number(row["pass_after"], 0),
    )
    return f"{drawn} {axes} {means}" + ("" if pd.isna(row["pass_mark"]) else f" {reached}")


def estimation_finding(row: Mapping[Any, Any] | pd.Series, t: Texts) -> str:
    """The title of the estimation plot: the mean difference and its interval, where there is one."""
    name = measure_name(row, t)
    if pd.isna(row["mean_gain"]):
        return t("{measure}: belum ada siswa dengan nilai sebelum dan sesudah", measure=name)
    change = row["mean_after"] - row["mean_before"]
    if pd.isna(row["gain_low"]):
        return t("{measure}: rata-rata {gain} poin", measure=name, gain=t.signed(change))
    low, high = (-row["gain_high"], -row["gain_low"]) if change * row["mean_gain"] < 0 else _ends(row)
    told = {"measure": name, "gain": t.signed(change), "low": t.signed(low), "high": t.signed(high)}
    if low <= 0 <= high:
        return t("{measure}: belum jelas berubah, {gain} poin (kisaran 95%: {low} sampai {high})", **told)
    return t("{measure}: rata-rata {gain} poin (kisaran 95%: {low} sampai {high})", **told)


def estimation_takeaway(row: Mapping[Any, Any] | pd.Series, t: Texts, *, banded: bool) -> str:
    """The text alternative of the estimation plot."""
    kind = N_("Pita nilai {n} siswa dari sebelum ke sesudah pelatihan, di sampingnya selisih rata-rata.")
    if not banded:
        kind = N_(
            "Satu garis untuk tiap siswa ({n}) dari sebelum ke sesudah pelatihan, di sampingnya selisih rata-rata."
        )
    return f"{t(kind, n=t.number(row['n_matched'], 0))} {estimation_finding(row, t)}."


def distribution_finding(row: Mapping[Any, Any] | pd.Series, t: Texts) -> str:
    """The title of the distribution: how many stand at the pass mark, before and after."""
    name = measure_name(row, t)
    if pd.isna(row["pass_mark"]):
        return t("{measure}: sebaran nilai sebelum dan sesudah", measure=name)
    return t(
        "{measure}: {before} siswa mencapai {passing} sebelum, {after} sesudah",
        measure=name,
        passing=f"{t.pass_mark} {t.exact(row['pass_mark'])}",
        before=t.number(row["pass_before"], 0),
        after=t.number(row["pass_after"], 0),
    )


def distribution_takeaway(drawn: pd.DataFrame, t: Texts) -> str:
    """The text alternative of the distribution: its middle half, before and after."""
    said = t("Sebaran nilai {n} siswa, sebelum sebagai garis, sesudah sebagai batang.", n=t.number(len(drawn), 0))
    if drawn.empty:
        return said
    before, after = (drawn[name].quantile([0.25, 0.75]).to_list() for name in ("before", "after"))
    middle = t(
        "Separuh siswa di tengah: {low} sampai {high} sebelum, {low_after} sampai {high_after} sesudah.",
        low=t.number(before[0]),
        high=t.number(before[1]),
        low_after=t.number(after[0]),
        high_after=t.number(after[1]),
    )
    return f"{said} {middle}"


def flow_finding(counts: np.ndarray, row: Mapping[Any, Any] | pd.Series, t: Texts) -> str:
    """The title of a flow of levels: how many rose, fell and stayed. counts: before x after, lowest first."""
    up, down, same = (int(part.sum()) for part in (np.triu(counts, 1), np.tril(counts, -1), np.diagonal(counts)))
    return t(
        "{measure}: {up} siswa naik tingkat, {down} turun, {same} tetap",
        measure=measure_name(row, t),
        up=t.number(up, 0),
        down=t.number(down, 0),
        same=t.number(same, 0),
    )


def flow_takeaway(counts: np.ndarray, levels: Sequence[str], row: Mapping[Any, Any] | pd.Series, t: Texts) -> str:
    """The text alternative of a flow of levels: how many at each level, before and after."""
    said = t("Aliran {n} siswa dari tingkat sebelum ke tingkat sesudah pelatihan.", n=t.number(counts.sum(), 0))
    at_each = [
        t("{level}: {before} menjadi {after}", level=name, before=t.number(before, 0), after=t.number(after, 0))
        for name, before, after in zip(levels, counts.sum(axis=1).tolist(), counts.sum(axis=0).tolist(), strict=True)
    ]
    return f"{said} {flow_finding(counts, row, t)}. {'; '.join(at_each)}."


def gain_words(row: Mapping[str, Any], t: Texts) -> str:
    """`+12,4 (8,9 sampai 15,9)`, or the gain alone for a small group."""
    gain = t.signed(row["mean_gain"])
    if int(row["n_matched"]) < ENOUGH or pd.isna(row["gain_low"]):
        return gain
    return t(
        "{value} ({low} sampai {high})", value=gain, low=t.number(row["gain_low"]), high=t.number(row["gain_high"])
    )


def trend_finding(rows: Sequence[Mapping[str, Any]], aspect: Mapping[str, Any], t: Texts) -> str:
    """The title of a trend: in how many groups the mean rose for sure; no group is named as the best."""
    name = measure_name(aspect, t)
    judged = [row for row in rows if int(row["n_matched"]) >= ENOUGH and pd.notna(row["gain_low"])]
    if not judged:
        return t("{measure}: belum ada kelompok dengan {n} siswa atau lebih", measure=name, n=t.number(ENOUGH, 0))
    sure = sum(bool(row["gain_low"] > 0) for row in judged)
    return t(
        "{measure}: rata-rata jelas naik di {sure} dari {n} kelompok",
        measure=name,
        sure=t.number(sure, 0),
        n=t.number(len(judged), 0),
    )


def trend_takeaway(rows: Sequence[Mapping[str, Any]], aspect: Mapping[str, Any], t: Texts) -> str:
    """The text alternative of a trend: the first and the last group."""
    said = t("Rata-rata sebelum dan sesudah tiap kelompok menurut waktu, {n} kelompok.", n=t.number(len(rows), 0))
    finding = f"{said} {trend_finding(rows, aspect, t)}."
    if len(rows) < 2:
        return finding
    ends = t("Pertama: {first}; terakhir: {last}.", first=gain_words(rows[0], t), last=gain_words(rows[-1], t))
    return f"{finding} {ends}"


def _ends(row: Mapping[Any, Any] | pd.Series) -> tuple[float, float]:
    return float(row["gain_low"]), float(row["gain_high"])
