"""Whose request it is: the token in the browser's cookie, looked up in the school's own database each time."""

from collections.abc import Mapping
from typing import Any, Final

from starlette.responses import Response

from capaian.access import VISITOR, Actor, new_token, token_sha256
from capaian.store import SignedIn, actor_of_session, has_accounts
from capaian.web.opening import is_alone, is_encrypted
from capaian.web.running import settings
from capaian.web.schools import store_of

SESSION_COOKIE: Final = "capaian_session"
_LONGEST: Final = 100


def signed_in(cookies: Mapping[str, str]) -> SignedIn | None:
    """Who holds these cookies, or None: no token, an unknown one, one that has ended or was idle too long."""
    hashed = session_key(cookies)
    if hashed is None:
        return None
    return actor_of_session(store_of("own"), hashed, idle_hours=settings().session_idle_hours)


def session_key(cookies: Mapping[str, str]) -> str | None:
    """The SHA-256 of the token in the cookies, as the database keeps it; None where there is no token."""
    token = cookies.get(SESSION_COOKIE, "")
    return token_sha256(token) if token.isascii() and 0 < len(token) <= _LONGEST else None


def visitors_may_come() -> bool:
    """Whether someone without an account may look at the example: on this computer alone, before the first account."""
    return is_alone(settings()) and not has_accounts(store_of("own"))


def new_session(*, address: str, user_agent: str) -> tuple[str, dict[str, Any]]:
    """The token of a session to come, and what the store is told about it."""
    token = new_token()
    hours = settings().session_hours
    return token, {"token_sha256": token_sha256(token), "address": address, "user_agent": user_agent, "hours": hours}


def keep(response: Response, token: str) -> Response:
    """The same response, with the session's token in a cookie that no script can read."""
    response.set_cookie(
        SESSION_COOKIE,
        token,
        max_age=round(settings().session_hours * 3600),
        path="/",
        httponly=True,
        samesite="lax",
        secure=is_encrypted(settings()),
    )
    return response


def forget(response: Response) -> Response:
    """The same response, taking the cookie back."""
    response.delete_cookie(SESSION_COOKIE, path="/", httponly=True, samesite="lax", secure=is_encrypted(settings()))
    return response


def actor_now(cookies: Mapping[str, str]) -> Actor | None:
    """Who these cookies make somebody at this moment; VISITOR where visitors may come, None where nobody may."""
    signed = signed_in(cookies)
    if signed is not None:
        return signed.actor
    return VISITOR if visitors_may_come() else None
