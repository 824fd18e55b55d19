"""The screens: file, address, title, icon; one list for the router, the documents and the tests."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import streamlit as st

from capaian.access import Action, Actor, Role, may_somewhere
from capaian.locale import N_, Texts
from capaian.settings import ROOT


class Section(StrEnum):
    """Where a screen is found."""

    MENU = "menu"
    SETTINGS = "settings"
    """On the page Pengaturan, and by its address."""
    COHORT = "cohort"
    """On the page Kohort, and by its address."""


@dataclass(frozen=True, slots=True)
class Screen:
    """One screen. title, hint: catalogue messages, the hint one sentence. address: the last part of its URL.

    action: the right without which it is not shown as a way.
    """

    file: str
    address: str
    title: str
    icon: str
    action: Action
    hint: str = ""
    section: Section = Section.SETTINGS


OVERVIEW: Final = Screen(
    *("overview.py", "ringkasan", N_("Ringkasan"), ":material/home:", Action.VIEW_SCHOOL),
    hint=N_("Seluruh sekolah dalam satu pandangan."),
    section=Section.MENU,
)
UPLOAD: Final = Screen(
    *("upload.py", "unggah", N_("Unggah"), ":material/upload_file:", Action.IMPORT_MARKS),
    hint=N_("Masukkan lembar nilai yang sudah ada."),
    section=Section.MENU,
)
COHORT: Final = Screen(
    *("cohort.py", "kohort", N_("Kohort"), ":material/groups:", Action.VIEW_COHORT),
    hint=N_("Apa yang berubah di satu pelatihan."),
    section=Section.MENU,
)
STUDENT: Final = Screen(
    *("student.py", "siswa", N_("Siswa"), ":material/person:", Action.VIEW_STUDENTS),
    hint=N_("Cari satu siswa dan lihat nilainya."),
    section=Section.MENU,
)
COMPARE: Final = Screen(
    *("compare.py", "banding", N_("Banding"), ":material/balance:", Action.VIEW_COHORT),
    hint=N_("Dua kelompok bersisian, nilai awalnya dulu."),
    section=Section.MENU,
)
EXPORT: Final = Screen(
    *("export.py", "ekspor", N_("Ekspor"), ":material/download:", Action.VIEW_COHORT),
    hint=N_("Unduh hasil, formulir, dan surat."),
    section=Section.MENU,
)
HISTORY: Final = Screen(
    *("history.py", "riwayat", N_("Riwayat"), ":material/restore_page:", Action.VIEW_IMPORTS),
    hint=N_("Setiap unggahan, dan cara membatalkannya."),
    section=Section.MENU,
)
SETTINGS: Final = Screen(
    *("settings.py", "pengaturan", N_("Pengaturan"), ":material/settings:", Action.VIEW_SCHOOL),
    hint=N_("Sekolah, akun, dan cara Capaian menghitung."),
    section=Section.MENU,
)

SETUP: Final = Screen(
    *("setup.py", "mulai", N_("Mulai"), ":material/flag:", Action.EDIT_SCHOOL),
    hint=N_("Nama sekolah, zona waktu, dan sekolah contoh."),
)
IDENTITY: Final = Screen(
    *("identity.py", "identitas", N_("Sekolah dan kop surat"), ":material/contract:", Action.EDIT_SCHOOL),
    hint=N_("Kop surat, penanda tangan, dan ukuran kertas."),
)
ACCOUNTS: Final = Screen(
    *("accounts.py", "akun", N_("Akun"), ":material/manage_accounts:", Action.MANAGE_ACCOUNTS),
    hint=N_("Siapa yang boleh masuk, dan apa yang ia lihat."),
)
MEANINGS: Final = Screen(
    *("meanings.py", "makna", N_("Makna tersimpan"), ":material/psychology:", Action.IMPORT_MARKS),
    hint=N_("Arti kolom dan tulisan yang diingat dari unggahan."),
)
CERTIFICATES: Final = Screen(
    *("certificates.py", "sertifikat", N_("Sertifikat"), ":material/workspace_premium:", Action.VIEW_STUDENTS),
    hint=N_("Skema, unit, nomor, dan masa berlaku."),
    section=Section.COHORT,
)
PRIVACY: Final = Screen(
    *("privacy.py", "privasi", N_("Data pribadi"), ":material/shield_person:", Action.KEEP_CONSENTS),
    hint=N_("Persetujuan, salinan, perbaikan, dan penghapusan data siswa."),
)
BACKUP: Final = Screen(
    *("backup.py", "cadangan", N_("Cadangan"), ":material/backup:", Action.BACK_UP),
    hint=N_("Salinan seluruh data, dan jalan kembali."),
)
AUDIT: Final = Screen(
    *("audit.py", "catatan", N_("Catatan kegiatan"), ":material/history:", Action.VIEW_AUDIT),
    hint=N_("Siapa melakukan apa, dan kapan."),
)
SCORING: Final = Screen(
    *("scoring.py", "penilaian", N_("Penilaian"), ":material/rule:", Action.VIEW_COHORT),
    hint=N_("Bobot, skala, dan arah nilai tiap kohort; instrumen sekolah."),
)
METHOD: Final = Screen(
    *("method.py", "metode", N_("Metode"), ":material/menu_book:", Action.VIEW_SCHOOL),
    hint=N_("Bagaimana setiap angka dihitung."),
)
MY_ACCOUNT: Final = Screen(
    *("my_account.py", "profil", N_("Akun saya"), ":material/account_circle:", Action.KEEP_OWN_ACCOUNT),
    hint=N_("Kata sandi Anda dan perangkat yang sedang masuk."),
)

SCREENS: Final = (
    *(OVERVIEW, UPLOAD, COHORT, STUDENT, COMPARE, EXPORT, HISTORY, SETTINGS),
    *(SETUP, IDENTITY, ACCOUNTS, SCORING, MEANINGS, CERTIFICATES, PRIVACY, BACKUP, AUDIT, METHOD, MY_ACCOUNT),
)
"""In the order of the menu and of the cards on Pengaturan; the first is where `/` leads once there is a school."""


def may_open(screen: Screen, actor: Actor) -> bool:
    """Whether the actor is shown the way to the screen; the page asks again for its own right.

    The setup page is also where a visitor begins.
    """
    return may_somewhere(actor, screen.action) or (screen is SETUP and actor.role is Role.VISITOR)


def in_menu(screen: Screen, actor: Actor) -> bool:
    """Whether the actor finds the screen in the menu."""
    return screen.section is Section.MENU and may_open(screen, actor)


def under_settings(actor: Actor) -> list[Screen]:
    """The screens that the page Pengaturan leads this actor to."""
    return [each for each in SCREENS if each.section is Section.SETTINGS and may_open(each, actor)]


def page_of(screen: Screen, t: Texts, *, in_menu: bool = True) -> st.Page:
    """What st.navigation, st.page_link and st.switch_page take."""
    return st.Page(
        ROOT / "pages" / screen.file,
        title=t(screen.title),
        icon=screen.icon,
        url_path=screen.address,
        visibility="visible" if in_menu else "hidden",
        help=t(screen.hint) if screen.hint else None,
    )
