from typing import Any, cast

import pytest

from capaian.access import LOCAL_USER, Actor, Role
from capaian.problems import Refused, StoreError
from capaian.store import (
    activate_account,
    assign_cohorts,
    create_first_administrator,
    deactivate_account,
    has_accounts,
    load_account,
    load_accounts,
    load_audit,
    load_school,
    save_account,
    save_cohort,
    save_import,
)
from tests.store.read import reading_of
from tests.store.school import actor_of, person, signed_in

HASH = "$argon2id$v=19$m=8,t=1,p=1$AAAAAAAAAAA$AAAAAAAAAAA"
FIRST: dict[str, Any] = {
    "username": "Rina.Hartati", "display_name": " Rina  Hartati ", "password_hash": HASH, "address": "127.0.0.1",
}  # fmt: skip


def test_the_first_administrator_is_made_once_and_with_the_school(bare_store):
    assert not has_accounts(bare_store)
    with pytest.raises(StoreError, match="belum disiapkan"):
        create_first_administrator(bare_store, **FIRST)
    made = create_first_administrator(bare_store, **FIRST, school_name="SMK Rekaan", time_zone="Asia/Jayapura")
    school = load_school(bare_store, LOCAL_USER)
    assert school is not None
    assert (school.name, school.time_zone, school.is_demo) == ("SMK Rekaan", "Asia/Jayapura", False)
    assert has_accounts(bare_store)
    (account,) = load_accounts(bare_store, LOCAL_USER)
    assert (account.id, account.username, account.display_name) == (made, "rina.hartati", "Rina Hartati")
    assert (account.role, account.must_change, account.is_active) == (Role.ADMINISTRATOR, False, True)
    row = load_audit(bare_store, LOCAL_USER).iloc[0]
    assert (row["action"], row["resource"], row["address"]) == ("account_made", f"account:{made}", "127.0.0.1")
    for again in ({}, {"school_name": "Lain"}, {"username": "lain"}):
        with pytest.raises(Refused, match="sudah punya admin"):
            create_first_administrator(bare_store, **{**FIRST, **again})
    assert len(load_accounts(bare_store, LOCAL_USER)) == 1


def test_a_first_administrator_that_cannot_be_leaves_no_school(bare_store):
    with pytest.raises(StoreError):
        create_first_administrator(bare_store, **{**FIRST, "username": "x"}, school_name="SMK Rekaan")
    with pytest.raises(StoreError):
        create_first_administrator(bare_store, **FIRST, school_name=" ")
    assert load_school(bare_store, LOCAL_USER) is None
    assert not has_accounts(bare_store)


def test_an_account_at_rest_still_counts(store):
    made, _ = person(store, Role.TEACHER)
    person(store, Role.ADMINISTRATOR)
    deactivate_account(store, LOCAL_USER, made)
    with pytest.raises(Refused):
        create_first_administrator(store, **FIRST)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"username": "ab"}, "3 sampai 40"),
        ({"username": "a" * 41}, "3 sampai 40"),
        ({"username": "rina hartati"}, "3 sampai 40"),
        ({"username": "-rina"}, "3 sampai 40"),
        ({"username": "rína"}, "3 sampai 40"),
        ({"username": "SUDAH"}, "sudah dipakai"),
        ({"display_name": " "}, "1 sampai 200"),
        ({"google_address": "guru.smk.example"}, "alamat surel"),
        ({"google_address": "@guru.smk.example"}, "alamat surel"),
        ({"google_address": "a@b"}, "alamat surel"),
        ({"google_address": "Sudah@Guru.smk.example"}, "sudah dipakai akun lain"),
        ({"role": Role.VISITOR}, "peran yang ada"),
        ({"role": cast(Role, "owner")}, "peran yang ada"),
    ],
)
def test_what_cannot_be_an_account_is_said(store, given, said):
    person(store, Role.TEACHER, username="sudah")
    values: dict[str, Any] = {"username": "rina", "display_name": "Rina", "role": Role.TEACHER, **given}
    with pytest.raises(StoreError, match=said):
        save_account(store, LOCAL_USER, **values)
    assert len(load_accounts(store, LOCAL_USER)) == 1


