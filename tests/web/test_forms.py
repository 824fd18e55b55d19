import asyncio
from pathlib import Path
from urllib.parse import urlencode

import pytest
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Message

from capaian.web.forms import COOKIE, FIELD, form_word, is_ours, keep_word, proof, read_form
from tests.web.asgi import scope_of

WORD = "w" * 43
FORM = "application/x-www-form-urlencoded"


def sign(word: str) -> str:
    return proof(word).split('value="')[1].rstrip('">')


def sent(body: bytes, *, word: str = WORD, kind: str = FORM) -> dict[str, str]:
    scope = scope_of("/masuk", {"cookie": f"{COOKIE}={word}", "content-type": kind}, method="POST")

    async def receive() -> Message:
        return {"type": "http.request", "body": body}

    return asyncio.run(read_form(Request(scope, receive)))


def test_our_own_form_is_read(data_folder: Path) -> None:
    body = urlencode({FIELD: sign(WORD), "akun": "siti & noor", "sandi": ""}).encode()
    assert sent(body) == {FIELD: sign(WORD), "akun": "siti & noor", "sandi": ""}


@pytest.mark.parametrize("other", ["", "x" * 43, "w" * 42])
def test_a_form_signed_for_another_browser_is_not_read(data_folder: Path, other: str) -> None:
    assert sent(urlencode({FIELD: sign(WORD), "akun": "siti"}).encode(), word=other) == {}


@pytest.mark.parametrize("field", [{}, {FIELD: ""}, {FIELD: "0" * 64}, {FIELD: "é"}])
def test_a_form_without_the_proof_is_not_read(data_folder: Path, field: dict[str, str]) -> None:
    assert sent(urlencode({**field, "akun": "siti"}).encode()) == {}


def test_the_word_itself_is_no_proof(data_folder: Path) -> None:
    assert not is_ours({COOKIE: WORD}, {FIELD: WORD})
    assert not is_ours({COOKIE: ""}, {FIELD: sign("")})
    assert is_ours({COOKIE: WORD}, {FIELD: sign(WORD)})


@pytest.mark.parametrize(
    ("more", "kind"),
    [(b"&x=" + b"y" * 20_000, FORM), (b"&a=1" * 30, FORM), (b"", "multipart/form-data"), (b"", "text/plain")],
)
def test_what_no_form_of_ours_sends_is_not_read(data_folder: Path, more: bytes, kind: str) -> None:
    assert sent(urlencode({FIELD: sign(WORD)}).encode() + more, kind=kind) == {}


def test_another_server_signs_otherwise(data_folder: Path) -> None:
    from capaian.web import running

    before = sign(WORD)
    (data_folder / "cookie-secret").unlink()
    running.secret.cache_clear()
    assert sign(WORD) != before


@pytest.mark.parametrize(("word", "kept"), [(WORD, True), ("", False), ("short", False), ("é" * 43, False)])
def test_a_browser_keeps_its_word(word: str, kept: bool) -> None:
    scope = scope_of("/masuk")
    scope["headers"].append((b"cookie", f"{COOKIE}={word}".encode("latin-1")))
    assert (form_word(Request(scope)) == word) is kept


@pytest.mark.parametrize("encrypted", [True, False])
def test_no_script_and_no_other_site_gets_the_word(encrypted: bool) -> None:
    cookie = keep_word(Response(), WORD, encrypted=encrypted).headers["set-cookie"].lower()
    assert {"httponly", "samesite=strict", "path=/"} <= set(cookie.split("; "))
    assert ("secure" in cookie.split("; ")) is encrypted
