"""One scale for each criterion, over both phases, all tables and all files."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from capaian.problems import Problem
from capaian.reading.columns import Meant
from capaian.reading.drafts import Draft
from capaian.reading.marks import word_scales
from capaian.reading.scales import scale_below, scale_of_values, widest
from capaian.reading.text import plain
from capaian.reading.wording import problem
from capaian.scores import SCALE_100, Scale

_FAR: Final = 5
"""Marks whose middle is so many times that of others are written on another scale."""


def settle_scales(drafts: Sequence[Draft], scale_max: float | None) -> dict[int, list[Problem]]:
    """Give every score column its scale; the questions that come up, by id of the draft.

    Declared scales first (heading, row of maxima, words), else what the values of the criterion say
    in all its columns together. A column that is far from the others is on a scale of its own, and asked
    about where that is the lower one. scale_max overrides all and asks nothing.
    """
    groups: dict[tuple, list[tuple[Draft, int]]] = defaultdict(list)
    for draft in drafts:
        for at, m in enumerate(draft.meant):
            if m.role == "score":
                groups[m.aspect, plain(m.criterion)].append((draft, at))
    asked: dict[int, list[Problem]] = {}
    for members in groups.values():
        scale, ask = _scale_of([(d, d.meant[at]) for d, at in members], scale_max)
        for draft, at in members:
            m = draft.meant[at]
            own, asks = (scale, ask) if scale_max is not None else _own_scale(draft, m, members, (scale, ask))
            draft.meant[at] = replace(m, scale=own)
            if asks and m.scale is None:
                asked.setdefault(id(draft), []).append(
                    problem(
                        "scale_unclear",
                        draft.file,
                        draft.sheet,
                        draft.block.grid.column_name(m.column),
                        m.heading,
                        high=own.max,
                    )
                )
    return asked


def _own_scale(
    draft: Draft, m: Meant, members: Sequence[tuple[Draft, int]], common: tuple[Scale, bool]
) -> tuple[Scale, bool]:
    """The scale of one column and whether it is asked about: its own where declared, mostly the common one.

    Tests before on 0-10 and after on 0-100 would else make of every 7.5 the worst mark there is.
    """
    scale, ask = common
    numbers = draft.profiles[m.column].numbers
    if m.scale is not None:
        return m.scale, ask
    if m.words or ask or not len(numbers):
        return common
    others = [d.profiles[d.meant[at].column].numbers for d, at in members if d is not draft or d.meant[at] is not m]
    rest = np.concatenate(others) if others else numbers
    if scale == SCALE_100 and len(rest) and np.median(rest) >= _FAR * np.median(numbers):
        low = scale_below(numbers, m.aspect)
        return (low, True) if low else common
    if _FAR * scale.max <= np.median(numbers) and SCALE_100.max / 2 <= np.median(numbers):
        return SCALE_100, False
    return common


def _scale_of(members: Sequence[tuple[Draft, Meant]], scale_max: float | None) -> tuple[Scale, bool]:
    if scale_max is not None:
        return Scale(0, scale_max), False
    declared = [word_scales()[m.words].scale if m.words else m.scale for _, m in members if m.words or m.scale]
    if declared:
        return widest([scale for scale in declared if scale is not None]), False
    numbers = np.concatenate([d.profiles[m.column].numbers for d, m in members])
    return scale_of_values(numbers, members[0][1].aspect)
