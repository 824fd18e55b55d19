"""Imports: what one would change, and saving it in one transaction."""

import datetime
from collections.abc import Mapping
from typing import Any, Final

import pandas as pd
from sqlalchemy import Connection, func, select

from capaian.access import Action, Actor, require
from capaian.locale import N_
from capaian.problems import StoreError
from capaian.reading import Answers
from capaian.store.audit import Deed, write_audit
from capaian.store.chains import chains_of
from capaian.store.comparison import (
    CHANGE_COLUMNS,
    Comparison,
    ImportResult,
    fingerprint,
    replaced_imports,
    told_comparison,
)
from capaian.store.conflicts import Choices, hold_back
from capaian.store.engine import Store
from capaian.store.hindrances import refuse_made_for_others, refuse_open
from capaian.store.instants import instant
from capaian.store.known import open_cohort_of
from capaian.store.locks import refuse_locked
from capaian.store.originals import Originals, write_originals
from capaian.store.origins import origins_of
from capaian.store.own_rows import refuse_unseen
from capaian.store.piles import Decision, Decisions, Settled, piles_of, settle, student_decisions
from capaian.store.plan import CHANGED, HELD, NEW, SAME, Plan, plan_import
from capaian.store.readings import GivenMarks, MarksRead, digest_of, given_marks, people
from capaian.store.saving import write_import
from capaian.store.schema import PHASES, enrolments, imports, schools, scores
from capaian.store.scope import entered

_NONE: Final[Mapping[Any, Any]] = {}


class ChangedSince(StoreError):
    """Nothing was saved because the cohort is another one than in the comparison that was looked at."""

    def __init__(self) -> None:
        super().__init__(
            N_(
                "Nilai di kohort ini baru saja berubah oleh orang lain, jadi belum ada yang disimpan. Periksa lagi apa "
                "yang akan berubah, lalu simpan."
            )
        )


def compare_import(
    store: Store,
    actor: Actor,
    cohort_id: int,
    reading: MarksRead,
    *,
    students: Decisions | None = None,
    conflicts: Choices | None = None,
) -> Comparison:
    """What save_import would do now; nothing is written.

    students: what a person decided about students of the files, conflicts: about marks that were changed
    since a form was made; None: what the reading's answers say. Raises Refused, also for marks of an
    aspect or of a class that the actor does not see and for students the actor may not add, and StoreError
    where there is no such cohort, where it is locked, where something in the files must be mended or decided
    first, where a form was made for another cohort, or where two rows mean one student.
    """
    require(actor, Action.IMPORT_MARKS, cohort_id)
    refuse_open(reading)
    students, conflicts = _decided(reading, students, conflicts)
    with store.reading() as connection:
        school = entered(connection, actor)
        cohort = open_cohort_of(connection, school, cohort_id)
        refuse_locked(connection, school, cohort)
        refuse_made_for_others(connection, school, actor, reading, cohort_id=cohort)
        given = given_marks(reading)
        if already := _already(connection, school, cohort, digest_of(given, students, conflicts)):
            none = pd.DataFrame(columns=list(CHANGE_COLUMNS))
            return Comparison(0, 0, len(given.marks), given.skipped, 0, 0, none, already)
        plan, settled = _plan(connection, school, cohort, actor, reading, given, students, conflicts)
        origins = origins_of(connection, school, replaced_imports(plan))
        zone = connection.execute(select(schools.c.time_zone).where(schools.c.id == school)).scalar_one()
    return told_comparison(plan, settled, reading, origins, time_zone=zone)


def save_import(
    store: Store,
    actor: Actor,
    cohort_id: int,
    reading: MarksRead,
    *,
    students: Decisions | None = None,
    conflicts: Choices | None = None,
    originals: Originals | None = None,
    seen: str | None = None,
) -> ImportResult:
    """Save the marks of the files into the cohort, all of them or, after any error, none.

    The first import of a cohort makes its roster; later, students who are not on it are left out unless
    `students` says otherwise. A blank never erases a mark. The same bytes with the same decisions change
    nothing while that import is in effect (`already` says when they came), also where their marks have
    been changed since. originals: the files themselves, where they are kept. seen: of the Comparison that a
    person looked at. Raises what compare_import raises, StoreError while a student is undecided, and
    ChangedSince where saving would by now do something else than was seen.
    """
    require(actor, Action.IMPORT_MARKS, cohort_id)
    refuse_open(reading)
    students, conflicts = _decided(reading, students, conflicts)
    with store.writing() as connection:
        school = entered(connection, actor, to_write=True)
        cohort = open_cohort_of(connection, school, cohort_id)
        refuse_locked(connection, school, cohort)
        refuse_made_for_others(connection, school, actor, reading, cohort_id=cohort)
        now = datetime.datetime.now(datetime.UTC)
        done = import_reading(
            connection, school, cohort, reading, actor=actor, at=now, students=students, conflicts=conflicts, seen=seen
        )
        if done.import_id is not None:
            if originals is not None:
                write_originals(connection, school, done.import_id, [file.sha256 for file in reading.files], originals)
            detail = {"import": done.import_id, "new": done.new, "changed": done.changed, "students": done.students}
            write_audit(connection, school, actor, Deed.IMPORTED, resource=f"cohort:{cohort}", detail=detail, at=now)
        return done


