"""The way to Google and back, against a provider of OpenID Connect on this computer."""

import re
import warnings
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import parse_qs, urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

import pytest
from authlib.deprecate import AuthlibDeprecationWarning
from starlette.applications import Starlette
from starlette.testclient import TestClient

from capaian.access import LOCAL_USER, Role
from capaian.store import Deed, deactivate_account, load_audit, save_account
from capaian.web import google, running, signin
from capaian.web.google import verified_address
from capaian.web.schools import store_of
from capaian.web.sessions import signed_in
from tests.people import first_administrator

pytestmark = pytest.mark.filterwarnings("ignore:get_jwt_config")
"""The provider's own use of Authlib; ours has no such warning."""

TEACHER = "noor@guru.smk.belajar.id"


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    """The address of a provider that knows four people."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", AuthlibDeprecationWarning)
        from oidc_provider_mock import User, run_server_in_thread

    people = [
        User(sub="1", claims={"email": TEACHER.upper(), "email_verified": True}),
        User(sub="2", claims={"email": "lain@guru.smk.belajar.id", "email_verified": True}),
        User(sub="3", claims={"email": TEACHER, "email_verified": False}),
        User(sub="4", claims={"email": TEACHER}),
    ]
    with run_server_in_thread(user_claims=people, require_nonce=True) as server:
        yield f"http://localhost:{server.server_port}"


@pytest.fixture
def browser(provider: str, data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    monkeypatch.setattr(google, "DISCOVERY", f"{provider}/.well-known/openid-configuration")
    monkeypatch.setenv("CAPAIAN_GOOGLE_CLIENT_ID", "capaian")
    monkeypatch.setenv("CAPAIAN_GOOGLE_CLIENT_SECRET", "rahasia-google")
    running.settings.cache_clear()
    google._client.cache_clear()
    first_administrator(store_of("own"))
    app = Starlette(routes=[*signin.ROUTES, *google.routes()])
    with TestClient(app, base_url="http://127.0.0.1", follow_redirects=False) as client:
        yield client
    google._client.cache_clear()


def listed(address: str = TEACHER) -> int:
    return save_account(
        store_of("own"), LOCAL_USER, username="noor", display_name="Noor Rekaan", role=Role.TEACHER,
        google_address=address,
    )  # fmt: skip


def go(browser: TestClient, sub: str, way: str = "/kohort") -> str:
    """Leave for the provider, be this person there; the address it sends the browser back to."""
    asked = browser.get("/masuk/google", params={"ke": way})
    assert asked.status_code == 302
    there = asked.headers["location"]
    request = Request(there, data=urlencode({"sub": sub}).encode(), method="POST")
    back = answered_with(request)
    assert back.startswith("http://127.0.0.1/masuk/google/kembali?")
    return back


class Stay(HTTPRedirectHandler):
    """Follows nowhere."""

    def redirect_request(self, *_given: object, **_named: object) -> None:
        return None


def answered_with(request: Request) -> str:
    """Where the answer to the request leads."""
    try:
        build_opener(Stay).open(request, timeout=20)
    except HTTPError as answer:
        with answer:
            return answer.headers["Location"]
    raise AssertionError


def come_back(browser: TestClient, sub: str, way: str = "/kohort") -> tuple[int, str]:
    back = urlsplit(go(browser, sub, way))
    answer = browser.get(f"{back.path}?{back.query}")
    return answer.status_code, answer.headers.get("location", answer.text)


def test_a_listed_address_comes_in_and_where_it_wanted_to(browser: TestClient) -> None:
    listed()
    assert come_back(browser, "1", "/siswa?siswa=3") == (303, "/siswa?siswa=3")
    signed = signed_in({"capaian_session": browser.cookies["capaian_session"]})
    assert signed is not None
    assert (signed.username, signed.must_change) == ("noor", False)
    assert Deed.SIGNED_IN in set(load_audit(store_of("own"), LOCAL_USER)["action"])


def test_the_way_there_is_bound_to_this_browser(browser: TestClient) -> None:
    """PKCE, state and nonce; the answer goes to our own address."""
    asked = parse_qs(urlsplit(browser.get("/masuk/google").headers["location"]).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert {"state", "nonce", "code_challenge"} <= asked.keys()
    assert asked["scope"] == ["openid email"]
    assert asked["redirect_uri"] == ["http://127.0.0.1/masuk/google/kembali"]
    cookie = browser.get("/masuk/google").headers["set-cookie"].lower()
    assert {"httponly", "samesite=lax", "path=/masuk/google"} <= set(cookie.split("; "))


@pytest.mark.parametrize("sub", ["2", "3", "4"], ids=["same domain, not listed", "not verified", "verified not said"])
def test_nobody_else_comes_in(browser: TestClient, sub: str) -> None:
    listed()
    status, page = come_back(browser, sub)
    assert status == 403
    assert "belum terdaftar" in page
    assert "capaian_session" not in browser.cookies


def test_a_deactivated_account_stays_out(browser: TestClient) -> None:
    deactivate_account(store_of("own"), LOCAL_USER, listed())
    assert come_back(browser, "1")[0] == 403


def test_an_answer_works_once_and_only_in_the_browser_that_asked(browser: TestClient) -> None:
    listed()
    back = urlsplit(go(browser, "1"))
    with TestClient(browser.app, base_url="http://127.0.0.1", follow_redirects=False) as other:
        stolen = other.get(f"{back.path}?{back.query}")
    assert stolen.status_code == 400
    assert "capaian_session" not in stolen.cookies
    assert browser.get(f"{back.path}?{back.query}").status_code == 303
    browser.cookies.clear()
    assert browser.get(f"{back.path}?{back.query}").status_code == 400


@pytest.mark.parametrize("query", ["", "code=x&state=y", "error=access_denied&error_description=<script>"])
def test_a_made_up_answer_is_refused_in_words(browser: TestClient, query: str) -> None:
    answer = browser.get(f"/masuk/google/kembali?{query}")
    assert answer.status_code == 400
    assert "Masuk dengan Google belum berhasil" in answer.text
    assert "<script" not in answer.text


@pytest.mark.parametrize("way", ["//evil.example", "https://evil.example"])
def test_the_way_back_never_leads_elsewhere(browser: TestClient, way: str) -> None:
    listed()
    assert come_back(browser, "1", way) == (303, "/")


def test_without_internet_it_is_said(browser: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(google, "DISCOVERY", "http://127.0.0.1:9/.well-known/openid-configuration")
    google._client.cache_clear()
    answer = browser.get("/masuk/google")
    assert answer.status_code == 502
    assert "masuk dengan kata sandi" in answer.text


def test_the_sign_in_page_offers_it_only_where_it_is_configured(
    browser: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert re.search(r'href="/masuk/google\?ke=%2Fkohort"', browser.get("/masuk?ke=/kohort").text)
    monkeypatch.setenv("CAPAIAN_GOOGLE_CLIENT_SECRET", "")
    running.settings.cache_clear()
    assert "Google" not in browser.get("/masuk").text
    assert browser.get("/masuk/google").status_code == 404
    assert browser.get("/masuk/google/kembali?code=x&state=y").status_code == 404


@pytest.mark.parametrize(
    ("claims", "address"),
    [
        ({"email": " Noor@X.id ", "email_verified": True}, "noor@x.id"),
        ({"email": "noor@x.id", "email_verified": "true"}, None),
        ({"email": "noor@x.id", "email_verified": 1}, None),
        ({"email": "", "email_verified": True}, None),
        ({"email": ["noor@x.id"], "email_verified": True}, None),
        ({"email_verified": True}, None),
        ({}, None),
    ],
)
def test_an_address_counts_only_where_it_is_verified(claims: dict[str, object], address: str | None) -> None:
    assert verified_address(claims) == address
