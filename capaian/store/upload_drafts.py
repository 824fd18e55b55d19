"""Uploads that nobody has finished: the answers so far, one upload an account, for a week."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, Select, delete, insert, select

from capaian.access import Action, Actor, may, may_somewhere, require
from capaian.reading import Answers
from capaian.store.bulk import stored_text
from capaian.store.engine import Store
from capaian.store.import_tables import NOBODY, draft_files, import_drafts
from capaian.store.instants import instant, now_or, written
from capaian.store.known import open_cohort_of
from capaian.store.originals import opened, sealed, sha256_of
from capaian.store.scope import entered

KEPT: Final = datetime.timedelta(days=7)
"""How long an unfinished upload waits."""


@dataclass(frozen=True, slots=True)
class DraftFile:
    """content: None where originals are not kept; then the same file is to be chosen again, known by its sha256."""

    name: str
    sha256: str
    content: bytes | None


@dataclass(frozen=True, slots=True)
class UploadDraft:
    """cohort_id: None where none was chosen, or the actor may not import there any more. at: when it was kept, UTC."""

    cohort_id: int | None
    answers: Answers
    files: tuple[DraftFile, ...]
    at: datetime.datetime


def save_draft(
    store: Store,
    actor: Actor,
    *,
    cohort_id: int | None,
    answers: Answers,
    files: Sequence[tuple[str, bytes]],
    key: bytes | None = None,
    at: datetime.datetime | None = None,
) -> None:
    """Keep an upload in place of the account's earlier one; what waited longer than KEPT goes, whosever it was.

    key: of capaian.store.originals_key, to keep the files too, encrypted; without it their names and
    hashes are kept. Raises Refused, StoreError.
    """
    _require_imports(actor, cohort_id)
    now = now_or(at)
    with store.writing() as connection:
        school = entered(connection, actor, to_write=True)
        known = None if cohort_id is None else open_cohort_of(connection, school, cohort_id)
        _clean(connection, school, now)
        mine = {"school": school, "account": _account(actor)}
        _drop(connection, school, [mine["account"]])
        text = stored_text(answers.to_json())
        connection.execute(insert(import_drafts).values(**mine, cohort=known, at=written(now), answers=text))
        for number, (name, content) in enumerate(files):
            kept = sealed(content, key) if key else None
            told = {"name": stored_text(name), "sha256": sha256_of(content), "content": kept}
            connection.execute(insert(draft_files).values(**mine, number=number, **told))


def load_draft(
    store: Store, actor: Actor, *, key: bytes | None = None, at: datetime.datetime | None = None
) -> UploadDraft | None:
    """The account's unfinished upload, None where there is none or it waited too long; then it goes for good.

    Raises Refused, and StoreError where the files were kept under another key.
    """
    _require_imports(actor, None)
    now = now_or(at)
    with store.reading() as connection:
        school = entered(connection, actor)
        mine = (import_drafts.c.school == school, import_drafts.c.account == _account(actor))
        row = connection.execute(select(import_drafts).where(*mine)).one_or_none()
        is_old = connection.execute(_too_old(school, now)).first() is not None
        here = (draft_files.c.school == school, draft_files.c.account == _account(actor))
        rows = connection.execute(select(draft_files).where(*here).order_by(draft_files.c.number)).all()
    if is_old:
        with store.writing() as connection:
            _clean(connection, school, now)
    if row is None or instant(row.at) < now - KEPT:
        return None
    files = tuple(DraftFile(file.name, file.sha256, _content(file, key)) for file in rows)
    allowed = row.cohort is not None and may(actor, Action.IMPORT_MARKS, row.cohort)
    return UploadDraft(row.cohort if allowed else None, Answers.from_json(row.answers), files, instant(row.at))


def drop_draft(store: Store, actor: Actor) -> None:
    """Forget the account's unfinished upload; nothing happens where there is none. Raises Refused, StoreError."""
    _require_imports(actor, None)
    with store.writing() as connection:
        school = entered(connection, actor, to_write=True)
        _drop(connection, school, [_account(actor)])


def _content(file: Any, key: bytes | None) -> bytes | None:
    return opened(file.content, key) if key and file.content is not None else None


def _require_imports(actor: Actor, cohort_id: int | None) -> None:
    if cohort_id is not None or not may_somewhere(actor, Action.IMPORT_MARKS):
        require(actor, Action.IMPORT_MARKS, cohort_id)


def _account(actor: Actor) -> int:
    return NOBODY if actor.account_id is None else actor.account_id


def _too_old(school: int, now: datetime.datetime) -> Select[Any]:
    return select(import_drafts.c.account).where(
        import_drafts.c.school == school, import_drafts.c.at < written(now - KEPT)
    )


def _clean(connection: Connection, school: int, now: datetime.datetime) -> None:
    _drop(connection, school, list(connection.execute(_too_old(school, now)).scalars()))


def _drop(connection: Connection, school: int, accounts: Sequence[int]) -> None:
    for table in (draft_files, import_drafts):
        connection.execute(delete(table).where(table.c.school == school, table.c.account.in_(accounts)))