def import_reading(
    connection: Connection,
    school: int,
    cohort: int,
    reading: MarksRead,
    *,
    actor: Actor,
    at: datetime.datetime,
    students: Decisions = _NONE,
    conflicts: Choices = _NONE,
    seen: str | None = None,
) -> ImportResult:
    """save_import inside a transaction that has begun and holds the school."""
    given = given_marks(reading)
    digest = digest_of(given, students, conflicts)
    told = (given.skipped, int(given.marks["person"].nunique()))
    if already := _already(connection, school, cohort, digest):
        still = _completeness(connection, school, cohort)
        return ImportResult(None, 0, 0, len(given.marks), *told, 0, 0, *still, already)
    plan, settled = _plan(connection, school, cohort, actor, reading, given, students, conflicts)
    _refuse_undecided(settled)
    if seen is not None and seen != fingerprint(plan):
        raise ChangedSince
    import_id = None
    if not plan.is_empty:
        import_id = write_import(
            connection, school, cohort, reading, plan, digest=digest, account_id=actor.account_id, at=at
        )
    still = _completeness(connection, school, cohort)
    counts = (plan.count(NEW), plan.count(CHANGED), plan.count(SAME), plan.skipped, int(plan.marks["person"].nunique()))
    held = (plan.count(HELD), settled.strangers, plan.left_out)
    return ImportResult(import_id, *counts, len(plan.created), len(plan.joining), *still, None, *held)


def _plan(
    connection: Connection,
    school: int,
    cohort: int,
    actor: Actor,
    reading: MarksRead,
    given: GivenMarks,
    students: Decisions,
    conflicts: Choices,
) -> tuple[Plan, Settled]:
    """What is to be written, and who is left out. Nothing of another's class or aspect."""
    found = people(reading)
    places = {student: i for i, student in enumerate(reading.students["student"].tolist())}
    decided: dict[int, Decision] = {places[one]: what for one, what in students.items() if one in places}
    piles = piles_of(connection, school, cohort, actor, found)
    settled = settle(connection, school, cohort, actor, piles, decided)
    plan = plan_import(connection, school, cohort, reading, given, people=found, settled=settled)
    refuse_unseen(actor, plan)
    return hold_back(connection, school, cohort, reading, plan, conflicts), settled


def _decided(reading: MarksRead, students: Decisions | None, conflicts: Choices | None) -> tuple[Decisions, Choices]:
    """The decisions given, else those among the reading's answers."""
    answers = getattr(reading, "answers", None) or Answers()
    if students is None:
        students = student_decisions(reading, answers.students)
    return students, answers.conflicts if conflicts is None else conflicts


def _refuse_undecided(settled: Settled) -> None:
    if settled.undecided:
        raise StoreError(
            N_(
                "Ada {n} siswa yang belum dipastikan, misalnya “{name}”. Pilih siapa yang dimaksud, tambahkan, atau "
                "lewati, lalu simpan lagi."
            ),
            n=len(settled.undecided), name=settled.undecided[0],
        )  # fmt: skip


def _already(connection: Connection, school: int, cohort: int, wanted: str) -> datetime.datetime | None:
    """When the same was imported and is in effect."""
    query = select(imports.c.id, imports.c.at).where(
        imports.c.school == school, imports.c.cohort == cohort, imports.c.digest == wanted
    )
    rows = connection.execute(query).all()
    chains = chains_of(connection, school) if rows else None
    at = max((row.at for row in rows if chains and chains.in_effect(row.id)), default=None)
    return instant(at) if at else None


def _completeness(connection: Connection, school: int, cohort: int) -> tuple[int, int, int, int]:
    """enrolled, without_before, without_after, without_marks of ImportResult."""
    there = (enrolments.c.school == school, enrolments.c.cohort == cohort)
    enrolled = connection.execute(select(func.count()).select_from(enrolments).where(*there)).scalar_one()
    given = select(scores.c.student, scores.c.phase).distinct()
    rows = connection.execute(given.where(scores.c.school == school, scores.c.cohort == cohort, scores.c.state == 0))
    having: dict[str, set[int]] = {phase.value: set() for phase in PHASES}
    for row in rows:
        having[PHASES[row.phase]].add(row.student)
    before, after = having["before"], having["after"]
    return enrolled, enrolled - len(before), enrolled - len(after), enrolled - len(before | after)
