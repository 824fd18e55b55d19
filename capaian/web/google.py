"""Optional sign-in with Google: for the single addresses the administrator has listed, and for nobody by domain.

Off unless CAPAIAN_GOOGLE_CLIENT_ID and CAPAIAN_GOOGLE_CLIENT_SECRET are set. Authlib goes the way
there and back (PKCE, state, nonce, the token's signature); whose address it is, is asked here.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any, Final
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.middleware.sessions import SessionMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from capaian.locale import Texts
from capaian.store import sign_in_with_google
from capaian.web import sessions
from capaian.web.asking import NOT_KEPT, session_of, texts_of
from capaian.web.choices import way_back
from capaian.web.opening import is_encrypted
from capaian.web.parts_html import Html, tag
from capaian.web.plain_page import plain_page, said
from capaian.web.running import secret, settings
from capaian.web.schools import store_of
from capaian.web.ways import GOOGLE, GOOGLE_BACK, SIGN_IN

DISCOVERY: Final = "https://accounts.google.com/.well-known/openid-configuration"
_MINUTES: Final = 10


def is_configured() -> bool:
    """Whether the school has asked for it."""
    return bool(settings().google_client_id and settings().google_client_secret)


def google_link(t: Texts, way: str) -> Html:
    """The second way in, under the form of the first."""
    address = f"{GOOGLE}?ke={quote(way_back(way), safe='')}"
    link = tag("a", t("Masuk dengan Google"), href=address, class_="button second")
    return tag("div", tag("p", t("atau"), class_="or"), link)


def verified_address(claims: Mapping[str, Any]) -> str | None:
    """The address that Google vouches for, in small letters; None where it vouches for none."""
    address = claims.get("email")
    if claims.get("email_verified") is not True or not isinstance(address, str):
        return None
    return address.strip().casefold() or None


async def leave_for_google(request: Request) -> Response:
    """`/masuk/google?ke=/kohort`."""
    if not is_configured():
        return PlainTextResponse("", 404)
    request.session.clear()
    request.session["ke"] = way_back(request.query_params.get("ke", "/"))
    back = f"{settings().public_url or str(request.base_url).rstrip('/')}{GOOGLE_BACK}"
    try:
        return await _client().authorize_redirect(request, back, prompt="select_account")
    except _errors() as error:
        return _not_now(request, error)


async def come_back_from_google(request: Request) -> Response:
    """`/masuk/google/kembali`: a session for a listed address, the reason for everybody else."""
    if not is_configured():
        return PlainTextResponse("", 404)
    way = way_back(request.session.pop("ke", "/"))
    try:
        answer = await _client().authorize_access_token(request)
    except _errors() as error:
        return _not_now(request, error)
    finally:
        request.session.clear()
    address = verified_address(answer.get("userinfo") or {})
    if address is None:
        return _refused(request)
    token, told = session_of(request)
    result = await run_in_threadpool(sign_in_with_google, store_of("own"), google_address=address, **told)
    if result.account_id is None:
        return _refused(request)
    return sessions.keep(RedirectResponse(way, 303, NOT_KEPT), token)


def routes() -> list[Route]:
    """Both ways; what has to be remembered between them lies signed in the browser, for a few minutes."""
    remembering = Middleware(
        SessionMiddleware,
        secret_key=secret(),
        session_cookie="capaian_google",
        max_age=_MINUTES * 60,
        path="/masuk/google",
        same_site="lax",
        https_only=is_encrypted(settings()),
    )
    return [
        Route(GOOGLE, leave_for_google, methods=["GET"], middleware=[remembering]),
        Route(GOOGLE_BACK, come_back_from_google, methods=["GET"], middleware=[remembering]),
    ]


@cache
def _client() -> Any:
    """Authlib's client; imported only where it is used."""
    from authlib.integrations.starlette_client import OAuth

    oauth = OAuth()
    return oauth.register(
        "google",
        client_id=settings().google_client_id,
        client_secret=settings().google_client_secret,
        server_metadata_url=DISCOVERY,
        client_kwargs={"scope": "openid email", "code_challenge_method": "S256"},
    )


def _errors() -> tuple[type[Exception], ...]:
    """What can go wrong on the way: Google says no, what it sent is not what was asked for, or it cannot be reached."""
    from authlib.common.errors import AuthlibBaseError
    from httpx2 import HTTPError
    from joserfc.errors import JoseError

    return AuthlibBaseError, HTTPError, JoseError


def _refused(request: Request) -> Response:
    t = texts_of(request)
    words = t("Alamat Google ini belum terdaftar di Capaian. Mintalah admin sekolah menambahkannya pada akun Anda.")
    return _page(request, words, 403)


def _not_now(request: Request, error: Exception) -> Response:
    t = texts_of(request)
    words = t("Masuk dengan Google belum berhasil. Coba lagi, atau masuk dengan kata sandi.")
    return _page(request, words, 400 if type(error).__module__.startswith("authlib") else 502)


def _page(request: Request, words: str, status: int) -> Response:
    t = texts_of(request)
    way = tag("a", t("Kembali ke halaman masuk"), href=SIGN_IN, class_="button")
    return plain_page(t, t("Masuk dengan Google"), said(words), way, status=status)
