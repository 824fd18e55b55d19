"""Who is who: the students of a file against those the school knows, in three piles. Pure.

By NISN, then NIS, then the name within the class. Numbers that contradict each other are never the
same person; where two people could be meant, or a number and a name disagree, a person decides.
"""

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from capaian.reading.names import same_class
from capaian.store.similar import most_similar, similarity

_ONE_NAME: Final = 0.5
"""Two names under one number that are less alike than this may be two people: a person looks."""


class Pile(StrEnum):
    """How sure it is who a student of a file is. UNKNOWN: not on the roster."""

    SURE = "sure"
    TO_CONFIRM = "to_confirm"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Person:
    """A student of a file or of the school. id: 0 in a file. nisn, nis: "" unknown. here: already in the cohort.

    short_nisn: 6 to 9 digits of a file, whose zeros Excel may have dropped.
    """

    id: int
    nisn: str
    nis: str
    name: str
    name_key: str
    sex: str
    class_name: str
    programme: str
    here: bool = False
    short_nisn: str = ""

    def may_be(self, other: "Person") -> bool:
        """Whether no number says that these are two people."""
        if self.nisn and other.nisn:
            return self.nisn == other.nisn
        return not (self.nis and other.nis) or self.nis == other.nis

    def completed(self, other: "Person") -> "Person":
        """Self, with what was unknown taken from the other."""
        known = {
            field: getattr(self, field) or getattr(other, field)
            for field in ("nisn", "nis", "sex", "class_name", "programme")
        }
        return Person(id=self.id, name=self.name, name_key=self.name_key, here=self.here, **known)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody of the school who may be meant. similarity: of the names, 0-1. by: nisn, nis or name."""

    person: Person
    similarity: float
    by: str


@dataclass(frozen=True, slots=True)
class Match:
    """What is known of one student of a file. person: who it is where a number or a name says so. by: nisn, nis, name.

    candidates: the likeliest first, where a person decides.
    """

    pile: Pile
    person: Person | None = None
    by: str = ""
    candidates: tuple[Candidate, ...] = ()


def match_people(found: Sequence[Person], known: Iterable[Person], roster: Sequence[Person] = ()) -> list[Match]:
    """One match a student of a file.

    known: everybody who shares a number or a name with somebody found. roster: the cohort's students;
    where there are any, whoever is not among them is UNKNOWN, also where the school knows who it is.
    """
    by: dict[tuple[str, str], list[Person]] = defaultdict(list)
    for person in known:
        for kind in ("nisn", "nis", "name_key"):
            if value := getattr(person, kind):
                by[kind, value].append(person)
    matches = _each_once([_match(person, by) for person in found])
    taken = {match.person.id for match in matches if match.person}
    free = [person for person in roster if person.id not in taken]
    matches = _suggested(found, matches, free)
    return [_not_on(roster, match) for match in matches] if roster else matches


def _match(person: Person, by: dict[tuple[str, str], list[Person]]) -> Match:
    if person.nisn and (same := by.get(("nisn", person.nisn))):
        return _numbered(person, same[0], "nisn")
    padded = by.get(("nisn", person.short_nisn.zfill(10)), []) if person.short_nisn else []
    if padded:
        agree = padded[0].name_key == person.name_key
        return Match(Pile.SURE, padded[0], "nisn") if agree else _ask(person, padded, "nisn")
    if person.nis:
        same = [other for other in by.get(("nis", person.nis), []) if person.may_be(other)]
        named = [other for other in same if other.name_key == person.name_key]
        if len(same) == 1 or len(named) == 1:
            return _numbered(person, (named or same)[0], "nis")
    same = [other for other in by.get(("name_key", person.name_key), []) if person.may_be(other)]
    here = [other for other in same if _same_class(person, other)]
    if len(here) == 1 and not _contradicted(person, here[0]):
        return Match(Pile.SURE, here[0], "name")
    return _ask(person, here or same, "name") if same else Match(Pile.UNKNOWN)


def _numbered(person: Person, other: Person, by: str) -> Match:
    """Who has the number, unless the names have nothing in common: then columns may have slipped."""
    if person.name_key and other.name_key and similarity(person.name_key, other.name_key) < _ONE_NAME:
        return _ask(person, [other], by)
    return Match(Pile.SURE, other, by)


def _contradicted(person: Person, other: Person) -> bool:
    """Whether the short number of the file, with its zeros, is another one."""
    return bool(person.short_nisn and other.nisn) and person.short_nisn.zfill(10) != other.nisn


def _ask(person: Person, others: Sequence[Person], by: str) -> Match:
    alike = [Candidate(other, similarity(person.name_key, other.name_key), by) for other in others]
    return Match(Pile.TO_CONFIRM, candidates=tuple(sorted(alike, key=_likeliest)))


def _likeliest(candidate: Candidate) -> tuple[bool, float, int]:
    return not candidate.person.here, -candidate.similarity, candidate.person.id


def _same_class(person: Person, known: Person) -> bool:
    """Whether the classes are one; where either is unknown, whether the student is in the cohort already."""
    ours, theirs = same_class(person.class_name), same_class(known.class_name)
    return ours == theirs if ours and theirs else known.here


def _each_once(matches: list[Match]) -> list[Match]:
    """Two rows that mean one student are both asked about."""
    times = Counter(match.person.id for match in matches if match.person)
    return [
        Match(Pile.TO_CONFIRM, candidates=(Candidate(match.person, 1.0, match.by),))
        if match.person and times[match.person.id] > 1
        else match
        for match in matches
    ]


def _suggested(found: Sequence[Person], matches: Sequence[Match], free: Sequence[Person]) -> list[Match]:
    """Whoever is unknown, with those of the roster whose names are nearly the same."""
    lost = [i for i, match in enumerate(matches) if match.pile is Pile.UNKNOWN]
    near = most_similar([found[i].name_key for i in lost], [person.name_key for person in free])
    settled = list(matches)
    for i, alike in zip(lost, near, strict=True):
        others = [Candidate(free[at], share, "name") for at, share in alike if found[i].may_be(free[at])]
        if others:
            settled[i] = Match(Pile.TO_CONFIRM, candidates=tuple(sorted(others, key=_likeliest)))
    return settled


def _not_on(roster: Sequence[Person], match: Match) -> Match:
    ids: Container[int] = {person.id for person in roster}
    return replace(match, pile=Pile.UNKNOWN) if match.person and match.person.id not in ids else match
