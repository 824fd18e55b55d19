"""Changing one's own password, by choice or because it was given: `/sandi`."""

from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from capaian.access import hash_password, token_sha256
from capaian.problems import CapaianError
from capaian.store import SignedIn, change_own_password
from capaian.web import sessions
from capaian.web.asking import NOT_KEPT, stale, texts_of
from capaian.web.fields import button, field, form
from capaian.web.forms import form_word, keep_word, proof, read_form
from capaian.web.opening import is_encrypted
from capaian.web.parts_html import Child, tag
from capaian.web.password_rules import new_password_fields, same_twice
from capaian.web.plain_page import plain_page, said
from capaian.web.running import settings
from capaian.web.schools import store_of
from capaian.web.ways import RENEW, SIGN_IN, SIGN_OUT


async def show_password(request: Request) -> Response:
    """`GET /sandi`."""
    signed = await run_in_threadpool(sessions.signed_in, request.cookies)
    return RedirectResponse(SIGN_IN, 303, NOT_KEPT) if signed is None else password_page(request, signed)


async def change_password(request: Request) -> Response:
    """`POST /sandi`: the new password stands and all other sessions have ended, or the form again and why."""
    fields = await read_form(request)
    return await run_in_threadpool(_change, request, fields)


def password_page(request: Request, signed: SignedIn, message: Child = None, status: int = 200) -> Response:
    """The form. message: what has just happened."""
    t, word = texts_of(request), form_word(request)
    lead = (
        t("Kata sandi Anda diberikan oleh admin. Ganti dahulu dengan kata sandi yang hanya Anda tahu.")
        if signed.must_change
        else t("Setelah diganti, Anda keluar dari semua perangkat lain.")
    )
    page = plain_page(
        t,
        t("Ganti kata sandi"),
        message,
        tag("p", lead, class_="quiet"),
        form(
            RENEW,
            proof(word),
            tag(
                "input", type="text", name_="akun", value=signed.username, autocomplete="username", hidden="",
                readonly="", aria_hidden="true",
            ),
            field(t("Kata sandi lama"), "sandi", kind="password", autocomplete="current-password", autofocus=True),
            new_password_fields(t),
            button(t("Simpan kata sandi baru")),
        ),
        form(SIGN_OUT, proof(word), button(t("Keluar"), second=True))
        if signed.must_change
        else tag("p", tag("a", t("Kembali"), href="/profil"), class_="quiet last"),
        status=status,
        way=RENEW,
    )  # fmt: skip
    return keep_word(page, word, encrypted=is_encrypted(settings()))


def _change(request: Request, fields: dict[str, str]) -> Response:
    signed, t = sessions.signed_in(request.cookies), texts_of(request)
    if signed is None:
        return RedirectResponse(SIGN_IN, 303, NOT_KEPT)
    if not fields:
        return password_page(request, signed, said(stale(t)), 400)
    try:
        hashed = hash_password(same_twice(fields), username=signed.username)
        change_own_password(
            store_of("own"),
            signed.actor,
            old_password=fields.get("sandi", ""),
            password_hash=hashed,
            token_sha256=token_sha256(request.cookies[sessions.SESSION_COOKIE]),
        )
    except CapaianError as error:
        return password_page(request, signed, said(error.message(t)), 400)
    return RedirectResponse("/" if signed.must_change else "/profil", 303, NOT_KEPT)


ROUTES: Final = [
    Route(RENEW, show_password, methods=["GET"]),
    Route(RENEW, change_password, methods=["POST"]),
]
