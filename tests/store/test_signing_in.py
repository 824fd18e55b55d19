"""Signing in: right, wrong, too often, from elsewhere; and nobody learns which accounts there are."""

import datetime
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import event

from capaian.access import DUMMY_HASH, LOCAL_USER, Actor, Role, UnusablePassword, hash_password, new_token, token_sha256
from capaian.problems import Refused, StoreError
from capaian.store import (
    SignInResult,
    actor_of_session,
    change_own_password,
    deactivate_account,
    give_password,
    load_audit,
    save_account,
    sign_in,
    sign_in_with_google,
    signing_in,
)
from tests.store.dumps import dump
from tests.store.school import person

T0 = datetime.datetime(2026, 11, 24, 1, 0, tzinfo=datetime.UTC)
RIGHT, WRONG = "perahu di sungai", "perahu di danau"


class Checked:
    """Passwords looked at: a quick stand-in for Argon2 that counts."""

    def __init__(self):
        self.asked: list[str | None] = []

    def __call__(self, password_hash, password):
        self.asked.append(password_hash)
        return password_hash == f"hash of {password}"


@pytest.fixture
def checked(monkeypatch):
    checked = Checked()
    monkeypatch.setattr(signing_in, "verify_password", checked)
    return checked


@pytest.fixture
def account(store):
    person(store, Role.ADMINISTRATOR)
    return save_account(
        store, LOCAL_USER, username="rina", display_name="Rina", role=Role.TEACHER, password_hash=f"hash of {RIGHT}"
    )


def tried(store, password, *, username="rina", at: datetime.datetime | None = T0, address="192.0.2.7", token=None):
    return sign_in(
        store, username=username, password=password, token_sha256=token_sha256(token or new_token()), address=address,
        user_agent="Peramban", hours=12, now=at,
    )  # fmt: skip


def after(**time):
    return T0 + datetime.timedelta(**time)


def test_name_and_password_begin_a_session(store):
    made = save_account(
        store, LOCAL_USER, username="rina", display_name="Rina", role=Role.TEACHER,
        password_hash=hash_password(RIGHT, username="rina"),
    )  # fmt: skip
    token = new_token()
    assert tried(store, RIGHT, username=" RINA ", token=token) == SignInResult(made)
    found = actor_of_session(store, token_sha256(token), idle_hours=2, now=T0)
    assert found is not None
    assert found.must_change
    assert tried(store, WRONG) == tried(store, RIGHT, username="siapa") == SignInResult(None)


def test_before_there_is_a_school_nobody_gets_in(bare_store, checked):
    assert tried(bare_store, RIGHT) == SignInResult(None)
    assert checked.asked == [None]


def test_the_wait_begins_after_five_and_doubles_to_fifteen_minutes(store, account, checked):
    now, waits = T0, []
    for _ in range(14):
        assert tried(store, WRONG, at=now) == SignInResult(None)
        wait = tried(store, RIGHT, at=now).wait_seconds if len(waits) >= 4 else 0
        waits.append(wait)
        now += datetime.timedelta(seconds=wait)
    assert waits == [0, 0, 0, 0, 30, 60, 120, 240, 480, 900, 900, 900, 900, 900]
    assert len(checked.asked) == 14


def test_the_right_password_after_the_wait_gets_in_and_ends_the_count(store, account, checked):
    for _ in range(5):
        tried(store, WRONG)
    assert tried(store, RIGHT, at=after(seconds=29.5)) == SignInResult(None, 1)
    assert tried(store, RIGHT, at=after(seconds=30)) == SignInResult(account)
    for _ in range(4):
        assert tried(store, WRONG, at=after(seconds=31)) == SignInResult(None)
    assert tried(store, RIGHT, at=after(seconds=31)) == SignInResult(account)


def test_an_hour_without_a_wrong_one_ends_the_count(store, account, checked):
    for _ in range(5):
        tried(store, WRONG)
    for _ in range(5):
        assert tried(store, WRONG, at=after(hours=2)) == SignInResult(None)
    assert tried(store, RIGHT, at=after(hours=2)).wait_seconds == 30


def test_a_thousand_wrong_passwords_keep_the_right_person_out_no_longer_than_stated(store, account, checked):
    """From as many addresses: only the account's own wait holds."""
    now = T0
    for i in range(1000):
        tried(store, WRONG, at=now, address=f"198.51.100.{i}")
        now += datetime.timedelta(seconds=2)
    looked_at = len(checked.asked)
    assert looked_at < 20
    assert tried(store, RIGHT, at=now).wait_seconds <= 15 * 60
    assert tried(store, RIGHT, at=now + datetime.timedelta(minutes=15)) == SignInResult(account)


def test_who_has_signed_in_from_here_before_is_not_kept_out_by_strangers(store, account, checked):
    assert tried(store, RIGHT) == SignInResult(account)
    for i in range(50):
        tried(store, WRONG, address=f"198.51.100.{i}", at=after(seconds=i))
    assert tried(store, RIGHT, at=after(seconds=50)) == SignInResult(account)
    assert tried(store, RIGHT, at=after(seconds=50), address="203.0.113.9").wait_seconds > 0
    for _ in range(5):
        tried(store, WRONG, at=after(minutes=2))
    assert tried(store, RIGHT, at=after(minutes=2)).wait_seconds == 30
    assert tried(store, WRONG, address="192.0.2.7", at=after(days=31)) == SignInResult(None)


