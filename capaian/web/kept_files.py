"""A file made at a click, kept for whoever clicked until it has been fetched.

Streamlit forgets such a file as soon as any two runs of anybody have ended, which under many users
is before the browser asks for it. So the content is held here from the moment it is made, and
given out for a short while, to the sign-in that clicked and to no other. What Streamlit still has
of it, it would give to whoever knows the address: that is closed as well.
"""

import posixpath
import time
from collections import OrderedDict
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, urlsplit

from google.protobuf.message import DecodeError
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from capaian.web.gate import KEY

SECONDS: Final = 120
LARGEST: Final = 128 << 20
"""So many bytes are kept at once; what is beyond is left to Streamlit."""
_REMEMBERED: Final = 20_000
_LONGEST_TELLING: Final = 4096
"""A message that asks for a file or tells its address is short."""


@dataclass(slots=True)
class Click:
    """A click on a download button, and the file that was made for it: content, mime, name."""

    content: bytes | None = None
    mime: str = ""
    name: str = ""


CLICK: Final[ContextVar[Click | None]] = ContextVar("CLICK", default=None)
"""The click that is being answered; Streamlit makes the file in a copy of the connection's context."""


@dataclass(frozen=True, slots=True)
class _Kept:
    until: float
    click: Click


class KeptFiles:
    """Middleware behind the gate."""

    def __init__(self, app: ASGIApp, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._app = app
        self._clock = clock
        self._files: dict[tuple[str, str | None], _Kept] = {}
        self._owners: OrderedDict[str, set[str | None]] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request or one connection."""
        if scope["type"] == "websocket":
            await self._connection(scope, receive, send)
            return
        file = file_of(scope["path"]) if scope["type"] == "http" else ""
        if file not in self._owners:
            await self._app(scope, receive, send)
            return
        key = scope.get(KEY)
        kept = self._files.get((file, key))
        if key not in self._owners[file]:
            await Response(status_code=404)(scope, receive, send)
        elif kept is None or kept.until <= self._clock():
            await self._app(scope, receive, send)
        else:
            await as_answer(kept.click)(scope, receive, send)

    async def _connection(self, scope: Scope, receive: Receive, send: Send) -> None:
        clicks: dict[str, Click] = {}

        async def receive_click() -> Message:
            message = await receive()
            request = request_in(message)
            if request:
                clicks[request] = Click()
                CLICK.set(clicks[request])
            return message

        async def send_and_keep(message: Message) -> None:
            request, path = file_told(message)
            click = clicks.pop(request, None)
            if path and click is not None:
                self._keep(file_of(path), scope.get(KEY), click)
            await send(message)

        await self._app(scope, receive_click, send_and_keep)

    def _keep(self, file: str, key: str | None, click: Click) -> None:
        self._owners.setdefault(file, set()).add(key)
        while len(self._owners) > _REMEMBERED:
            self._owners.popitem(last=False)
        now = self._clock()
        self._files = {name: kept for name, kept in self._files.items() if kept.until > now}
        held = sum(len(kept.click.content or b"") for kept in self._files.values())
        if click.content is not None and held + len(click.content) <= LARGEST:
            self._files[file, key] = _Kept(now + SECONDS, click)


def file_of(path: str) -> str:
    """What Streamlit calls the file at an address, `0f3a` of `/media/0f3a.xlsx`: it takes any ending. Else empty."""
    return posixpath.splitext(posixpath.basename(path))[0] if path.startswith("/media/") else ""


def as_answer(click: Click) -> Response:
    """The file as the browser is to save it."""
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(click.name, safe='')}"}
    return Response(click.content, media_type=click.mime, headers=headers)


def request_in(message: Message) -> str:
    """The name of the request for a file in a message from the browser; empty for every other message."""
    content = message.get("bytes")
    if message["type"] != "websocket.receive" or not content or len(content) > _LONGEST_TELLING:
        return ""
    try:
        asked = BackMsg.FromString(content)
    except DecodeError:
        return ""
    is_click = asked.WhichOneof("type") == "backend_operation_request"
    return asked.backend_operation_request.request_id if is_click else ""


def file_told(message: Message) -> tuple[str, str]:
    """The request that a message to the browser answers, and the path of the file; empty for every other message."""
    content = message.get("bytes")
    if message["type"] != "websocket.send" or not content or len(content) > _LONGEST_TELLING:
        return "", ""
    told = ForwardMsg.FromString(content)
    if told.WhichOneof("type") != "backend_operation_response":
        return "", ""
    answer = told.backend_operation_response
    path = urlsplit(answer.deferred_file.url).path
    return answer.request_id, path if path.startswith("/media/") else ""
