"""Scales and formulas freeze with the first marks, and thaw when an undo takes the last of them away."""

import datetime
from collections.abc import Iterable
from typing import Final

from sqlalchemy import Connection, select

from capaian.store.import_tables import row_changes
from capaian.store.instants import written
from capaian.store.row_changes import Change, Row, apply_changes, changes_of, rows_of
from capaian.store.row_tables import COLUMNS
from capaian.store.rule_nouns import used_scale
from capaian.store.rule_tables import SHARE_OF_HIGHEST, scoring_rules
from capaian.store.rules import rules_of
from capaian.store.schema import criteria, scores

TABLE: Final = "scoring_rules"
_AT: Final = {name: at for at, name in enumerate(COLUMNS[TABLE])}


def freeze_rules(
    connection: Connection,
    school: int,
    cohort: int,
    brought: Iterable[tuple[str, str, tuple[float, float], bool]],
    *,
    at: datetime.datetime,
) -> list[Change]:
    """Write down by which scale and formula the marks of an import were converted, where none is frozen yet.

    brought: aspect, criterion and scale of what the import holds, and whether it replaces every mark there
    was: then its scale takes the place of the one that was frozen. The rows that changed.
    """
    known = rules_of(connection, school, cohort)
    standing = {row[1:3]: row for row in rows_of(connection, school, TABLE, scoring_rules.c.cohort == cohort)}
    changes: list[Change] = []
    for aspect, criterion, scale, replaces in brought:
        rule = known.rule(aspect, criterion)
        if rule is not None and rule.frozen_at is not None and not replaces:
            continue
        scale = used_scale(rule, scale)
        if rule is not None:
            before = standing[aspect, rule.criterion]
            frozen = {"criterion": criterion, "scale_min": scale[0], "scale_max": scale[1], "frozen_at": written(at)}
            after = tuple(frozen.get(name, before[place]) for name, place in _AT.items())
            if after[:3] == before[:3]:
                changes.append(Change(TABLE, before, after))
            else:  # spelled otherwise: another key
                changes += [Change(TABLE, before, None), Change(TABLE, None, after)]
            continue
        position = max((row[_AT["position"]] for key, row in standing.items() if key[0] == aspect), default=-1) + 1
        formula = known.of(aspect)[0].formula if known.of(aspect) else SHARE_OF_HIGHEST
        row: Row = (cohort, aspect, criterion, position, None, 1, *scale, formula, "[]", written(at))
        standing[aspect, criterion] = row
        changes.append(Change(TABLE, None, row))
    apply_changes(connection, school, changes)
    return changes


def release_rules(connection: Connection, school: int, cohort: int, import_id: int) -> list[Change]:
    """After an undo of this import: the rules of criteria without a mark as they were before the first one came.

    A rule that a person has changed since only thaws. The rows that changed.
    """
    in_use = _in_use(connection, school, cohort)
    made = changes_of(connection, school, row_changes.c.table_name == TABLE)
    back: dict[Row, Change] = {change.after: change for change in made if change.after and change.after[0] == cohort}
    own = {
        change.after
        for change in changes_of(
            connection, school, row_changes.c.table_name == TABLE, row_changes.c.import_id == import_id
        )
    }
    changes: list[Change] = []
    for row in rows_of(connection, school, TABLE, scoring_rules.c.cohort == cohort):
        known = back.get(row)
        if row[1:3] in in_use:
            if known is not None and row in own and known.before is not None and known.before[_AT["frozen_at"]]:
                changes.append(known.turned())
        elif row[_AT["frozen_at"]] is not None:
            thawed = (*row[: _AT["frozen_at"]], None)
            changes.append(known.turned() if known is not None else Change(TABLE, row, thawed))
    apply_changes(connection, school, changes)
    return changes


def _in_use(connection: Connection, school: int, cohort: int) -> set[Row]:
    """Aspect and criterion of everything that has a mark in the cohort."""
    judged = (criteria.c.school == scores.c.school) & (criteria.c.id == scores.c.criterion)
    query = select(criteria.c.aspect, criteria.c.name).join_from(scores, criteria, judged).distinct()
    return {tuple(row) for row in connection.execute(query.where(scores.c.school == school, scores.c.cohort == cohort))}
