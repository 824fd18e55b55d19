"""The one HTML document of the app, in the reader's language: `lang`, title, our script, a word without scripts."""

import html
import re
from functools import lru_cache
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from capaian.locale import N_, texts
from capaian.web.builtin_texts import script_address
from capaian.web.cookies import cookies_of
from capaian.web.language import language_of
from capaian.web.screens import SCREENS

_ROOT: Final = b'<div id="root"></div>'
_WITHOUT_SCRIPTS: Final = N_("Capaian memerlukan JavaScript. Nyalakan JavaScript di peramban Anda, lalu muat ulang.")
_LOST_STYLE: Final = (
    ":root{color-scheme:light dark}body{font:1.1rem/1.6 system-ui,sans-serif;margin:15vh auto;max-width:34rem;"
    "padding:0 1.5rem}h1{line-height:1.2}"
    "a{display:inline-block;padding:.7rem 1.2rem;border:1px solid;border-radius:.5rem}"
)
ADDRESSES: Final = frozenset({"/", *(f"/{screen.address}" for screen in SCREENS)})
"""The addresses that are pages."""

_LEFT_OUT: Final = (b"if-none-match", b"if-modified-since", b"accept-encoding")
_NEVER_THE_DOCUMENT: Final = ("/static/", "/media/", "/_stcore/", "/capaian/")


class Document:
    """Middleware: rewrites Streamlit's index document at the addresses of pages, and says "not found" at others.

    Every other answer passes as it is.

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
                    lost = _ROOT in body and scope["path"] not in ADDRESSES
                    page = lost_page(language) if lost else rewritten(bytes(body), language)
                    await _send_whole(send, {**start, "status": 404} if lost else start, page)

        await self._app(asked, receive, send_rewritten)


@lru_cache(maxsize=8)
def rewritten(body: bytes, language: str) -> bytes:
    """Streamlit's document in a language; anything else unchanged. Its inline script and its offer to programs go."""
    if _ROOT not in body:
        return body
    page = body.decode()
    word = html.escape(texts(language)(_WITHOUT_SCRIPTS))
    page = re.sub(r"<!--.*?-->\s*", "", page, flags=re.DOTALL)
    page = page.replace('<html lang="en">', f'<html lang="{language}">').replace("<title>Streamlit<", "<title>Capaian<")
    page = re.sub(r'\s*<link rel="service-desc"[^>]*>', "", page)
    page = re.sub(r"\s*<script>.*?</script>", "", page, flags=re.DOTALL)
    page = re.sub(r"<noscript>.*?</noscript>", f"<noscript><p>{word}</p></noscript>", page, flags=re.DOTALL)
    own = f'<script src="{script_address(language)}"></script>'
    return page.replace("</title>", f"</title>\n    {own}", 1).encode()


def lost_page(language: str) -> bytes:
    """What is said at an address that does not exist; Streamlit's own answer shows or not, as chance has it."""
    t = texts(language)
    title, way = html.escape(t("Halaman tidak ditemukan")), html.escape(t("Buka halaman awal"))
    said = html.escape(t("Alamat ini tidak ada di Capaian. Periksa ejaannya, atau mulai dari halaman awal."))
    return (
        f'<!DOCTYPE html>\n<html lang="{language}"><head><meta charset="utf-8"><title>{title} · Capaian</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<style>{_LOST_STYLE}</style></head>"
        f'<body><main><h1>{title}</h1><p>{said}</p><p><a href="/">{way}</a></p></main></body></html>\n'
    ).encode()


async def _send_whole(send: Send, start: Message, body: bytes) -> None:
    headers = MutableHeaders(raw=list(start["headers"]))
    for name in ("etag", "last-modified", "content-encoding"):
        del headers[name]
    headers["content-length"] = str(len(body))
    headers["cache-control"] = "no-store"
    await send({**start, "headers": headers.raw})
    await send({"type": "http.response.body", "body": body})
