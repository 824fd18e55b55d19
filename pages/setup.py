"""Mulai: what Capaian does, the example school, and setting up one's own."""

import streamlit as st

from capaian.access import Action, may
from capaian.locale import N_
from capaian.problems import CapaianError
from capaian.store import save_school
from capaian.web.choices import TO_DEMO, TO_OWN
from capaian.web.first_backup import draw_first_backup
from capaian.web.page import Visit, start_page
from capaian.web.parts_html import draw, tag
from capaian.web.parts_style import use_style
from capaian.web.schools import open_demo, own_school_waits
from capaian.web.screens import BACKUP, COHORT, UPLOAD, page_of
from capaian.web.ways import FIRST_ACCOUNT, go_on
from capaian.web.zones import ZONES


def draw_promise(visit: Visit) -> None:
    t = visit.t
    draw(
        tag(
            "p",
            t(
                "Capaian menunjukkan apa yang berubah pada kompetensi siswa setelah pelatihan: unggah lembar nilai "
                "yang sudah ada, lalu lihat nilai sebelum dan sesudah tiap siswa."
            ),
            class_="cp-lead",
        )
    )


def draw_example(visit: Visit) -> None:
    t = visit.t
    with st.container(border=True, height="stretch"):
        st.subheader(t("Lihat contoh"), anchor=False)
        st.markdown(
            t("Sekolah rekaan dengan beberapa kohort yang sudah berisi nilai. Data Anda sendiri tidak tersentuh.")
        )
        if st.button(t("Lihat contoh"), key="example", icon=":material/science:", width="stretch"):
            open_example(visit)


def open_example(visit: Visit) -> None:
    t = visit.t
    try:
        with st.spinner(t("Menyiapkan sekolah contoh…")):
            open_demo()
    except CapaianError as error:
        st.error(error.message(t), icon=":material/error:")
        return
    go_on(t("Buka sekolah contoh"), TO_DEMO)


def draw_own(visit: Visit) -> None:
    t = visit.t
    with st.container(border=True, height="stretch"):
        st.subheader(t("Mulai untuk sekolah saya"), anchor=False)
        if visit.asking.is_visitor and not visit.is_demo:
            draw_first_account(visit)
        elif not visit.is_demo:
            draw_form(visit)
            st.page_link(page_of(BACKUP, t), icon=BACKUP.icon)
        else:
            st.markdown(t("Anda sedang melihat sekolah contoh. Data sekolah Anda disimpan terpisah darinya."))
            st.link_button(t("Pakai data sekolah sendiri"), TO_OWN, icon=":material/logout:", width="stretch")


def draw_first_account(visit: Visit) -> None:
    t = visit.t
    if own_school_waits():
        st.markdown(t("Sekolah Anda sudah ada di komputer ini. Buat akun admin dahulu, lalu datanya terbuka lagi."))
    else:
        st.markdown(t("Tulis nama sekolah dan buat akun admin; lalu unggah lembar nilai pertama."))
    st.link_button(t("Buat akun admin"), FIRST_ACCOUNT, type="primary", icon=":material/person_add:", width="stretch")
    if not own_school_waits():
        draw_first_backup(visit)


def draw_form(visit: Visit) -> None:
    t, school = visit.t, visit.school
    zones = list(ZONES)
    with st.form("school", border=False):
        name = st.text_input(
            t("Nama sekolah"),
            value=school.name if school else "",
            max_chars=120,
            placeholder=t("mis. SMKN 5 Banjarmasin"),
        )
        zone = st.selectbox(
            t("Zona waktu"),
            zones,
            index=zones.index(zone) if (zone := school.time_zone if school else st.context.timezone) in zones else 0,
            format_func=lambda zone: t(ZONES[zone]),
        )
        saved = st.form_submit_button(
            t("Simpan perubahan") if school else t("Simpan dan unggah nilai"), type="primary", width="stretch"
        )
    if saved and not name.strip():
        st.warning(t("Tuliskan dulu nama sekolah."), icon=":material/edit:")
    elif saved:
        save_and_go_on(visit, name.strip(), zone)


def save_and_go_on(visit: Visit, name: str, zone: str) -> None:
    t = visit.t
    try:
        save_school(visit.store, visit.actor, name=name, time_zone=zone)
    except CapaianError as error:
        st.error(error.message(t), icon=":material/error:")
        return
    st.switch_page(page_of(COHORT if visit.school else UPLOAD, t))


visit = start_page(N_("Mulai"), without_school=True)
use_style()
draw_promise(visit)
example, own = st.columns(2)
with example:
    draw_example(visit)
if visit.is_demo or visit.asking.is_visitor or may(visit.actor, Action.EDIT_SCHOOL):
    with own:
        draw_own(visit)
