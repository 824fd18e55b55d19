"""The cookies of a request."""

from http.cookies import CookieError, SimpleCookie

from starlette.datastructures import Headers
from starlette.types import Scope


def cookies_of(scope: Scope) -> dict[str, str]:
    """By name; none where they cannot be read."""
    try:
        return {name: morsel.value for name, morsel in SimpleCookie(Headers(scope=scope).get("cookie", "")).items()}
    except CookieError:
        return {}
