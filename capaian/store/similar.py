"""How alike two names are: by the letters that must change, whatever the order of the words. Only ever suggests."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA, Levenshtein
from rapidfuzz.process import cdist

_NEARLY: Final = 0.8
_SHORTENED: Final = 0.85
_MOST: Final = 3
_TYPED: Final = 0.66
"""A word of a search is this like a word of a name: one letter wrong of three, two of six, three of nine."""
_BEGUN: Final = 4
"""From so many letters on a word of a search may be the beginning of one."""


def similarity(one: str, other: str) -> float:
    """1 for the same letters, 0 for none in common: 1 - edit distance / the longer length, words in any order.

    Names as capaian.reading.names.same_name leaves them. `ahmad f` and `ahmad fauzi`, where every word
    begins the other's, are at least 0.85 alike.
    """
    straight = Levenshtein.normalized_similarity(one, other)
    sorted_words = Levenshtein.normalized_similarity(_in_order(one), _in_order(other))
    return max(straight, sorted_words, _SHORTENED if _is_shortened(one, other) else 0.0)


def most_similar(names: Sequence[str], known: Sequence[str]) -> list[list[tuple[int, float]]]:
    """For each name the places of at most three known ones that are nearly the same, and how alike they are."""
    if not names or not known:
        return [[] for _ in names]
    straight = cdist(names, known, scorer=Levenshtein.normalized_similarity)
    ordered = cdist(
        [_in_order(name) for name in names],
        [_in_order(name) for name in known],
        scorer=Levenshtein.normalized_similarity,
    )
    share = np.maximum(straight, ordered)
    by_first: dict[tuple[str, int], list[tuple[int, str]]] = defaultdict(list)
    for at, other in enumerate(known):
        by_first[other[:1], other.count(" ")].append((at, other))
    for i, name in enumerate(names):
        for at, other in by_first.get((name[:1], name.count(" ")), ()):
            if share[i, at] < _SHORTENED and _is_shortened(name, other):
                share[i, at] = _SHORTENED
    best = np.argsort(-share, axis=1, kind="stable")[:, :_MOST]
    return [
        [(int(at), round(float(share[i, at]), 3)) for at in best[i] if share[i, at] >= _NEARLY]
        for i in range(len(names))
    ]


def words_like(wanted: str, names: Sequence[str]) -> list[tuple[int, float]]:
    """The places of the names of which every word wanted is nearly a word or, from four letters on, nearly begins
    one, and how alike they are: the mean over the words wanted. In the order of the names.

    Two letters that changed places count as one that is wrong. Names as same_name leaves them.
    """
    words = wanted.split()
    if not words:
        return []
    known = sorted({word for name in names for word in name.split()})
    place = {word: at for at, word in enumerate(known)}
    share = np.array([_likeness(word, known) for word in words])
    found = []
    for at, name in enumerate(names):
        best = share[:, [place[word] for word in name.split()]].max(axis=1, initial=0.0)
        if best.min() >= _TYPED:
            found.append((at, float(best.mean())))
    return found


def _likeness(word: str, known: Sequence[str]) -> NDArray[np.float64]:
    """How like each known word, or its beginning, the one word is."""
    whole = cdist([word], known, scorer=OSA.normalized_similarity)[0]
    if len(word) < _BEGUN:
        return whole.astype(np.float64)
    begun = cdist([word], [each[: len(word)] for each in known], scorer=OSA.normalized_similarity)[0]
    return np.maximum(whole, 0.99 * begun).astype(np.float64)


def _in_order(name: str) -> str:
    return " ".join(sorted(name.split()))


def _is_shortened(one: str, other: str) -> bool:
    """Whether the words of two names begin one another: `nor a` and `nor aida`."""
    ours, theirs = one.split(), other.split()
    if len(ours) != len(theirs) or len(ours) < 2:
        return False
    return all(a.startswith(b) or b.startswith(a) for a, b in zip(ours, theirs, strict=True))
