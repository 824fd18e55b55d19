"""The one HTML document of the app, in the reader's language: `lang`, title, our script, a word without scripts."""

import html
import re
from functools import lru_cache
from http.cookies import CookieError, SimpleCookie
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from capaian.locale import N_, texts
from capaian.web.builtin_texts import script_address
from capaian.web.language import language_of

_ROOT: Final = '<div id="root"></div>'
_WITHOUT_SCRIPTS: Final = N_("Capaian memerlukan JavaScript. Nyalakan JavaScript di peramban Anda, lalu muat ulang.")
_LEFT_OUT: Final = (b"if-none-match", b"if-modified-since", b"accept-encoding")
_NEVER_THE_DOCUMENT: Final = ("/static/", "/media/", "/_stcore/", "/capaian/")


class Document:
    """Middleware: rewrites Streamlit's index document; every other answer passes as it is.

    Streamlit is not asked "has it changed?", for the language may have, nor to compress what is read here.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http" or scope["path"].startswith(_NEVER_THE_DOCUMENT):
            await self._app(scope, receive, send)
            return
        asked = {**scope, "headers": [pair for pair in scope["headers"] if pair[0] not in _LEFT_OUT]}
        language = language_of(cookies_of(scope))
        start: Message | None = None
        body = bytearray()

        async def send_rewritten(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start":
                if "text/html" in Headers(raw=message["headers"]).get("content-type", ""):
                    start = message
                    return
                await send(message)
            elif start is None:
                await send(message)
            else:
                body.extend(message.get("body", b""))
                if not message.get("more_body", False):
                    await _send_whole(send, start, rewritten(bytes(body), language))

        await self._app(asked, receive, send_rewritten)


def cookies_of(scope: Scope) -> dict[str, str]:
    """The cookies of a request; none where they cannot be read."""
    try:
        return {name: morsel.value for name, morsel in SimpleCookie(Headers(scope=scope).get("cookie", "")).items()}
    except CookieError:
        return {}


@lru_cache(maxsize=8)
def rewritten(body: bytes, language: str) -> bytes:
    """Streamlit's document in a language; anything else unchanged. Its inline script and its offer to programs go."""
    page = body.decode("utf-8", errors="replace")
    if _ROOT not in page:
        return body
    word = html.escape(texts(language)(_WITHOUT_SCRIPTS))
    page = re.sub(r"<!--.*?-->\s*", "", page, flags=re.DOTALL)
    page = page.replace('<html lang="en">', f'<html lang="{language}">').replace("<title>Streamlit<", "<title>Capaian<")
    page = re.sub(r'\s*<link rel="service-desc"[^>]*>', "", page)
    page = re.sub(r"\s*<script>.*?</script>", "", page, flags=re.DOTALL)
    page = re.sub(r"<noscript>.*?</noscript>", f"<noscript><p>{word}</p></noscript>", page, flags=re.DOTALL)
    own = f'<script src="{script_address(language)}"></script>'
    return page.replace("</title>", f"</title>\n    {own}", 1).encode()


async def _send_whole(send: Send, start: Message, body: bytes) -> None:
    headers = MutableHeaders(raw=list(start["headers"]))
    for name in ("etag", "last-modified", "content-encoding"):
        del headers[name]
    headers["content-length"] = str(len(body))
    headers["cache-control"] = "no-store"
    await send({**start, "headers": headers.raw})
    await send({"type": "http.response.body", "body": body})
