"""Who was certified, beside what the marks say: shares with their intervals, and never a reason."""

import math
from collections.abc import Collection
from typing import Any, Final

import numpy as np
import pandas as pd

from capaian.improvement.hiding import SMALLEST_SHOWN, hidden_groups
from capaian.improvement.participants import Participants, people
from capaian.improvement.shares import wilson_interval
from capaian.locale import N_, Texts

CERTIFIED_COLUMNS: Final = (
    "grouping", "group", "low", "high", "n", "certified", "unknown", "share", "share_low", "share_high", "hidden",
)  # fmt: skip
"""Columns of certified_shares; one row a group.

grouping: all, before or gain. group: everyone; below, at (the pass mark before the training); smallest,
middle, largest (thirds by gain). low, high: the smallest and the largest mark before, or gain, in the group;
NaN in `all`. n: participants; certified: of them certified; unknown: of them without a decision or a number
on record. share: certified / n, 0-1; share_low, share_high: Wilson's 95 % interval. hidden: too small to be
told.
"""
_THIRDS: Final = ("smallest", "middle", "largest")

GROUP_NAMES: Final = {
    "below": N_("di bawah KKM {mark} sebelum pelatihan"),
    "at": N_("sudah mencapai KKM {mark} sebelum pelatihan"),
    "smallest": N_("sepertiga dengan kenaikan terkecil ({low} sampai {high} poin)"),
    "middle": N_("sepertiga di tengah ({low} sampai {high} poin)"),
    "largest": N_("sepertiga dengan kenaikan terbesar ({low} sampai {high} poin)"),
}
"""What the participants of a group have in common."""
DECIDES: Final = N_("Asesor merekomendasikan, LSP memutuskan.")
NO_CAUSE: Final = N_(
    "Angka ini berdampingan dengan nilai, bukan sebab akibat: sertifikat diuji terpisah dari tes sebelum dan sesudah."
)


def certified_students(certificates: pd.DataFrame) -> tuple[frozenset[int], frozenset[int]]:
    """Of the students in a table of certificates: those certified, and all of whom a decision or a number is recorded.

    certificates: one row a certificate or a unit of one, with student, overall (K, BK or null) and number.
    Certified is who holds at least one certificate that was decided K, or that has a number and of which
    nothing else was decided. A unit's result alone certifies nobody: the LSP decides.
    """
    overall = certificates["overall"]
    numbered = certificates["number"].fillna("").astype("str").str.len() > 0
    holds = (overall == "K") | (overall.isna() & numbered)
    known = certificates.loc[overall.notna() | numbered, "student"]
    return frozenset(certificates.loc[holds, "student"].tolist()), frozenset(known.tolist())


def certified_shares(
    students: Collection[int],
    certificates: pd.DataFrame,
    gained: pd.DataFrame,
    *,
    pass_mark: float,
    smallest: int = SMALLEST_SHOWN,
) -> pd.DataFrame:
    """The share certified of all, by the mark before and by thirds of the gain: CERTIFIED_COLUMNS.

    students: everybody enrolled. gained: the gains of one whole aspect, a row a student (before, gain).
    By before: below the pass mark, and at it or above. By gain: cut at the thirds of the gains (numpy's
    linear quantiles 1/3 and 2/3), equal gains always together, so that a third may be empty and is then
    left out. Intervals: Wilson (1927), as everywhere. smallest: a group of fewer is hidden, and with it as
    many others as keep it from being found by subtraction (`hidden_groups`).
    """
    certified, known = certified_students(certificates)
    everyone = np.array(sorted(students), dtype=np.int64)
    rows = [_counted("all", "everyone", everyone, np.array([]), certified, known)]
    if len(everyone) and len(gained):
        here = gained[gained["student"].isin(everyone)]
        who = here["student"].to_numpy(np.int64)
        before, gain = here["before"].to_numpy(np.float64), here["gain"].to_numpy(np.float64)
        reached = np.where(before >= pass_mark - 1e-9, 1, 0)
        third = _thirds(gain)
        for grouping, names, place, value in (
            ("before", ("below", "at"), reached, before),
            ("gain", _THIRDS, third, gain),
        ):
            for at, name in enumerate(names):
                inside = place == at
                if inside.any():
                    rows.append(_counted(grouping, name, who[inside], value[inside], certified, known))
    return _with_intervals(pd.DataFrame(rows), smallest)


def _thirds(gain: np.ndarray) -> np.ndarray:
    """The third of each gain: 0, 1 or 2."""
    cuts = np.quantile(gain, (1 / 3, 2 / 3))
    return np.searchsorted(cuts + 1e-9, gain, side="left")


def _counted(
    grouping: str,
    group: str,
    who: np.ndarray,
    value: np.ndarray,
    certified: frozenset[int],
    known: frozenset[int],
) -> dict[str, Any]:
    ids = who.tolist()
    ends = (float(value.min()), float(value.max())) if len(value) else (math.nan, math.nan)
    return {
        "grouping": grouping, "group": group, "low": ends[0], "high": ends[1], "n": len(ids),
        "certified": sum(one in certified for one in ids), "unknown": sum(one not in known for one in ids),
    }  # fmt: skip


def _with_intervals(table: pd.DataFrame, smallest: int) -> pd.DataFrame:
    n, count = table["n"].to_numpy(np.float64), table["certified"].to_numpy(np.float64)
    low, high = wilson_interval(count, n)
    with np.errstate(invalid="ignore"):
        share = np.where(n > 0, count / np.where(n > 0, n, np.nan), np.nan)
    totals = pd.factorize(table["grouping"])[0].astype(np.int64)
    hidden = hidden_groups(table["n"].to_numpy(np.int64), totals, smallest=smallest)
    return table.assign(share=share, share_low=low, share_high=high, hidden=hidden)[list(CERTIFIED_COLUMNS)]


def certified_sentence(row: Any, t: Texts, *, participants: Participants = "students") -> str:
    """How many of a group are recorded as certified, with the interval; and of how many no decision is."""
    words = t(
        "{certified} dari {people} tercatat bersertifikat ({share}; kisaran 95%: {low} sampai {high})",
        certified=t.number(row["certified"], 0), people=people(int(row["n"]), participants, t),
        share=t.percent(row["share"]), low=t.percent(row["share_low"]), high=t.percent(row["share_high"]),
    )  # fmt: skip
    unknown = int(row["unknown"])
    if not unknown:
        return words + "."
    told = people(unknown, participants, t)
    return t("{words}; {people} belum tercatat keputusannya.", words=words, people=told)


def group_name(row: Any, t: Texts, *, pass_mark: float) -> str:
    """What the group of a row of certified_shares has in common."""
    ends = {"low": t.signed(row["low"]), "high": t.signed(row["high"])}
    return t(GROUP_NAMES[row["group"]], mark=t.exact(pass_mark), **ends)
