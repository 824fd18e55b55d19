"""Beginning with a backup: on a new installation, beside the ways to the example and to a school of one's own."""

from io import BytesIO

import streamlit as st

from capaian.problems import CapaianError
from capaian.store import Restored, load_first_backups, restore_first
from capaian.web.page import Visit
from capaian.web.parts_backup import backup_name
from capaian.web.pieces import empty_caches
from capaian.web.shown import plain, shown
from capaian.web.ways import SIGN_IN, go_on

_ZONE = "Asia/Makassar"
"""Before there is a school there is no zone of it."""


def draw_first_backup(visit: Visit) -> None:
    """A backup from the folder or a file of one's own, and the way in afterwards."""
    t = visit.t
    with st.expander(t("Pulihkan dari cadangan"), icon=":material/settings_backup_restore:"):
        zone = st.context.timezone or _ZONE
        there = {each.name: plain(backup_name(each, t, zone)) for each in load_first_backups(visit.store)}
        chosen = None
        if there:
            chosen = st.selectbox(
                t("Cadangan di folder cadangan"),
                list(there),
                None,
                format_func=there.__getitem__,
                key="first_backup",
                placeholder=t("Pilih satu"),
            )
        sent = st.file_uploader(t("Berkas cadangan"), type=["gz", "sealed"], key="first_backup_file")
        passphrase = st.text_input(t("Frasa sandi, bila terkunci"), type="password", key="first_backup_passphrase")
        if not st.button(t("Pulihkan"), key="first_restore", icon=":material/settings_backup_restore:"):
            return
        given = BytesIO(sent.getvalue()) if sent is not None else chosen
        if given is None:
            st.warning(t("Pilih cadangan dahulu."), icon=":material/edit:")
            return
        try:
            with st.spinner(t("Memulihkan…")):
                restored = restore_first(visit.store, given, passphrase=passphrase)
        except CapaianError as error:
            st.error(shown(error.message(t), longest=600), icon=":material/error:")
            return
        _go_in(visit, restored)


def _go_in(visit: Visit, restored: Restored) -> None:
    t = visit.t
    empty_caches()
    when = t.moment(restored.made_at, st.context.timezone or _ZONE)
    st.success(t("Cadangan dari {when} dipulihkan.", when=when), icon=":material/check:")
    go_on(t("Ke halaman masuk"), SIGN_IN)
    st.stop()
