"""Asking an ASGI app one thing, without a server."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from starlette.types import ASGIApp, Message, Scope


@dataclass
class Answer:
    """What an app sent back."""

    messages: list[Message] = field(default_factory=list)

    @property
    def status(self) -> int:
        return self.messages[0]["status"]

    @property
    def headers(self) -> dict[str, str]:
        return {name.decode().lower(): value.decode() for name, value in self.messages[0]["headers"]}

    @property
    def body(self) -> bytes:
        return b"".join(message.get("body", b"") for message in self.messages[1:])


def scope_of(
    path: str,
    headers: Mapping[str, str] | None = None,
    *,
    kind: str = "http",
    method: str = "GET",
    client: str | None = "127.0.0.1",
) -> Scope:
    """A request or a connection from this computer, unless said otherwise."""
    given = {"host": "127.0.0.1:8501", **(headers or {})}
    scope: dict[str, Any] = {
        "type": kind,
        "path": path.partition("?")[0],
        "raw_path": path.encode(),
        "query_string": path.partition("?")[2].encode(),
        "headers": [(k.lower().encode(), v.encode()) for k, v in given.items()],
        "client": (client, 50_000) if client else None,
        "server": ("127.0.0.1", 8501),
        "scheme": "http" if kind == "http" else "ws",
        "http_version": "1.1",
        "root_path": "",
    }
    if kind == "http":
        scope["method"] = method
    return scope


def ask(app: ASGIApp, scope: Scope) -> Answer:
    """The app's answer to one request without a body, or to one attempt to connect."""
    answer = Answer()

    async def receive() -> Message:
        return {"type": "http.request"} if scope["type"] == "http" else {"type": "websocket.connect"}

    async def send(message: Message) -> None:
        answer.messages.append(message)

    async def once() -> None:
        await app(scope, receive, send)

    asyncio.run(once())
    return answer