def test_an_account_is_written_over_and_keeps_its_password(store):
    person(store, Role.ADMINISTRATOR)
    made = save_account(
        store, LOCAL_USER, username="rina", display_name="Rina", role=Role.TEACHER, password_hash=HASH
    )  # fmt: skip
    assert load_account(store, Actor(made, Role.TEACHER), made).must_change
    again = save_account(store, LOCAL_USER, username="RINA", display_name="Ibu", role=Role.AUDITOR, account_id=made)
    assert again == made
    account = load_account(store, Actor(made, Role.AUDITOR), made)
    assert (account.display_name, account.role, account.has_password) == ("Ibu", Role.AUDITOR, True)


def test_many_accounts_may_have_no_google_address(store):
    for name in ("satu", "dua.dua"):
        save_account(store, LOCAL_USER, username=name, display_name=name, role=Role.TEACHER)
    assert [account.google_address for account in load_accounts(store, LOCAL_USER)] == ["", ""]


def test_the_last_administrator_stays(store):
    first, _ = person(store, Role.ADMINISTRATOR, username="satu")
    second, _ = person(store, Role.ADMINISTRATOR, username="dua.dua")
    deactivate_account(store, LOCAL_USER, first)
    with pytest.raises(StoreError, match="sedikitnya satu admin"):
        deactivate_account(store, LOCAL_USER, second)
    with pytest.raises(StoreError, match="sedikitnya satu admin"):
        save_account(
            store, LOCAL_USER, username="dua.dua", display_name="X", role=Role.TEACHER, account_id=second
        )  # fmt: skip
    active = {account.username: (account.is_active, account.role) for account in load_accounts(store, LOCAL_USER)}
    assert active == {"satu": (False, Role.ADMINISTRATOR), "dua.dua": (True, Role.ADMINISTRATOR)}
    activate_account(store, LOCAL_USER, first)
    deactivate_account(store, LOCAL_USER, second)


def test_what_is_assigned_replaces_what_was_and_acts_at_the_next_look(store):
    cohorts = [save_cohort(store, LOCAL_USER, name=name) for name in ("satu", "dua", "tiga")]
    for cohort, class_name in zip(cohorts, ("XI TKR 1", "XI-TKR1", "XI TITL 1"), strict=True):
        reading = reading_of([("Aspihani", "9900000001", "", class_name)], [(0, "teknis", "", "before", 60)])
        save_import(store, LOCAL_USER, cohort, reading)
    made, google = person(store, Role.TEACHER)
    token = signed_in(store, made, google)

    def sees():
        actor = actor_of(store, token)
        return actor.cohorts, actor.classes

    assert sees() == (frozenset(), None)
    assign_cohorts(store, LOCAL_USER, made, cohorts=[*cohorts[:2], cohorts[0]])
    assert sees() == ({*cohorts[:2]}, None)
    assign_cohorts(store, LOCAL_USER, made, cohorts=cohorts[:1], classes=["XI TKR 1", " XI  TKR 1 "])
    assert sees() == ({cohorts[0]}, {"XI TKR 1"})
    assign_cohorts(store, LOCAL_USER, made, classes=["xi tkr 1"])
    assert sees() == ({*cohorts[:2]}, {"xi tkr 1"})
    assert load_accounts(store, LOCAL_USER)[0].cohorts == frozenset()
    assign_cohorts(store, LOCAL_USER, made)
    assert sees() == (frozenset(), None)


def test_what_does_not_exist_is_not_assigned(store):
    made, _ = person(store, Role.TEACHER)
    cohort = save_cohort(store, LOCAL_USER, name="satu")
    assign_cohorts(store, LOCAL_USER, made, cohorts=[cohort])
    wrongs: tuple[dict[str, Any], ...] = ({"cohorts": [987_654]}, {"classes": [" "]})
    for wrong in wrongs:
        with pytest.raises(StoreError):
            assign_cohorts(store, LOCAL_USER, made, **wrong)
    with pytest.raises(StoreError, match="Akun ini tidak ada"):
        assign_cohorts(store, LOCAL_USER, 987_654)
    assert load_accounts(store, LOCAL_USER)[0].cohorts == {cohort}
