"""A browser's two choices, language and school, each an ordinary link that sets a cookie and leads back.

A link and not a widget: a Streamlit run cannot set an HttpOnly cookie, and a new page load gives a
new document with the right `<html lang>`.
"""

from collections.abc import Mapping
from typing import Final
from urllib.parse import quote, urlencode, urlsplit

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from capaian.locale import LANGUAGES
from capaian.web.language import LANGUAGE_COOKIE
from capaian.web.schools import SCHOOL_COOKIE

_YEAR: Final = 365 * 24 * 3600
_SCHOOLS: Final[Mapping[str, str]] = {"contoh": "demo", "sendiri": "own"}

TO_DEMO: Final = "/pilih/sekolah/contoh?ke=/ringkasan"
TO_OWN: Final = "/pilih/sekolah/sendiri?ke=/mulai"


def language_way(language: str, address: str, chosen: Mapping[str, str] | None = None) -> tuple[str, str]:
    """The name of the other language, in that language, and the link that chooses it and comes back to the page.

    chosen: what the page's address carries, so that the same is shown again.
    """
    other = next(each for each in LANGUAGES if each != language)
    asked = f"{address}?{urlencode(chosen)}" if chosen else address
    return LANGUAGES[other], f"/pilih/bahasa/{other}?ke=/{quote(asked)}"


def way_back(asked: str) -> str:
    """The address within this app that was asked for, or `/` for anything that could lead elsewhere."""
    if not asked.startswith("/") or asked.startswith("//") or "\\" in asked or not asked.isprintable():
        return "/"
    parts = urlsplit(asked)
    return "/" if parts.scheme or parts.netloc else asked


async def choose_language(request: Request) -> Response:
    """`/pilih/bahasa/en?ke=/kohort`; a language that is not ours changes nothing."""
    language = request.path_params["language"]
    return _back(request, LANGUAGE_COOKIE, language if language in LANGUAGES else None)


async def choose_school(request: Request) -> Response:
    """`/pilih/sekolah/contoh` or `/pilih/sekolah/sendiri`; anything else changes nothing."""
    return _back(request, SCHOOL_COOKIE, _SCHOOLS.get(request.path_params["school"]))


def _back(request: Request, cookie: str, value: str | None) -> Response:
    response = RedirectResponse(way_back(request.query_params.get("ke", "/")), status_code=303)
    response.headers["Cache-Control"] = "no-store"
    if value is not None:
        secure = request.url.scheme == "https"
        response.set_cookie(cookie, value, max_age=_YEAR, path="/", httponly=True, samesite="lax", secure=secure)
    return response


ROUTES: Final = [
    Route("/pilih/bahasa/{language}", choose_language, methods=["GET"]),
    Route("/pilih/sekolah/{school}", choose_school, methods=["GET"]),
]
