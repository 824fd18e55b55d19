"""One scale for each criterion, over both phases, all tables and all files."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from capaian.problems import Problem
from capaian.reading.columns import Meant
from capaian.reading.drafts import Draft
from capaian.reading.marks import word_scales
from capaian.reading.scales import scale_of_values, widest
from capaian.reading.text import plain
from capaian.reading.wording import problem
from capaian.scores import Scale


def settle_scales(drafts: Sequence[Draft], scale_max: float | None) -> dict[int, list[Problem]]:
    """Give every score column its scale; the questions that come up, by id of the draft.

    Declared scales first (heading, row of maxima, words), else what the values of the criterion say
    in all its columns together. scale_max overrides all and asks nothing.
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
            own = m.scale if m.scale is not None and scale_max is None else scale
            draft.meant[at] = replace(m, scale=own)
            if ask and m.scale is None:
                asked.setdefault(id(draft), []).append(
                    problem(
                        "scale_unclear",
                        draft.file,
                        draft.sheet,
                        draft.block.grid.column_name(m.column),
                        m.heading,
                        high=scale.max,
                    )
                )
    return asked


def _scale_of(members: Sequence[tuple[Draft, Meant]], scale_max: float | None) -> tuple[Scale, bool]:
    if scale_max is not None:
        return Scale(0, scale_max), False
    declared = [word_scales()[m.words].scale if m.words else m.scale for _, m in members if m.words or m.scale]
    if declared:
        return widest([scale for scale in declared if scale is not None]), False
    numbers = np.concatenate([d.profiles[m.column].numbers for d, m in members])
    return scale_of_values(numbers, members[0][1].aspect)
