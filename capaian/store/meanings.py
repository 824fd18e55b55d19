"""What headings and values were said to mean once: the teacher's own first, then the school's."""

import datetime
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, delete, insert, or_, select, update

from capaian.access import Action, Actor, may, may_somewhere, require
from capaian.locale import N_
from capaian.problems import Refused, StoreError
from capaian.reading import Answers, Meaning, Reading, heading_sets, meaning_from_json, recalled
from capaian.reading.answers import EVERYWHERE
from capaian.store.bulk import KEYS, chunks, stored_text
from capaian.store.engine import Store
from capaian.store.import_tables import NOBODY, remembered_meanings
from capaian.store.instants import instant, now_or, written
from capaian.store.known import checked_id, next_ids
from capaian.store.scope import entered

NO_MEANING: Final = N_("Arti yang diingat ini tidak ada, atau sudah dihapus.")
_NOT_OF_THIS: Final = N_("Arti ini tidak cocok dengan judul kolomnya. Muat ulang halaman, lalu ubah lagi.")


@dataclass(frozen=True, slots=True)
class Remembered:
    """One meaning that is kept. is_school: the school's, not the teacher's own. at: when it was said last, UTC."""

    id: int
    is_school: bool
    meaning: Meaning
    at: datetime.datetime


def save_meanings(store: Store, actor: Actor, meanings: Mapping[str, Meaning]) -> None:
    """Remember meanings (capaian.reading.meanings_of) for who says them, and for the school where it has none yet.

    Who may change the school changes its meanings as well. Raises Refused, StoreError.
    """
    _require_imports(actor)
    with store.writing() as connection:
        school = entered(connection, actor, to_write=True)
        mine = _account(actor)
        for heading_set, meaning in meanings.items():
            _write(connection, school, mine, heading_set, meaning)
            if mine != NOBODY and (may(actor, Action.EDIT_SCHOOL) or not _known(connection, school, [heading_set])):
                _write(connection, school, NOBODY, heading_set, meaning)


def remembered_meanings_for(store: Store, actor: Actor, wanted: Iterable[str]) -> dict[str, Meaning]:
    """What is remembered of these heading sets: the actor's own, else the school's. Raises Refused, StoreError."""
    _require_imports(actor)
    with store.reading() as connection:
        school = entered(connection, actor)
        told = _known(connection, school, sorted(set(wanted)))
        return told | _known(connection, school, sorted(set(wanted)), _account(actor))


def recall_answers(store: Store, actor: Actor, reading: Reading) -> Answers:
    """The answers that were given before to files with the same headings. Raises Refused, StoreError."""
    return recalled(reading, remembered_meanings_for(store, actor, heading_sets(reading)))


def load_meanings(store: Store, actor: Actor) -> list[Remembered]:
    """The actor's own meanings and the school's, the latest first. Raises Refused, StoreError."""
    _require_imports(actor)
    with store.reading() as connection:
        school = entered(connection, actor)
        query = select(remembered_meanings).where(remembered_meanings.c.school == school)
        query = query.where(remembered_meanings.c.account.in_({NOBODY, _account(actor)}))
        order = (remembered_meanings.c.at.desc(), remembered_meanings.c.id.desc())
        rows = connection.execute(query.order_by(*order)).all()
    return [Remembered(row.id, row.account == NOBODY, _meaning(row), instant(row.at)) for row in rows]


def save_meaning(store: Store, actor: Actor, meaning_id: int, meaning: Meaning) -> None:
    """Say of the same headings something else: one's own, or the school's for who may change the school.

    A meaning that says nothing any more is forgotten. Raises Refused, also for somebody else's, and StoreError
    where there is none or it is about other headings.
    """
    _require_imports(actor)
    with store.writing() as connection:
        school = entered(connection, actor, to_write=True)
        found = _own(connection, school, actor, meaning_id)
        here = (remembered_meanings.c.school == school, remembered_meanings.c.id == found.id)
        if not _is_about(meaning, json.loads(found.headings)):
            raise StoreError(_NOT_OF_THIS)
        if not (meaning.columns or meaning.values):
            connection.execute(delete(remembered_meanings).where(*here))
            return
        new = {"meaning": stored_text(meaning.to_json()), "at": written(now_or(None))}
        connection.execute(update(remembered_meanings).where(*here).values(**new))


