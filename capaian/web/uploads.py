"""What one sign-in may upload: files lie in the server's memory until the page lets go of them."""

import time
from collections import defaultdict, deque
from collections.abc import Callable
from typing import Final

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from capaian.web.gate import KEY
from capaian.web.sockets import OWNERS, Owners

UPLOADS: Final = "/_stcore/upload_file/"
_HOUR: Final = 3600


class Uploads:
    """Middleware behind the gate: into one's own page only, of a length told beforehand, so much in an hour."""

    def __init__(
        self, app: ASGIApp, *, most: int, owners: Owners = OWNERS, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._app = app
        self._most = most
        self._owners = owners
        self._clock = clock
        self._sent: dict[str | None, deque[tuple[float, int]]] = defaultdict(deque)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        status = None
        if scope["type"] == "http" and scope["path"].startswith(UPLOADS):
            status = self._refusal(scope)
        if status is None:
            await self._app(scope, receive, send)
        else:
            await PlainTextResponse("", status)(scope, receive, send)

    def _refusal(self, scope: Scope) -> int | None:
        session = scope["path"].removeprefix(UPLOADS).partition("/")[0]
        if not self._owners.is_of(session, scope.get(KEY)):
            return 403
        if scope["method"] != "PUT":
            return None
        told = Headers(scope=scope).get("content-length", "")
        if not (told.isascii() and told.isdigit()):
            return 411
        return None if self._has_room(scope.get(KEY), int(told)) else 413

    def _has_room(self, key: str | None, length: int) -> bool:
        now = self._clock()
        sent = self._sent[key]
        while sent and sent[0][0] < now - _HOUR:
            sent.popleft()
        if length + sum(size for _, size in sent) > self._most:
            return False
        sent.append((now, length))
        return True
