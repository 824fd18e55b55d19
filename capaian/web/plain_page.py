"""Pages of our own without Streamlit: sign-in and what belongs to it. They need no script."""

import hashlib
from functools import cache
from pathlib import Path
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from capaian.charts.palette import DARK, LIGHT
from capaian.locale import LANGUAGES, Texts
from capaian.web.parts_html import Child, Html, tag, together
from capaian.web.parts_style import colour_rules

_HERE: Final = Path(__file__).parent
_KEPT: Final = {"Cache-Control": "public, immutable, max-age=31536000"}


def plain_page(t: Texts, title: str, *children: Child, status: int = 200, way: str = "/masuk") -> Response:
    """A page in the app's look: the title, then the children, then the way to the other language.

    way: the address that the language choice leads back to.
    """
    other = next(each for each in LANGUAGES if each != t.language)
    head = together(
        tag("meta", charset="utf-8"),
        tag("meta", name_="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name_="robots", content="noindex"),
        tag("title", f"{title} · Capaian"),
        tag("link", rel="icon", href=icon_address()),
        tag("link", rel="stylesheet", href=style_address()),
    )
    language = tag(
        "a", LANGUAGES[other], href=f"/pilih/bahasa/{other}?ke={way}", hreflang=other, lang=other, class_="language"
    )
    brand = tag("p", tag("img", src=icon_address(), alt="", width="36", height="36"), "Capaian", class_="brand")
    main = tag("main", tag("h1", title), *children)
    page = tag("html", tag("head", head), tag("body", brand, main, tag("footer", language)), lang=t.language)
    headers = {"Cache-Control": "no-store"}
    return Response(f"<!DOCTYPE html>\n{page}\n", status, headers, media_type="text/html; charset=utf-8")


def said(text: Child, *, tone: str = "care") -> Html:
    """A sentence about what has just happened; it is read out at once. tone: care or calm."""
    return tag("p", text, role="alert" if tone == "care" else "status", class_=f"said {tone}")


@cache
def _style() -> str:
    rules = (_HERE / "plain_page.css").read_text(encoding="utf-8")
    return f"{colour_rules(LIGHT, DARK)}\n{rules}"


@cache
def style_address() -> str:
    """Where the stylesheet is, with a mark of its contents, so that a browser may keep it for good."""
    return f"/aset/capaian.css?{hashlib.sha256(_style().encode()).hexdigest()[:12]}"


@cache
def icon_address() -> str:
    """Where the icon is, likewise."""
    return f"/aset/icon.png?{hashlib.sha256(_icon()).hexdigest()[:12]}"


@cache
def _icon() -> bytes:
    return (_HERE / "icon.png").read_bytes()


async def serve_style(_request: Request) -> Response:
    """`/aset/capaian.css`."""
    return Response(_style(), media_type="text/css", headers=_KEPT)


async def serve_icon(_request: Request) -> Response:
    """`/aset/icon.png`."""
    return Response(_icon(), media_type="image/png", headers=_KEPT)


ROUTES: Final = [
    Route("/aset/capaian.css", serve_style, methods=["GET"]),
    Route("/aset/icon.png", serve_icon, methods=["GET"]),
]