def share_meaning(store: Store, actor: Actor, meaning_id: int) -> None:
    """Make a meaning of one's own the school's, in place of what the school had for these headings.

    Raises Refused, also for somebody else's, and StoreError where there is none.
    """
    require(actor, Action.EDIT_SCHOOL)
    with store.writing() as connection:
        school = entered(connection, actor, to_write=True)
        found = _own(connection, school, actor, meaning_id)
        _write(connection, school, NOBODY, found.heading_set, _meaning(found))


def forget_meaning(store: Store, actor: Actor, meaning_id: int) -> None:
    """Remember a meaning no more: one's own, or the school's for who may change the school.

    Raises Refused, also for somebody else's, and StoreError where there is none.
    """
    _require_imports(actor)
    with store.writing() as connection:
        school = entered(connection, actor, to_write=True)
        found = _own(connection, school, actor, meaning_id)
        here = (remembered_meanings.c.school == school, remembered_meanings.c.id == found.id)
        connection.execute(delete(remembered_meanings).where(*here))


def _own(connection: Connection, school: int, actor: Actor, meaning_id: int) -> Any:
    """The row of a meaning that is the actor's to change. Raises Refused, StoreError."""
    wanted = checked_id(meaning_id, NO_MEANING)
    mine = remembered_meanings.c.account == _account(actor)
    allowed = or_(mine, remembered_meanings.c.account == NOBODY) if may(actor, Action.EDIT_SCHOOL) else mine
    query = select(remembered_meanings).where(remembered_meanings.c.school == school, allowed)
    found = connection.execute(query.where(remembered_meanings.c.id == wanted)).one_or_none()
    if found is None:
        raise StoreError(NO_MEANING) if may(actor, Action.EDIT_SCHOOL) else Refused(NO_MEANING)
    return found


def _is_about(meaning: Meaning, headings: list[str]) -> bool:
    """Whether it speaks of these headings, and of every mark says whether it is before or after."""
    places = range(len(headings))
    scopes = {EVERYWHERE, *map(str, places)}
    marks_told = all(one.phase is not None for one in meaning.columns.values() if one.role == "score")
    return (
        list(meaning.headings) == headings
        and set(meaning.columns) <= set(places)
        and set(meaning.values) <= scopes
        and marks_told
    )


def _require_imports(actor: Actor) -> None:
    if not may_somewhere(actor, Action.IMPORT_MARKS):
        require(actor, Action.IMPORT_MARKS)


def _account(actor: Actor) -> int:
    return NOBODY if actor.account_id is None else actor.account_id


def _known(connection: Connection, school: int, wanted: Iterable[str], account: int = NOBODY) -> dict[str, Meaning]:
    found: dict[str, Meaning] = {}
    for some in chunks(wanted, KEYS):
        query = select(remembered_meanings).where(
            remembered_meanings.c.school == school, remembered_meanings.c.account == account,
            remembered_meanings.c.heading_set.in_(some),
        )  # fmt: skip
        found |= {row.heading_set: _meaning(row) for row in connection.execute(query)}
    return found


def _meaning(row: Any) -> Meaning:
    return meaning_from_json(json.loads(row.headings), row.meaning)


def _write(connection: Connection, school: int, account: int, heading_set: str, meaning: Meaning) -> None:
    key = {"school": school, "account": account, "heading_set": heading_set}
    connection.execute(delete(remembered_meanings).filter_by(**key))
    (new_id,) = next_ids(connection, school, 1)
    headings = json.dumps(list(meaning.headings), ensure_ascii=False)
    connection.execute(
        insert(remembered_meanings).values(
            **key, id=new_id, headings=stored_text(headings), meaning=stored_text(meaning.to_json()),
            at=written(now_or(None)),
        )
    )  # fmt: skip
