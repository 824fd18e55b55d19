"""The first account, made together with the school: `/akun-pertama`, open on this computer alone and only once."""

from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from capaian.access import hash_password
from capaian.locale import N_
from capaian.problems import CapaianError
from capaian.store import create_first_administrator, sign_in
from capaian.web import sessions
from capaian.web.asking import NOT_KEPT, address_of, session_of, stale, texts_of
from capaian.web.fields import button, choice, field, form
from capaian.web.forms import form_word, keep_word, proof, read_form
from capaian.web.opening import is_encrypted
from capaian.web.parts_html import Child, tag
from capaian.web.password_rules import new_password_fields, same_twice
from capaian.web.plain_page import plain_page, said
from capaian.web.running import settings
from capaian.web.schools import SCHOOL_COOKIE, own_school_waits, store_of
from capaian.web.ways import FIRST_ACCOUNT, SIGN_IN
from capaian.web.zones import ZONES

_NO_NAME: Final = N_("Tuliskan dulu nama sekolah.")


async def show_first_account(request: Request) -> Response:
    """`GET /akun-pertama`."""
    if not await run_in_threadpool(sessions.visitors_may_come):
        return RedirectResponse(SIGN_IN, 303, NOT_KEPT)
    return await run_in_threadpool(first_account_page, request, {})


async def make_first_account(request: Request) -> Response:
    """`POST /akun-pertama`: the school, its administrator, and a session, or the form again and why."""
    if not await run_in_threadpool(sessions.visitors_may_come):
        return RedirectResponse(SIGN_IN, 303, NOT_KEPT)
    return await run_in_threadpool(_make, request, await read_form(request))


def first_account_page(request: Request, fields: dict[str, str], message: Child = None, status: int = 200) -> Response:
    """The form; message: what has just happened."""
    t, word = texts_of(request), form_word(request)
    waiting = own_school_waits()
    zones = {zone: t(told) for zone, told in ZONES.items()}
    school = tag(
        "fieldset",
        tag("legend", t("Sekolah")),
        field(t("Nama sekolah"), "sekolah", value=fields.get("sekolah", ""), longest=120),
        choice(t("Zona waktu"), "zona", zones, value=fields.get("zona", "Asia/Makassar")),
    )
    account = tag(
        "fieldset",
        tag("legend", t("Akun admin")),
        field(t("Nama Anda"), "nama", value=fields.get("nama", ""), autocomplete="name", longest=120),
        field(
            t("Nama pengguna"), "akun", value=fields.get("akun", ""), autocomplete="username", longest=40,
            hint=t("Untuk masuk nanti: huruf kecil, angka, titik atau tanda hubung, misalnya siti.aminah."),
        ),
        new_password_fields(t),
    )  # fmt: skip
    lead = (
        t("Sekolah Anda sudah ada di komputer ini. Sejak versi ini sekolah yang nyata selalu punya akun.")
        if waiting
        else t("Admin membuat akun untuk guru dan kepala sekolah. Tidak ada yang dapat mendaftar sendiri.")
    )
    page = plain_page(
        t, t("Buat akun admin"), message, tag("p", lead, class_="quiet"),
        form(FIRST_ACCOUNT, proof(word), None if waiting else school, account, button(t("Buat akun dan masuk"))),
        tag("p", tag("a", t("Kembali"), href="/mulai"), class_="quiet last"),
        status=status, way=FIRST_ACCOUNT,
    )  # fmt: skip
    return keep_word(page, word, encrypted=is_encrypted(settings()))


def _make(request: Request, fields: dict[str, str]) -> Response:
    t = texts_of(request)
    if not fields:
        return first_account_page(request, {}, said(stale(t)), 400)
    waiting = own_school_waits()
    name = fields.get("sekolah", "").strip()
    if not waiting and not name:
        return first_account_page(request, fields, said(t(_NO_NAME)), 400)
    try:
        password = same_twice(fields)
        username = fields.get("akun", "")
        create_first_administrator(
            store_of("own"),
            username=username,
            display_name=fields.get("nama", ""),
            password_hash=hash_password(password, username=username),
            address=address_of(request),
            school_name=None if waiting else name,
            time_zone=zone if (zone := fields.get("zona", "")) in ZONES else "Asia/Makassar",
        )
    except CapaianError as error:
        return first_account_page(request, fields, said(error.message(t)), 400)
    token, told = session_of(request)
    sign_in(store_of("own"), username=username, password=password, **told)
    response = RedirectResponse("/kohort" if waiting else "/unggah", 303, NOT_KEPT)
    response.delete_cookie(SCHOOL_COOKIE, path="/")
    return sessions.keep(response, token)


ROUTES: Final = [
    Route(FIRST_ACCOUNT, show_first_account, methods=["GET"]),
    Route(FIRST_ACCOUNT, make_first_account, methods=["POST"]),
]
