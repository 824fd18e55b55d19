"""What the school wanted beforehand, and whether it came: by the interval, never by the point alone."""

from collections.abc import Mapping
from typing import Any, Final

from capaian.improvement import GOAL_NAMES, Goal, mean_gain_goal, pass_share, pass_share_goal
from capaian.locale import Texts
from capaian.store import Cohort, Target
from capaian.web.parts_html import Html, tag
from capaian.web.parts_words import status

ENOUGH: Final = 5
"""Fewer pairs than this carry no interval, and so no answer."""
_SIGNS: Final = {Goal.REACHED: ("✓", "good"), Goal.NOT_YET: ("○", "care"), Goal.CANNOT_SAY: ("?", "calm")}


def goal_list(row: Mapping[str, Any], target: Target, cohort: Cohort, t: Texts, *, time_zone: str) -> Html:
    """A line for each target of the aspect: what was wanted, where it stands, the interval, when it was set."""
    lines = []
    if target.mean_gain is not None:
        wanted = t("Target kenaikan rata-rata {points} poin", points=t.exact(target.mean_gain))
        lines.append(_line(wanted, _gain_state(row, target.mean_gain), _gain_range(row, t), t))
    if target.pass_share is not None:
        wanted = t("Target {share} siswa mencapai KKM", share=t.percent(target.pass_share))
        lines.append(_line(wanted, _share_state(row, target.pass_share), _share_range(row, t), t))
    return tag("div", *lines, tag("p", _when(target, cohort, t, time_zone), class_="cp-quiet"), class_="cp-goals")


def _line(wanted: str, state: Goal, found: str, t: Texts) -> Html:
    sign, tone = _SIGNS[state]
    return tag("p", f"{wanted}: ", status(sign, t(GOAL_NAMES[state]), tone), f" ({found})" if found else None)


def _gain_state(row: Mapping[str, Any], target: float) -> Goal:
    return mean_gain_goal(row, target) if int(row["n_matched"]) >= ENOUGH else Goal.CANNOT_SAY


def _share_state(row: Mapping[str, Any], target: float) -> Goal:
    return pass_share_goal(row, target) if int(row["n_matched"]) >= ENOUGH else Goal.CANNOT_SAY


def _gain_range(row: Mapping[str, Any], t: Texts) -> str:
    if int(row["n_matched"]) < ENOUGH:
        return t("kelompok terlalu kecil")
    return t(
        "{gain} poin, kisaran 95%: {low} sampai {high}",
        gain=t.signed(row["mean_gain"]),
        low=t.number(row["gain_low"]),
        high=t.number(row["gain_high"]),
    )


def _share_range(row: Mapping[str, Any], t: Texts) -> str:
    if int(row["n_matched"]) < ENOUGH:
        return t("kelompok terlalu kecil")
    share, low, high = pass_share(row)
    return t(
        "{share}, kisaran 95%: {low} sampai {high}", share=t.percent(share), low=t.percent(low), high=t.percent(high)
    )


def _when(target: Target, cohort: Cohort, t: Texts, time_zone: str) -> str:
    words = t("Ditetapkan {when}.", when=t.moment(target.set_at, time_zone))
    if cohort.ends_on is not None and target.set_at.date() > cohort.ends_on:
        return f"{words} {t('Ini sesudah pelatihan selesai, jadi bukan target yang dibuat sebelumnya.')}"
    return words
