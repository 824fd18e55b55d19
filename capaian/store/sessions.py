"""Sessions: a row a sign-in, looked up at every run, so that sign-out and changes of a role act at the next click."""

import datetime
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, Row, delete, insert, select, update

from capaian.access import Action, Actor, Role, require
from capaian.locale import N_
from capaian.problems import Refused, StoreError
from capaian.store.account_tables import accounts, sessions
from capaian.store.assignments import assigned_to
from capaian.store.audit import Deed, write_audit
from capaian.store.bulk import stored_text
from capaian.store.engine import Store
from capaian.store.instants import instant, now_or, written
from capaian.store.known import account_of, checked_id, known_school, next_ids
from capaian.store.scope import entered

REMEMBERED: Final = datetime.timedelta(days=30)
"""How long an ended session, and with it the address, is known."""
_SEEN_EVERY: Final = datetime.timedelta(minutes=1)
_NO_SESSION: Final = N_("Sesi ini tidak ada, atau sudah berakhir.")


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who a browser's cookie belongs to. must_change: a given password must be changed before anything else."""

    actor: Actor
    account_id: int
    username: str
    display_name: str
    must_change: bool
    session_id: int


@dataclass(frozen=True, slots=True)
class Session:
    """One place where somebody is signed in. Instants are UTC."""

    id: int
    created_at: datetime.datetime
    seen_at: datetime.datetime
    expires_at: datetime.datetime
    address: str
    user_agent: str


def begin_session(
    connection: Connection,
    school: int,
    account: Row[Any],
    *,
    token_sha256: str,
    address: str,
    user_agent: str,
    hours: float,
    at: datetime.datetime,
) -> int:
    """A session of the account, a row of `accounts`; its id. In the transaction that found the account to be right."""
    old = written(at - REMEMBERED)
    connection.execute(delete(sessions).where(sessions.c.school == school, sessions.c.expires_at < old))
    (new_id,) = next_ids(connection, school, 1)
    connection.execute(
        insert(sessions).values(
            school=school, id=new_id, token_sha256=token_sha256, account=account.id, created_at=written(at),
            seen_at=written(at), expires_at=written(at + datetime.timedelta(hours=hours)),
            address=stored_text(address)[:64], user_agent=stored_text(user_agent)[:200],
        )
    )  # fmt: skip
    actor = Actor(account.id, Role(account.role), address=address)
    write_audit(connection, school, actor, Deed.SIGNED_IN, at=at)
    return new_id


def actor_of_session(
    store: Store, token_sha256: str, *, idle_hours: float, now: datetime.datetime | None = None
) -> SignedIn | None:
    """Who the session with this token belongs to, with the role and the assignments of this moment.

    None where there is no such session, it has ended, is too old, or lay idle for too long, and where
    the account is at rest. Notes that the session was seen, once a minute at most. Raises StoreError.
    """
    now = now_or(now)
    with store.reading() as connection:
        school = known_school(connection)
        row = _open_session(connection, school, token_sha256, now, idle_hours)
        if school is None or row is None:
            return None
        cohorts, classes = assigned_to(connection, school, row.account)
    if now - instant(row.seen_at) >= _SEEN_EVERY:
        with suppress(StoreError), store.writing() as connection:  # on a full disk people may still look
            connection.execute(
                update(sessions)
                .where(sessions.c.school == school, sessions.c.id == row.id)
                .values(seen_at=written(now))
            )
    change = bool(row.must_change)
    actor = Actor(row.account, Role(row.role), cohorts, classes, must_change=change, address=row.address)
    return SignedIn(actor, row.account, row.username, row.display_name, change, row.id)


def end_session(store: Store, token_sha256: str, *, now: datetime.datetime | None = None) -> None:
    """Sign out the browser that holds the token; nothing happens where no session has it. Raises StoreError."""
    now = now_or(now)
    with store.writing() as connection:
        school = known_school(connection)
        query = select(sessions, accounts.c.role).join_from(sessions, accounts, _OF_ACCOUNT)
        query = query.where(sessions.c.school == school, sessions.c.token_sha256 == token_sha256)
        row = connection.execute(query.where(sessions.c.ended_at.is_(None))).one_or_none()
        if school is not None and row is not None:
            _end(connection, school, now, sessions.c.id == row.id)
            actor = Actor(row.account, Role(row.role), address=row.address)
            write_audit(connection, school, actor, Deed.SIGNED_OUT, at=now)


