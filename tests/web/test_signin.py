"""Signing in and out through our own pages, by a client that keeps cookies as a browser does."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from capaian.access import LOCAL_USER, Role
from capaian.locale import texts
from capaian.store import Deed, load_audit
from capaian.web import first_account, password_page, signin
from capaian.web.schools import store_of
from capaian.web.sessions import signed_in
from capaian.web.signin import waiting_time
from tests.people import ADMINISTRATOR, PASSWORD, account_of, first_administrator

ROUTES = [*signin.ROUTES, *password_page.ROUTES, *first_account.ROUTES]


@pytest.fixture
def browser(data_folder: Path) -> Iterator[TestClient]:
    first_administrator(store_of("own"))
    with TestClient(Starlette(routes=ROUTES), base_url="http://127.0.0.1", follow_redirects=False) as client:
        yield client


def proof_on(page: str) -> str:
    return re.findall(r'name="bukti" value="([0-9a-f]{64})"', page)[0]


def sign_in(browser: TestClient, username: str, password: str, way: str = "/") -> tuple[int, str]:
    """Status, and where it leads or what is said."""
    page = browser.get("/masuk", params={"ke": way}).text
    way = re.findall(r'name="ke" value="([^"]*)"', page)[0].replace("&amp;", "&")
    answer = browser.post("/masuk", data={"bukti": proof_on(page), "akun": username, "sandi": password, "ke": way})
    if answer.status_code == 303:
        return 303, answer.headers["location"]
    return answer.status_code, "".join(re.findall(r'role="alert"[^>]*>([^<]*)<', answer.text))


def session_cookie(browser: TestClient) -> str | None:
    return browser.cookies.get("capaian_session")


def test_name_and_password_lead_to_the_page_that_was_asked_for(browser: TestClient) -> None:
    assert sign_in(browser, ADMINISTRATOR, PASSWORD, "/kohort?kohort=3&aspek=teknis") == (
        303,
        "/kohort?kohort=3&aspek=teknis",
    )
    signed = signed_in({"capaian_session": session_cookie(browser) or ""})
    assert signed is not None
    assert signed.username == ADMINISTRATOR


def test_the_name_is_taken_in_any_case_and_with_spaces_around_it(browser: TestClient) -> None:
    assert sign_in(browser, f"  {ADMINISTRATOR.upper()} ", PASSWORD) == (303, "/")


@pytest.mark.parametrize("way", ["//evil.example", "https://evil.example", "/\\evil.example"])
def test_signing_in_never_leads_elsewhere(browser: TestClient, way: str) -> None:
    assert sign_in(browser, ADMINISTRATOR, PASSWORD, way) == (303, "/")


WRONG = "Nama pengguna atau kata sandi tidak cocok. Periksa keduanya, lalu coba lagi."


@pytest.mark.parametrize(
    ("username", "password"),
    [(ADMINISTRATOR, "salah"), ("tidak.ada", PASSWORD), ("", ""), (ADMINISTRATOR, ""), ("' OR 1=1 --", "x"),
     ("x" * 5000, "y" * 5000)],
)  # fmt: skip
def test_what_does_not_fit_is_refused_in_one_sentence_whatever_is_wrong(
    browser: TestClient, username: str, password: str
) -> None:
    assert sign_in(browser, username, password) == (401, WRONG)
    assert session_cookie(browser) is None


def test_what_was_typed_comes_back_as_text_and_the_password_never(browser: TestClient) -> None:
    page = browser.get("/masuk").text
    typed = '"><script>alert(1)</script>'
    answer = browser.post("/masuk", data={"bukti": proof_on(page), "akun": typed, "sandi": "rahasia-sekali", "ke": "/"})
    assert "<script" not in answer.text
    assert "&lt;script&gt;" in answer.text
    assert "rahasia-sekali" not in answer.text


@pytest.mark.parametrize("username", [ADMINISTRATOR, "tidak.ada"])
def test_after_five_failures_the_waiting_time_is_said_whether_there_is_an_account_or_not(
    browser: TestClient, username: str
) -> None:
    assert [sign_in(browser, username, "salah")[0] for _ in range(5)] == [401] * 5
    status, words = sign_in(browser, username, PASSWORD)
    assert status == 429
    assert re.fullmatch(r"Terlalu banyak percobaan\. Tunggu \d+ detik, lalu coba lagi\.", words)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(1, "1 detik"), (30, "30 detik"), (119, "119 detik"), (120, "2 menit"), (121, "3 menit"), (900, "15 menit")],
)
def test_the_waiting_time_is_rounded_up(seconds: int, words: str) -> None:
    assert waiting_time(texts("id"), seconds) == words


@pytest.mark.parametrize("method", ["/masuk", "/keluar", "/sandi"])
def test_a_form_of_another_site_does_nothing(browser: TestClient, method: str) -> None:
    sign_in(browser, ADMINISTRATOR, PASSWORD)
    before = session_cookie(browser)
    answer = browser.post(method, data={"akun": ADMINISTRATOR, "sandi": PASSWORD, "bukti": "0" * 64})
    assert answer.status_code == 400
    assert session_cookie(browser) == before
    assert signed_in({"capaian_session": before or ""}) is not None


def test_the_cookie_is_for_the_server_alone(browser: TestClient) -> None:
    page = browser.get("/masuk").text
    fields = {"bukti": proof_on(page), "akun": ADMINISTRATOR, "sandi": PASSWORD, "ke": "/"}
    cookie = browser.post("/masuk", data=fields).headers["set-cookie"].lower()
    assert cookie.startswith("capaian_session=")
    assert {"httponly", "samesite=lax", "path=/", "max-age=43200"} <= set(cookie.split("; "))
    assert "secure" not in cookie


def test_with_https_the_cookie_never_travels_without_it(browser: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    from capaian.web import running

    monkeypatch.setenv("CAPAIAN_PUBLIC_URL", "https://capaian.sekolah.sch.id")
    running.settings.cache_clear()
    with TestClient(browser.app, base_url="https://capaian.sekolah.sch.id", follow_redirects=False) as secure:
        page = secure.get("/masuk")
        fields = {"bukti": proof_on(page.text), "akun": ADMINISTRATOR, "sandi": PASSWORD, "ke": "/"}
        answer = secure.post("/masuk", data=fields)
    for cookie in (page.headers["set-cookie"], answer.headers["set-cookie"]):
        assert "; secure" in cookie.lower()


def test_every_sign_in_has_a_token_of_its_own(browser: TestClient) -> None:
    """Also where the browser came with a token: a planted one is never taken over."""
    planted = "p" * 43
    browser.cookies.set("capaian_session", planted)
    sign_in(browser, ADMINISTRATOR, PASSWORD)
    tokens = {cookie.value for cookie in browser.cookies.jar if cookie.name == "capaian_session"} - {planted}
    assert len(tokens) == 1
    assert signed_in({"capaian_session": planted}) is None


def test_who_is_signed_in_is_not_asked_again(browser: TestClient) -> None:
    sign_in(browser, ADMINISTRATOR, PASSWORD)
    answer = browser.get("/masuk", params={"ke": "/siswa"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/siswa")


def test_signing_out_ends_the_session_itself(browser: TestClient) -> None:
    sign_in(browser, ADMINISTRATOR, PASSWORD)
    token = session_cookie(browser) or ""
    page = browser.get("/sandi").text
    answer = browser.post("/keluar", data={"bukti": proof_on(page)})
    assert (answer.status_code, answer.headers["location"]) == (303, "/masuk")
    assert session_cookie(browser) is None
    assert signed_in({"capaian_session": token}) is None


def test_sign_ins_stand_in_the_log_without_what_was_typed(browser: TestClient) -> None:
    sign_in(browser, ADMINISTRATOR, "bukan-kata-sandi")
    sign_in(browser, ADMINISTRATOR, PASSWORD)
    log = load_audit(store_of("own"), LOCAL_USER)
    assert {Deed.SIGN_IN_FAILED, Deed.SIGNED_IN} <= set(log["action"])
    assert "bukan-kata-sandi" not in log.to_csv()


def test_a_given_password_is_changed_and_the_old_one_is_worth_nothing(browser: TestClient) -> None:
    account_of(store_of("own"), Role.TEACHER)
    sign_in(browser, "teacher", PASSWORD)
    page = browser.get("/sandi").text
    assert "diberikan oleh admin" in page
    new = "perahu kecil di hulu"
    fields = {"bukti": proof_on(page), "sandi": PASSWORD, "sandi_baru": new, "sandi_ulang": new}
    for wrong, words in [
        ({"sandi": "salah"}, "Kata sandi lama tidak cocok"),
        ({"sandi_ulang": "lain"}, "tidak sama di kedua isian"),
        ({"sandi_baru": "pendek", "sandi_ulang": "pendek"}, "terlalu pendek"),
    ]:
        answer = browser.post("/sandi", data={**fields, **wrong})
        assert answer.status_code == 400
        assert words in answer.text
    answer = browser.post("/sandi", data=fields)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    signed = signed_in({"capaian_session": session_cookie(browser) or ""})
    assert signed is not None
    assert not signed.must_change
    browser.cookies.clear()
    assert sign_in(browser, "teacher", PASSWORD)[0] == 401
    assert sign_in(browser, "teacher", new)[0] == 303


@pytest.mark.parametrize(("cookie", "title"), [("", "Masuk ke Capaian"), ("en", "Sign in to Capaian")])
def test_the_page_speaks_the_readers_language(browser: TestClient, cookie: str, title: str) -> None:
    browser.cookies.set("capaian_language", cookie)
    page = browser.get("/masuk").text
    assert f"<h1>{title}</h1>" in page
    assert f'<html lang="{cookie or "id"}">' in page
    assert "<script" not in page
    assert "Google" not in page


def test_there_is_nothing_to_make_once_there_is_an_account(browser: TestClient) -> None:
    for answer in (browser.get("/akun-pertama"), browser.post("/akun-pertama", data={})):
        assert (answer.status_code, answer.headers["location"]) == (303, "/masuk")
