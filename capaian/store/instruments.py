"""The school's own instruments: a named set of criteria for an aspect, to take the rules of a cohort from."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, delete, insert, select, update

from capaian.access import Action, Actor, require
from capaian.locale import N_
from capaian.problems import StoreError
from capaian.scores import Aspect
from capaian.store.audit import Deed, write_audit
from capaian.store.engine import Store
from capaian.store.known import bump_version, checked_id, checked_name, next_ids
from capaian.store.rule_nouns import Rule, checked_rules
from capaian.store.rule_tables import instrument_criteria, instruments
from capaian.store.rules import read_words, told_words
from capaian.store.scope import entered

NO_INSTRUMENT: Final = N_("Instrumen ini tidak ada. Pilih instrumen lain dari daftar.")


@dataclass(frozen=True, slots=True)
class Instrument:
    """criteria: in the order of a form, nothing in them is frozen. dimensions: of each, of the graduate profile."""

    id: int
    aspect: Aspect
    name: str
    criteria: tuple[Rule, ...]
    dimensions: tuple[tuple[str, ...], ...]


def load_instruments(store: Store, actor: Actor) -> list[Instrument]:
    """The school's instruments by aspect and name. Raises Refused, StoreError."""
    require(actor, Action.VIEW_SCHOOL)
    with store.reading() as connection:
        school = entered(connection, actor)
        known = connection.execute(select(instruments).where(instruments.c.school == school)).all()
        query = select(instrument_criteria).where(instrument_criteria.c.school == school)
        rows = connection.execute(query.order_by(instrument_criteria.c.position)).all()
    found = [_instrument(one, [row for row in rows if row.instrument == one.id]) for one in known]
    order = list(Aspect)
    return sorted(found, key=lambda one: (order.index(one.aspect), one.name.casefold()))


def save_instrument(
    store: Store,
    actor: Actor,
    *,
    aspect: str,
    name: str,
    criteria: Sequence[Rule],
    dimensions: Sequence[Sequence[str]] = (),
    instrument_id: int | None = None,
) -> int:
    """Create an instrument, or write over the one with this id; its id. Cohorts keep the rules they have.

    dimensions: of each criterion, none where shorter. All its criteria become marks by one formula. Raises
    Refused, and StoreError where the id is unknown, the name is empty or taken, or the criteria cannot be.
    """
    require(actor, Action.EDIT_SCHOOL)
    found = checked_rules(criteria)
    if not found or not all(rule.criterion for rule in found):
        raise StoreError(N_("Instrumen memerlukan sedikitnya satu kriteria, dan setiap kriteria memerlukan nama."))
    values = {"aspect": Aspect(aspect).value, "name": checked_name(name), "formula": found[0].formula}
    with store.writing() as connection:
        school = entered(connection, actor, to_write=True)
        _refuse_taken(connection, school, values, instrument_id)
        if instrument_id is None:
            (instrument_id,) = next_ids(connection, school, 1)
            connection.execute(insert(instruments).values(school=school, id=instrument_id, **values))
        else:
            instrument_id = _instrument_of(connection, school, instrument_id)
            connection.execute(update(instruments).filter_by(school=school, id=instrument_id).values(**values))
        _write_criteria(connection, school, instrument_id, found, dimensions)
        bump_version(connection, school)
        detail = {"aspect": values["aspect"], "criteria": len(found)}
        resource = f"instrument:{instrument_id}"
        write_audit(connection, school, actor, Deed.INSTRUMENT_SAVED, resource=resource, detail=detail)
        return instrument_id


def delete_instrument(store: Store, actor: Actor, instrument_id: int) -> None:
    """Take an instrument out of the list; cohorts keep the rules they took from it.

    Raises Refused, and StoreError where the id is unknown.
    """
    require(actor, Action.EDIT_SCHOOL)
    with store.writing() as connection:
        school = entered(connection, actor, to_write=True)
        known = _instrument_of(connection, school, instrument_id)
        connection.execute(delete(instrument_criteria).filter_by(school=school, instrument=known))
        connection.execute(delete(instruments).filter_by(school=school, id=known))
        bump_version(connection, school)
        write_audit(connection, school, actor, Deed.INSTRUMENT_DELETED, resource=f"instrument:{known}")


def _write_criteria(
    connection: Connection, school: int, instrument: int, rules: Sequence[Rule], dimensions: Sequence[Sequence[str]]
) -> None:
    connection.execute(delete(instrument_criteria).filter_by(school=school, instrument=instrument))
    for position, rule in enumerate(rules):
        connection.execute(
            insert(instrument_criteria).values(
                school=school, instrument=instrument, position=position, name=rule.criterion, weight=rule.weight,
                direction=-1 if rule.lower_is_better else 1, scale_min=rule.scale_min, scale_max=rule.scale_max,
                levels=told_words(rule.levels),
                dimensions=told_words(dimensions[position] if position < len(dimensions) else ()),
            )
        )  # fmt: skip


def _refuse_taken(connection: Connection, school: int, values: dict[str, str], own: int | None) -> None:
    query = select(instruments.c.id).filter_by(school=school, aspect=values["aspect"], name=values["name"])
    if connection.execute(query).scalar_one_or_none() not in (None, own):
        raise StoreError(N_("Sudah ada instrumen bernama “{name}”. Pakai nama lain."), name=values["name"])


def _instrument_of(connection: Connection, school: int, instrument_id: Any) -> int:
    """The id, known to belong to the school."""
    wanted = checked_id(instrument_id, NO_INSTRUMENT)
    query = select(instruments.c.id).filter_by(school=school, id=wanted)
    if connection.execute(query).scalar_one_or_none() is None:
        raise StoreError(NO_INSTRUMENT)
    return wanted


def _instrument(one: Any, rows: Sequence[Any]) -> Instrument:
    criteria = tuple(
        Rule(row.name, row.weight, row.direction < 0, row.scale_min, row.scale_max, one.formula, read_words(row.levels))
        for row in rows
    )
    return Instrument(one.id, Aspect(one.aspect), one.name, criteria, tuple(read_words(row.dimensions) for row in rows))
