"""The first account and the school, made together on a computer that nobody else can reach."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from capaian.access import LOCAL_USER, Role
from capaian.store import has_accounts, load_accounts, load_school, save_school
from capaian.web import first_account
from capaian.web.schools import own_school_waits, store_of
from capaian.web.sessions import signed_in
from tests.people import PASSWORD

GOOD = {
    "sekolah": "SMK Harapan Rekaan", "zona": "Asia/Jayapura", "nama": "Siti Aminah", "akun": "Siti.Aminah",
    "sandi_baru": PASSWORD, "sandi_ulang": PASSWORD,
}  # fmt: skip


@pytest.fixture
def browser(data_folder: Path) -> Iterator[TestClient]:
    with TestClient(Starlette(routes=first_account.ROUTES), base_url="http://127.0.0.1", follow_redirects=False) as one:
        yield one


def send(browser: TestClient, fields: dict[str, str]) -> tuple[int, str]:
    """Status, and where it leads or what is said."""
    page = browser.get("/akun-pertama").text
    (proof,) = re.findall(r'name="bukti" value="([0-9a-f]{64})"', page)
    answer = browser.post("/akun-pertama", data={"bukti": proof, **fields})
    if answer.status_code == 303:
        return 303, answer.headers["location"]
    return answer.status_code, "".join(re.findall(r'role="alert"[^>]*>([^<]*)<', answer.text))


def test_school_and_administrator_are_made_together_and_signed_in(browser: TestClient) -> None:
    assert send(browser, GOOD) == (303, "/unggah")
    school = load_school(store_of("own"), LOCAL_USER)
    assert school is not None
    assert (school.name, school.time_zone) == ("SMK Harapan Rekaan", "Asia/Jayapura")
    (account,) = load_accounts(store_of("own"), LOCAL_USER)
    assert (account.username, account.display_name, account.role) == (
        "siti.aminah", "Siti Aminah", Role.ADMINISTRATOR,
    )  # fmt: skip
    signed = signed_in({"capaian_session": browser.cookies["capaian_session"]})
    assert signed is not None
    assert not signed.must_change


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"sekolah": "  "}, "Tuliskan dulu nama sekolah."),
        ({"sandi_baru": "pendek", "sandi_ulang": "pendek"}, "terlalu pendek"),
        ({"sandi_ulang": "sungai barito sore"}, "tidak sama di kedua isian"),
        ({"sandi_baru": "siti.aminah123", "sandi_ulang": "siti.aminah123"}, "nama pengguna"),
        ({"akun": "siti aminah"}, "Nama pengguna harus"),
        ({"nama": ""}, "Nama harus"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_made(browser: TestClient, wrong: dict[str, str], words: str) -> None:
    status, said = send(browser, GOOD | wrong)
    assert status == 400
    assert words in said
    assert load_school(store_of("own"), LOCAL_USER) is None
    assert not has_accounts(store_of("own"))


def test_what_was_filled_in_is_still_there_but_for_the_passwords(browser: TestClient) -> None:
    page = browser.get("/akun-pertama").text
    (proof,) = re.findall(r'name="bukti" value="([0-9a-f]{64})"', page)
    again = browser.post("/akun-pertama", data={"bukti": proof, **GOOD, "sandi_ulang": "lain", "nama": "O'Neil <b>"})
    assert 'value="SMK Harapan Rekaan"' in again.text
    assert "O&#x27;Neil &lt;b&gt;" in again.text
    assert '<option value="Asia/Jayapura" selected="">' in again.text
    assert PASSWORD not in again.text


def test_a_school_from_before_there_were_accounts_keeps_its_name(browser: TestClient) -> None:
    save_school(store_of("own"), LOCAL_USER, name="SMKN 5 Banjarmasin", time_zone="Asia/Makassar")
    assert own_school_waits()
    assert "Nama sekolah" not in browser.get("/akun-pertama").text
    assert send(browser, GOOD) == (303, "/kohort")
    school = load_school(store_of("own"), LOCAL_USER)
    assert school is not None
    assert school.name == "SMKN 5 Banjarmasin"
    assert not own_school_waits()


def test_a_second_administrator_cannot_be_made_this_way(browser: TestClient) -> None:
    page = browser.get("/akun-pertama").text
    (proof,) = re.findall(r'name="bukti" value="([0-9a-f]{64})"', page)
    assert send(browser, GOOD)[0] == 303
    answer = browser.post("/akun-pertama", data={"bukti": proof, **GOOD, "akun": "lain"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/masuk")
    assert len(load_accounts(store_of("own"), LOCAL_USER)) == 1


def test_a_form_of_another_site_makes_nothing(browser: TestClient) -> None:
    browser.get("/akun-pertama")
    assert browser.post("/akun-pertama", data={**GOOD, "bukti": "0" * 64}).status_code == 400
    assert not has_accounts(store_of("own"))


def test_nobody_makes_an_account_where_other_computers_can_come(
    browser: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    from capaian.web import opening

    monkeypatch.setattr(opening.config, "get_option", {"server.address": "0.0.0.0"}.get)
    assert browser.get("/akun-pertama").headers["location"] == "/masuk"
    assert browser.post("/akun-pertama", data=GOOD).headers["location"] == "/masuk"
    assert not has_accounts(store_of("own"))
