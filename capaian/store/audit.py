"""The audit log: who did what, when and from where. Only ever added to; no marks, names or passwords in it."""

import datetime
import json
import re
from collections.abc import Mapping, Sequence
from enum import StrEnum, auto
from typing import Final

import pandas as pd
from sqlalchemy import Connection, insert, select

from capaian.access import Action, Actor, require
from capaian.store.account_tables import accounts, audit
from capaian.store.engine import Store
from capaian.store.instants import now_or, written
from capaian.store.known import cohort_of, next_ids
from capaian.store.scope import entered


class Deed(StrEnum):
    """What is written down."""

    SIGNED_IN = auto()
    SIGN_IN_FAILED = auto()
    SIGNED_OUT = auto()
    SESSIONS_ENDED = auto()
    ACCOUNT_MADE = auto()
    ACCOUNT_CHANGED = auto()
    ROLE_CHANGED = auto()
    ASSIGNED = auto()
    ACCOUNT_DEACTIVATED = auto()
    ACCOUNT_ACTIVATED = auto()
    PASSWORD_GIVEN = auto()
    PASSWORD_CHANGED = auto()
    SCHOOL_SAVED = auto()
    COHORT_SAVED = auto()
    PASS_MARKS_SAVED = auto()
    GOAL_SAVED = auto()
    LETTERHEAD_SAVED = auto()
    RULES_SAVED = auto()
    RATERS_SAVED = auto()
    INSTRUMENT_SAVED = auto()
    INSTRUMENT_DELETED = auto()
    IMPORTED = auto()
    IMPORT_UNDONE = auto()
    COHORT_LOCKED = auto()
    COHORT_UNLOCKED = auto()
    EXPORTED = auto()
    PRINTED = auto()
    AUDIT_READ = auto()
    CERTIFICATES_SAVED = auto()
    CERTIFICATES_UNDONE = auto()
    CONSENT_SAVED = auto()
    PORTRAIT_MADE = auto()
    STUDENT_CORRECTED = auto()
    STUDENT_FORGOTTEN = auto()
    IDENTITIES_REMOVED = auto()
    BACKUP_MADE = auto()
    BACKUP_TAKEN = auto()
    BACKUP_RESTORED = auto()


AUDIT_COLUMNS: Final = ("id", "at", "account_id", "username", "role", "action", "resource", "address", "detail")
"""Columns of the log; one row a deed. at: UTC. account_id, username: null where nobody was signed in.

action: a Deed. resource: `cohort:12`, "" where none. detail: a dict of counts and short codes.
"""

_CODE: Final = re.compile(r"[a-z0-9_.:-]{0,40}")


def write_audit(
    connection: Connection,
    school: int,
    actor: Actor | None,
    deed: Deed,
    *,
    resource: str = "",
    address: str | None = None,
    at: datetime.datetime | None = None,
    detail: Mapping[str, int | str] | None = None,
) -> None:
    """Add a row in the transaction of what it tells.

    actor: None where nobody has signed in. resource and the words of detail must be short codes, so
    that no name, mark or password can get here: a bug that tries raises ValueError.
    """
    told = dict(detail or {})
    for text in (resource, *told, *(value for value in told.values() if isinstance(value, str))):
        if not _CODE.fullmatch(text):
            raise ValueError("the audit log takes short codes only")
    (new_id,) = next_ids(connection, school, 1)
    connection.execute(
        insert(audit).values(
            school=school, id=new_id, at=written(now_or(at)),
            account=actor.account_id if actor else None, role=actor.role.value if actor else "",
            action=deed.value, resource=resource,
            address=(actor.address if actor and address is None else address or "")[:64],
            detail=json.dumps(told, sort_keys=True),
        )
    )  # fmt: skip


def load_audit(
    store: Store,
    actor: Actor,
    *,
    since: datetime.datetime | None = None,
    until: datetime.datetime | None = None,
    account_id: int | None = None,
    action: Deed | None = None,
    limit: int = 1000,
) -> pd.DataFrame:
    """The log, AUDIT_COLUMNS, the latest first, `limit` rows at most; of one account, of one kind of deed.

    Raises Refused, StoreError.
    """
    require(actor, Action.VIEW_AUDIT)
    with store.reading() as connection:
        school = entered(connection, actor)
        named = (accounts.c.school == audit.c.school) & (accounts.c.id == audit.c.account)
        query = select(audit, accounts.c.username).outerjoin_from(audit, accounts, named)
        query = query.where(audit.c.school == school).order_by(audit.c.at.desc(), audit.c.id.desc()).limit(limit)
        if since is not None:
            query = query.where(audit.c.at >= written(since))
        if until is not None:
            query = query.where(audit.c.at < written(until))
        if account_id is not None:
            query = query.where(audit.c.account == account_id)
        if action is not None:
            query = query.where(audit.c.action == action.value)
        rows = connection.execute(query).all()
    return pd.DataFrame(
        {
            "id": pd.array([row.id for row in rows], dtype="int64"),
            "at": pd.to_datetime([row.at for row in rows], utc=True),
            "account_id": pd.array([row.account for row in rows], dtype="Int64"),
            "username": pd.array([row.username for row in rows], dtype="str"),
            **{name: pd.array([getattr(row, name) for row in rows], dtype="str") for name in AUDIT_COLUMNS[4:8]},
            "detail": pd.Series([json.loads(row.detail) for row in rows], dtype="object"),
        }
    )


def note_export(
    store: Store,
    actor: Actor,
    *,
    what: str,
    cohort_id: int | None = None,
    cohort_ids: Sequence[int] = (),
    named: bool = True,
    printed: bool = False,
) -> None:
    """Write down that a file was made or a page printed; called before it is given out.

    what: a short code, with its audience where it has one: `summary_workbook.internal`. cohort_id, cohort_ids:
    the cohort or cohorts it is about; neither for a table of the school. named: whether students' names or
    single marks are in it; it is then given to nobody who may not see the students of every one of these
    cohorts. Raises Refused, StoreError.
    """
    action = Action.VIEW_STUDENTS if named else Action.VIEW_COHORT
    about = tuple(cohort_ids) if cohort_id is None else (cohort_id,)
    if not about:
        require(actor, Action.VIEW_SCHOOL)
    for cohort in about:
        require(actor, action, cohort)
    with store.writing() as connection:
        school = entered(connection, actor, to_write=True)
        known = list(dict.fromkeys(cohort_of(connection, school, cohort) for cohort in about))
        several = {"cohorts": len(known)} if len(known) > 1 else {}
        write_audit(
            connection, school, actor, Deed.PRINTED if printed else Deed.EXPORTED,
            resource=f"cohort:{known[0]}" if len(known) == 1 else "",
            detail={"what": what, "named": int(named), **several},
        )  # fmt: skip
