"""Who is heard at all, before anyone is asked for an account: by name, by computer, by the page that asks.

A page of another site can have its own name point here and read the answers (so the name is
looked at), or send what a signed-in browser will carry along (so the origin is looked at).
"""

from typing import Final

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from capaian.web.hosts import Hosts

CLOSED: Final = ("/_stcore/metrics", "/_stcore/agent", "/_stcore/script-health-check")
"""Parts of Streamlit that tell about other people's sessions or run the app for programs."""


class Doors:
    """Middleware, for HTTP and websocket alike."""

    def __init__(self, app: ASGIApp, hosts: Hosts) -> None:
        self._app = app
        self._hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request or one connection."""
        status = refusal(scope, self._hosts) if scope["type"] in ("http", "websocket") else None
        if status is None:
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            await close(receive, send)
        else:
            await PlainTextResponse("", status_code=status)(scope, receive, send)


def refusal(scope: Scope, hosts: Hosts) -> int | None:
    """The status a request is refused with, or None where it may pass."""
    headers = Headers(scope=scope)
    host = headers.get("host", "")
    client = scope.get("client")
    if not hosts.may_ask(client[0] if client else None) or not hosts.answers_to(host):
        return 403
    if any(scope["path"].startswith(part) for part in CLOSED):
        return 404
    origin = headers.get("origin")
    asks_to_act = scope["type"] == "websocket" or scope["method"] not in ("GET", "HEAD")
    if asks_to_act and origin is not None and not hosts.is_ours(origin, host):
        return 403
    return None


async def close(receive: Receive, send: Send) -> None:
    """Refuse a connection before it opens; the browser is answered 403."""
    await receive()
    await send({"type": "websocket.close", "code": 1008})
