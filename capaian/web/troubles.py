"""What a browser is told while the database cannot be had: a page with one sentence, and when to come again."""

from typing import Final

from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from capaian.locale import texts
from capaian.problems import StoreError
from capaian.web.cookies import cookies_of
from capaian.web.doors import close
from capaian.web.language import language_of
from capaian.web.parts_html import tag
from capaian.web.plain_page import plain_page, said

_COME_AGAIN: Final = {"Retry-After": "30", "Cache-Control": "no-store"}


class Troubles:
    """Middleware around all others: a StoreError that nobody has told becomes an answer 503."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request or one connection."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        begun = False

        async def noted(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._app(scope, receive, noted)
        except StoreError as error:
            if begun:
                raise
            if scope["type"] == "websocket":
                await close(receive, send)
            else:
                await answer(scope, error)(scope, receive, send)


def answer(scope: Scope, error: StoreError) -> Response:
    """A page for people, an empty answer for the parts of a page."""
    if scope["method"] not in ("GET", "HEAD", "POST") or scope["path"].startswith(("/_stcore/", "/media/")):
        return PlainTextResponse("", 503, _COME_AGAIN)
    t = texts(language_of(cookies_of(scope)))
    page = plain_page(
        t,
        t("Data belum dapat dibuka"),
        said(error.message(t)),
        tag("p", tag("a", t("Coba lagi"), href=scope["path"]), class_="quiet last"),
        status=503,
    )
    page.headers.update(_COME_AGAIN)
    return page
