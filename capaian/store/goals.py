"""What a school wants of a cohort, set beforehand: a mean gain and a share at the pass mark, for each aspect."""

import datetime
from dataclasses import dataclass

from sqlalchemy import CheckConstraint, Column, Connection, delete, insert, select

from capaian.access import Action, Actor, require
from capaian.locale import N_
from capaian.problems import StoreError
from capaian.scores import Aspect
from capaian.store.audit import Deed, write_audit
from capaian.store.engine import Store
from capaian.store.instants import instant, now_or, written
from capaian.store.known import bump_version, cohort_of
from capaian.store.locks import refuse_locked
from capaian.store.schema import cohorts
from capaian.store.scope import entered
from capaian.store.tables import Real, number, table, words

goals = table(
    "goals",
    number("school"), number("cohort"), words("aspect"), Column("mean_gain", Real), Column("pass_share", Real),
    words("set_at"),
    CheckConstraint("aspect IN ('', 'kognitif', 'teknis', 'karakter')", "aspect"),
    CheckConstraint("mean_gain BETWEEN 0 AND 100", "mean_gain"),
    CheckConstraint("pass_share BETWEEN 0 AND 1", "pass_share"),
    CheckConstraint("mean_gain IS NOT NULL OR pass_share IS NOT NULL", "something"),
    key=("school", "cohort", "aspect"), refers={("school", "cohort"): cohorts},
)  # fmt: skip
"""mean_gain: points of 100. pass_share: 0-1, of the students with both marks. set_at: when it was last changed."""


@dataclass(frozen=True, slots=True)
class Target:
    """What is wanted of one aspect; None: not set. set_at: when, UTC, to tell a goal from an excuse."""

    mean_gain: float | None
    pass_share: float | None
    set_at: datetime.datetime


def load_goals(store: Store, actor: Actor, cohort_id: int) -> dict[str, Target]:
    """The targets of a cohort by aspect. Raises Refused, StoreError."""
    require(actor, Action.VIEW_COHORT, cohort_id)
    with store.reading() as connection:
        school = entered(connection, actor)
        known = cohort_of(connection, school, cohort_id)
        rows = connection.execute(select(goals).where(goals.c.school == school, goals.c.cohort == known))
        return {row.aspect: Target(row.mean_gain, row.pass_share, instant(row.set_at)) for row in rows}


def save_goal(
    store: Store,
    actor: Actor,
    cohort_id: int,
    aspect: str,
    *,
    mean_gain: float | None,
    pass_share: float | None,
    at: datetime.datetime | None = None,
) -> None:
    """Set what is wanted of one aspect, or with None and None take it back. at: now unless given.

    Raises Refused, and StoreError for a target that cannot be or a cohort that was signed off.
    """
    require(actor, Action.EDIT_COHORT, cohort_id)
    target = _checked(mean_gain, pass_share, now_or(at))
    with store.writing() as connection:
        school = entered(connection, actor, to_write=True)
        known = cohort_of(connection, school, cohort_id)
        refuse_locked(connection, school, known)
        write_goal(connection, school, known, aspect, target)
        write_audit(connection, school, actor, Deed.GOAL_SAVED, resource=f"cohort:{known}")


def write_goal(connection: Connection, school: int, cohort: int, aspect: str, target: Target) -> None:
    """save_goal inside a transaction that has begun; the target has been checked."""
    key = {"school": school, "cohort": cohort, "aspect": Aspect(aspect).value}
    connection.execute(delete(goals).filter_by(**key))
    if target.mean_gain is not None or target.pass_share is not None:
        values = {"mean_gain": target.mean_gain, "pass_share": target.pass_share, "set_at": written(target.set_at)}
        connection.execute(insert(goals).values(**values, **key))
    bump_version(connection, school, cohort)


def _checked(mean_gain: float | None, pass_share: float | None, at: datetime.datetime) -> Target:
    if mean_gain is not None and not 0 <= mean_gain <= 100:
        raise StoreError(N_("Target kenaikan harus di antara 0 dan 100 poin."))
    if pass_share is not None and not 0 <= pass_share <= 1:
        raise StoreError(N_("Target siswa yang mencapai KKM harus di antara 0% dan 100%."))
    return Target(mean_gain, pass_share, at)
