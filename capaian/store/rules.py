"""How a cohort's marks become numbers: what weighs how much, which way is better, how a scale becomes 0-100."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from capaian.access import Action, Actor, require
from capaian.locale import N_
from capaian.problems import StoreError
from capaian.scores import Aspect
from capaian.store.audit import Deed, write_audit
from capaian.store.bulk import stored_text
from capaian.store.engine import Store
from capaian.store.instants import instant, written
from capaian.store.known import bump_version, cohort_of, open_cohort_of
from capaian.store.locks import refuse_locked
from capaian.store.rule_nouns import CohortRules, Rule, checked_rules, settled_rule
from capaian.store.rule_tables import cohort_aspects, scoring_rules
from capaian.store.scope import entered


def load_rules(store: Store, actor: Actor, cohort_id: int) -> CohortRules:
    """The rules of a cohort. Raises Refused, and StoreError where there is no such cohort."""
    require(actor, Action.VIEW_COHORT, cohort_id)
    with store.reading() as connection:
        school = entered(connection, actor)
        return rules_of(connection, school, cohort_of(connection, school, cohort_id))


def save_rules(
    store: Store, actor: Actor, cohort_id: int, aspect: str, rules: Sequence[Rule], *, instrument: str = ""
) -> None:
    """Write the rules of one aspect over: its criteria in the order of a form, weights, directions and scales.

    instrument: the name of the one they were taken from. A criterion that has had marks keeps its scale
    and formula, and stays. Raises Refused, and StoreError for rules that cannot be, a cohort that was
    signed off or whose names were removed.
    """
    require(actor, Action.EDIT_COHORT, cohort_id)
    aspect = Aspect(aspect).value if aspect else ""
    wanted = checked_rules(rules)
    with store.writing() as connection:
        school = entered(connection, actor, to_write=True)
        known = open_cohort_of(connection, school, cohort_id)
        refuse_locked(connection, school, known)
        standing = {rule.criterion: rule for rule in rules_of(connection, school, known).of(aspect)}
        frozen = {name: rule for name, rule in standing.items() if rule.frozen_at is not None}
        settled = [settled_rule(rule, frozen.get(rule.criterion)) for rule in wanted]
        for name in frozen.keys() - {rule.criterion for rule in settled}:
            raise StoreError(
                N_("Kriteria “{name}” sudah punya nilai di kohort ini, jadi tidak dapat dihapus atau diganti namanya."),
                name=name,
            )
        _write_rules(connection, (school, known, aspect), settled)
        _write_aspect(connection, (school, known, aspect), instrument=stored_text(instrument)[:200])
        bump_version(connection, school, known)
        weighed = sum(rule.weight is not None for rule in settled)
        turned = sum(rule.lower_is_better for rule in settled)
        detail = {"aspect": aspect, "criteria": len(settled), "weighed": weighed, "lower": turned}
        write_audit(connection, school, actor, Deed.RULES_SAVED, resource=f"cohort:{known}", detail=detail)


def save_raters(store: Store, actor: Actor, cohort_id: int, aspect: str, *, before: str, after: str) -> None:
    """Write down who rated an aspect of a cohort before and after; "" where it is not known.

    Raises Refused, and StoreError for a cohort that was signed off or whose names were removed.
    """
    require(actor, Action.EDIT_COHORT, cohort_id)
    aspect = Aspect(aspect).value if aspect else ""
    names = [" ".join(stored_text(name).split())[:200] for name in (before, after)]
    with store.writing() as connection:
        school = entered(connection, actor, to_write=True)
        known = open_cohort_of(connection, school, cohort_id)
        refuse_locked(connection, school, known)
        _write_aspect(connection, (school, known, aspect), rater_before=names[0], rater_after=names[1])
        bump_version(connection, school, known)
        write_audit(connection, school, actor, Deed.RATERS_SAVED, resource=f"cohort:{known}", detail={"aspect": aspect})


def rules_of(connection: Connection, school: int, cohort: int) -> CohortRules:
    """load_rules inside a transaction."""
    here = (scoring_rules.c.school == school, scoring_rules.c.cohort == cohort)
    rows = connection.execute(select(scoring_rules).where(*here).order_by(scoring_rules.c.position)).all()
    rules: dict[str, tuple[Rule, ...]] = {}
    for row in rows:
        rules[row.aspect] = (*rules.get(row.aspect, ()), _rule(row))
    query = select(cohort_aspects).where(cohort_aspects.c.school == school, cohort_aspects.c.cohort == cohort)
    told = connection.execute(query).all()
    return CohortRules(
        rules,
        {row.aspect: row.instrument for row in told if row.instrument},
        {row.aspect: (row.rater_before, row.rater_after) for row in told if row.rater_before or row.rater_after},
    )


def _write_rules(connection: Connection, owner: tuple[int, int, str], rules: Sequence[Rule]) -> None:
    key = dict(zip(("school", "cohort", "aspect"), owner, strict=True))
    connection.execute(delete(scoring_rules).filter_by(**key))
    for position, rule in enumerate(rules):
        connection.execute(
            insert(scoring_rules).values(
                **key, criterion=rule.criterion, position=position, weight=rule.weight,
                direction=-1 if rule.lower_is_better else 1, scale_min=rule.scale_min, scale_max=rule.scale_max,
                formula=rule.formula, levels=told_words(rule.levels),
                frozen_at=written(rule.frozen_at) if rule.frozen_at else None,
            )
        )  # fmt: skip


def _write_aspect(connection: Connection, owner: tuple[int, int, str], **values: str) -> None:
    key = dict(zip(("school", "cohort", "aspect"), owner, strict=True))
    if not connection.execute(update(cohort_aspects).filter_by(**key).values(**values)).rowcount:
        nothing = {"instrument": "", "rater_before": "", "rater_after": ""}
        connection.execute(insert(cohort_aspects).values(**key, **(nothing | values)))


def _rule(row: Any) -> Rule:
    return Rule(
        row.criterion, row.weight, row.direction < 0, row.scale_min, row.scale_max, row.formula,
        read_words(row.levels), instant(row.frozen_at) if row.frozen_at else None,
    )  # fmt: skip


def told_words(words: Iterable[str]) -> str:
    """Words as they are stored."""
    return json.dumps([stored_text(word)[:200] for word in words], ensure_ascii=False)


def read_words(text: str) -> tuple[str, ...]:
    """The same back."""
    return tuple(json.loads(text))
