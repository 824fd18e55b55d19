import datetime
import hashlib

import pytest

from capaian.access import LOCAL_USER, Role, new_token, token_sha256
from capaian.problems import Refused, StoreError
from capaian.store import (
    actor_of_session,
    deactivate_account,
    end_own_session,
    end_session,
    end_sessions_of,
    give_password,
    load_audit,
    load_own_sessions,
    load_sessions_of,
    save_account,
    sign_in_with_google,
)
from tests.store.dumps import dump
from tests.store.school import person

T0 = datetime.datetime(2026, 11, 24, 1, 0, tzinfo=datetime.UTC)
HASH = "$argon2id$v=19$m=8,t=1,p=1$AAAAAAAAAAA$AAAAAAAAAAA"


def after(**time):
    return T0 + datetime.timedelta(**time)


@pytest.fixture
def account(store):
    person(store, Role.ADMINISTRATOR)
    return person(store, Role.TEACHER)[0]


def begun(store, username="teacher", *, at=T0, address="192.0.2.7", agent="Peramban"):
    token = new_token()
    sign_in_with_google(
        store, google_address=f"{username}@guru.smk.example", token_sha256=token_sha256(token), address=address,
        user_agent=agent, hours=12, now=at,
    )  # fmt: skip
    return token


def seen(store, token, at):
    return actor_of_session(store, token_sha256(token), idle_hours=2, now=at)


def test_of_a_token_only_its_sha256_is_in_the_database(store, account):
    token = begun(store)
    content = repr(dump(store))
    assert token not in content
    assert content.count(hashlib.sha256(token.encode()).hexdigest()) == 1


def test_a_session_says_who_it_is_and_from_where(store, account):
    found = seen(store, begun(store), T0)
    assert found is not None
    assert (found.account_id, found.username, found.display_name) == (account, "teacher", "Bapak teacher")
    assert (found.actor.account_id, found.actor.role, found.actor.address) == (account, Role.TEACHER, "192.0.2.7")


def test_what_is_no_session_is_nobody(store, bare_store, account):
    token = begun(store)
    for forged in ("", token + "x", token_sha256(token), "\ud800"):
        assert seen(store, forged, T0) is None
    assert actor_of_session(store, token, idle_hours=2, now=T0) is None


def test_before_there_is_a_school_nobody_is_signed_in(bare_store):
    assert actor_of_session(bare_store, "0" * 64, idle_hours=2, now=T0) is None
    end_session(bare_store, "0" * 64, now=T0)


def test_a_session_ends_after_twelve_hours_however_busy(store, account):
    token = begun(store)
    for minutes in range(0, 12 * 60, 90):
        assert seen(store, token, after(minutes=minutes))
    assert seen(store, token, after(hours=11, minutes=59, seconds=59))
    assert seen(store, token, after(hours=12)) is None


def test_a_session_ends_after_two_hours_without_a_click(store, account):
    token = begun(store)
    assert seen(store, token, after(hours=1, minutes=59))
    assert seen(store, token, after(hours=3, minutes=58))
    assert seen(store, token, after(hours=5, minutes=58)) is None
    idle = begun(store)
    assert seen(store, idle, after(hours=2)) is None


def test_being_seen_is_written_once_a_minute_at_most(store, account):
    token = begun(store)
    stood = dump(store)
    assert seen(store, token, after(seconds=59))
    assert dump(store) == stood
    assert seen(store, token, after(seconds=60))
    assert dump(store)["sessions"] != stood["sessions"]


def test_signing_out_acts_at_the_next_look_on_this_session_alone(store, account):
    token, other = begun(store), begun(store)
    end_session(store, token_sha256(token), now=after(minutes=1))
    assert seen(store, token, after(minutes=1)) is None
    assert seen(store, other, after(minutes=1))
    stood = dump(store)
    end_session(store, token_sha256(token), now=after(minutes=2))
    end_session(store, token_sha256("nobody's"), now=after(minutes=2))
    assert dump(store) == stood
    assert load_audit(store, LOCAL_USER)["action"].tolist().count("signed_out") == 1


