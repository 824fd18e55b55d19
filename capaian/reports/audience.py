"""For whom a file is: those inside the school, with names, or anybody, with groups only."""

from enum import StrEnum
from typing import Final

from capaian.locale import N_, Texts


class Audience(StrEnum):
    """internal: names and single marks. shareable: groups only, and none that is small."""

    INTERNAL = "internal"
    SHAREABLE = "shareable"


MARKS: Final = {
    Audience.INTERNAL: N_("Rahasia – hanya untuk internal sekolah"),
    Audience.SHAREABLE: N_("Untuk dibagikan – tanpa nama, kelompok kecil disembunyikan"),
}
"""What stands on every page of a file."""

FILE_WORDS: Final = {Audience.INTERNAL: N_("internal"), Audience.SHAREABLE: N_("untuk dibagikan")}
"""What stands in the file's name."""


def mark_of(audience: Audience, t: Texts) -> str:
    """The words on every page of a file for this audience."""
    return t(MARKS[audience])
