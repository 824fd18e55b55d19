"""The sentence that tells a summary row: one template a situation, the same on every page and paper."""

import math
from collections.abc import Mapping
from typing import Any, Final

import pandas as pd

from capaian.improvement.hiding import extreme
from capaian.improvement.participants import Participants
from capaian.locale import N_, Texts
from capaian.scores import Aspect

Row = Mapping[str, Any] | pd.Series
"""A summary row, as a mapping or as a row of the table."""

SMALL: Final = 10
"""Fewer matched students than this: counts only, no mean is judged."""
CEILING: Final = 0.15
"""The share near the best mark from which a headline says that little could be gained."""

ASPECT_NAMES: Final = {
    Aspect.COGNITIVE: N_("KOGNITIF"),
    Aspect.TECHNICAL: N_("TEKNIS"),
    Aspect.CHARACTER: N_("KARAKTER"),
}

_MEAN: Final = {
    "rise": N_("rata-rata {mark} mereka naik {gain} poin ({before} menjadi {after}; kisaran 95%: {low} sampai {high})"),
    "fall": N_(
        "rata-rata {mark} mereka turun {gain} poin ({before} menjadi {after}; kisaran 95%: {low} sampai {high})"
    ),
    "better": N_(
        "rata-rata {mark} mereka, yang lebih baik bila kecil, turun {gain} poin "
        "({before} menjadi {after}; kisaran 95%: {low} sampai {high})"
    ),
    "worse": N_(
        "rata-rata {mark} mereka, yang lebih baik bila kecil, naik {gain} poin "
        "({before} menjadi {after}; kisaran 95%: {low} sampai {high})"
    ),
    "unclear": N_(
        "rata-rata {mark} mereka {before} menjadi {after}, belum cukup bukti bahwa rata-rata berubah "
        "(selisih {gain} poin; kisaran 95%: {low} sampai {high})"
    ),
    "all_rise": N_("{mark} setiap siswa naik tepat {gain} poin (rata-rata {before} menjadi {after})"),
    "all_fall": N_("{mark} setiap siswa turun tepat {gain} poin (rata-rata {before} menjadi {after})"),
    "all_same": N_("{mark} setiap siswa tetap (rata-rata {before})"),
}
_TOOK_PART: Final = N_("{n} dari {enrolled} siswa ikut kedua tes")
_NOBODY: Final = N_(
    "{n} dari {enrolled} siswa ikut kedua tes, jadi perubahan {mark} belum dapat dihitung "
    "(dengan nilai sebelum: {before}; dengan nilai sesudah: {after})"
)
_ONE: Final = N_("{mark} siswa itu {before} menjadi {after}; satu siswa belum menggambarkan kelompok")
_COUNTS: Final = N_("{mark}: {up} siswa naik, {same} tetap, {down} turun")
_COUNTS_LOWER: Final = N_("{mark}: {up} siswa lebih baik, {same} tetap, {down} kurang baik")
_FEW: Final = N_("kelompok sangat kecil, jadi hanya jumlah siswa yang disebut")
_PASSING: Final = {
    1: N_("yang mencapai {name} {wanted} bertambah dari {before} menjadi {after} siswa"),
    -1: N_("yang mencapai {name} {wanted} berkurang dari {before} menjadi {after} siswa"),
    0: N_("yang mencapai {name} {wanted} tetap {after} siswa"),
}
_HIGH: Final = N_("nilai awal sudah tinggi ({share} siswa sudah dekat nilai terbaik), jadi ruang untuk maju sempit")
_COVERED: Final = ">95%"
_CAUTION: Final = N_(
    "ini perubahan selama pelatihan, belum bukti bahwa pelatihan penyebabnya karena belum ada kelas pembanding"
)