def test_another_role_acts_at_the_next_look(store, account):
    token = begun(store)
    save_account(
        store, LOCAL_USER, username="teacher", display_name="Bapak", role=Role.AUDITOR, account_id=account,
        google_address="teacher@guru.smk.example",
    )  # fmt: skip
    found = seen(store, token, after(seconds=1))
    assert found is not None
    assert found.actor.role is Role.AUDITOR


@pytest.mark.parametrize(
    "revoke",
    [
        lambda store, account: deactivate_account(store, LOCAL_USER, account),
        lambda store, account: end_sessions_of(store, LOCAL_USER, account),
        lambda store, account: give_password(store, LOCAL_USER, account, password_hash=HASH),
    ],
)
def test_revoking_acts_at_the_next_look_and_for_this_account_alone(store, account, revoke):
    token, second, others = begun(store), begun(store), begun(store, "administrator")
    revoke(store, account)
    assert seen(store, token, T0) is None
    assert seen(store, second, T0) is None
    assert seen(store, others, T0)


def test_ones_own_sessions_are_listed_and_ended_one_by_one(store, account):
    first = begun(store, address="192.0.2.1", agent="Chrome")
    second = begun(store, at=after(minutes=5), address="192.0.2.2", agent="F" * 300)
    found, admin = seen(store, first, after(minutes=6)), seen(store, begun(store, "administrator"), T0)
    assert found is not None
    assert admin is not None
    now = after(minutes=6)
    listed = load_own_sessions(store, found.actor, idle_hours=2, now=now)
    assert [(one.address, one.user_agent) for one in listed] == [("192.0.2.1", "Chrome"), ("192.0.2.2", "F" * 200)]
    assert listed[0].id == found.session_id
    assert listed[0].expires_at - listed[0].created_at == datetime.timedelta(hours=12)
    with pytest.raises(Refused, match="tidak ada"):
        end_own_session(store, admin.actor, listed[1].id, now=now)
    end_own_session(store, found.actor, listed[1].id, now=now)
    assert seen(store, second, now) is None
    assert seen(store, first, now)
    with pytest.raises(Refused, match="tidak ada"):
        end_own_session(store, found.actor, listed[1].id, now=now)
    assert [one.id for one in load_own_sessions(store, found.actor, idle_hours=2, now=now)] == [found.session_id]
    assert load_own_sessions(store, found.actor, idle_hours=2, now=after(hours=9)) == []


def test_the_administrator_sees_where_an_account_is_signed_in(store, account):
    first, second = begun(store, at=T0, agent="Laptop"), begun(store, at=after(minutes=5), agent="Telepon")
    begun(store, "administrator", at=T0)
    found = load_sessions_of(store, LOCAL_USER, account, idle_hours=2, now=after(minutes=6))
    assert [(each.user_agent, each.address) for each in found] == [("Telepon", "192.0.2.7"), ("Laptop", "192.0.2.7")]
    end_session(store, token_sha256(second), now=after(minutes=7))
    assert seen(store, first, after(minutes=70)) is not None
    (left,) = load_sessions_of(store, LOCAL_USER, account, idle_hours=2, now=after(minutes=80))
    assert (left.user_agent, left.seen_at) == ("Laptop", after(minutes=70))
    assert load_sessions_of(store, LOCAL_USER, account, idle_hours=2, now=after(hours=5)) == []


def test_sessions_long_over_are_no_longer_kept(store, account):
    begun(store)
    begun(store, at=after(days=30))
    assert len(dump(store)["sessions"]) == 2
    begun(store, at=after(days=31))
    assert len(dump(store)["sessions"]) == 2


def test_a_session_begun_by_a_clock_that_was_years_ahead_ends_when_the_clock_is_right(store, account):
    token = begun(store, at=after(days=3650))
    assert seen(store, token, after(days=3650)) is not None
    assert seen(store, token, T0) is None
    assert seen(store, begun(store, at=after(minutes=30)), T0) is not None


def test_where_nothing_can_be_written_people_stay_signed_in(store, account, monkeypatch):
    token = begun(store)

    def full(*_):
        raise StoreError("penuh")

    monkeypatch.setattr(type(store), "writing", full)
    assert seen(store, token, after(minutes=5)) is not None
