"""`python -m capaian user` and `audit`."""

import io
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from capaian.__main__ import main
from capaian.access import LOCAL_USER, Role, new_token, token_sha256
from capaian.settings import load_settings
from capaian.store import Store, actor_of_session, load_accounts, migrate, open_store, save_cohort, save_school, sign_in

Capture = pytest.CaptureFixture[str]
Spoken = Callable[..., tuple[int, str]]


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.setenv("CAPAIAN_DATA_FOLDER", str(tmp_path))
    store = open_store(load_settings().school_database_url)
    migrate(store)
    yield store
    store.close()


@pytest.fixture
def call(capsys: Capture) -> Spoken:
    """The exit code and everything printed."""

    def called(*arguments: str) -> tuple[int, str]:
        code = main(list(arguments))
        out = capsys.readouterr()
        return code, out.out + out.err

    return called


def password_in(said: str) -> str:
    found = re.search(r"Kata sandi: (\S+)", said)
    assert found
    return found[1]


def signed_in(store: Store, username: str, password: str) -> Role | None:
    token = token_sha256(new_token())
    sign_in(store, username=username, password=password, token_sha256=token, address="", user_agent="", hours=1)
    found = actor_of_session(store, token, idle_hours=1)
    assert found is None or found.must_change
    return found and found.actor.role


def test_the_first_administrator_of_a_server_is_made_without_a_screen(store: Store, call: Spoken) -> None:
    code, said = call(
        "user", "add", "Rina", "--role", "administrator", "--name", "Rina Hartati", "--school", "SMK Rekaan"
    )  # fmt: skip
    assert code == 0
    assert "tidak ditunjukkan lagi" in said
    assert signed_in(store, "rina", password_in(said)) is Role.ADMINISTRATOR
    code, said = call("user", "list", "--json")
    (account,) = json.loads(said)
    assert (account["username"], account["display_name"], account["must_change"]) == ("rina", "Rina Hartati", True)
    assert "password_hash" not in account


def test_without_a_school_no_account_is_made_and_it_says_so(store: Store, call: Spoken) -> None:
    code, said = call("user", "add", "rina", "--role", "administrator")
    assert code == 2
    assert "Sekolah belum disiapkan" in said


def test_a_teacher_gets_cohorts_and_classes(store: Store, call: Spoken) -> None:
    save_school(store, LOCAL_USER, name="SMK Rekaan", time_zone="Asia/Makassar")
    first, second = (save_cohort(store, LOCAL_USER, name=name) for name in ("Las Dasar", "Listrik"))
    arguments = ("--cohort", "las dasar", "--cohort", str(second), "--class", "XI TKR 1")
    assert call("user", "add", "guru.satu", "--role", "teacher", *arguments)[0] == 0
    (account,) = load_accounts(store, LOCAL_USER)
    assert (account.cohorts, account.classes) == ({first, second}, {"XI TKR 1"})
    code, said = call("user", "list")
    assert code == 0
    assert re.search(r"guru\.satu +guru\.satu +teacher +ya", said)
    code, said = call("user", "add", "guru.dua", "--role", "teacher", "--cohort", "Tidak Ada")
    assert code == 2
    assert "Tidak ada kohort" in said
    assert len(load_accounts(store, LOCAL_USER)) == 1


def test_a_password_typed_is_not_shown(store: Store, call: Spoken, monkeypatch: pytest.MonkeyPatch) -> None:
    save_school(store, LOCAL_USER, name="SMK Rekaan", time_zone="Asia/Makassar")
    for typed, expected in (("perahu di sungai\n", 0), ("sempit\n", 2), ("", 2)):
        monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        code, said = call("user", "add", "rina", "--role", "principal", "--stdin")
        assert code == expected
        assert not typed or typed.strip() not in said
    assert signed_in(store, "rina", "perahu di sungai") is Role.PRINCIPAL


def test_who_signs_in_with_google_only_gets_no_password(store: Store, call: Spoken) -> None:
    save_school(store, LOCAL_USER, name="SMK Rekaan", time_zone="Asia/Makassar")
    address = "guru.rekaan@guru.smk.example"
    code, said = call("user", "add", "rina", "--role", "teacher", "--google", address)
    assert code == 0
    assert "Kata sandi" not in said
    (account,) = load_accounts(store, LOCAL_USER)
    assert (account.has_password, account.google_address) == (False, address)


def test_a_password_given_again_ends_the_old_one_and_a_resting_account_lets_nobody_in(
    store: Store, call: Spoken
) -> None:
    save_school(store, LOCAL_USER, name="SMK Rekaan", time_zone="Asia/Makassar")
    call("user", "add", "admin", "--role", "administrator")
    old = password_in(call("user", "add", "rina", "--role", "teacher")[1])
    new = password_in(call("user", "password", "RINA")[1])
    assert signed_in(store, "rina", old) is None
    assert signed_in(store, "rina", new) is Role.TEACHER
    assert call("user", "deactivate", "rina")[0] == 0
    assert signed_in(store, "rina", new) is None
    code, said = call("user", "deactivate", "admin")
    assert code == 2
    assert "sedikitnya satu admin" in said
    for what in ("password", "deactivate"):
        code, said = call("user", what, "siapa")
        assert code == 2
        assert "Tidak ada akun “siapa”" in said


def test_the_log_is_printed_for_people_and_for_programs(store: Store, call: Spoken) -> None:
    save_school(store, LOCAL_USER, name="SMK Rekaan", time_zone="Asia/Makassar")
    password = password_in(call("user", "add", "rina", "--role", "administrator")[1])
    signed_in(store, "rina", password)
    code, said = call("audit", "--json")
    assert code == 0
    rows = json.loads(said)
    assert [row["action"] for row in rows] == ["signed_in", "account_made", "school_saved"]
    assert (rows[0]["username"], rows[1]["username"]) == ("rina", None)
    assert rows[1]["detail"] == {"role": "administrator"}
    code, said = call("audit", "--limit", "1")
    assert code == 0
    assert "signed_in" in said
    assert "account_made" not in said
    assert password not in said


def test_the_parser_offers_no_visitor_and_no_unknown_role(store: Store, call: Spoken) -> None:
    for role in ("visitor", "owner"):
        assert call("user", "add", "rina", "--role", role)[0] == 2
