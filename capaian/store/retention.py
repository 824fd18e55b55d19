"""The time of keeping: when a cohort's names have stood long enough, what then goes, and the sums that stay."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from sqlalchemy import Connection, delete, func, select, update

from capaian.access import Action, Actor, require
from capaian.locale import N_
from capaian.problems import StoreError
from capaian.store.audit import Deed, write_audit
from capaian.store.bulk import KEYS, chunks, insert_rows
from capaian.store.certificate_tables import certificate_changes, certificate_saves, certificates, unit_results
from capaian.store.engine import Store
from capaian.store.erasing import erase_files, erase_students
from capaian.store.forgotten import note_forgotten
from capaian.store.import_tables import corrected_cells, row_changes
from capaian.store.instants import now_or, written
from capaian.store.known import bump_version, cohort_of
from capaian.store.privacy_tables import COUNTS, SUMS, kept_moments
from capaian.store.rotation import Reason
from capaian.store.schema import (
    cohorts,
    enrolments,
    import_files,
    import_sheets,
    imports,
    marks_before,
    scores,
    students_before,
)
from capaian.store.scope import entered
from capaian.store.sums import moments_of

SMALLEST_KEPT: Final = 5
"""Sums of fewer students are not kept: whoever knows the class could tell from them who had which mark."""
_KEPT_COLUMNS: Final = ("school", "cohort", "aspect", "criterion", "pass_mark", "lower_is_better", *COUNTS, *SUMS)


@dataclass(frozen=True, slots=True)
class Keeping:
    """How long the names of one cohort stay. due_on: None where the cohort's last day is not known."""

    cohort: int
    name: str
    ends_on: datetime.date | None
    due_on: datetime.date | None
    students: int
    removed_on: datetime.date | None
    is_due: bool


@dataclass(frozen=True, slots=True)
class Removal:
    """What goes, or went, of one cohort.

    students: in the cohort; leaving: of those, who is in no other cohort and goes wholly; marks: rows.
    kept: groups whose sums stay; too_small: groups of fewer than SMALLEST_KEPT students, whose sums go
    too. file_is_clean: as in Forgetting. certificates: of the cohort.
    """

    students: int
    leaving: int
    marks: int
    kept: int
    too_small: int
    file_is_clean: bool = True
    certificates: int = 0


def load_keeping(store: Store, actor: Actor, *, years: int, today: datetime.date) -> list[Keeping]:
    """Every cohort with the day its names are due, the earliest first, those without a last day at the end.

    years: how long after the last day. Raises Refused, StoreError.
    """
    require(actor, Action.REMOVE_IDENTITIES)
    with store.reading() as connection:
        school = entered(connection, actor)
        counted = select(enrolments.c.cohort, func.count().label("n")).where(enrolments.c.school == school)
        size = {row.cohort: row.n for row in connection.execute(counted.group_by(enrolments.c.cohort))}
        rows = connection.execute(select(cohorts).where(cohorts.c.school == school)).all()
    found = [_keeping(row, size.get(row.id, 0), years=years, today=today) for row in rows]
    return sorted(found, key=lambda each: (each.due_on or datetime.date.max, each.cohort))


def due_cohorts(store: Store, actor: Actor, *, years: int, today: datetime.date) -> list[Keeping]:
    """The cohorts whose names have stood long enough. Raises Refused, StoreError."""
    return [keeping for keeping in load_keeping(store, actor, years=years, today=today) if keeping.is_due]


def preview_removal(store: Store, actor: Actor, cohort_id: int) -> Removal:
    """What remove_identities would do to a cohort. Raises Refused, and StoreError where there is no such cohort."""
    require(actor, Action.REMOVE_IDENTITIES)
    with store.reading() as connection:
        school = entered(connection, actor)
        known = cohort_of(connection, school, cohort_id)
        sums, too_small = _sums_to_keep(connection, school, known)
        return _removal(connection, school, known, kept=len(sums), too_small=too_small)


def remove_identities(store: Store, actor: Actor, cohort_id: int, *, years: int, today: datetime.date) -> Removal:
    """Keep a cohort's sums and remove its students and their marks, in one transaction; what went.

    Whoever is in another cohort stays there. The names of files, sheets and columns of its imports go as
    well. Where backups are kept one is made first. Raises Refused, and StoreError where there is no such cohort,
    its time is not over, or no backup can be made.
    """
    require(actor, Action.REMOVE_IDENTITIES)
    if store.backups is not None:
        with store.reading() as connection:
            _due_cohort(connection, entered(connection, actor), cohort_id, years=years, today=today)
        store.backups.take(store, Reason.FORGETTING)
    with store.writing() as connection:
        school = entered(connection, actor, to_write=True)
        known = _due_cohort(connection, school, cohort_id, years=years, today=today)
        told = take_names_out(connection, school, known)
        write_audit(
            connection, school, actor, Deed.IDENTITIES_REMOVED, resource=f"cohort:{known}",
            detail={"students": told.students, "marks": told.marks, "kept": told.kept},
        )  # fmt: skip
    note_forgotten(store, school, "cohort", known)
    return replace(told, file_is_clean=store.rewrite())


