"""Signing in with a user name and a password, and signing out: `/masuk` and `/keluar`."""

import asyncio
from typing import Final
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from capaian.locale import Texts
from capaian.store import end_session
from capaian.store import sign_in as sign_in_with_password
from capaian.web import google, sessions
from capaian.web.asking import NOT_KEPT, session_of, stale, texts_of
from capaian.web.choices import way_back
from capaian.web.fields import button, field, form
from capaian.web.forms import form_word, keep_word, proof, read_form
from capaian.web.opening import is_encrypted
from capaian.web.parts_html import Child, tag
from capaian.web.plain_page import plain_page, said
from capaian.web.running import settings
from capaian.web.schools import store_of
from capaian.web.ways import SIGN_IN, SIGN_OUT

_AT_ONCE: Final = asyncio.Semaphore(2)
"""So many passwords are looked at at the same time: each takes memory, and anybody may ask."""
_MINUTE: Final = 60


async def show_sign_in(request: Request) -> Response:
    """`GET /masuk?ke=/kohort`."""
    way = way_back(request.query_params.get("ke", "/"))
    if await run_in_threadpool(sessions.signed_in, request.cookies):
        return RedirectResponse(way, 303, NOT_KEPT)
    if await run_in_threadpool(sessions.visitors_may_come):
        return RedirectResponse("/mulai", 303, NOT_KEPT)
    return sign_in_page(request, way=way)


async def sign_in(request: Request) -> Response:
    """`POST /masuk`: the cookie of a new session, or the form again and why."""
    fields = await read_form(request)
    if not fields:
        return sign_in_page(request, said(stale(texts_of(request))), status=400)
    async with _AT_ONCE:
        return await run_in_threadpool(_try, request, fields)


async def sign_out(request: Request) -> Response:
    """`POST /keluar`."""
    if not await read_form(request):
        return sign_in_page(request, said(stale(texts_of(request))), status=400)
    key = sessions.session_key(request.cookies)
    if key is not None:
        await run_in_threadpool(end_session, store_of("own"), key)
    return sessions.forget(RedirectResponse(SIGN_IN, 303, NOT_KEPT))


def sign_in_page(
    request: Request, message: Child = None, *, way: str = "/", username: str = "", status: int = 200
) -> Response:
    """The form. message: what has just happened. way: where it leads, an address of ours."""
    t, word = texts_of(request), form_word(request)
    page = plain_page(
        t,
        t("Masuk ke Capaian"),
        message,
        form(
            SIGN_IN,
            proof(word),
            tag("input", type="hidden", name_="ke", value=way),
            field(
                t("Nama pengguna"), "akun", value=username[:100], autocomplete="username", autofocus=not username,
            ),
            field(
                t("Kata sandi"), "sandi", kind="password", autocomplete="current-password", autofocus=bool(username),
            ),
            button(t("Masuk")),
        ),
        google.google_link(t, way) if google.is_configured() else None,
        tag("p", t("Belum punya akun, atau lupa kata sandi? Mintalah kepada admin sekolah."), class_="quiet last"),
        status=status,
        way=quote(f"{SIGN_IN}?ke={quote(way, safe='')}", safe="/"),
    )  # fmt: skip
    return keep_word(page, word, encrypted=is_encrypted(settings()))


def waiting_time(t: Texts, seconds: int) -> str:
    """`30 detik`, `2 menit`: rounded up, so that the time said is enough."""
    if seconds < 2 * _MINUTE:
        return t.plural("{n} detik", "{n} detik", seconds)
    return t.plural("{n} menit", "{n} menit", -(-seconds // _MINUTE))


def _try(request: Request, fields: dict[str, str]) -> Response:
    t, way, username = texts_of(request), way_back(fields.get("ke", "/")), fields.get("akun", "")
    token, told = session_of(request)
    result = sign_in_with_password(store_of("own"), username=username, password=fields.get("sandi", ""), **told)
    if result.account_id is not None:
        return sessions.keep(RedirectResponse(way, 303, NOT_KEPT), token)
    if result.wait_seconds:
        wait = waiting_time(t, result.wait_seconds)
        words = t("Terlalu banyak percobaan. Tunggu {wait}, lalu coba lagi.", wait=wait)
        answer = sign_in_page(request, said(words), way=way, username=username, status=429)
        answer.headers["Retry-After"] = str(result.wait_seconds)
        return answer
    words = t("Nama pengguna atau kata sandi tidak cocok. Periksa keduanya, lalu coba lagi.")
    return sign_in_page(request, said(words), way=way, username=username, status=401)


ROUTES: Final = [
    Route(SIGN_IN, show_sign_in, methods=["GET"]),
    Route(SIGN_IN, sign_in, methods=["POST"]),
    Route(SIGN_OUT, sign_out, methods=["POST"]),
]
