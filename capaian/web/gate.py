"""The gate: nobody comes in without an account. What is not named here as open is closed.

In front of pages, the websocket, uploads, downloads (`/media`), components and everything Streamlit
may add. Who the visitor is, is looked up in the database at each request, never kept.
"""

from typing import Final
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from capaian.web.cookies import cookies_of
from capaian.web.doors import close
from capaian.web.sessions import session_key, signed_in, visitors_may_come
from capaian.web.ways import RENEW, SIGN_IN, SIGN_OUT

OPEN: Final = frozenset({SIGN_IN, "/_stcore/health"})
OPEN_BELOW: Final = ("/masuk/google", "/static/", "/aset/", "/pilih/bahasa/")
"""What passes without an account; nothing behind it says anything about anybody."""

_STREAMLITS: Final = ("/_stcore/", "/media/", "/component/", "/app/", "/static/", "/capaian/")
_FOR_A_GIVEN_PASSWORD: Final = frozenset({RENEW, SIGN_OUT})
KEY: Final = "capaian.session"
"""Where in the scope the middlewares behind the gate find the session's key (None for a visitor)."""


class Gate:
    """Middleware, for HTTP and websocket alike."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request or one connection."""
        if scope["type"] == "lifespan" or is_open(scope):
            await self._app(scope, receive, send)
            return
        refused = await run_in_threadpool(refusal, scope)
        if refused is None:
            await self._app({**scope, KEY: session_key(cookies_of(scope))}, receive, send)
        elif scope["type"] == "websocket":
            await close(receive, send)
        else:
            await refused(scope, receive, send)


def is_open(scope: Scope) -> bool:
    """Whether anybody may have it."""
    path = scope["path"]
    if scope["type"] != "http" or ".." in path.split("/"):
        return False
    return path in OPEN or path.startswith(OPEN_BELOW)


def refusal(scope: Scope) -> Response | None:
    """What is answered instead, or None where who asks may pass."""
    signed = signed_in(cookies_of(scope))
    if signed is None:
        return None if visitors_may_come() else _sign_in_first(scope)
    if signed.must_change and scope["path"] not in _FOR_A_GIVEN_PASSWORD:
        return RedirectResponse(RENEW, 303, _NOT_KEPT) if _is_document(scope) else _closed(403)
    return None


def _sign_in_first(scope: Scope) -> Response:
    if not _is_document(scope):
        return _closed(401)
    asked = scope["path"] + (f"?{scope['query_string'].decode('ascii', 'replace')}" if scope["query_string"] else "")
    way = "" if asked == "/" else f"?ke={quote(asked, safe='')}"
    return RedirectResponse(SIGN_IN + way, 303, _NOT_KEPT)


def _is_document(scope: Scope) -> bool:
    return scope["type"] == "http" and scope["method"] in ("GET", "HEAD") and not scope["path"].startswith(_STREAMLITS)


_NOT_KEPT: Final = {"Cache-Control": "no-store"}


def _closed(status: int) -> Response:
    return PlainTextResponse("", status, _NOT_KEPT)
