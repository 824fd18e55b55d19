"""Akun saya: who I am here, where I am signed in, my password, the way out."""

import streamlit as st

from capaian.problems import CapaianError
from capaian.store import Session, end_own_session, load_account, load_cohorts, load_own_sessions
from capaian.web.page import Visit, start_page
from capaian.web.parts_accounts import device, reach, role_name, session_list
from capaian.web.parts_html import draw
from capaian.web.parts_student import identity
from capaian.web.parts_style import use_style
from capaian.web.running import settings
from capaian.web.screens import MY_ACCOUNT
from capaian.web.shown import plain, shown
from capaian.web.ways import RENEW


def draw_me(visit: Visit) -> None:
    t = visit.t
    account = load_account(visit.store, visit.actor, visit.asking.actor.account_id or 0)
    cohorts = {cohort.id: cohort for cohort in load_cohorts(visit.store, visit.actor)}
    facts = {
        t("Nama"): account.display_name,
        t("Nama pengguna"): account.username,
        t("Peran"): role_name(account.role, t),
        t("Cakupan"): reach(account, cohorts, t),
    }
    draw(identity(facts))
    if account.has_password:
        st.link_button(t("Ganti kata sandi"), RENEW, icon=":material/key:")


def draw_sessions(visit: Visit, zone: str) -> None:
    """Where I am signed in, and the way to end what is not here."""
    t = visit.t
    st.subheader(t("Perangkat yang sedang masuk"), anchor=False)
    sessions = load_own_sessions(visit.store, visit.actor, idle_hours=settings().session_idle_hours)
    draw(session_list(sessions, visit.asking.session, t, time_zone=zone))
    others = {each.id: each for each in sessions if each.id != visit.asking.session}
    if not others:
        return
    chosen = st.selectbox(
        t("Keluarkan perangkat lain"),
        list(others),
        format_func=lambda one: plain(told(others[one], visit, zone)),
        placeholder=t("Pilih satu"),
    )
    st.button(t("Keluarkan"), icon=":material/logout:", on_click=end, args=(visit, chosen))


def told(session: Session, visit: Visit, zone: str) -> str:
    return f"{device(session.user_agent, visit.t)}, {visit.t.moment(session.seen_at, zone)}"


def end(visit: Visit, session_id: int) -> None:
    try:
        end_own_session(visit.store, visit.actor, session_id)
    except CapaianError as error:
        st.toast(shown(error.message(visit.t)), icon=":material/error:")


visit = start_page(MY_ACCOUNT.title, needs=MY_ACCOUNT.action)
use_style()
draw_me(visit)
if visit.school is not None:
    draw_sessions(visit, visit.school.time_zone)
