"""The quiet lines under a number: what a reader should know before leaning on it."""

import math
from typing import Final

from capaian.improvement.hiding import extreme
from capaian.improvement.sentences import CEILING, Row
from capaian.locale import N_, Texts

_LOST: Final = N_(
    "{n} siswa hanya ikut tes awal (rata-rata awal {lost}, yang ikut keduanya {matched}); bila nilai mereka tidak "
    "berubah, kenaikan rata-rata {bound} poin"
)
_HIGH: Final = N_("{share} siswa sudah dekat nilai terbaik sebelum pelatihan; jangan mengurutkan menurut kenaikan")
_ZEROS: Final = N_(
    "{n} siswa bernilai 0 pada salah satu tes; tanpa mereka perubahan rata-rata {without} poin, dengan mereka "
    "{with_all} poin: periksa apakah 0 berarti tidak ikut"
)
_CLASSES: Final = N_(
    "dihitung per kelas ({clusters} kelas), kisaran 95% adalah {low} sampai {high}; di bawah 10 kelas kisaran ini "
    "masih terlalu sempit"
)
_ENOUGH_CLASSES: Final = N_("dihitung per kelas ({clusters} kelas), kisaran 95% adalah {low} sampai {high}")
_HOLM: Final = N_("{m} uji ditampilkan; nilai p disesuaikan menurut Holm, kisaran tetap 95% untuk masing-masing")
_RATED: Final = N_("dinilai sebelum oleh {before}, sesudah oleh {after}")
_RATED_ALIKE: Final = N_("dinilai oleh {before}, sebelum dan sesudah")
_RATERS: Final = N_("{changed} dari {students} siswa dinilai orang yang berbeda sesudah pelatihan")


def attrition_note(attrition: Row, t: Texts) -> str:
    """Who sat the first test only, and the cautious bound; empty where nobody did. attrition: ATTRITION_COLUMNS."""
    if not attrition["n_before_only"] or not attrition["n_both"]:
        return ""
    return t(
        _LOST,
        n=t.number(attrition["n_before_only"], 0),
        lost=t.number(attrition["mean_before_lost"]),
        matched=t.number(attrition["mean_before_matched"]),
        bound=t.signed(attrition["cautious_gain"]),
    )


def ceiling_note(row: Row, t: Texts, *, coded: bool = False) -> str:
    """That little could be gained, from CEILING of the students near the best mark; else empty.

    coded: for what leaves the school, that nearly all were is told as `>95%`.
    """
    share = row["ceiling_before"]
    if not share >= CEILING:
        return ""
    return t(_HIGH, share=">95%" if coded and extreme(share) else t.percent(share))


def zeros_note(row: Row, without_zeros: Row | None, zeros: int, t: Texts) -> str:
    """The mean gain both ways; empty where nobody has a 0. without_zeros: the row of `without_zeros`."""
    if not zeros or without_zeros is None:
        return ""
    return t(
        _ZEROS,
        n=t.number(zeros, 0),
        without=t.signed(without_zeros["mean_gain"]),
        with_all=t.signed(row["mean_gain"]),
    )


def cluster_note(cluster: Row, t: Texts) -> str:
    """The interval over classes; empty with one class. cluster: CLUSTER_COLUMNS."""
    if math.isnan(cluster["cluster_low"]):
        return ""
    template = _CLASSES if cluster["few_clusters"] else _ENOUGH_CLASSES
    ends = {"low": t.number(cluster["cluster_low"]), "high": t.number(cluster["cluster_high"])}
    return t(template, clusters=t.number(cluster["clusters"], 0), **ends)


def holm_note(m: int, t: Texts) -> str:
    """How many tests a page shows; empty for one."""
    return t(_HOLM, m=t.number(m, 0)) if m > 1 else ""


def rater_note(raters: Row, t: Texts) -> str:
    """A change of rater, said beside the number; empty where there was none. raters: RATER_COLUMNS."""
    if not raters["changed"]:
        return ""
    return t(_RATERS, changed=t.number(raters["changed"], 0), students=t.number(raters["students"], 0))


def rated_note(raters: Row, t: Texts) -> str:
    """Who rated before and after, and of how many students that changed. raters: RATER_COLUMNS."""
    names = {"before": raters["raters_before"], "after": raters["raters_after"]}
    if not raters["changed"] and raters["raters_before"] == raters["raters_after"]:
        return t(_RATED_ALIKE, before=raters["raters_before"])
    return "; ".join(part for part in (t(_RATED, **names), rater_note(raters, t)) if part)