def headline(
    row: Row,
    t: Texts,
    *,
    pass_mark_name: str | None = None,
    verdict: str = "",
    participants: Participants = "students",
    coded: bool = False,
) -> str:
    """The headline of a summary row (a mapping with SUMMARY_COLUMNS) as one sentence.

    pass_mark_name: what the pass mark is called, what `t` calls it unless told. verdict: what a comparison group says
    (`comparison_verdict`), in place of the caution that there is none. participants: who was tested,
    where `t` does not say it. coded: for what leaves the school, counts of nearly all or nearly none are not
    told. Never says that the training is the cause, and below ten matched students never judges a mean.
    """
    t = t.about(participants) if participants != "students" else t
    n, mark = int(row["n_matched"]), _mark_name(row, t)
    enrolled = t.number(row["n_enrolled"], 0)
    if n == 0:
        before, after = t.number(row["n_before"], 0), t.number(row["n_after"], 0)
        return t(_NOBODY, n=t.number(0, 0), enrolled=enrolled, mark=mark, before=before, after=after) + "."
    parts = [t(_TOOK_PART, n=t.number(n, 0), enrolled=enrolled)]
    if n == 1:
        marks = {"before": t.number(row["mean_before"]), "after": t.number(row["mean_after"])}
        return "; ".join([*parts, t(_ONE, mark=mark, **marks)]) + "."
    change = _counts(row, t, mark) if n < SMALL else _mean(row, t, mark)
    passing = "" if coded and _passing_is_extreme(row) else _passing(row, t, pass_mark_name or t.pass_mark)
    parts.append(t("{change} dan {passing}", change=change, passing=passing) if passing else change)
    if n < SMALL:
        parts.append(t(_FEW))
    elif row["ceiling_before"] >= CEILING:
        share = _COVERED if coded and extreme(row["ceiling_before"]) else t.percent(row["ceiling_before"])
        parts.append(t(_HIGH, share=share))
    parts.append(verdict or t(_CAUTION))
    return "; ".join(parts) + "."


def _passing_is_extreme(row: Row) -> bool:
    return any(extreme(row[name] / row["n_matched"]) for name in ("pass_before", "pass_after"))


def situation(row: Row) -> str:
    """Which sentence tells the mean of a row with ten students or more: a key of the templates."""
    gain, low, high = row["mean_gain"], row["gain_low"], row["gain_high"]
    change = row["mean_after"] - row["mean_before"]
    if row["sd_gain"] == 0:
        return "all_same" if row["same"] == row["n_matched"] else "all_rise" if change > 0 else "all_fall"
    if low <= 0 <= high:
        return "unclear"
    if _lower_is_better(row):
        return "better" if gain > 0 else "worse"
    return "rise" if gain > 0 else "fall"


def _mean(row: Row, t: Texts, mark: str) -> str:
    """The clause of the mean gain with its interval, in the marks' own direction."""
    kind = situation(row)
    ends = sorted(abs(row[name]) for name in ("gain_low", "gain_high"))
    gain = t.number(abs(row["mean_gain"]))
    if kind == "unclear":
        lower = _lower_is_better(row)
        ends = [-row["gain_high"], -row["gain_low"]] if lower else [row["gain_low"], row["gain_high"]]
        gain = t.signed(row["mean_after"] - row["mean_before"])
    return t(
        _MEAN[kind],
        mark=mark,
        gain=gain,
        before=t.number(row["mean_before"]),
        after=t.number(row["mean_after"]),
        low=t.number(ends[0]),
        high=t.number(ends[1]),
    )


def _counts(row: Row, t: Texts, mark: str) -> str:
    """The clause of a small group: how many up, same and down."""
    ways = {"up": row["improved"], "same": row["same"], "down": row["declined"]}
    template = _COUNTS_LOWER if _lower_is_better(row) else _COUNTS
    return t(template, mark=mark, **{name: t.number(count, 0) for name, count in ways.items()})


def _passing(row: Row, t: Texts, name: str) -> str:
    """The clause of the pass counts; empty where cohorts with different pass marks were merged."""
    if math.isnan(row["pass_mark"]):
        return ""
    before, after = int(row["pass_before"]), int(row["pass_after"])
    way = (after > before) - (after < before)
    counts = {"before": t.number(before, 0), "after": t.number(after, 0)}
    return t(_PASSING[way], name=name, wanted=t.exact(row["pass_mark"]), **counts)


def _mark_name(row: Row, t: Texts) -> str:
    """`nilai TEKNIS (Proses)`: what was marked."""
    aspect, criterion = row["aspect"], row["criterion"]
    criterion = criterion if isinstance(criterion, str) else ""
    if not isinstance(aspect, str):
        return t("nilai {what}", what=criterion) if criterion else t("nilai")
    name = t(ASPECT_NAMES[Aspect(aspect)])
    return t("nilai {what}", what=f"{name} ({criterion})" if criterion else name)


def _lower_is_better(row: Row) -> bool:
    """Whether gains were turned: the mean gain has the other sign than the change of the mean mark."""
    return row["mean_gain"] * (row["mean_after"] - row["mean_before"]) < 0
