"""Sums of whole cohorts: what a page of many cohorts needs. They are stored, so no mark is read."""

import numpy as np
import pandas as pd
from sqlalchemy import ColumnElement, Connection, Table, and_, false, func, select, true

from capaian.access import Action, Actor, aspects_seen, may, require
from capaian.store.engine import Store
from capaian.store.known import cohort_of
from capaian.store.moment_tables import class_counts, class_moments
from capaian.store.privacy_tables import COUNTS, SUMS, kept_moments
from capaian.store.scope import entered, spellings
from capaian.store.sums import KEY, RULES, table_of, told_moments, typed


def load_moments(store: Store, actor: Actor) -> pd.DataFrame:
    """The sums of every aspect of every cohort the actor may see: columns of capaian.improvement.moments.

    One row a (cohort, aspect as a whole), criterion null, in order cohort, kognitif, teknis, karakter,
    no aspect; pass marks, weights and directions are each cohort's own. Of the classes and aspects that
    the actor sees. Read from what is stored (capaian.store.stored_moments), equal to `moments` of the
    cohorts' gains up to the last digits of the sums; of a cohort whose identities were removed, the sums
    that were kept. Raises Refused, StoreError.
    """
    require(actor, Action.VIEW_SCHOOL)
    with store.reading() as connection:
        school = entered(connection, actor)
        made = stored_of(connection, school, actor)
        kept = kept_of(connection, school, actor)
    rows = pd.concat([made, kept[kept["criterion"] == ""]], ignore_index=True)
    seen = [may(actor, Action.VIEW_COHORT, cohort) for cohort in rows["cohort"].tolist()]
    return told_moments(rows[np.asarray(seen, dtype="bool")])


def load_kept_moments(store: Store, actor: Actor, cohort_id: int) -> pd.DataFrame:
    """What was kept of one cohort whose identities were removed: MOMENT_COLUMNS, aspects before their criteria.

    Groups too small to stay unknown were not kept. No row where nothing was removed, and none for whom
    only some classes were assigned. Raises Refused, and StoreError where there is no such cohort.
    """
    require(actor, Action.VIEW_COHORT, cohort_id)
    with store.reading() as connection:
        school = entered(connection, actor)
        known = cohort_of(connection, school, cohort_id)
        kept = kept_of(connection, school, actor)
    return told_moments(kept[kept["cohort"] == known])


def kept_of(connection: Connection, school: int, actor: Actor) -> pd.DataFrame:
    """The rows of kept_moments that the actor sees, unordered: KEY ("" for null), RULES, counts, sums."""
    query = select(*(kept_moments.c[name] for name in (*KEY, *RULES, *COUNTS, *SUMS)))
    query = query.where(kept_moments.c.school == school, _seen_aspects(kept_moments, actor))
    if actor.classes is not None:
        query = query.where(false())
    return typed(table_of(connection.execute(query)))


def stored_of(connection: Connection, school: int, actor: Actor) -> pd.DataFrame:
    """The stored sums of aspects as wholes that the actor sees, one row a (cohort, aspect), as kept_of has them."""
    own = class_moments.c
    query = select(*(own[name] for name in (*KEY, *RULES, *COUNTS, *SUMS)))
    query = query.where(own.school == school, own.criterion == "", _seen_aspects(class_moments, actor))
    if actor.classes is None:
        return typed(table_of(connection.execute(query.where(own.whole == 1))))
    names = spellings(connection, school, actor.classes)
    rows = typed(table_of(connection.execute(query.where(own.whole == 0, own.class_name.in_(names)))))
    if rows.empty:
        return rows
    there = select(class_counts.c.cohort, func.sum(class_counts.c.n_enrolled)).group_by(class_counts.c.cohort)
    there = there.where(
        class_counts.c.school == school, class_counts.c.whole == 0, class_counts.c.class_name.in_(names)
    )
    sizes = {cohort: int(n) for cohort, n in connection.execute(there)}
    grouped = rows.groupby(list(KEY), as_index=False)
    added = grouped.agg(dict.fromkeys(RULES, "first") | dict.fromkeys((*COUNTS, *SUMS), "sum"))
    return typed(added.assign(n_enrolled=[sizes[cohort] for cohort in added["cohort"].tolist()]))


def stored_classes(connection: Connection, school: int, actor: Actor) -> pd.DataFrame:
    """The same of every class that has a name, with its class_name; n_enrolled: of the class."""
    own = class_moments.c
    query = select(own.class_name, *(own[name] for name in (*KEY, *RULES, *COUNTS, *SUMS)))
    query = query.where(own.school == school, own.whole == 0, own.class_name != "", own.criterion == "")
    if actor.classes is not None:
        query = query.where(own.class_name.in_(spellings(connection, school, actor.classes)))
    return typed(table_of(connection.execute(query.where(_seen_aspects(class_moments, actor)))))


def _seen_aspects(table: Table, actor: Actor) -> ColumnElement[bool]:
    aspects = aspects_seen(actor)
    return true() if aspects is None else and_(table.c.aspect.in_(sorted(aspects)))
