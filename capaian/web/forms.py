"""Forms of our own pages: read within a limit, and only when the form came from us (double submit).

The browser holds a random word in a cookie; the form carries the word's signature. A page of
another site can make a browser send a form, but can neither read the cookie nor sign.
"""

import hashlib
import hmac
import secrets
from collections.abc import Mapping
from typing import Final
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import Response

from capaian.web.parts_html import Html, tag
from capaian.web.running import secret

COOKIE: Final = "capaian_form"
FIELD: Final = "bukti"
_LARGEST: Final = 16_384
_WORD_LENGTH: Final = 43


def form_word(request: Request) -> str:
    """The word of this browser; a new one where it has none that could be ours."""
    word = request.cookies.get(COOKIE, "")
    return word if len(word) == _WORD_LENGTH and word.isascii() else secrets.token_urlsafe(32)


def proof(word: str) -> Html:
    """The hidden field that goes into every form."""
    return tag("input", type="hidden", name_=FIELD, value=_signature(word))


def keep_word(response: Response, word: str, *, encrypted: bool) -> Response:
    """The same response, with the word in a cookie that no script can read."""
    response.set_cookie(COOKIE, word, path="/", httponly=True, samesite="strict", secure=encrypted)
    return response


async def read_form(request: Request) -> dict[str, str]:
    """The fields of a sent form; nothing at all where it is not one of ours, or longer than a form of ours can be."""
    body = bytearray()
    async for piece in request.stream():
        body.extend(piece)
        if len(body) > _LARGEST:
            return {}
    if not request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
        return {}
    try:
        fields = dict(parse_qsl(body.decode("utf-8", errors="replace"), keep_blank_values=True, max_num_fields=20))
    except ValueError:  # more fields than any form of ours
        return {}
    return fields if is_ours(request.cookies, fields) else {}


def is_ours(cookies: Mapping[str, str], fields: Mapping[str, str]) -> bool:
    """Whether the form's proof belongs to the browser's word."""
    word = cookies.get(COOKIE, "")
    return bool(word) and hmac.compare_digest(_signature(word).encode(), fields.get(FIELD, "").encode())


def _signature(word: str) -> str:
    return hmac.new(secret().encode(), b"form:" + word.encode("utf-8", "replace"), hashlib.sha256).hexdigest()
