"""Who is let in at all, before Streamlit sees the request.

While there are no accounts, only this computer: the other end of the connection and the name in
the address bar must both be loopback (the name, so that a page of another site that has its name
point here is refused). The gate of accounts stands in front of this later.
"""

from typing import Final
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "::1"})
CLOSED: Final = ("/_stcore/metrics", "/_stcore/agent", "/_stcore/script-health-check")
"""Parts of Streamlit that tell about other people's sessions or run the app for programs."""


class Doors:
    """Middleware, for HTTP and websocket alike."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request or one connection."""
        status = refusal(scope) if scope["type"] in ("http", "websocket") else None
        if status is None:
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.close", "code": 1008})
        else:
            await PlainTextResponse("", status_code=status)(scope, receive, send)


def refusal(scope: Scope) -> int | None:
    """The status a request is refused with, or None where it may pass."""
    headers = Headers(scope=scope)
    host = headers.get("host", "")
    client = scope.get("client")
    if (client is not None and client[0] not in LOOPBACK) or name_of(host) not in LOOPBACK:
        return 403
    if any(scope["path"].startswith(part) for part in CLOSED):
        return 404
    origin = headers.get("origin")
    asks_to_act = scope["type"] == "websocket" or scope["method"] not in ("GET", "HEAD")
    if asks_to_act and origin is not None and urlsplit(origin).netloc != host:
        return 403
    return None


def name_of(host: str) -> str:
    """`localhost` of `localhost:8501`, `::1` of `[::1]:8501`; empty where it is no host."""
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""
