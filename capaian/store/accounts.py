"""Accounts: made by the school's administrator, never by whoever comes along; never deleted, only put to rest."""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, func, insert, select, update

from capaian.access import Action, Actor, Role, require
from capaian.locale import N_
from capaian.problems import Refused, StoreError
from capaian.store.account_tables import ACCOUNT_ROLES, account_classes, account_cohorts, accounts
from capaian.store.audit import Deed, write_audit
from capaian.store.engine import Store
from capaian.store.instants import now_or, written
from capaian.store.known import account_of, checked_name, next_ids
from capaian.store.schema import schools
from capaian.store.schools import write_school
from capaian.store.scope import entered
from capaian.store.sessions import end_sessions

_USERNAME: Final = re.compile(r"[a-z0-9][a-z0-9._-]{2,39}")
_ADDRESS: Final = re.compile(r"[^@\s]{1,64}@[^@\s]{1,190}\.[^@\s.]{2,}")


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who may sign in. cohorts, classes: those assigned. has_password: False where only Google is used."""

    id: int
    username: str
    display_name: str
    role: Role
    google_address: str
    has_password: bool
    must_change: bool
    is_active: bool
    cohorts: frozenset[int]
    classes: frozenset[str]


def has_accounts(store: Store) -> bool:
    """Whether the school has any account, active or not. Raises StoreError."""
    with store.reading() as connection:
        return _any_account(connection)


def create_first_administrator(
    store: Store,
    *,
    username: str,
    display_name: str,
    password_hash: str,
    address: str,
    school_name: str | None = None,
    time_zone: str = "Asia/Makassar",
) -> int:
    """The account that makes all others; its id. Only while the school has no account.

    school_name, time_zone: set the school up in the same transaction where there is none yet. Raises
    Refused where there is an account, StoreError where there is no school or a text cannot be used.
    """
    values = _account_values(username, display_name, Role.ADMINISTRATOR, "")
    with store.writing() as connection:
        school = connection.execute(select(schools.c.id).with_for_update()).scalar_one_or_none()
        if school is None and school_name is not None:
            write_school(connection, name=school_name, time_zone=time_zone, is_demo=False)
        if _any_account(connection):
            raise Refused(N_("Sekolah ini sudah punya admin. Silakan masuk."))
        actor = Actor(None, Role.ADMINISTRATOR, address=address)
        school = entered(connection, actor, to_write=True)
        return _insert_account(connection, school, actor, values, password_hash, must_change=False)


def save_account(
    store: Store,
    actor: Actor,
    *,
    username: str,
    display_name: str,
    role: Role,
    google_address: str = "",
    password_hash: str | None = None,
    account_id: int | None = None,
) -> int:
    """Make an account, or write over the one with this id (its password stays, see give_password); its id.

    password_hash: of a password to be changed at the first sign-in; None: Google only, or not yet.
    Raises Refused, and StoreError where the name or the address is taken or cannot be used, or the
    school would be left without an administrator.
    """
    require(actor, Action.MANAGE_ACCOUNTS)
    values = _account_values(username, display_name, role, google_address)
    with store.writing() as connection:
        school = entered(connection, actor, to_write=True)
        if account_id is None:
            return _insert_account(connection, school, actor, values, password_hash, must_change=True)
        known = account_of(connection, school, account_id)
        _refuse_taken(connection, school, values, known)
        here = (accounts.c.school == school, accounts.c.id == known)
        old = connection.execute(select(accounts.c.role).where(*here)).scalar_one()
        connection.execute(update(accounts).where(*here).values(**values))
        _refuse_headless(connection, school)
        deed = Deed.ACCOUNT_CHANGED if old == values["role"] else Deed.ROLE_CHANGED
        detail = {"role": str(values["role"]), "was": old}
        write_audit(connection, school, actor, deed, resource=f"account:{known}", detail=detail)
        return known


def load_accounts(store: Store, actor: Actor) -> list[Account]:
    """All accounts by their user name, those at rest too. Raises Refused, StoreError."""
    require(actor, Action.MANAGE_ACCOUNTS)
    with store.reading() as connection:
        return _accounts(connection, entered(connection, actor))


def load_account(store: Store, actor: Actor, account_id: int) -> Account:
    """One account: anybody's for who manages them, one's own for everybody else.

    Raises Refused, and StoreError where there is no such account.
    """
    require(actor, Action.KEEP_OWN_ACCOUNT)
    if account_id != actor.account_id:
        require(actor, Action.MANAGE_ACCOUNTS)
    with store.reading() as connection:
        school = entered(connection, actor)
        return _accounts(connection, school, account_of(connection, school, account_id))[0]


def deactivate_account(store: Store, actor: Actor, account_id: int) -> None:
    """Let the account in no more and end its sessions. Raises what save_account raises."""
    _set_active(store, actor, account_id, active=False)


def activate_account(store: Store, actor: Actor, account_id: int) -> None:
    """Let the account in again. Raises Refused, StoreError."""
    _set_active(store, actor, account_id, active=True)


def _set_active(store: Store, actor: Actor, account_id: int, *, active: bool) -> None:
    require(actor, Action.MANAGE_ACCOUNTS)
    with store.writing() as connection:
        school = entered(connection, actor, to_write=True)
        known = account_of(connection, school, account_id)
        connection.execute(
            update(accounts).where(accounts.c.school == school, accounts.c.id == known).values(is_active=int(active))
        )
        _refuse_headless(connection, school)
        if not active:
            end_sessions(connection, school, known, at=now_or(None))
        deed = Deed.ACCOUNT_ACTIVATED if active else Deed.ACCOUNT_DEACTIVATED
        write_audit(connection, school, actor, deed, resource=f"account:{known}")


def _account_values(username: str, display_name: str, role: Role, google_address: str) -> dict[str, Any]:
    """An account as it stands in the database. Raises StoreError for what cannot be."""
    username, google = username.strip().casefold(), google_address.strip().casefold()
    if not _USERNAME.fullmatch(username):
        raise StoreError(
            N_("Nama pengguna harus 3 sampai 40 huruf kecil a–z, angka, titik, garis bawah atau tanda hubung.")
        )
    if google and not _ADDRESS.fullmatch(google):
        raise StoreError(N_("Alamat Google harus alamat surel seorang, misalnya nama@guru.smk.belajar.id."))
    if role not in ACCOUNT_ROLES:
        raise StoreError(N_("Pilih peran yang ada: admin, kepala sekolah, guru, instruktur atau auditor."))
    return {
        "username": username, "display_name": checked_name(display_name), "role": Role(role).value,
        "google_address": google or None,
    }  # fmt: skip


def _insert_account(
    connection: Connection,
    school: int,
    actor: Actor,
    values: Mapping[str, Any],
    password_hash: str | None,
    *,
    must_change: bool,
) -> int:
    _refuse_taken(connection, school, values, None)
    (new_id,) = next_ids(connection, school, 1)
    change = int(must_change and password_hash is not None)
    made = {"password_hash": password_hash, "must_change": change, "is_active": 1, "created_at": written(now_or(None))}
    connection.execute(insert(accounts).values(school=school, id=new_id, **values, **made))
    detail = {"role": str(values["role"])}
    write_audit(connection, school, actor, Deed.ACCOUNT_MADE, resource=f"account:{new_id}", detail=detail)
    return new_id


def _refuse_taken(connection: Connection, school: int, values: Mapping[str, Any], own: int | None) -> None:
    for column, sentence in (
        ("username", N_("Nama pengguna “{name}” sudah dipakai. Pakai yang lain.")),
        ("google_address", N_("Alamat Google “{name}” sudah dipakai akun lain.")),
    ):
        query = select(accounts.c.id).where(accounts.c.school == school, accounts.c[column] == values[column])
        if values[column] is not None and connection.execute(query).scalar_one_or_none() not in (None, own):
            raise StoreError(sentence, name=values[column])


def _refuse_headless(connection: Connection, school: int) -> None:
    query = select(func.count()).select_from(accounts)
    query = query.where(accounts.c.school == school, accounts.c.role == Role.ADMINISTRATOR.value)
    if not connection.execute(query.where(accounts.c.is_active == 1)).scalar_one():
        raise StoreError(N_("Sekolah harus punya sedikitnya satu admin yang aktif. Buat admin lain dahulu."))


def _any_account(connection: Connection) -> bool:
    return connection.execute(select(accounts.c.id).limit(1)).scalar_one_or_none() is not None


def _accounts(connection: Connection, school: int, account_id: int | None = None) -> list[Account]:
    assigned: dict[str, dict[int, set[Any]]] = {"cohort": defaultdict(set), "class_name": defaultdict(set)}
    for table, column in ((account_cohorts, "cohort"), (account_classes, "class_name")):
        query = select(table.c.account, table.c[column].label("one")).where(table.c.school == school)
        for row in connection.execute(query):
            assigned[column][row.account].add(row.one)
    query = select(accounts).where(accounts.c.school == school).order_by(accounts.c.username)
    if account_id is not None:
        query = query.where(accounts.c.id == account_id)
    return [
        Account(
            row.id, row.username, row.display_name, Role(row.role), row.google_address or "",
            row.password_hash is not None, bool(row.must_change), bool(row.is_active),
            frozenset(assigned["cohort"][row.id]), frozenset(assigned["class_name"][row.id]),
        )
        for row in connection.execute(query)
    ]  # fmt: skip
