"""A heading of several words: one phase, one aspect, and what is left is the criterion."""

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from capaian.reading.lexicon import Found, aspects_in, generic_words, only_aspect, phases_in
from capaian.reading.text import tokens
from capaian.scores import Aspect, Phase

_HUMP: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")
_EMPTY: Final = frozenset(["nilai", "skor", "score", "scores", "mark", "marks", "angka", "point", "points", "poin"])


@dataclass(frozen=True, slots=True)
class Composed:
    """What a heading is made of. sure: the phase word cannot mean anything else. both: it names both phases.
    pure: the aspect stands there by its own name.

    rest: for each part of the heading the words that are neither phase nor aspect nor empty talk.
    named: the same with the aspect's words left in, for columns whose aspect is known without them.
    """

    phase: Phase | None
    sure: bool
    both: bool
    aspect: Aspect | None
    pure: bool
    rest: tuple[str, ...]
    named: tuple[str, ...] = ()


def compose(parts: Sequence[str]) -> Composed:
    """Take a heading apart, its rows from top to bottom."""
    parts = [_apart(part) for part in parts]
    whole = " ".join(parts)
    phases, aspects = phases_in(whole), _aspects(parts, whole)
    sure = [p for p in phases if p.sure] or list(phases)
    named = {p.what for p in sure}
    taken = {i for found in phases for i in found.at}
    pure = {i for found in aspects if found.sure for i in found.at}
    loose = {i for found in aspects if not found.sure for i in found.at}
    aspect = {a.what for a in aspects}
    return Composed(
        phase=Phase(next(iter(named))) if len(named) == 1 else None,
        sure=any(p.sure for p in phases),
        both=len(named) > 1,
        aspect=Aspect(next(iter(aspect))) if len(aspect) == 1 else None,
        pure=any(a.sure for a in aspects),
        rest=_rest(parts, taken | pure, loose, pure),
        named=_named(parts, taken),
    )


def _apart(part: str) -> str:
    """`PreTestScore` as three words, where one of them is a phase or an aspect."""
    if part.isupper() or part.islower() or " " in part:
        return part
    split = _HUMP.sub(" ", part)
    return split if phases_in(split) or aspects_in(split) else part


def _aspects(parts: Sequence[str], whole: str) -> tuple[Found, ...]:
    """The aspects of a heading; under a group that is an aspect by its own name, `Sikap` and `Pengetahuan dasar`
    are criteria of that aspect."""
    aspects = aspects_in(whole)
    ends = list(accumulate(len(tokens(part)) for part in parts))
    group = next((n for n, part in enumerate(parts[:-1]) if is_whole_aspect(part)), None)
    if group is None:
        return aspects
    what = only_aspect(parts[group])
    lower = [n for n in range(group + 1, len(parts)) if only_aspect(parts[n]) is what and is_whole_aspect(parts[n])]
    spans = [range(ends[n] - len(tokens(parts[n])), ends[n]) for n in lower]
    loose = [a for a in aspects if a.what == what and not a.sure]
    return tuple(a for a in aspects if a.at[0] < ends[group] or a in loose or any(a.at[0] in span for span in spans))


def is_whole_aspect(part: str) -> bool:
    """Whether a part says one aspect by its own name, perhaps a phase, and nothing else."""
    found = aspects_in(part)
    said = {i for a in (*found, *phases_in(part)) for i in a.at}
    others = [word for i, word in enumerate(tokens(part)) if i not in said and word not in generic_words()]
    return len({a.what for a in found}) == 1 and all(a.sure for a in found) and not others


def _named(parts: Sequence[str], phases: set[int]) -> tuple[str, ...]:
    """Each part without its phase, as it was written; `Nilai` and the like say nothing."""
    kept, start = [], 0
    for part in parts:
        said = tokens(part)
        mine = {i for i in range(len(said)) if start + i in phases}
        start += len(said)
        if all(word in _EMPTY for i, word in enumerate(said) if i not in mine):
            continue
        kept.append(part.strip() if not mine else _as_written(part, said, mine, _EMPTY))
    return tuple(kept)


def _rest(parts: Sequence[str], taken: set[int], loose: set[int], pure_at: set[int]) -> tuple[str, ...]:
    """The words left of each part, as they were written; a part of empty talk only is left out.

    `loose` words of an aspect (`teori`) stay where other words stand beside them: `Teori las`.
    """
    kept, start = [], 0
    for part in parts:
        said = tokens(part)
        mine = {i - start for i in taken if start <= i < start + len(said)}
        pure = {i - start for i in pure_at if start <= i < start + len(said)}
        beside = {i - start for i in loose if start <= i < start + len(said)}
        start += len(said)
        left = [word for i, word in enumerate(said) if i not in mine | beside]
        if all(word in generic_words() for word in left):
            mine |= beside
        if mine and left and all(word.isdigit() for word in left):
            mine -= pure
        if all(word in generic_words() for i, word in enumerate(said) if i not in mine):
            continue
        kept.append(part.strip() if not mine else _as_written(part, said, mine))
    return (
        tuple(kept)
        if len(parts) < 2 or not _is_named(parts[-1], taken, loose if kept else set(), start)
        else (*kept, parts[-1].strip())
    )


def _is_named(leaf: str, taken: set[int], loose: set[int], end: int) -> bool:
    """Whether a lowest part of empty talk or of an aspect's loose word still names something under its group."""
    said = tokens(leaf)
    if any(i in taken for i in range(end - len(said), end)):
        return False
    positions = range(end - len(said), end)
    empty = all(i in loose or word in generic_words() for i, word in zip(positions, said, strict=True))
    return empty and not all(word in _EMPTY for word in said)


def _as_written(part: str, said: Sequence[str], mine: set[int], empty: Container[str] | None = None) -> str:
    """The part without the taken and the empty words (generic ones unless said), in the spelling of the heading."""
    empty = generic_words() if empty is None else empty
    left, at = [], 0
    lowered = part.lower()
    for i, word in enumerate(said):
        found = lowered.find(word, at)
        spelled = part[found : found + len(word)] if found >= 0 else word
        at = max(found, at) + len(word) if found >= 0 else at
        if i not in mine and word not in empty:
            left.append(spelled)
    return " ".join(left)
