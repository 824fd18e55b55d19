"""What a request to one of our own pages says about whoever asks."""

from typing import Any, Final

from starlette.requests import Request

from capaian.locale import Texts, texts
from capaian.web.language import language_of
from capaian.web.sessions import new_session

NOT_KEPT: Final = {"Cache-Control": "no-store"}


def texts_of(request: Request) -> Texts:
    """The texts in the language of whoever asks."""
    return texts(language_of(request.cookies))


def address_of(request: Request) -> str:
    """Where the request comes from; a proxy on this computer has told it to the server."""
    return request.client.host if request.client else ""


def session_of(request: Request) -> tuple[str, dict[str, Any]]:
    """The token of a session to come for whoever asks, and what the store is told about it."""
    return new_session(address=address_of(request), user_agent=request.headers.get("user-agent", ""))


def stale(t: Texts) -> str:
    """Said where a form was not ours, or so old that its proof is none any more."""
    return t("Halaman ini terlalu lama terbuka, jadi isiannya tidak dipakai. Silakan isi sekali lagi.")
