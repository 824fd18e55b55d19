"""While the database cannot be had, a browser is told so in a sentence, and when to come again."""

import asyncio
from typing import Any

import pytest

from capaian.problems import StoreError
from capaian.web.troubles import Troubles


def asked(path: str, *, kind: str = "http", method: str = "GET", begun: bool = False) -> list[dict[str, Any]]:
    """What is sent where the app behind cannot get at its data."""
    sent: list[dict[str, Any]] = []

    async def broken(scope: Any, receive: Any, send: Any) -> None:
        if begun:
            await send({"type": "http.response.start", "status": 200, "headers": []})
        raise StoreError("Tempat penyimpanan penuh.")

    async def receive() -> dict[str, Any]:
        return {"type": "websocket.connect"}

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {"type": kind, "method": method, "path": path, "query_string": b"", "headers": []}
    asyncio.run(Troubles(broken)(scope, receive, send))
    return sent


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_page_says_why_and_leads_back(method: str) -> None:
    start, body = asked("/kohort", method=method)
    headers = dict(start["headers"])
    assert start["status"] == 503
    assert headers[b"retry-after"] == b"30"
    assert headers[b"cache-control"] == b"no-store"
    assert b"Tempat penyimpanan penuh." in body["body"]
    assert b'href="/kohort"' in body["body"]


@pytest.mark.parametrize("path", ["/_stcore/host-config", "/media/x.png"])
def test_a_part_of_a_page_gets_the_status_alone(path: str) -> None:
    start, body = asked(path)
    assert (start["status"], body["body"]) == (503, b"")


def test_a_connection_is_closed() -> None:
    assert [message["type"] for message in asked("/_stcore/stream", kind="websocket")] == ["websocket.close"]


def test_where_an_answer_has_begun_nothing_is_added() -> None:
    with pytest.raises(StoreError):
        asked("/kohort", begun=True)


def test_what_is_in_the_address_is_no_markup() -> None:
    body = asked('/"><script>alert(1)</script>')[1]["body"]
    assert b"<script>" not in body
