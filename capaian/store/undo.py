"""Undoing an import, and undoing that: looked at first, then all of it in one transaction."""

import datetime
import hashlib
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd
from sqlalchemy import Connection, insert, select

from capaian.access import Action, Actor, may, require
from capaian.locale import N_, Texts
from capaian.problems import Refused, StoreError
from capaian.store.audit import Deed, write_audit
from capaian.store.chains import Chains, chains_of
from capaian.store.engine import Store
from capaian.store.import_tables import import_undos
from capaian.store.instants import instant, now_or, written
from capaian.store.known import bump_others, bump_version, checked_id, next_ids, open_cohort_of
from capaian.store.locks import refuse_locked
from capaian.store.row_changes import apply_changes, write_changes
from capaian.store.rule_changes import release_rules
from capaian.store.schema import imports, schools
from capaian.store.scope import entered, is_seen_class
from capaian.store.undoing import UndoPlan, plan_undo, undo_table

NO_IMPORT: Final = N_("Unggahan ini tidak ada. Pilih unggahan lain dari riwayat.")


@dataclass(frozen=True, slots=True)
class UndoPreview:
    """What an undo would do. import_id: what would be undone (the last of its chain). is_redo: it brings marks back.

    reversed, kept: UNDO_COLUMNS, marks. students_removed, students_returned, students_kept: who the
    import made known; those whom something else uses stay. cannot: why nothing can be done, or None.
    """

    import_id: int
    is_redo: bool
    reversed: pd.DataFrame
    kept: pd.DataFrame
    students_removed: int
    students_returned: int
    students_kept: int
    cannot: StoreError | None = None


@dataclass(frozen=True, slots=True)
class UndoResult:
    """What an undo did. import_id: its own, to be undone in turn. marks as in UndoPreview, counted."""

    import_id: int
    of_import: int
    reversed: int
    kept: int
    students_removed: int
    students_returned: int


class AlreadyUndone(StoreError):
    """The import is not in effect; `by` is the import that undid it, which can be undone in turn."""

    def __init__(self, by: int, at: datetime.datetime, time_zone: str) -> None:
        super().__init__(
            N_("Unggahan ini sudah dibatalkan pada {when}. Untuk mengembalikannya, batalkan pembatalan itu."),
            when=at.isoformat(timespec="minutes"),
        )
        self.by = by
        self.at = at
        self._time_zone = time_zone

    def message(self, t: Texts) -> str:
        """The sentence in the reader's language, the moment in the school's zone."""
        return t(self.sentence, when=t.moment(self.at, self._time_zone))


def preview_undo(store: Store, actor: Actor, import_id: int) -> UndoPreview:
    """What undo_import would do now; nothing is written. `cannot` says why it would not.

    Raises Refused where it is not the actor's to undo, and StoreError where there is no such import.
    """
    with store.reading() as connection:
        school, found = _import_of(connection, actor, import_id)
        chains = chains_of(connection, school)
        tip = chains.tip(found.id)
        try:
            _refuse_impossible(connection, school, found, chains)
            plan = plan_undo(connection, school, found.cohort, tip, chains)
            _refuse_nothing(plan)
        except StoreError as why:
            none = undo_table(connection, school, [], [])
            return UndoPreview(tip, False, none, none, 0, 0, 0, why)
        _refuse_unseen(connection, school, actor, plan)
        made = [(change.before, change.after, "") for change in plan.marks()]
        kept = [(each.now, each.change.after, each.why) for each in plan.kept_marks()]
        staying = sum(each.change.table == "students" and each.why == "used" for each in plan.kept)
        return UndoPreview(
            tip,
            tip in chains.undo_of,
            undo_table(connection, school, made, plan.changes),
            undo_table(connection, school, kept, plan.changes),
            *_students(plan),
            staying,
        )


def undo_import(store: Store, actor: Actor, import_id: int) -> UndoResult:
    """Put back what stood before an import wherever nothing has changed since, all of it or, after any error, none.

    Students, enrolments and criteria that the import made go where nothing else uses them. The undo is
    an import itself and is undone by its own id. Raises what preview_undo raises, and as StoreError
    what it says in `cannot`: the cohort is locked, the import is undone already, nothing can be reversed.
    """
    with store.writing() as connection:
        school, found = _import_of(connection, actor, import_id, to_write=True)
        chains = chains_of(connection, school)
        _refuse_impossible(connection, school, found, chains)
        tip = chains.tip(found.id)
        plan = plan_undo(connection, school, found.cohort, tip, chains)
        _refuse_nothing(plan)
        _refuse_unseen(connection, school, actor, plan)
        return _write(connection, school, actor, found.cohort, tip, plan)


