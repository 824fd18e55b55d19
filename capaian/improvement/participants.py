"""Who took part: students or teachers, who are trained as well, or both in a sum over cohorts."""

from collections.abc import Iterable
from typing import Literal, TypeAlias

from capaian.locale import Texts

Participants: TypeAlias = Literal["students", "teachers", "mixed"]
"""mixed: of a sum over cohorts of both."""


def participants_of(kinds: Iterable[Participants]) -> Participants:
    """Who takes part in several cohorts: mixed where they are not all the same, students where there is none."""
    found = set(kinds)
    return "students" if not found else found.pop() if len(found) == 1 else "mixed"


def people(n: int, participants: Participants, t: Texts) -> str:
    """`34 siswa`, `34 guru` or `34 peserta`."""
    return t.about(participants).plural("{n} siswa", "{n} siswa", n)
