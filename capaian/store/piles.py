"""The students of a file in three piles, and what a person decided about them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal, TypeAlias

import pandas as pd
from sqlalchemy import Connection

from capaian.access import Action, Actor, may, require
from capaian.locale import N_
from capaian.problems import Refused, StoreError
from capaian.store.engine import Store
from capaian.store.known import cohort_of
from capaian.store.matching import Match, Person, Pile, match_people
from capaian.store.readings import MarksRead, given_marks, people
from capaian.store.scope import entered, is_seen_class
from capaian.store.students import people_like, people_of, person_of

Decision: TypeAlias = int | Literal["new", "skip"]
"""Who a student of a file is: the id of a student of the school, "new" for one who joins the cohort, or nobody."""
Decisions: TypeAlias = Mapping[int, Decision]
"""By the number of the student in `reading.students`."""

MATCH_COLUMNS: Final = (
    "student", "place", "name", "nisn", "nis", "class_name", "marks", "pile", "known", "by", "candidates",
)  # fmt: skip
"""Columns of match_students; one row a student found.

student: the number in the reading. place: `file!sheet!row`, where the student stands, "" where unknown.
nisn, nis, class_name: as read. marks: how many the files give. pile: sure, to_confirm or unknown.
known: the id of who it is, null unless sure, or known to the school and not on the cohort's roster.
by: nisn, nis, name or "". candidates: a tuple of PossibleStudent, the likeliest first.
"""


@dataclass(frozen=True, slots=True)
class PossibleStudent:
    """Who may be meant. similarity: of the names, 0-1. by: nisn, nis or name. here: in the cohort already."""

    student: int
    nisn: str
    nis: str
    name: str
    class_name: str
    similarity: float
    by: str
    here: bool


@dataclass(frozen=True, slots=True)
class Piles:
    """found, matches: one each a student of the files. roster: the ids of the cohort's students.

    owners: the ids of the school's students by those NISNs of the files that the school knows.
    """

    found: Sequence[Person]
    matches: Sequence[Match]
    roster: frozenset[int]
    owners: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Settled:
    """kept: the places in `found` of those who are imported; known: who each of them is, None for a new student.

    strangers: how many were left out because they are not on the roster. undecided: the names of those
    a person must decide about. skipped: how many a person left out.
    """

    kept: Sequence[int]
    known: Sequence[Person | None]
    strangers: int
    undecided: Sequence[str]
    skipped: int


def match_students(store: Store, actor: Actor, cohort_id: int, reading: MarksRead) -> pd.DataFrame:
    """Who the students of the files are: MATCH_COLUMNS. Nothing is written.

    Raises Refused, and StoreError where there is no such cohort.
    """
    require(actor, Action.IMPORT_MARKS, cohort_id)
    with store.reading() as connection:
        school = entered(connection, actor)
        cohort = cohort_of(connection, school, cohort_id)
        piles = piles_of(connection, school, cohort, actor, people(reading))
    given = given_marks(reading).marks["person"].value_counts()
    rows = reading.students.to_dict("records")
    table = {
        "student": pd.array([int(row["student"]) for row in rows], dtype="int64"),
        "place": pd.array([place_of(row) for row in rows], dtype="str"),
        "name": pd.array([person.name for person in piles.found], dtype="str"),
        "nisn": pd.array([person.nisn or person.short_nisn for person in piles.found], dtype="str"),
        "nis": pd.array([person.nis for person in piles.found], dtype="str"),
        "class_name": pd.array([person.class_name for person in piles.found], dtype="str"),
        "marks": pd.array([int(given.get(i, 0)) for i in range(len(rows))], dtype="int64"),
        "pile": pd.array([match.pile.value for match in piles.matches], dtype="str"),
        "known": pd.array([match.person and match.person.id for match in piles.matches], dtype="Int64"),
        "by": pd.array([match.by for match in piles.matches], dtype="str"),
        "candidates": pd.Series([_possible(match) for match in piles.matches], dtype="object"),
    }
    return pd.DataFrame(table, columns=list(MATCH_COLUMNS))


def place_of(row: Mapping[Any, Any]) -> str:
    """Where a row of `reading.students` stands: `file!sheet!row`."""
    return f"{row['file']}!{row['sheet']}!{row['row']}" if row.get("file") else ""


def student_decisions(reading: MarksRead, by_place: Mapping[str, Decision]) -> dict[int, Decision]:
    """The decisions by the number of the student, from those by the place of the row that names the student."""
    if not by_place:
        return {}
    rows = reading.students.to_dict("records")
    return {int(row["student"]): by_place[place] for row in rows if (place := place_of(row)) in by_place}


def piles_of(connection: Connection, school: int, cohort: int, actor: Actor, found: Sequence[Person]) -> Piles:
    """The piles, inside a transaction. Nobody is suggested whom the actor does not see."""
    roster = people_of(connection, school, cohort)
    everywhere = may(actor, Action.VIEW_STUDENTS)

    def seen(person: Person) -> bool:
        return (person.here or everywhere) and is_seen_class(actor, person.class_name)

    known = people_like(connection, school, cohort, found)
    matches = match_people(found, known, roster)
    shown = [_seen_only(match, [c for c in match.candidates if seen(c.person)]) for match in matches]
    owners = {person.nisn: person.id for person in known if person.nisn}
    return Piles(found, shown, frozenset(person.id for person in roster), owners)


def _seen_only(match: Match, candidates: list[Any]) -> Match:
    if match.pile is not Pile.TO_CONFIRM or candidates:
        return Match(match.pile, match.person, match.by, tuple(candidates))
    return Match(Pile.UNKNOWN)


def settle(
    connection: Connection,
    school: int,
    cohort: int,
    actor: Actor,
    piles: Piles,
    decisions: Mapping[int, Decision],
) -> Settled:
    """Who is imported as whom. decisions: by the place in `piles.found`.

    Undecided, whoever is sure is taken; whoever is not on the roster is left out, and where the cohort
    has no student yet becomes one. Raises Refused where somebody joins a roster whom the actor may not
    add, and StoreError where two rows mean one student or a decision names nobody.
    """
    kept: list[int] = []
    known: list[Person | None] = []
    strangers, skipped, undecided = 0, 0, []
    for i, (person, match) in enumerate(zip(piles.found, piles.matches, strict=True)):
        decision = decisions.get(i)
        if decision is None and match.pile is Pile.TO_CONFIRM:
            undecided.append(person.name)
        elif decision is None and match.pile is Pile.UNKNOWN and piles.roster:
            strangers += 1
        elif decision == "skip":
            skipped += 1
        else:
            kept.append(i)
            known.append(_who(connection, school, cohort, actor, match, decision))
    joining = any(person is None or person.id not in piles.roster for person in known)
    if joining and piles.roster and not may(actor, Action.ADD_STUDENTS, cohort):
        raise Refused(
            N_("Anda tidak berhak menambah siswa ke kohort ini. Lewati siswa itu, atau mintalah kepada admin.")
        )
    for i, person in zip(kept, known, strict=True):
        _refuse_number_of_another(piles, piles.found[i], person)
    _refuse_one_student_twice([piles.found[i] for i in kept], known)
    return Settled(kept, known, strangers, undecided, skipped)


def _who(
    connection: Connection, school: int, cohort: int, actor: Actor, match: Match, decision: Decision | None
) -> Person | None:
    if decision is None or decision == "new":
        return match.person
    among = [candidate.person for candidate in match.candidates] + ([match.person] if match.person else [])
    chosen = next((person for person in among if person.id == decision), None)
    chosen = chosen or person_of(connection, school, cohort, decision)
    seen = chosen is not None and (chosen in among or chosen.here or may(actor, Action.VIEW_STUDENTS))
    if chosen is None or not seen or not is_seen_class(actor, chosen.class_name):
        raise StoreError(N_("Siswa yang dipilih tidak ada di kohort ini. Pilih siswa lain dari daftar."))
    return chosen


def _refuse_number_of_another(piles: Piles, found: Person, chosen: Person | None) -> None:
    """Nothing where the NISN of the file, that would become the student's, is nobody else's."""
    owner = piles.owners.get(found.nisn)
    if owner is None or (chosen is not None and (chosen.nisn or chosen.id == owner)):
        return
    raise StoreError(
        N_(
            "NISN {nisn} di baris “{name}” sudah dipakai siswa lain di sekolah ini. Perbaiki NISN itu di berkas Anda, "
            "atau lewati siswanya."
        ),
        nisn=found.nisn, name=found.name,
    )  # fmt: skip


def _possible(match: Match) -> tuple[PossibleStudent, ...]:
    return tuple(
        PossibleStudent(
            c.person.id, c.person.nisn, c.person.nis, c.person.name, c.person.class_name,
            round(c.similarity, 3), c.by, c.person.here,
        )
        for c in match.candidates
    )  # fmt: skip


def _refuse_one_student_twice(found: Sequence[Person], matched: Sequence[Person | None]) -> None:
    seen: dict[object, Person] = {}
    for person, known in zip(found, matched, strict=True):
        who = known.id if known else person.nisn or id(person)
        if who in seen:
            raise StoreError(
                N_(
                    "Baris “{name}” dan “{other}” di berkas Anda menunjuk siswa yang sama. Periksa NISN dan NIS "
                    "keduanya, lalu unggah lagi."
                ),
                name=seen[who].name, other=person.name,
            )  # fmt: skip
        seen[who] = person
