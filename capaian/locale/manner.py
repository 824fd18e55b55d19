"""In which manner messages are said: of whom they speak, and what the pass mark is called.

A message is written once, of students (`siswa`) and with `KKM`. What else a school says in their place is
one noun for another in both languages, put in before the fields are filled, so that no name, no file and no
number is ever touched.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final, Literal, TypeAlias

People: TypeAlias = Literal["students", "pupils", "learners", "teachers", "mixed"]
"""mixed: of students and teachers together."""


class PassMarkName(StrEnum):
    """What a school calls its pass mark: as the curriculum of 2013 does, as Kurikulum Merdeka does, or in words."""

    KKM = "kkm"
    KKTP = "kktp"
    PLAIN = "batas_lulus"


@dataclass(frozen=True, slots=True)
class Manner:
    """people: whom sentences about students speak of. pass_mark: what stands where a message says KKM."""

    people: People = "students"
    pass_mark: PassMarkName = PassMarkName.KKM


PLAIN: Final = Manner()
"""As the messages are written."""

_PEOPLE: Final[Mapping[str, Mapping[str, tuple[str, str]]]] = {
    "id": {
        "students": ("siswa", "siswa"),
        "pupils": ("murid", "murid"),
        "learners": ("peserta didik", "peserta didik"),
        "teachers": ("guru", "guru"),
        "mixed": ("peserta", "peserta"),
    },
    "en": {
        "students": ("student", "students"),
        "pupils": ("pupil", "pupils"),
        "learners": ("learner", "learners"),
        "teachers": ("teacher", "teachers"),
        "mixed": ("participant", "participants"),
    },
}
"""One and many."""
_PASS_MARKS: Final[Mapping[str, Mapping[PassMarkName, str]]] = {
    "id": {PassMarkName.KKM: "KKM", PassMarkName.KKTP: "KKTP", PassMarkName.PLAIN: "batas lulus"},
    "en": {PassMarkName.KKM: "KKM", PassMarkName.KKTP: "KKTP", PassMarkName.PLAIN: "pass mark"},
}
_WRITTEN: Final = {
    "id": re.compile(r"(?<![{\w])(?:(?P<one>[Ss]iswa)|(?P<mark>KKM)\b)"),
    "en": re.compile(r"(?<![{\w])(?:(?P<many>[Ss]tudents)|(?P<one>[Ss]tudent)|(?P<mark>KKM))\b"),
}


def pass_mark_word(language: str, manner: Manner) -> str:
    """`KKM`, `KKTP`, `batas lulus`."""
    return _PASS_MARKS[language][manner.pass_mark]


@lru_cache(maxsize=4096)
def said(words: str, language: str, manner: Manner) -> str:
    """The words of a message, their fields still to be filled, in this manner; a capital stays a capital."""

    def instead(found: re.Match[str]) -> str:
        if found["mark"]:
            name = pass_mark_word(language, manner)
            return name[:1].upper() + name[1:] if found.start() == 0 else name
        one, many = _PEOPLE[language][manner.people]
        noun = many if found.lastgroup == "many" else one
        return noun[:1].upper() + noun[1:] if found[0][0].isupper() else noun

    return _WRITTEN[language].sub(instead, words)
