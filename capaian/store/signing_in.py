"""Signing in: one way for every name that is typed, so that nobody learns which accounts there are."""

import datetime
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, Row, select, update

from capaian.access import Action, Actor, require, verify_password
from capaian.locale import N_
from capaian.problems import StoreError
from capaian.store.account_tables import accounts, sessions
from capaian.store.attempts import ACCOUNT_FREE, ADDRESS_FREE, forget_attempt, seconds_blocked, subject_of, take_attempt
from capaian.store.audit import Deed, write_audit
from capaian.store.engine import Store
from capaian.store.instants import now_or, written
from capaian.store.known import account_of, known_school, school_of
from capaian.store.scope import entered
from capaian.store.sessions import REMEMBERED, begin_session, end_sessions


@dataclass(frozen=True, slots=True)
class SignInResult:
    """account_id: whose session began, None where none did. wait_seconds: how long nothing will be looked at, 0: none.

    Without an account and without a wait, the name or the password is wrong; which of them is told to nobody.
    """

    account_id: int | None
    wait_seconds: int = 0


def sign_in(
    store: Store,
    *,
    username: str,
    password: str,
    token_sha256: str,
    address: str,
    user_agent: str,
    hours: float,
    now: datetime.datetime | None = None,
) -> SignInResult:
    """Begin a session where name and password belong together. Raises StoreError.

    The attempt counts as failed before the password is looked at, for the name as it was typed and
    for the address; one hash is computed whether there is such an account or not. An address from
    which the account has signed in before counts by itself, so that a stranger's attempts do not
    keep its owner out.
    """
    now = now_or(now)
    name = username.strip().casefold()
    turn = _take_turn(store, name, address, now)
    if turn.wait:
        return SignInResult(None, turn.wait)
    right = verify_password(turn.password_hash, password)
    if (school := turn.school) is None:
        return SignInResult(None)
    with store.writing() as connection:
        account = _account(connection, school, accounts.c.username == name)
        if not (right and account and account.is_active):
            _note_failure(connection, school, account, address, now)
            return SignInResult(None)
        forget_attempt(connection, school, cleared=turn.by_account, lessened=turn.by_address, now=now)
        begin_session(
            connection, school, account, token_sha256=token_sha256, address=address, user_agent=user_agent,
            hours=hours, at=now,
        )  # fmt: skip
        return SignInResult(account.id)


@dataclass(frozen=True, slots=True)
class _Turn:
    """An attempt that was counted. by_account, by_address: what it counts for. wait: seconds, where it is too early."""

    school: int | None
    password_hash: str | None
    by_account: str
    by_address: str
    wait: int = 0


def _take_turn(store: Store, name: str, address: str, now: datetime.datetime) -> _Turn:
    by_address = subject_of("address", address)
    with store.reading() as connection:
        school = known_school(connection)
        account = _account(connection, school, accounts.c.username == name)
        known = _signed_in_before(connection, school, account, address, now)
        by_account = subject_of("known", name, address) if known else subject_of("account", name)
        subjects = {by_account: ACCOUNT_FREE, by_address: ADDRESS_FREE}
        turn = _Turn(school, account.password_hash if account else None, by_account, by_address)
        if school is None:
            return turn
        if wait := seconds_blocked(connection, school, subjects, now):
            return replace(turn, wait=wait)
    with store.writing() as connection:
        school_of(connection, to_write=True)
        return replace(turn, wait=take_attempt(connection, school, subjects, now))


def sign_in_with_google(
    store: Store,
    *,
    google_address: str,
    token_sha256: str,
    address: str,
    user_agent: str,
    hours: float,
    now: datetime.datetime | None = None,
) -> SignInResult:
    """Begin a session of the account that lists this address, which Google has verified. Raises StoreError.

    Only an address that an administrator wrote down gets in; a domain alone admits nobody.
    """
    now = now_or(now)
    wanted = google_address.strip().casefold()
    with store.writing() as connection:
        school = known_school(connection)
        if school is None:
            return SignInResult(None)
        account = _account(connection, school, accounts.c.google_address == wanted) if wanted else None
        if account is None or not account.is_active:
            _note_failure(connection, school, account, address, now)
            return SignInResult(None)
        begin_session(
            connection, school, account, token_sha256=token_sha256, address=address, user_agent=user_agent,
            hours=hours, at=now,
        )  # fmt: skip
        return SignInResult(account.id)


def give_password(store: Store, actor: Actor, account_id: int, *, password_hash: str) -> None:
    """Give an account another password, to be changed at the next sign-in; its sessions end, its waits too.

    Raises Refused, StoreError.
    """
    require(actor, Action.MANAGE_ACCOUNTS)
    now = now_or(None)
    with store.writing() as connection:
        school = entered(connection, actor, to_write=True)
        known = account_of(connection, school, account_id)
        here = (accounts.c.school == school, accounts.c.id == known)
        name = connection.execute(select(accounts.c.username).where(*here)).scalar_one()
        connection.execute(update(accounts).where(*here).values(password_hash=password_hash, must_change=1))
        forget_attempt(connection, school, cleared=subject_of("account", name), lessened=None, now=now)
        end_sessions(connection, school, known, at=now)
        write_audit(connection, school, actor, Deed.PASSWORD_GIVEN, resource=f"account:{known}")


def change_own_password(
    store: Store, actor: Actor, *, old_password: str, password_hash: str, token_sha256: str
) -> None:
    """Change one's own password and end one's other sessions. Raises Refused, and StoreError for a wrong old one."""
    require(actor, Action.KEEP_OWN_ACCOUNT)
    now = now_or(None)
    with store.writing() as connection:
        school = entered(connection, actor, to_write=True)
        known = account_of(connection, school, actor.account_id)
        here = (accounts.c.school == school, accounts.c.id == known)
        old_hash = connection.execute(select(accounts.c.password_hash).where(*here)).scalar_one()
        subject = subject_of("own", str(known))
        wait = take_attempt(connection, school, {subject: ACCOUNT_FREE}, now)
    if wait:
        raise StoreError(N_("Terlalu sering salah. Coba lagi {n} detik lagi."), n=wait)
    if not verify_password(old_hash, old_password):
        raise StoreError(N_("Kata sandi lama tidak cocok. Periksa lalu tulis lagi."))
    with store.writing() as connection:
        connection.execute(update(accounts).where(*here).values(password_hash=password_hash, must_change=0))
        forget_attempt(connection, school, cleared=subject, lessened=None, now=now)
        end_sessions(connection, school, known, at=now, but=token_sha256)
        write_audit(connection, school, actor, Deed.PASSWORD_CHANGED)


def _account(connection: Connection, school: int | None, which: Any) -> Row[Any] | None:
    return connection.execute(select(accounts).where(accounts.c.school == school, which)).one_or_none()


def _signed_in_before(
    connection: Connection, school: int | None, account: Row[Any] | None, address: str, now: datetime.datetime
) -> bool:
    query = select(sessions.c.id).where(
        sessions.c.school == school,
        sessions.c.account == (account.id if account else 0),
        sessions.c.address == address,
        sessions.c.created_at > written(now - REMEMBERED),
    )
    return connection.execute(query.limit(1)).first() is not None


def _note_failure(
    connection: Connection, school: int, account: Row[Any] | None, address: str, now: datetime.datetime
) -> None:
    """A row that nobody who has signed in did; of an account that exists its id."""
    resource = f"account:{account.id}" if account else ""
    write_audit(connection, school, None, Deed.SIGN_IN_FAILED, resource=resource, address=address, at=now)
