"""The words of a chart, from the same summary row as its numbers."""

from collections.abc import Mapping
from typing import Any, Final

import pandas as pd

from capaian.locale import N_, Texts

KKM: Final = "KKM"
"""What most schools call the pass mark; a school may choose another name."""

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


def takeaway(row: Mapping[Any, Any] | pd.Series, t: Texts, *, binned: bool, pass_mark_name: str) -> str:
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
        passing=f"{pass_mark_name} {t.exact(row['pass_mark'])}",
        before=t.number(row["pass_before"], 0),
        after=t.number(row["pass_after"], 0),
    )
    return f"{drawn} {axes} {means}" + ("" if pd.isna(row["pass_mark"]) else f" {reached}")
