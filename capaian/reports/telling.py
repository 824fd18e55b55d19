"""What a reader may be told of a group: the school everything; anybody no small group and no count near an end."""

import math
from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np

from capaian.improvement import Participants, coded_shares, headline
from capaian.locale import N_, Texts
from capaian.reports.audience import Audience
from capaian.reports.hidden import shown_rows

_CHANGES: Final = (("improved", N_("naik")), ("same", N_("tetap")), ("declined", N_("turun")))


def told_rows(rows: Sequence[dict[str, Any]], audience: Audience, smallest: int) -> list[dict[str, Any]]:
    """The summary rows of a cohort that may be read: all, or those that the workbook for anybody tells as well."""
    if audience is Audience.INTERNAL:
        return [*rows]
    return [row for row, shown in zip(rows, shown_rows(rows, smallest), strict=True) if shown]


def told_headline(
    row: Mapping[str, Any], t: Texts, audience: Audience, *, verdict: str = "", participants: Participants = "students"
) -> str:
    """The fixed sentence; for anybody without the counts of nearly all and nearly none."""
    return headline(row, t, verdict=verdict, participants=participants, coded=audience is Audience.SHAREABLE)


def told_changes(row: Mapping[str, Any], t: Texts, audience: Audience) -> str:
    """`17 naik · 3 tetap · 9 turun`; for anybody as shares, and one that subtraction would tell joined to another."""
    n = int(row["n_matched"])
    parts = [(int(row[key]), t(word)) for key, word in _CHANGES]
    if audience is Audience.INTERNAL:
        return " · ".join(f"{t.number(count, 0)} {word}" for count, word in parts)
    extreme = [at for at, (count, _) in enumerate(parts) if is_extreme(count, n)]
    if len(extreme) == 1:
        first = 0 if extreme == [0] else 1
        (count, one), (more, other) = parts[first : first + 2]
        parts[first : first + 2] = [(count + more, t("{one} atau {other}", one=one, other=other))]
    return " · ".join(f"{_share(count, n, t)} {word}" for count, word in parts)


def told_passing(row: Mapping[str, Any], t: Texts, audience: Audience) -> str:
    """`mencapai KKM 75: 6 menjadi 17`; for anybody as shares with coded ends; empty where pass marks differ."""
    if math.isnan(row["pass_mark"]):
        return ""
    told = {"name": t.pass_mark, "mark": t.exact(row["pass_mark"])}
    counts = (row["pass_before"], row["pass_after"])
    n = row["n_matched"]
    before, after = (_share(c, n, t) if audience is Audience.SHAREABLE else t.number(c, 0) for c in counts)
    return t("mencapai {name} {mark}: {before} menjadi {after}", before=before, after=after, **told)


def is_extreme(count: float, n: float) -> bool:
    """Whether a share of so many would be coded: it says what nearly everybody, or nearly nobody, did."""
    return n > 0 and isinstance(coded_shares(np.array([count / n]))[0], str)


def _share(count: float, n: float, t: Texts) -> str:
    coded = coded_shares(np.array([count / n]))[0] if n else None
    return coded if isinstance(coded, str) else t.percent(coded)
