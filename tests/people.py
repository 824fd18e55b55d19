"""Invented people with accounts, for the tests of pages, of our own addresses, and in the browser."""

from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from typing import Final

from capaian.access import LOCAL_USER, Actor, Role, hash_password, token_sha256
from capaian.store import Store, assign_cohorts, change_own_password, create_first_administrator, save_account, sign_in

SCHOOL: Final = "SMKN 5 Banjarmasin"
ADMINISTRATOR: Final = "siti.aminah"
PASSWORD: Final = "sungai barito pagi"
"""Everybody's."""


@cache
def password_hash() -> str:
    return hash_password(PASSWORD, username="")


def first_administrator(store: Store, school_name: str | None = SCHOOL) -> Actor:
    """The school and its administrator."""
    account = create_first_administrator(
        store,
        username=ADMINISTRATOR,
        display_name="Siti Aminah",
        password_hash=password_hash(),
        address="127.0.0.1",
        school_name=school_name,
    )
    return Actor(account, Role.ADMINISTRATOR)


def account_of(
    store: Store,
    role: Role,
    *,
    username: str = "",
    cohorts: Iterable[int] = (),
    classes: Iterable[str] = (),
    settled: bool = False,
) -> Actor:
    """Somebody with a role. settled: the password that was given has been changed already."""
    name = username or role.value
    cohorts, classes = frozenset(cohorts), frozenset(classes)
    account = save_account(
        store, LOCAL_USER, username=name, display_name=f"{name.title()} Rekaan", role=role,
        password_hash=password_hash(),
    )  # fmt: skip
    assign_cohorts(store, LOCAL_USER, account, cohorts=cohorts, classes=classes)
    actor = Actor(account, role, cohorts, classes or None)
    if settled:
        settle(store, actor)
    return actor


def settle(store: Store, actor: Actor) -> None:
    """The given password has been changed, to the same one."""
    change_own_password(
        store,
        replace(actor, must_change=True),
        old_password=PASSWORD,
        password_hash=password_hash(),
        token_sha256=token_sha256("none"),
    )


def session_of(store: Store, token: str, *, username: str = ADMINISTRATOR, password: str = PASSWORD) -> None:
    """A session that the token's hash stands for."""
    result = sign_in(
        store, username=username, password=password, token_sha256=token_sha256(token), address="127.0.0.1",
        user_agent="Mozilla/5.0 (X11; Linux x86_64) Chrome/156.0", hours=12,
    )  # fmt: skip
    assert result.account_id is not None
