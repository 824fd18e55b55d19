"""Accounts and sessions told to people: names of roles, what an account may see, where somebody is signed in."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from capaian.access import Role
from capaian.locale import N_, Texts
from capaian.store import Account, Cohort, Session
from capaian.web.parts_html import Html, tag
from capaian.web.parts_tables import Column, table
from capaian.web.parts_words import status

ROLES: Final[Mapping[Role, str]] = {
    Role.ADMINISTRATOR: N_("Admin"),
    Role.PRINCIPAL: N_("Kepala sekolah"),
    Role.TEACHER: N_("Guru"),
    Role.INSTRUCTOR: N_("Instruktur mitra"),
    Role.AUDITOR: N_("Auditor dinas"),
}
"""The roles an account can have, in the order they are offered."""

ROLE_HINTS: Final[Mapping[Role, str]] = {
    Role.ADMINISTRATOR: N_("Sekolah, akun, cadangan, dan semua data."),
    Role.PRINCIPAL: N_("Melihat semua, tidak mengubah."),
    Role.TEACHER: N_("Mengunggah dan melihat nilai di kohort atau kelas yang ditugaskan."),
    Role.INSTRUCTOR: N_("Nilai teknis dan karakter di kohort yang ditugaskan."),
    Role.AUDITOR: N_("Hanya angka gabungan, tanpa nama siswa."),
}

ASSIGNED: Final = frozenset({Role.TEACHER, Role.INSTRUCTOR})
"""The roles that see what they are assigned and nothing else."""

_BROWSERS: Final = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS: Final = (
    ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("CrOS", "Chromebook"), ("Windows", "Windows"),
    ("Mac OS", "Mac"), ("Linux", "Linux"),
)  # fmt: skip


def role_name(role: Role, t: Texts) -> str:
    """`Kepala sekolah`."""
    return t(ROLES[role]) if role in ROLES else role.value


def account_list(accounts: Sequence[Account], cohorts: Mapping[int, Cohort], t: Texts) -> Html:
    """One line an account."""
    heads = [
        Column(t("Nama")),
        Column(t("Nama pengguna")),
        Column(t("Peran")),
        Column(t("Cakupan")),
        Column(t("Keadaan")),
    ]
    rows = [
        [each.display_name, each.username, role_name(each.role, t), reach(each, cohorts, t), state(each, t)]
        for each in accounts
    ]
    return table(heads, rows, caption=t("Akun"), brief=True)


def reach(account: Account, cohorts: Mapping[int, Cohort], t: Texts) -> str:
    """Which cohorts and classes; a role that is not assigned any sees the school."""
    if account.role not in ASSIGNED:
        return t("Seluruh sekolah")
    named = [cohorts[each].name for each in sorted(account.cohorts) if each in cohorts]
    return ", ".join([*named, *sorted(account.classes)]) or t("belum ditugaskan")


def state(account: Account, t: Texts) -> Html:
    """In a sign and a word."""
    if not account.is_active:
        return status("○", t("nonaktif"), "calm")
    if account.must_change:
        return status("!", t("belum ganti kata sandi"), "care")
    return status("✓", t("aktif"), "good")


def session_list(sessions: Sequence[Session], here: int | None, t: Texts, *, time_zone: str) -> Html:
    """One line a place where somebody is signed in. here: the id of the one that is looking."""
    heads = [Column(t("Perangkat")), Column(t("Alamat")), Column(t("Masuk sejak")), Column(t("Terakhir dipakai"))]
    rows = [
        [
            device(each.user_agent, t) if each.id != here else tag("b", f"{device(each.user_agent, t)} · {t('ini')}"),
            each.address or "–",
            t.moment(each.created_at, time_zone),
            t.moment(each.seen_at, time_zone),
        ]
        for each in sessions
    ]
    return table(heads, rows, caption=t("Perangkat yang sedang masuk"), brief=True)


def device(user_agent: str, t: Texts) -> str:
    """`Chrome, Windows`, as far as the browser tells."""
    browser = next((name for sign, name in _BROWSERS if re.search(rf"\b{sign}\w*/", user_agent)), "")
    system = next((name for sign, name in _SYSTEMS if sign in user_agent), "")
    return ", ".join(word for word in (browser, system) if word) or t("peramban lain")
