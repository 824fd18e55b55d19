"""Words for what is seen: every status is a sign and a word, its colour only repeats them."""

import math
from typing import Final

from capaian.improvement import CHANGE_NAMES, Change
from capaian.locale import N_, Texts
from capaian.scores import Aspect, CohortKind, Phase, State
from capaian.web.parts_html import Html, tag

_STILL: Final = 5e-10
"""Below this a gain is the dust of floating point, not a change."""

_PHASES: Final = {
    Phase.BEFORE: N_("sebelum"),
    Phase.AFTER: N_("sesudah"),
    Phase.RETEST: N_("tes ulang"),
    Phase.FOLLOW_UP: N_("tindak lanjut"),
}

_KINDS: Final = {
    CohortKind.PROGRAMME: N_("Pelatihan"),
    CohortKind.COMPARISON: N_("Kelas pembanding, tanpa pelatihan"),
    CohortKind.RETEST: N_("Tes ulang, tanpa pelatihan"),
}


def aspect_name(aspect: str | None, t: Texts) -> str:
    """`Teknis`; `Nilai` where a file names no aspect."""
    names = {Aspect.COGNITIVE: t("Kognitif"), Aspect.TECHNICAL: t("Teknis"), Aspect.CHARACTER: t("Karakter")}
    return names[Aspect(aspect)] if aspect else t("Nilai")


def phase_name(phase: str | None, t: Texts) -> str:
    """`sebelum`; `tanpa waktu` where none is known."""
    return t(_PHASES[Phase(phase)]) if phase else t("tanpa waktu")


def cohort_kind(kind: CohortKind, t: Texts) -> str:
    """Why a cohort is in the books, in a word or two."""
    return t(_KINDS[kind])


def aspect_hue(aspect: str | None) -> str:
    """The class that carries the aspect's one hue."""
    return f"cp-{aspect or 'any'}"


def status(sign: str, word: str, tone: str) -> Html:
    """A sign and a word; tone is good, care, stop or calm."""
    return tag("span", tag("b", sign, aria_hidden="true"), " ", word, class_=f"cp-word cp-{tone}")


def change(gain: float | None, t: Texts) -> Html:
    """`▲ naik`, `＝ tetap`, `▼ turun`, or a dash where there is no pair."""
    if gain is None or math.isnan(gain):
        return status("–", t("belum ada pasangan"), "calm")
    if abs(gain) < _STILL:
        return status("＝", t("tetap"), "calm")
    return status("▲", t("naik"), "good") if gain > 0 else status("▼", t("turun"), "care")


def reliable_change(known: str, gain: float, t: Texts) -> Html:
    """`▲ naik nyata`, `～ belum jelas`, `▼ turun nyata`: a change beside what the test can tell; known: a Change."""
    looks = {Change.UP: ("▲", "good"), Change.DOWN: ("▼", "care"), Change.UNCLEAR: ("～", "calm")}
    if known not in looks:
        return change(gain, t)
    return status(looks[Change(known)][0], t(CHANGE_NAMES[Change(known)]), looks[Change(known)][1])


def mark(score: float | None, state: str | None, t: Texts) -> Html | str:
    """A mark as written, or in words why there is none. Never zero for a missing one."""
    if score is not None and not math.isnan(score):
        return t.exact(score)
    if state == State.DID_NOT_SIT:
        return status("○", t("tidak ikut tes"), "calm")
    return status("–", t("belum dinilai"), "calm")


def passed(score: float | None, pass_mark: float, t: Texts, *, lower: bool = False) -> Html | None:
    """`✓ tuntas` or `○ belum tuntas`; nothing where there is no mark."""
    if score is None or math.isnan(score):
        return None
    reached = score <= pass_mark if lower else score >= pass_mark
    return status("✓", t("tuntas"), "good") if reached else status("○", t("belum tuntas"), "calm")
