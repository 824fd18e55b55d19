"""The papers of docs/privacy that a school prints: the notice with its consent form, and what to do after a breach."""

from enum import StrEnum
from functools import cache
from typing import Final

from capaian.settings import ROOT

_FOLDER: Final = ROOT / "docs" / "privacy"
_SCHOOL: Final = "[NAMA SEKOLAH]"
_YEARS: Final = "[TAHUN]"


class Paper(StrEnum):
    """A paper; its value is its file's name."""

    NOTICE = "notice"
    BREACH = "breach"


def paper_text(paper: Paper, language: str, *, school: str, years: str) -> str:
    """The paper in Markdown with the school's name and the time of keeping filled in.

    school, years: as the place it goes to takes them, plain in a file and escaped on a page.
    """
    return _read(paper, language).replace(_SCHOOL, school).replace(_YEARS, years)


@cache
def _read(paper: Paper, language: str) -> str:
    return (_FOLDER / f"{paper.value}.{language}.md").read_text("utf-8")