def take_names_out(connection: Connection, school: int, cohort: int) -> Removal:
    """remove_identities inside a transaction that has begun, whether the time is over or not."""
    sums, too_small = _sums_to_keep(connection, school, cohort)
    told = _removal(connection, school, cohort, kept=len(sums), too_small=too_small)
    insert_rows(connection, kept_moments, _KEPT_COLUMNS, sums)
    _remove(connection, school, cohort)
    removed = update(cohorts).where(cohorts.c.school == school, cohorts.c.id == cohort)
    connection.execute(removed.values(identities_removed_at=written(now_or(None))))
    bump_version(connection, school, cohort)
    return told


def due_day(ends_on: datetime.date, years: int) -> datetime.date:
    """The same day so many years later; the first of March where that year has no 29 February."""
    try:
        return ends_on.replace(year=ends_on.year + years)
    except ValueError:
        return datetime.date(ends_on.year + years, 3, 1)


def _due_cohort(connection: Connection, school: int, cohort_id: int, *, years: int, today: datetime.date) -> int:
    known = cohort_of(connection, school, cohort_id)
    row = connection.execute(select(cohorts).where(cohorts.c.school == school, cohorts.c.id == known)).one()
    if not _keeping(row, 0, years=years, today=today).is_due:
        raise StoreError(N_("Masa simpan kohort ini belum lewat. Tidak ada yang dihapus."))
    return known


def _keeping(row: Any, students: int, *, years: int, today: datetime.date) -> Keeping:
    ends_on = datetime.date.fromisoformat(row.ends_on) if row.ends_on else None
    due_on = due_day(ends_on, years) if ends_on else None
    removed_at = row.identities_removed_at
    removed_on = datetime.datetime.fromisoformat(removed_at).date() if removed_at else None
    is_due = removed_on is None and due_on is not None and due_on <= today
    return Keeping(row.id, row.name, ends_on, due_on, students, removed_on, is_due)


def _sums_to_keep(connection: Connection, school: int, cohort: int) -> tuple[list[tuple[Any, ...]], int]:
    """The rows for kept_moments in the order of its key, and how many groups are too small for it."""
    marks, there = scores.c.cohort == cohort, enrolments.c.cohort == cohort
    rows: list[tuple[Any, ...]] = []
    too_small = 0
    for by_criterion in (False, True):
        made = moments_of(connection, school, marks=marks, students=there, by_criterion=by_criterion)
        large = made[made["n_matched"] >= SMALLEST_KEPT].astype({"lower_is_better": "int64"})
        too_small += len(made) - len(large)
        told = [large[name].tolist() for name in _KEPT_COLUMNS[1:]]
        rows += [(school, *row) for row in zip(*told, strict=True)]
    return sorted(rows, key=lambda row: row[:4]), too_small


def _removal(connection: Connection, school: int, cohort: int, *, kept: int, too_small: int) -> Removal:
    def rows(table: Any) -> int:
        query = select(func.count()).select_from(table).where(table.c.school == school, table.c.cohort == cohort)
        return connection.execute(query).scalar_one()

    here, leaving = _who(connection, school, cohort)
    return Removal(len(here), len(leaving), rows(scores), kept, too_small, certificates=rows(certificates))


def _who(connection: Connection, school: int, cohort: int) -> tuple[list[int], list[int]]:
    """The students of the cohort, and those of them who are in no other."""
    query = select(enrolments.c.student).where(enrolments.c.school == school)
    here = connection.execute(query.where(enrolments.c.cohort == cohort)).scalars().all()
    elsewhere = set(connection.execute(query.where(enrolments.c.cohort != cohort).distinct()).scalars())
    return list(here), [student for student in here if student not in elsewhere]


def _remove(connection: Connection, school: int, cohort: int) -> None:
    _, leaving = _who(connection, school, cohort)
    query = select(imports.c.id).where(imports.c.school == school, imports.c.cohort == cohort)
    brought: Sequence[int] = connection.execute(query).scalars().all()
    erase_files(connection, school, cohort)
    erase_students(connection, school, leaving)
    _remove_certificates(connection, school, cohort)
    for table in (scores, enrolments):
        connection.execute(delete(table).where(table.c.school == school, table.c.cohort == cohort))
    for some in chunks(brought, KEYS):
        for table in (marks_before, students_before, row_changes, corrected_cells):
            connection.execute(delete(table).where(table.c.school == school, table.c.import_id.in_(some)))
        for table in (import_files, import_sheets):
            named = update(table).where(table.c.school == school, table.c.import_id.in_(some))
            connection.execute(named.values(name="–"))
        emptied = update(imports).where(imports.c.school == school, imports.c.id.in_(some))
        connection.execute(emptied.values(mapping="[]"))


def _remove_certificates(connection: Connection, school: int, cohort: int) -> None:
    """Delete the certificates of a cohort and what was written down about them."""
    saves = select(certificate_saves.c.id).where(
        certificate_saves.c.school == school, certificate_saves.c.cohort == cohort
    )
    held = select(certificates.c.id).where(certificates.c.school == school, certificates.c.cohort == cohort)
    for table, column, among in (
        (certificate_changes, certificate_changes.c.save_id, saves),
        (certificate_saves, certificate_saves.c.id, saves),
        (unit_results, unit_results.c.certificate, held),
        (certificates, certificates.c.id, held),
    ):
        connection.execute(delete(table).where(table.c.school == school, column.in_(among)))
