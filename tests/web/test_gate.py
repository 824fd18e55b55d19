"""What passes without an account, and what happens to everything else."""

from pathlib import Path

import pytest
from starlette.responses import JSONResponse
from starlette.types import Receive, Scope, Send

from capaian.access import LOCAL_USER, Role, token_sha256
from capaian.store import deactivate_account, end_session
from capaian.web import sessions
from capaian.web.gate import KEY, Gate, is_open
from capaian.web.schools import store_of
from capaian.web.screens import SCREENS
from tests.people import account_of, first_administrator, session_of
from tests.web.asgi import ask, scope_of

TOKEN = "t" * 43
COOKIE = {"cookie": f"capaian_session={TOKEN}"}


async def inside(scope: Scope, receive: Receive, send: Send) -> None:
    """What lies behind the gate says whose session it was told of."""
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.accept"})
    else:
        await JSONResponse({"key": scope.get(KEY)})(scope, receive, send)


GATE = Gate(inside)

CLOSED = [
    "/_stcore/host-config", "/_stcore/stream", "/_stcore/metrics", "/_stcore/upload_file/a/b", "/media/0123.xlsx",
    "/component/x/index.html", "/_stcore/bidi-components/x", "/_stcore/agent/openapi.json", "/_stcore/anything-new",
    "/capaian/kata.id.js", "/static", "/aset", "/app/static/x", "/_stcore/health/", "/_stcore/healthy",
]  # fmt: skip
DOCUMENTS = ["/", "/tidak-ada", "/sandi", "/akun-pertama", "/masuk2", "/pilih/sekolah/contoh",
             *(f"/{screen.address}" for screen in SCREENS)]  # fmt: skip


@pytest.fixture
def with_account(data_folder: Path) -> Path:
    first_administrator(store_of("own"))
    return data_folder


@pytest.mark.parametrize(
    "path", ["/masuk", "/_stcore/health", "/static/js/index.js", "/aset/capaian.css", "/pilih/bahasa/en",
             "/masuk/google", "/masuk/google/kembali"],
)  # fmt: skip
def test_signing_in_is_open_to_everybody(with_account: Path, path: str) -> None:
    assert ask(GATE, scope_of(path)).status == 200


@pytest.mark.parametrize("path", CLOSED)
def test_everything_of_streamlits_is_closed(with_account: Path, path: str) -> None:
    answer = ask(GATE, scope_of(path))
    assert (answer.status, answer.body) == ((401, b"") if path not in ("/static", "/aset") else (303, b""))


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
@pytest.mark.parametrize("path", ["/kohort", "/media/x", "/sandi", "/keluar", "/_stcore/upload_file/a/b"])
def test_nothing_is_done_for_who_has_no_account(with_account: Path, path: str, method: str) -> None:
    assert ask(GATE, scope_of(path, method=method)).status == 401


@pytest.mark.parametrize("path", DOCUMENTS)
def test_a_page_leads_to_the_sign_in_page_and_back(with_account: Path, path: str) -> None:
    answer = ask(GATE, scope_of(path + "?kohort=3&x=%2F"))
    assert answer.status == 303
    back = path.replace("/", "%2F")
    assert answer.headers["location"] == f"/masuk?ke={back}%3Fkohort%3D3%26x%3D%252F"
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("path", ["/static/../media/x", "/aset/../kohort", "/pilih/bahasa/../../kohort", "//static/x"])
def test_no_open_address_leads_to_a_closed_one(path: str) -> None:
    assert not is_open(scope_of(path))


def test_the_websocket_is_refused_before_it_opens(with_account: Path) -> None:
    answer = ask(GATE, scope_of("/_stcore/stream", kind="websocket"))
    assert answer.messages == [{"type": "websocket.close", "code": 1008}]
    for path in ("/masuk", "/static/x", "/_stcore/health"):
        assert ask(GATE, scope_of(path, kind="websocket")).messages[0]["type"] == "websocket.close"


def test_who_is_signed_in_passes_and_what_is_behind_learns_whose_session_it_is(with_account: Path) -> None:
    session_of(store_of("own"), TOKEN)
    assert ask(GATE, scope_of("/kohort", COOKIE)).body.decode() == f'{{"key":"{token_sha256(TOKEN)}"}}'
    assert ask(GATE, scope_of("/_stcore/stream", COOKIE, kind="websocket")).messages[0]["type"] == "websocket.accept"


@pytest.mark.parametrize("token", ["u" * 43, "", "x" * 5000, "t" * 42, "é" * 20])
def test_another_token_is_nobodys(with_account: Path, token: str) -> None:
    session_of(store_of("own"), TOKEN)
    cookie = {"cookie": f"capaian_session={token}"}
    scope = scope_of("/media/x")
    scope["headers"].append((b"cookie", cookie["cookie"].encode("latin-1")))
    assert ask(GATE, scope).status == 401


def test_the_hash_in_the_database_is_no_token(with_account: Path) -> None:
    session_of(store_of("own"), TOKEN)
    assert ask(GATE, scope_of("/media/x", {"cookie": f"capaian_session={token_sha256(TOKEN)}"})).status == 401


def test_after_signing_out_nothing_passes(with_account: Path) -> None:
    session_of(store_of("own"), TOKEN)
    end_session(store_of("own"), token_sha256(TOKEN))
    assert ask(GATE, scope_of("/media/x", COOKIE)).status == 401


def test_a_deactivated_account_is_out_at_once(with_account: Path) -> None:
    teacher = account_of(store_of("own"), Role.TEACHER)
    session_of(store_of("own"), TOKEN, username="teacher")
    assert teacher.account_id is not None
    deactivate_account(store_of("own"), LOCAL_USER, teacher.account_id)
    assert ask(GATE, scope_of("/media/x", COOKIE)).status == 401


def test_a_given_password_is_changed_before_anything_else(with_account: Path) -> None:
    account_of(store_of("own"), Role.TEACHER)
    session_of(store_of("own"), TOKEN, username="teacher")
    assert ask(GATE, scope_of("/kohort", COOKIE)).headers["location"] == "/sandi"
    assert ask(GATE, scope_of("/media/x", COOKIE)).status == 403
    assert ask(GATE, scope_of("/_stcore/stream", COOKIE, kind="websocket")).messages[0]["type"] == "websocket.close"
    assert ask(GATE, scope_of("/sandi", COOKIE)).status == 200
    assert ask(GATE, scope_of("/keluar", COOKIE, method="POST")).status == 200


def test_a_visitor_passes_on_a_single_computer_until_there_is_an_account(data_folder: Path) -> None:
    assert ask(GATE, scope_of("/mulai")).body == b'{"key":null}'
    first_administrator(store_of("own"))
    assert ask(GATE, scope_of("/mulai")).status == 303


@pytest.mark.parametrize(
    ("address", "public"), [("0.0.0.0", ""), ("127.0.0.1", "https://capaian.sekolah.sch.id"), ("", "")]
)
def test_no_visitor_passes_where_other_computers_can_come(
    data_folder: Path, address: str, public: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from capaian.web import opening, running

    monkeypatch.setattr(opening.config, "get_option", {"server.address": address}.get)
    monkeypatch.setenv("CAPAIAN_PUBLIC_URL", public)
    running.settings.cache_clear()
    assert not sessions.visitors_may_come()
    assert ask(GATE, scope_of("/mulai")).status == 303
