"""What a comparison group says, in words: never more than the two groups can bear."""

import math
from dataclasses import asdict
from typing import Any, Final

from capaian.improvement.comparison import EQUIVALENT, NOT_COMPARABLE, Comparison
from capaian.improvement.sentences import SMALL
from capaian.locale import LANGUAGES, N_, Texts, texts

SLOPES_DIFFER: Final = 0.05

_SMALL: Final = N_(
    "kelas pembanding ada, tetapi kelompok terlalu kecil untuk dibandingkan ({n} dan {other} siswa; perlu sedikitnya "
    "{least} di tiap kelompok)"
)
_UNKNOWN: Final = N_("kelas pembanding ada, tetapi nilai awal tidak cukup beragam untuk dibandingkan")
_APART: Final = N_(
    "tidak dapat dibandingkan: nilai awal kedua kelompok terlalu berbeda (g {g}; batas 0,25), jadi ini belum bukti "
    "bahwa pelatihan penyebabnya"
)
_SLOPES: Final = N_(
    "selisihnya dengan kelas pembanding bergantung pada nilai awal siswa, jadi tidak ada satu angka untuk semua"
)
_DISAGREE: Final = N_(
    "dua cara membandingkan berbeda jawaban (selisih kenaikan {did} poin, selisih pada nilai awal yang sama {ancova} "
    "poin; paradoks Lord), jadi belum dapat disimpulkan"
)
_UNCLEAR: Final = N_(
    "belum cukup bukti bahwa perubahannya berbeda dari kelas pembanding (selisih {gain} poin; kisaran 95%: {low} "
    "sampai {high})"
)
_MORE: Final = {
    (True, True): N_("naik {gain} poin lebih banyak daripada kelas pembanding (kisaran 95%: {low} sampai {high})"),
    (True, False): N_("naik {gain} poin lebih sedikit daripada kelas pembanding (kisaran 95%: {low} sampai {high})"),
    (False, True): N_(
        "pada nilai awal yang sama, {gain} poin lebih baik daripada kelas pembanding (kisaran 95%: {low} sampai {high})"
    ),
    (False, False): N_(
        "pada nilai awal yang sama, {gain} poin kurang baik daripada kelas pembanding (kisaran 95%: {low} sampai "
        "{high})"
    ),
}
_GROUPS: Final = N_("{n} siswa dan {other} siswa pembanding; selisih nilai awal g {g}")
_WAYS: Final = N_(
    "{groups}; selisih kenaikan {did} poin (kisaran 95%: {did_low} sampai {did_high}; {did_p}); pada nilai awal yang "
    "sama {ancova} poin (kisaran 95%: {ancova_low} sampai {ancova_high}; {ancova_p}); uji kemiringan {slope_p}"
)
_CHANGE: Final = {
    True: N_("perubahannya {gain} poin lebih baik daripada kelas pembanding (kisaran 95%: {low} sampai {high})"),
    False: N_("perubahannya {gain} poin kurang baik daripada kelas pembanding (kisaran 95%: {low} sampai {high})"),
}
"""Where the programme's mean did not rise, or rising is not better: nothing is said to rise."""


def comparison_verdict(comparison: Comparison, t: Texts) -> str:
    """The clause that takes the place of the caution in `headline`; no full stop.

    Groups alike before (g within .05): the difference of gains is told; within .25: the difference
    at the same mark before; further apart no winner is named, and no number where slopes differ or
    where the two ways of comparing disagree (Lord 1967).
    """
    n, other = comparison.n, comparison.n_comparison
    if min(n, other) < SMALL:
        return t(_SMALL, n=t.number(n, 0), other=t.number(other, 0), least=t.number(SMALL, 0))
    if comparison.band is None:
        return t(_UNKNOWN)
    if comparison.band == NOT_COMPARABLE:
        return t(_APART, g=t.signed(comparison.baseline_g, 2))
    if comparison.slope_p < SLOPES_DIFFER:
        return t(_SLOPES)
    by_gain, by_mark = (
        way(comparison.did_low, comparison.did_high),
        way(comparison.ancova_low, comparison.ancova_high),
    )
    if by_gain != by_mark:
        return t(_DISAGREE, did=t.signed(comparison.did), ancova=t.signed(comparison.ancova))
    alike = comparison.band == EQUIVALENT
    found = (comparison.did, comparison.did_low, comparison.did_high)
    if not alike:
        found = (comparison.ancova, comparison.ancova_low, comparison.ancova_high)
    if by_gain == 0:
        return t(_UNCLEAR, gain=t.signed(found[0]), low=t.number(found[1]), high=t.number(found[2]))
    low, high = sorted(abs(end) for end in found[1:])
    template = _CHANGE[by_gain > 0] if alike and not comparison.rises else _MORE[alike, by_gain > 0]
    return t(template, gain=t.number(abs(found[0])), low=t.number(low), high=t.number(high))


def comparable(comparison: Comparison) -> bool:
    """Whether a difference may be told at all: enough students, alike enough before, slopes that agree."""
    enough = min(comparison.n, comparison.n_comparison) >= SMALL
    alike = comparison.band is not None and comparison.band != NOT_COMPARABLE
    return enough and alike and not comparison.slope_p < SLOPES_DIFFER


def comparison_note(comparison: Comparison, t: Texts) -> str:
    """The numbers behind the verdict in one line; the differences only where they are `comparable`."""
    groups = comparison_line(comparison, t)
    if not comparable(comparison):
        return groups
    points = {name: t.signed(getattr(comparison, name)) for name in ("did", "ancova")}
    points |= {
        name: t.number(getattr(comparison, name)) for name in ("did_low", "did_high", "ancova_low", "ancova_high")
    }
    tests = {name: p_words(getattr(comparison, name), t) for name in ("did_p", "ancova_p", "slope_p")}
    return t(_WAYS, groups=groups, **points, **tests)


def comparison_line(comparison: Comparison, t: Texts) -> str:
    """How many, and how alike the two groups were before: what `comparison_note` begins with."""
    numbers = {"n": comparison.n, "other": comparison.n_comparison}
    return t(
        _GROUPS, g=t.signed(comparison.baseline_g, 2), **{name: t.number(value, 0) for name, value in numbers.items()}
    )


def p_words(p: float, t: Texts) -> str:
    """`p = 0,043`, `p < 0,001`, or an en dash where there is none."""
    return f"p < {t.number(0.001, 3)}" if p < 0.001 else f"p = {t.number(p, 3)}"


def comparison_to_json(comparison: Comparison) -> dict[str, Any]:
    """The `comparison` of `summary --json`: null where undefined, the verdict in every language.

    Keys: baseline_g, band, did, did_low, did_high, did_p, ancova, ancova_low, ancova_high, ancova_p,
    slope_p, verdict. The numbers stand here whatever the verdict: it is the verdict that withholds.
    """
    values = asdict(comparison)
    for name in ("n", "n_comparison", "rises"):
        del values[name]
    plain = {k: None if isinstance(v, float) and math.isnan(v) else v for k, v in values.items()}
    return {**plain, "verdict": {language: comparison_verdict(comparison, texts(language)) for language in LANGUAGES}}


def way(low: float, high: float) -> int:
    """1: the interval lies above 0, -1: below, 0: it holds 0 or is not known."""
    return (low > 0) - (high < 0)
