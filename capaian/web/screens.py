"""The screens: file, address, title, icon; one list for the router, the documents and the tests."""

from dataclasses import dataclass
from typing import Final

import streamlit as st

from capaian.locale import N_, Texts
from capaian.settings import ROOT


@dataclass(frozen=True, slots=True)
class Screen:
    """One screen. title: a catalogue message. address: the last part of its URL, in Indonesian."""

    file: str
    address: str
    title: str
    icon: str


SETUP: Final = Screen("setup.py", "mulai", N_("Mulai"), ":material/flag:")
UPLOAD: Final = Screen("upload.py", "unggah", N_("Unggah"), ":material/upload_file:")
COHORT: Final = Screen("cohort.py", "kohort", N_("Kohort"), ":material/groups:")
STUDENT: Final = Screen("student.py", "siswa", N_("Siswa"), ":material/person:")
EXPORT: Final = Screen("export.py", "ekspor", N_("Ekspor"), ":material/download:")

SCREENS: Final = (COHORT, UPLOAD, STUDENT, EXPORT, SETUP)
"""In the order of the menu; the first is where `/` leads once there is a school."""


def page_of(screen: Screen, t: Texts, *, in_menu: bool = True) -> st.Page:
    """What st.navigation, st.page_link and st.switch_page take."""
    return st.Page(
        ROOT / "pages" / screen.file,
        title=t(screen.title),
        icon=screen.icon,
        url_path=screen.address,
        visibility="visible" if in_menu else "hidden",
    )