def _write(connection: Connection, school: int, actor: Actor, cohort: int, tip: int, plan: UndoPlan) -> UndoResult:
    (new_id,) = next_ids(connection, school, 1)
    now = now_or(None)
    marks = plan.marks()
    removed, returned = _students(plan)
    connection.execute(
        insert(imports).values(
            school=school, id=new_id, cohort=cohort, account_id=actor.account_id, at=written(now),
            digest=hashlib.sha256(f"undo {tip}".encode()).hexdigest(), mapping="[]", created=returned,
            enrolled=sum(change.table == "enrolments" and change.before is None for change in plan.changes),
            new=sum(change.before is None for change in marks),
            changed=sum(change.before is not None and change.after is not None for change in marks),
            same=0, skipped=0,
        )
    )  # fmt: skip
    connection.execute(
        insert(import_undos).values(
            school=school, import_id=new_id, of_import=tip, kept=len(plan.kept_marks()),
            removed=sum(change.after is None for change in marks),
        )
    )  # fmt: skip
    apply_changes(connection, school, plan.changes)
    released = release_rules(connection, school, cohort, tip)
    write_changes(connection, school, new_id, [*plan.changes, *released])
    bump_version(connection, school, cohort)
    told = {change.key[0] for change in plan.changes if change.table == "students"}
    bump_others(connection, school, cohort, told)
    detail = {"import": tip, "undo": new_id, "reversed": len(marks), "kept": len(plan.kept_marks())}
    write_audit(connection, school, actor, Deed.IMPORT_UNDONE, resource=f"cohort:{cohort}", detail=detail, at=now)
    return UndoResult(new_id, tip, len(marks), len(plan.kept_marks()), removed, returned)


def _students(plan: UndoPlan) -> tuple[int, int]:
    """Students who go, and who come back."""
    people = [change for change in plan.changes if change.table == "students"]
    return sum(change.after is None for change in people), sum(change.before is None for change in people)


def _import_of(connection: Connection, actor: Actor, import_id: int, *, to_write: bool = False) -> tuple[int, Any]:
    """The school and the import, where it is the actor's to undo."""
    if not isinstance(actor, Actor):
        require(actor, Action.UNDO_OWN_IMPORT)
    school = entered(connection, actor, to_write=to_write)
    everywhere = may(actor, Action.UNDO_OWN_IMPORT)
    if not everywhere and not actor.cohorts:
        require(actor, Action.UNDO_OWN_IMPORT)
    query = select(imports.c.id, imports.c.cohort, imports.c.account_id)
    query = query.where(imports.c.school == school, imports.c.id == checked_id(import_id, NO_IMPORT))
    found = connection.execute(query).one_or_none()
    if found is None:
        raise StoreError(NO_IMPORT) if everywhere else Refused(NO_IMPORT)
    if not everywhere:
        if not may(actor, Action.UNDO_OWN_IMPORT, found.cohort):
            raise Refused(NO_IMPORT)
        if actor.account_id is None or found.account_id != actor.account_id:
            raise Refused(N_("Unggahan ini bukan milik Anda. Mintalah admin sekolah membatalkannya."))
    return school, found


def _refuse_impossible(connection: Connection, school: int, found: Any, chains: Chains) -> None:
    open_cohort_of(connection, school, found.cohort)
    refuse_locked(connection, school, found.cohort)
    if not chains.in_effect(found.id):
        tip = chains.tip(found.id)
        at = connection.execute(
            select(imports.c.at).where(imports.c.school == school, imports.c.id == tip)
        ).scalar_one()
        zone = connection.execute(select(schools.c.time_zone).where(schools.c.id == school)).scalar_one()
        raise AlreadyUndone(tip, instant(at), zone)


def _refuse_nothing(plan: UndoPlan) -> None:
    if plan.changes:
        return
    if plan.kept_marks():
        raise StoreError(
            N_("Tidak ada yang dapat dibatalkan: semua nilai dari unggahan ini sudah diubah oleh unggahan lain.")
        )
    raise StoreError(N_("Tidak ada yang dapat dibatalkan: yang dibawa unggahan ini masih dipakai oleh nilai lain."))


def _refuse_unseen(connection: Connection, school: int, actor: Actor, plan: UndoPlan) -> None:
    """Nothing where every mark is of a class the actor sees. Raises Refused, telling no name."""
    if actor.classes is None:
        return
    told = [(change.before, change.after, "") for change in plan.marks()]
    classes = undo_table(connection, school, told, plan.changes)["class_name"]
    if not all(is_seen_class(actor, name) for name in classes.unique()):
        raise Refused(
            N_(
                "Unggahan ini memuat siswa di luar kelas yang menjadi tugas Anda. Mintalah admin sekolah "
                "membatalkannya."
            )
        )
