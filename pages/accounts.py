"""Akun: the administrator makes accounts, says what each may see, gives passwords, ends sessions."""

from collections.abc import Mapping
from typing import Any, Final

import streamlit as st

from capaian.access import Role, hash_password, new_password
from capaian.problems import CapaianError
from capaian.store import (
    Account,
    Cohort,
    activate_account,
    assign_cohorts,
    deactivate_account,
    end_sessions_of,
    give_password,
    load_accounts,
    load_cohorts,
    load_roster,
    load_sessions_of,
    save_account,
)
from capaian.web import google
from capaian.web.page import Visit, start_page
from capaian.web.parts_accounts import ASSIGNED, ROLE_HINTS, ROLES, account_list, role_name, session_list
from capaian.web.parts_html import draw, tag
from capaian.web.parts_style import use_style
from capaian.web.running import settings
from capaian.web.screens import ACCOUNTS
from capaian.web.shown import plain, shown

GIVEN: Final = "accounts_given"
"""A password just given, and to whom: shown once."""
SAID: Final = "accounts_said"
TROUBLE: Final = "accounts_trouble"
CHOSEN: Final = "accounts_chosen"
FIELDS: Final = ("name", "username", "role", "cohorts", "classes", "google")


def draw_outcome(visit: Visit) -> None:
    """What the last click did, said once."""
    t = visit.t
    if trouble := st.session_state.pop(TROUBLE, None):
        st.error(shown(trouble, longest=600), icon=":material/error:")
    if said := st.session_state.pop(SAID, None):
        st.success(shown(said, longest=300), icon=":material/check:")
    if given := st.session_state.pop(GIVEN, None):
        name, password = given
        with st.container(border=True):
            st.markdown(t("Kata sandi untuk **{name}**:", name=shown(name)))
            st.code(password, language=None)
            st.markdown(
                t("Catat sekarang dan sampaikan langsung: ia tidak tampil lagi, dan harus diganti saat masuk pertama.")
            )


def draw_fields(visit: Visit, cohorts: Mapping[int, Cohort], account: Account | None, key: str) -> None:
    """The fields of an account; their values are read from the session by `written`."""
    t = visit.t
    left, right = st.columns(2)
    left.text_input(t("Nama"), account.display_name if account else "", key=f"{key}_name", max_chars=120)
    right.text_input(
        t("Nama pengguna"),
        account.username if account else "",
        key=f"{key}_username",
        max_chars=40,
        placeholder=t("mis. siti.aminah"),
    )
    roles = list(ROLES)
    st.radio(
        t("Peran"),
        roles,
        roles.index(account.role) if account else roles.index(Role.TEACHER),
        format_func=lambda role: role_name(role, t),
        captions=[t(ROLE_HINTS[role]) for role in roles],
        key=f"{key}_role",
    )
    draw_assignments(visit, cohorts, account, key)
    if google.is_configured():
        st.text_input(
            t("Alamat Google (boleh kosong)"),
            account.google_address if account else "",
            key=f"{key}_google",
            max_chars=200,
            placeholder="nama@guru.smk.belajar.id",
        )


def draw_assignments(visit: Visit, cohorts: Mapping[int, Cohort], account: Account | None, key: str) -> None:
    """Which cohorts and classes the account sees."""
    t = visit.t
    known = sorted(account.cohorts & cohorts.keys()) if account else []
    st.multiselect(
        t("Kohort yang ditugaskan (guru dan instruktur)"),
        list(cohorts),
        known,
        format_func=lambda one: plain(cohorts[one].name),
        key=f"{key}_cohorts",
        placeholder=t("Pilih kohort"),
    )
    own = sorted(account.classes) if account else []
    st.multiselect(
        t("Hanya kelas ini (boleh kosong)"),
        sorted({*classes_of(visit, cohorts), *own}),
        own,
        format_func=plain,
        key=f"{key}_classes",
        placeholder=t("Semua kelas di kohort itu"),
        help=t("Kelas saja, tanpa kohort: kelas itu di semua kohort yang diikutinya."),
    )


def classes_of(visit: Visit, cohorts: Mapping[int, Cohort]) -> set[str]:
    rosters = (load_roster(visit.store, visit.actor, cohort) for cohort in cohorts)
    return {name for roster in rosters for name in roster["class_name"].unique() if name}