def load_own_sessions(
    store: Store, actor: Actor, *, idle_hours: float, now: datetime.datetime | None = None
) -> list[Session]:
    """The places where the actor is signed in, the one used last first. Raises Refused, StoreError."""
    require(actor, Action.KEEP_OWN_ACCOUNT)
    with store.reading() as connection:
        school = entered(connection, actor)
        return _sessions_of(connection, school, actor.account_id, now_or(now), idle_hours)


def load_sessions_of(
    store: Store, actor: Actor, account_id: int, *, idle_hours: float, now: datetime.datetime | None = None
) -> list[Session]:
    """The places where somebody is signed in, the one used last first.

    Raises Refused, and StoreError where there is no such account.
    """
    require(actor, Action.MANAGE_ACCOUNTS)
    with store.reading() as connection:
        school = entered(connection, actor)
        known = account_of(connection, school, account_id)
        return _sessions_of(connection, school, known, now_or(now), idle_hours)


def _sessions_of(
    connection: Connection, school: int, account: int | None, now: datetime.datetime, idle_hours: float
) -> list[Session]:
    query = select(sessions).where(*_open(school, now, idle_hours), sessions.c.account == account)
    rows = connection.execute(query.order_by(sessions.c.seen_at.desc(), sessions.c.id.desc())).all()
    return [
        Session(
            row.id, instant(row.created_at), instant(row.seen_at), instant(row.expires_at), row.address, row.user_agent
        )
        for row in rows
    ]


def end_own_session(store: Store, actor: Actor, session_id: int, *, now: datetime.datetime | None = None) -> None:
    """End one of the actor's own sessions. Raises Refused where it is none of them, StoreError where it is no id."""
    require(actor, Action.KEEP_OWN_ACCOUNT)
    now = now_or(now)
    with store.writing() as connection:
        school = entered(connection, actor)
        mine = (sessions.c.id == checked_id(session_id, _NO_SESSION), sessions.c.account == actor.account_id)
        if not _end(connection, school, now, *mine):
            raise Refused(_NO_SESSION)
        write_audit(connection, school, actor, Deed.SESSIONS_ENDED, detail={"sessions": 1}, at=now)


def end_sessions_of(store: Store, actor: Actor, account_id: int, *, now: datetime.datetime | None = None) -> int:
    """End every session of an account; how many there were. Raises Refused, StoreError."""
    require(actor, Action.MANAGE_ACCOUNTS)
    now = now_or(now)
    with store.writing() as connection:
        school = entered(connection, actor)
        known = account_of(connection, school, account_id)
        ended = end_sessions(connection, school, known, at=now)
        resource, detail = f"account:{known}", {"sessions": ended}
        write_audit(connection, school, actor, Deed.SESSIONS_ENDED, resource=resource, detail=detail, at=now)
        return ended


def end_sessions(
    connection: Connection, school: int, account: int, *, at: datetime.datetime, but: str | None = None
) -> int:
    """End the account's sessions, all but the one with this token's hash; how many there were."""
    of_account = [sessions.c.account == account]
    if but is not None:
        of_account.append(sessions.c.token_sha256 != but)
    return _end(connection, school, at, *of_account)


_AHEAD: Final = datetime.timedelta(hours=1)
_OF_ACCOUNT: Final = (accounts.c.school == sessions.c.school) & (accounts.c.id == sessions.c.account)


def _open(school: int | None, now: datetime.datetime, idle_hours: float) -> tuple[Any, ...]:
    """Whether a session is neither ended nor too old nor idle for too long.

    Nor begun by a clock that was ahead: it would last until the real one is as far.
    """
    idle_since = written(now - datetime.timedelta(hours=idle_hours))
    return (
        sessions.c.school == school, sessions.c.ended_at.is_(None), sessions.c.expires_at > written(now),
        sessions.c.seen_at > idle_since, sessions.c.seen_at < written(now + _AHEAD),
    )  # fmt: skip


def _open_session(
    connection: Connection, school: int | None, token_sha256: str, now: datetime.datetime, idle_hours: float
) -> Row[Any] | None:
    person = [accounts.c[name] for name in ("role", "username", "display_name", "must_change")]
    query = select(sessions, *person).join_from(sessions, accounts, _OF_ACCOUNT)
    query = query.where(*_open(school, now, idle_hours), sessions.c.token_sha256 == token_sha256)
    return connection.execute(query.where(accounts.c.is_active == 1)).one_or_none()


def _end(connection: Connection, school: int, at: datetime.datetime, *which: Any) -> int:
    query = update(sessions).where(sessions.c.school == school, sessions.c.ended_at.is_(None), *which)
    return connection.execute(query.values(ended_at=written(at))).rowcount
