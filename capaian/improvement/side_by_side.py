"""Two groups that were both trained, side by side: no more is said than their marks before allow."""

from typing import Final

from capaian.improvement.comparison import EQUIVALENT, NOT_COMPARABLE, Comparison
from capaian.improvement.sentences import SMALL
from capaian.improvement.verdicts import SLOPES_DIFFER, way
from capaian.locale import N_, Texts

BAND_NAMES: Final = {
    EQUIVALENT: N_("setara sebelum pelatihan"),
    "adjust": N_("agak berbeda sebelum pelatihan; dibandingkan pada nilai awal yang sama"),
    NOT_COMPARABLE: N_("tidak dapat dibandingkan: terlalu berbeda sebelum pelatihan"),
}
"""The bands of the What Works Clearinghouse, in words."""

_SMALL: Final = N_(
    "Kelompok terlalu kecil untuk dibandingkan ({n} dan {other} siswa; perlu sedikitnya {least} di tiap kelompok)."
)
_NO_SPREAD: Final = N_("Nilai awal tidak cukup beragam untuk dibandingkan.")
_APART: Final = N_(
    "Tidak dapat dibandingkan: nilai awal {one} dan {other} terlalu berbeda (g {g}; batas 0,25). Tidak ada yang "
    "disebut lebih baik."
)
_SLOPES: Final = N_("Selisihnya bergantung pada nilai awal siswa, jadi tidak ada satu angka untuk semua.")
_DISAGREE: Final = N_(
    "Dua cara membandingkan berbeda jawaban (paradoks Lord), jadi belum dapat disimpulkan mana yang lebih banyak naik."
)
_UNCLEAR: Final = N_("Belum cukup bukti bahwa {one} dan {other} berbeda.")
_MORE: Final = {
    True: N_("{more} naik {gain} poin lebih banyak daripada {less} (kisaran 95%: {low} sampai {high})."),
    False: N_("Pada nilai awal yang sama, {more} {gain} poin di atas {less} (kisaran 95%: {low} sampai {high})."),
}


def side_by_side(comparison: Comparison, one: str, other: str, t: Texts) -> str:
    """One sentence on two groups by their names; the same gates as `comparison_verdict`, in the same order.

    It names the group that gained more only where both ways of comparing say so and the marks before
    allow it, and never why.
    """
    n, m = comparison.n, comparison.n_comparison
    if min(n, m) < SMALL:
        return t(_SMALL, n=t.number(n, 0), other=t.number(m, 0), least=t.number(SMALL, 0))
    if comparison.band is None:
        return t(_NO_SPREAD)
    if comparison.band == NOT_COMPARABLE:
        return t(_APART, one=one, other=other, g=t.signed(comparison.baseline_g, 2))
    if comparison.slope_p < SLOPES_DIFFER:
        return t(_SLOPES)
    ways = [
        way(comparison.did_low, comparison.did_high),
        way(comparison.ancova_low, comparison.ancova_high),
    ]
    if ways[0] != ways[1]:
        return t(_DISAGREE)
    if ways[0] == 0:
        return t(_UNCLEAR, one=one, other=other)
    alike = comparison.band == EQUIVALENT
    found = (comparison.did, comparison.did_low, comparison.did_high)
    if not alike:
        found = (comparison.ancova, comparison.ancova_low, comparison.ancova_high)
    more, less = (one, other) if ways[0] > 0 else (other, one)
    low, high = sorted(abs(end) for end in found[1:])
    told = {"gain": t.number(abs(found[0])), "low": t.number(low), "high": t.number(high)}
    return t(_MORE[alike], more=more, less=less, **told)