def save(visit: Visit, account: Account | None, key: str) -> None:
    """Make or change the account that the fields describe; a new one gets a password, shown once."""
    typed: dict[str, Any] = {name: st.session_state.get(f"{key}_{name}") for name in FIELDS}
    password = new_password() if account is None else None
    google_address = typed["google"] if google.is_configured() else account and account.google_address
    try:
        saved = save_account(
            visit.store,
            visit.actor,
            username=typed["username"] or "",
            display_name=typed["name"] or "",
            role=typed["role"],
            google_address=google_address or "",
            password_hash=hash_password(password, username=typed["username"] or "") if password else None,
            account_id=account.id if account else None,
        )
        wanted = typed["role"] in ASSIGNED
        assign_cohorts(
            visit.store,
            visit.actor,
            saved,
            cohorts=typed["cohorts"] if wanted else (),
            classes=typed["classes"] if wanted else (),
        )
    except CapaianError as error:
        st.session_state[TROUBLE] = error.message(visit.t)
        return
    if password:
        st.session_state[GIVEN] = (typed["name"], password)
        for name in FIELDS:
            st.session_state.pop(f"{key}_{name}", None)
    else:
        st.session_state[SAID] = visit.t("Perubahan disimpan. Berlaku pada klik berikutnya di tab yang terbuka.")


def give_new_password(visit: Visit, account: Account) -> None:
    password = new_password()
    try:
        hashed = hash_password(password, username=account.username)
        give_password(visit.store, visit.actor, account.id, password_hash=hashed)
    except CapaianError as error:
        st.session_state[TROUBLE] = error.message(visit.t)
        return
    st.session_state[GIVEN] = (account.display_name, password)


def end_sessions(visit: Visit, account: Account) -> None:
    try:
        ended = end_sessions_of(visit.store, visit.actor, account.id)
    except CapaianError as error:
        st.session_state[TROUBLE] = error.message(visit.t)
        return
    st.session_state[SAID] = visit.t.plural("{n} sesi diakhiri.", "{n} sesi diakhiri.", ended)


def set_active(visit: Visit, account: Account) -> None:
    act = deactivate_account if account.is_active else activate_account
    try:
        act(visit.store, visit.actor, account.id)
    except CapaianError as error:
        st.session_state[TROUBLE] = error.message(visit.t)


def draw_new(visit: Visit, cohorts: Mapping[int, Cohort]) -> None:
    t = visit.t
    with st.expander(t("Buat akun baru"), icon=":material/person_add:"), st.form("new", border=False):
        draw_fields(visit, cohorts, None, "new")
        st.form_submit_button(
            t("Buat akun dan kata sandinya"), type="primary", on_click=save, args=(visit, None, "new")
        )


def draw_one(visit: Visit, accounts: Mapping[int, Account], cohorts: Mapping[int, Cohort]) -> None:
    """One account that is to be changed."""
    t = visit.t
    chosen = st.selectbox(
        t("Ubah akun"),
        list(accounts),
        None,
        format_func=lambda one: plain(f"{accounts[one].display_name} ({accounts[one].username})"),
        key=CHOSEN,
        placeholder=t("Pilih akun"),
    )
    if chosen is None:
        return
    account = accounts[chosen]
    with st.form(f"account_{account.id}"):
        draw_fields(visit, cohorts, account, f"account_{account.id}")
        st.form_submit_button(
            t("Simpan perubahan"), type="primary", on_click=save, args=(visit, account, f"account_{account.id}")
        )
    with st.container(horizontal=True):
        st.button(t("Beri kata sandi baru"), icon=":material/key:", on_click=give_new_password, args=(visit, account))
        st.button(t("Akhiri semua sesi"), icon=":material/logout:", on_click=end_sessions, args=(visit, account))
        label = t("Nonaktifkan") if account.is_active else t("Aktifkan lagi")
        st.button(label, icon=":material/block:", on_click=set_active, args=(visit, account))
    draw_sessions(visit, account)


def draw_sessions(visit: Visit, account: Account) -> None:
    """Where the account is signed in at this moment."""
    t, idle = visit.t, settings().session_idle_hours
    sessions = load_sessions_of(visit.store, visit.actor, account.id, idle_hours=idle)
    st.subheader(t("Perangkat yang sedang masuk"), anchor=False)
    if not sessions:
        draw(tag("p", t("Akun ini sedang tidak masuk di mana pun."), class_="cp-quiet"))
    elif visit.school is not None:
        draw(session_list(sessions, visit.asking.session, t, time_zone=visit.school.time_zone))


visit = start_page(ACCOUNTS.title, needs=ACCOUNTS.action)
use_style()
draw_outcome(visit)
accounts = load_accounts(visit.store, visit.actor)
by_id = {cohort.id: cohort for cohort in load_cohorts(visit.store, visit.actor)}
draw(tag("p", visit.t("Tidak ada yang dapat mendaftar sendiri: setiap akun dibuat di sini."), class_="cp-quiet"))
draw(account_list(accounts, by_id, visit.t))
draw_new(visit, by_id)
draw_one(visit, {account.id: account for account in accounts}, by_id)
