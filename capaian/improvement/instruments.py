"""What a school can start from: a character instrument, a technical rubric, and how levels become marks.

All of it can be changed by the school. Behaviour is rated, never origin: "the character of Jogja" is
*Sopan santun dan tata krama*.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from capaian.locale import N_, Texts
from capaian.scores import SCALE_100, Scale


class Dimension(StrEnum):
    """The dimensions of the graduate profile, Permendikdasmen 10/2025, Article 4; the value is the official name."""

    FAITH = N_("Keimanan dan ketakwaan terhadap Tuhan YME")
    CITIZENSHIP = N_("Kewargaan")
    REASONING = N_("Penalaran kritis")
    CREATIVITY = N_("Kreativitas")
    COLLABORATION = N_("Kolaborasi")
    INDEPENDENCE = N_("Kemandirian")
    HEALTH = N_("Kesehatan")
    COMMUNICATION = N_("Komunikasi")


@dataclass(frozen=True, slots=True)
class Behaviour:
    """One criterion of character: its name, what each level 1-4 looks like, the dimensions it stands for."""

    name: str
    levels: tuple[str, str, str, str]
    dimensions: tuple[Dimension, ...]


LEVEL_NAMES: Final = (N_("Perlu bimbingan"), N_("Cukup"), N_("Baik"), N_("Sangat baik"))
"""Levels 1 to 4."""

CHARACTER_INSTRUMENT: Final = (
    Behaviour(
        N_("Disiplin"),
        (
            N_("sering terlambat atau tidak lengkap"),
            N_("kadang terlambat"),
            N_("tepat waktu dan lengkap"),
            N_("tepat waktu dan mengingatkan teman"),
        ),
        (Dimension.INDEPENDENCE,),
    ),
    Behaviour(
        N_("Tanggung jawab"),
        (
            N_("meninggalkan tugas"),
            N_("menyelesaikan bila diingatkan"),
            N_("menyelesaikan sendiri"),
            N_("menyelesaikan dan merapikan area kerja"),
        ),
        (Dimension.INDEPENDENCE, Dimension.CITIZENSHIP),
    ),
    Behaviour(
        N_("Kejujuran"),
        (
            N_("menutupi kesalahan"),
            N_("mengaku bila ditanya"),
            N_("melapor sendiri"),
            N_("melapor dan memperbaiki"),
        ),
        (Dimension.FAITH,),
    ),
    Behaviour(
        N_("Kerja sama"),
        (
            N_("bekerja sendiri atau mengganggu"),
            N_("ikut bila diajak"),
            N_("aktif dalam tim"),
            N_("membantu tim menyelesaikan"),
        ),
        (Dimension.COLLABORATION,),
    ),
    Behaviour(
        N_("Inisiatif"),
        (
            N_("menunggu perintah"),
            N_("sesekali bertanya"),
            N_("bertanya dan mencoba"),
            N_("menawarkan solusi"),
        ),
        (Dimension.CREATIVITY, Dimension.REASONING),
    ),
    Behaviour(
        N_("Sopan santun dan tata krama"),
        (
            N_("tidak menyapa"),
            N_("menyapa bila disapa"),
            N_("menyapa, minta izin, berterima kasih"),
            N_("menjadi teladan"),
        ),
        (Dimension.CITIZENSHIP, Dimension.COMMUNICATION),
    ),
    Behaviour(
        N_("K3LH (budaya keselamatan)"),
        (
            N_("bekerja tanpa APD"),
            N_("memakai APD bila diingatkan"),
            N_("memakai APD dan mengikuti prosedur dengan benar"),
            N_("mengingatkan teman"),
        ),
        (Dimension.HEALTH,),
    ),
    Behaviour(
        N_("Komunikasi"),
        (
            N_("tidak menjawab"),
            N_("menjawab singkat"),
            N_("menjelaskan pekerjaan"),
            N_("menjelaskan dan melapor dengan jelas"),
        ),
        (Dimension.COMMUNICATION,),
    ),
)
"""Eight behaviours on levels 1 to 4."""

TECHNICAL_RUBRIC: Final = {
    N_("Persiapan"): 10.0,
    N_("Proses"): 40.0,
    N_("Hasil"): 30.0,
    N_("Sikap kerja"): 10.0,
    N_("Waktu"): 10.0,
}
"""Criterion to weight, in line with the sheet of the vocational competency test (UKK); the weights sum to 100."""


@dataclass(frozen=True, slots=True)
class Conversion:
    """How a mark on a scale, or the mean of ratings on levels, becomes a mark 0-100. A cohort keeps its first one.

    key: what is stored. from_lowest: the lowest of the scale becomes 0, else 0 does.
    """

    key: str
    from_lowest: bool

    def to_100(self, mark: float, scale: Scale) -> float:
        """The mark 0-100 of a mark on the scale."""
        floor = scale.min if self.from_lowest else 0.0
        return (mark - floor) / (scale.max - floor) * 100

    def from_100(self, mark: float, scale: Scale) -> float:
        """The mark on the scale of a mark 0-100."""
        floor = scale.min if self.from_lowest else 0.0
        return floor + mark / 100 * (scale.max - floor)

    def formula(self, scale: Scale, t: Texts) -> str:
        """As it is printed beside the marks; m is the mark or the mean of the ratings."""
        told = {"low": t.exact(scale.min), "high": t.exact(scale.max), "span": t.exact(scale.max - scale.min)}
        first = t.exact(round(self.to_100(scale.min, scale), 1))
        return t(_FROM_LOWEST if self.from_lowest else _SHARE, first=first, **told)


_SHARE: Final = N_("m ÷ {high} × 100 (nilai {low} menjadi {first})")
_FROM_LOWEST: Final = N_("(m − {low}) ÷ {span} × 100 (nilai {low} menjadi {first})")

CONVERSIONS: Final = {
    one.key: one
    for one in (
        Conversion("share_of_highest", from_lowest=False),
        Conversion("lowest_to_highest", from_lowest=True),
    )
}
"""By key; the first is what schools commonly do: mark / maximum x 100."""

FOUR: Final = Scale(1, 4)
"""The scale of the character instrument."""


def conversion_words(key: str, scale: Scale, t: Texts) -> str:
    """The formula as it is printed; "" where a mark is one out of 100 already."""
    conversion = CONVERSIONS[key]
    unchanged = scale.max == SCALE_100.max and (scale.min == 0 or not conversion.from_lowest)
    return "" if unchanged else conversion.formula(scale, t)
