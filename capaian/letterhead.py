"""What stands on a school's paper: the letterhead, the place, who signs, the size of the sheet."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from capaian.locale import PassMarkName

LONGEST: Final = 160
"""No line of a letterhead is longer."""
IMAGE_STARTS: Final = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
"""How a PNG and a JPEG begin; a letterhead holds no other kind."""
IMAGE_BYTES: Final = 1 << 20


class PaperSize(StrEnum):
    """F4: 215 x 330 mm, the folio of Indonesian offices."""

    A4 = "a4"
    F4 = "f4"


class StudentWord(StrEnum):
    """What a school calls its students on paper."""

    STUDENT = "siswa"
    PUPIL = "murid"
    LEARNER = "peserta_didik"


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who signs. title: as it is written, `Plt. Kepala Sekolah`. rank, number: may be missing.

    number_label: what the number is, NIP unless told. A missing name leaves a dotted line for the pen.
    """

    title: str = ""
    name: str = ""
    rank: str = ""
    number: str = ""
    number_label: str = "NIP"


@dataclass(frozen=True, slots=True)
class Letterhead:
    """A school's paper.

    above: the lines over the name, a province and its office or a foundation. contact: telephone, site, mail.
    image: PNG or JPEG bytes, empty for none; a wide one is the whole letterhead, a narrow one a logo beside the lines.
    second: who signs beside the principal; without name and title nobody does. place: where papers are signed.
    pass_mark_name: what the pass mark is called, on pages and in every file too.
    """

    name: str
    above: tuple[str, ...] = ()
    address: str = ""
    contact: str = ""
    image: bytes = field(default=b"", repr=False)
    place: str = ""
    principal: Signatory = Signatory()
    second: Signatory = Signatory()
    student_word: StudentWord = StudentWord.STUDENT
    paper: PaperSize = PaperSize.A4
    pass_mark_name: PassMarkName = PassMarkName.KKM

    @property
    def has_second(self) -> bool:
        """Whether somebody signs beside the principal."""
        return bool(self.second.name or self.second.title)
