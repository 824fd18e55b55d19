import re
from pathlib import Path

import pytest
import streamlit
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.types import Receive, Scope, Send

from capaian.web.cookies import cookies_of
from capaian.web.document import Document, rewritten
from capaian.web.screens import SCREENS
from tests.web.asgi import ask, scope_of

INDEX = (Path(streamlit.__file__).parent / "static" / "index.html").read_bytes()


async def streamlit_index(scope: Scope, receive: Receive, send: Send) -> None:
    """Answers as Streamlit does: not modified when asked so, compressed when that is accepted."""
    headers = Request(scope).headers
    if "if-none-match" in headers:
        await Response(status_code=304)(scope, receive, send)
    elif "gzip" in headers.get("accept-encoding", ""):
        await Response(b"\x1f\x8b", media_type="text/html", headers={"content-encoding": "gzip"})(scope, receive, send)
    else:
        await HTMLResponse(INDEX, headers={"etag": "x", "last-modified": "y"})(scope, receive, send)


@pytest.mark.parametrize(
    ("cookie", "language"), [("", "id"), ("capaian_language=en", "en"), ("capaian_language=zz", "id")]
)
def test_the_document_is_in_the_readers_language(cookie: str, language: str) -> None:
    asked = {"cookie": cookie, "if-none-match": "x", "accept-encoding": "gzip, br"}
    answer = ask(Document(streamlit_index), scope_of("/kohort", asked))
    page = answer.body.decode()
    assert f'<html lang="{language}">' in page
    assert "<title>Capaian</title>" in page
    assert re.search(rf'<script src="/capaian/kata\.{language}\.js\?[0-9a-f]{{12}}"></script>', page)
    assert answer.headers["content-length"] == str(len(answer.body))
    assert answer.headers["cache-control"] == "no-store"
    assert not {"etag", "last-modified", "content-encoding"} & answer.headers.keys()


def test_nothing_inline_and_no_other_product_is_left_in_the_document() -> None:
    page = rewritten(INDEX, "id").decode()
    assert re.findall(r"<script(?![^>]*\bsrc=)", page) == []
    assert "agent" not in page
    assert "Streamlit app" not in page
    assert page.index("/capaian/kata.id.js") < page.index("./static/js/index.")
    assert '<div id="root"></div>' in page


@pytest.mark.parametrize("path", ["/tidak-ada", "/kohort/x", "/mulai2", "/index.html"])
def test_an_address_that_is_no_page_is_not_found(path: str) -> None:
    answer = ask(Document(streamlit_index), scope_of(path))
    assert answer.status == 404
    assert "Halaman tidak ditemukan" in answer.body.decode()
    assert b"<script" not in answer.body


@pytest.mark.parametrize("path", ["/", *(f"/{screen.address}" for screen in SCREENS)])
def test_every_page_has_its_document(path: str) -> None:
    answer = ask(Document(streamlit_index), scope_of(path))
    assert (answer.status, b'<div id="root"></div>' in answer.body) == (200, True)


def test_every_other_page_of_ours_is_left_alone() -> None:
    assert rewritten(b"<html lang='en'>masuk</html>", "id") == b"<html lang='en'>masuk</html>"
    app = Document(PlainTextResponse("apa saja", headers={"etag": "x"}))
    answer = ask(app, scope_of("/media/x.txt"))
    assert (answer.body, answer.headers["etag"]) == (b"apa saja", "x")
    assert ask(Document(PlainTextResponse("teks")), scope_of("/kohort")).body == b"teks"


@pytest.mark.parametrize(
    ("header", "cookies"),
    [("a=1; b=2", {"a": "1", "b": "2"}), ("", {}), ("capaian_language=en", {"capaian_language": "en"}), ("=;;=", {})],
)
def test_cookies_are_read_from_the_header(header: str, cookies: dict[str, str]) -> None:
    assert cookies_of(scope_of("/", {"cookie": header})) == cookies
