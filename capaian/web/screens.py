"""The screens: file, address, title, icon; one list for the router, the documents and the tests."""

from dataclasses import dataclass
from typing import Final

import streamlit as st

from capaian.access import Action, Actor, Role, may_somewhere
from capaian.locale import N_, Texts
from capaian.settings import ROOT


@dataclass(frozen=True, slots=True)
class Screen:
    """One screen. title: a catalogue message. address: the last part of its URL, in Indonesian.

    action: the right without which it is not in the menu.
    """

    file: str
    address: str
    title: str
    icon: str
    action: Action


OVERVIEW: Final = Screen("overview.py", "ringkasan", N_("Ringkasan"), ":material/home:", Action.VIEW_SCHOOL)
SETUP: Final = Screen("setup.py", "mulai", N_("Mulai"), ":material/flag:", Action.EDIT_SCHOOL)
UPLOAD: Final = Screen("upload.py", "unggah", N_("Unggah"), ":material/upload_file:", Action.IMPORT_MARKS)
HISTORY: Final = Screen("history.py", "riwayat", N_("Riwayat"), ":material/restore_page:", Action.VIEW_IMPORTS)
COHORT: Final = Screen("cohort.py", "kohort", N_("Kohort"), ":material/groups:", Action.VIEW_COHORT)
STUDENT: Final = Screen("student.py", "siswa", N_("Siswa"), ":material/person:", Action.VIEW_STUDENTS)
COMPARE: Final = Screen("compare.py", "banding", N_("Banding"), ":material/balance:", Action.VIEW_STUDENTS)
METHOD: Final = Screen("method.py", "metode", N_("Metode"), ":material/menu_book:", Action.VIEW_SCHOOL)
EXPORT: Final = Screen("export.py", "ekspor", N_("Ekspor"), ":material/download:", Action.VIEW_STUDENTS)

ACCOUNTS: Final = Screen("accounts.py", "akun", N_("Akun"), ":material/manage_accounts:", Action.MANAGE_ACCOUNTS)
MY_ACCOUNT: Final = Screen(
    "my_account.py", "profil", N_("Akun saya"), ":material/account_circle:", Action.KEEP_OWN_ACCOUNT
)
AUDIT: Final = Screen("audit.py", "catatan", N_("Catatan kegiatan"), ":material/history:", Action.VIEW_AUDIT)
PRIVACY: Final = Screen("privacy.py", "privasi", N_("Data pribadi"), ":material/shield_person:", Action.KEEP_CONSENTS)

SCREENS: Final = (
    *(OVERVIEW, COHORT, COMPARE, UPLOAD, HISTORY, STUDENT, EXPORT, SETUP),
    *(ACCOUNTS, PRIVACY, AUDIT, METHOD, MY_ACCOUNT),
)
"""In the order of the menu; the first is where `/` leads once there is a school."""


def in_menu(screen: Screen, actor: Actor) -> bool:
    """Whether the actor finds the screen in the menu; the page asks again for its own right.

    The setup page is also where a visitor begins.
    """
    return may_somewhere(actor, screen.action) or (screen is SETUP and actor.role is Role.VISITOR)


def page_of(screen: Screen, t: Texts, *, in_menu: bool = True) -> st.Page:
    """What st.navigation, st.page_link and st.switch_page take."""
    return st.Page(
        ROOT / "pages" / screen.file,
        title=t(screen.title),
        icon=screen.icon,
        url_path=screen.address,
        visibility="visible" if in_menu else "hidden",
    )