def test_whether_an_account_exists_is_told_by_nothing(store, account, checked):
    """The same answers, the same number of hashes, the same statements to the database."""
    deactivate_account(store, LOCAL_USER, save_account(
        store, LOCAL_USER, username="pulang", display_name="P", role=Role.TEACHER, password_hash=f"hash of {RIGHT}"
    ))  # fmt: skip
    person(store, Role.AUDITOR, username="google.saja")
    asked = []
    event.listen(store.engine, "before_cursor_execute", lambda *call: asked.append(call[2]))
    told = {}
    for i, (username, password) in enumerate(
        [("rina", WRONG), ("siapa", WRONG), ("siapa.lagi", RIGHT), ("pulang", RIGHT), ("google.saja", RIGHT)]
    ):
        asked.clear()
        hashes = len(checked.asked)
        answers = [tried(store, password, username=username, address=f"198.51.100.{i}") for _ in range(7)]
        told[username, password] = (answers, len(checked.asked) - hashes, list(asked))
    first = told.pop(("rina", WRONG))
    assert first[1] == 5
    for found in told.values():
        assert found == first


def test_no_account_is_verified_against_the_dummy(store, account, monkeypatch):
    asked = []
    from capaian.access import passwords

    class Counting(type(passwords._HASHER)):
        def verify(self, hash, password):  # noqa: A002
            asked.append(hash)
            return super().verify(hash, password)

    monkeypatch.setattr(passwords, "_HASHER", Counting(time_cost=3, memory_cost=19_456, parallelism=1))
    tried(store, WRONG, username="siapa")
    assert asked == [DUMMY_HASH]


def test_an_address_waits_after_twenty_whatever_names_it_tries(store, account, checked):
    for i in range(20):
        assert tried(store, WRONG, username=f"siapa{i}") == SignInResult(None)
    assert tried(store, WRONG, username="siapa.lagi").wait_seconds == 30
    assert tried(store, RIGHT, address="203.0.113.9") == SignInResult(account)


def test_ones_own_success_does_not_wash_an_address_clean(store, account, checked):
    for i in range(30):
        tried(store, WRONG, username=f"siapa{i}", at=after(seconds=i))
        tried(store, RIGHT, at=after(seconds=i))
    assert tried(store, WRONG, username="siapa.lagi", at=after(seconds=30)).wait_seconds > 0


def test_attempts_at_once_are_no_more_than_attempts_in_a_row(store, account, checked):
    with ThreadPoolExecutor(16) as pool:
        list(pool.map(lambda i: tried(store, WRONG, address=f"198.51.100.{i}"), range(60)))
    assert len(checked.asked) == 5


def test_what_was_typed_is_nowhere_in_the_database(store, account, checked):
    tried(store, "rahasia saya", username="salah kolom kata sandi")
    content = repr(dump(store))
    assert "salah kolom" not in content
    assert "rahasia saya" not in content


def test_a_given_password_ends_the_wait(store, account, checked):
    for _ in range(6):
        tried(store, WRONG)
    give_password(store, LOCAL_USER, account, password_hash="hash of yang baru")
    assert tried(store, "yang baru") == SignInResult(account)


def test_google_lets_in_the_addresses_written_down_and_no_domain(store, checked):
    made, google = person(store, Role.TEACHER)
    person(store, Role.ADMINISTRATOR)

    def come(address):
        return sign_in_with_google(
            store, google_address=address, token_sha256=token_sha256(new_token()), address="192.0.2.7",
            user_agent="x", hours=12, now=T0,
        )  # fmt: skip

    assert come(google.upper()) == SignInResult(made)
    for other in ("", "lain@guru.smk.example", "guru.smk.example", "%", f"{google}.example"):
        assert come(other) == SignInResult(None)
    deactivate_account(store, LOCAL_USER, made)
    assert come(google) == SignInResult(None)
    assert load_audit(store, LOCAL_USER)["action"].tolist().count("sign_in_failed") == 6


def test_changing_ones_password_needs_the_old_one_and_ends_the_other_sessions(store, account, checked):
    here, elsewhere = new_token(), new_token()
    tried(store, RIGHT, token=here, at=None)
    tried(store, RIGHT, token=elsewhere, at=None)
    found = actor_of_session(store, token_sha256(here), idle_hours=2)
    assert found is not None

    def change(old):
        change_own_password(
            store, found.actor, old_password=old, password_hash="hash of baru sekali", token_sha256=token_sha256(here)
        )  # fmt: skip

    with pytest.raises(StoreError, match="tidak cocok"):
        change(WRONG)
    change(RIGHT)
    again = actor_of_session(store, token_sha256(here), idle_hours=2)
    assert again is not None
    assert not again.must_change
    assert actor_of_session(store, token_sha256(elsewhere), idle_hours=2) is None
    assert tried(store, RIGHT, at=None) == SignInResult(None)
    assert tried(store, "baru sekali", at=None) == SignInResult(account)
    for _ in range(5):
        with pytest.raises(StoreError, match="tidak cocok"):
            change(WRONG)
    with pytest.raises(StoreError, match="Terlalu sering"):
        change("baru sekali")
    with pytest.raises(Refused):
        change_own_password(
            store, Actor(None, Role.VISITOR), old_password="", password_hash="", token_sha256=""
        )  # fmt: skip


def test_rules_hold_before_anything_is_stored():
    with pytest.raises(UnusablePassword):
        hash_password("pendek", username="rina")
