"""One aspect of a cohort as papers tell it: from its summary row alone, as much as so many students carry."""

import math
from collections.abc import Mapping
from typing import Any, Final

from capaian.charts.palette import LIGHT
from capaian.charts.words import measure_name
from capaian.locale import Texts
from capaian.reports.audience import Audience
from capaian.reports.beside import verdict_of
from capaian.reports.measures import records
from capaian.reports.paper_frame import PaperChoice, clean, period_words
from capaian.reports.report import CohortReport
from capaian.reports.telling import told_changes, told_headline, told_passing, told_rows

SOME: Final = 5
MANY: Final = 10
"""From so many pairs on an interval is shown, and without a word of caution (statistics.md, sizes)."""


def whole_rows(report: CohortReport, choice: PaperChoice) -> list[dict[str, Any]]:
    """The rows of whole aspects that this paper may tell; criteria where the file names no aspect."""
    return [row for row in told_summary(report, choice) if row["criterion"] is None or row["aspect"] is None]


def told_summary(report: CohortReport, choice: PaperChoice) -> list[dict[str, Any]]:
    """The rows of the summary, criteria too, that this paper may tell."""
    return told_rows(list(records(report.summary)), choice.audience, choice.smallest)


def hidden_note(report: CohortReport, choice: PaperChoice, t: Texts) -> list[str]:
    """That groups were left out, where some were."""
    if len(told_summary(report, choice)) == len(report.summary):
        return []
    return [t("Kelompok di bawah {n} siswa tidak ditampilkan.", n=t.number(choice.smallest, 0))]


def measure_words(row: Mapping[str, Any], t: Texts) -> str:
    """What a row is of, on one line: an aspect, or a criterion where the file names no aspect."""
    return clean(measure_name(row, t))


def told_aspect(row: Mapping[str, Any], report: CohortReport, choice: PaperChoice, t: Texts) -> dict[str, Any]:
    """The aspect as the summary shows it: number, interval, two points, counts, the sentence."""
    n = int(row["n_matched"])
    drawn = n > 0
    return {
        "name": measure_words(row, t),
        "hue": LIGHT.aspect(row["aspect"]),
        "taking": t("{n} dari {enrolled} ikut kedua tes", n=t.number(n, 0), enrolled=t.number(row["n_enrolled"], 0)),
        "drawn": drawn,
        "gain": t.signed(row["mean_gain"]) if n > 1 else "–",
        "interval": _interval(row, t) if n >= SOME else "",
        "before": share_of(row["mean_before"], report) if drawn else None,
        "after": share_of(row["mean_after"], report) if drawn else None,
        "pass": share_of(row["pass_mark"], report),
        "ends": [t.exact(0), t.exact(report.scale_max)],
        "before_words": t("Sebelum {mark}", mark=t.number(row["mean_before"])) if drawn else "",
        "after_words": t("Sesudah {mark}", mark=t.number(row["mean_after"])) if drawn else "",
        "facts": _facts(row, t, choice.audience) if n >= SOME else [],
        "sentence": sentence_of(row, report, choice, t),
    }


def sentence_of(row: Mapping[str, Any], report: CohortReport, choice: PaperChoice, t: Texts) -> str:
    """The fixed sentence; what a comparison class says, or that there was no training, in place of the caution."""
    smallest = 0 if choice.audience is Audience.INTERNAL else choice.smallest
    verdict = verdict_of(report, row, t, smallest=smallest)
    return told_headline(row, t, choice.audience, verdict=verdict, participants=report.participants)


def told_numbers(row: Mapping[str, Any], t: Texts) -> list[str]:
    """The cells of a summary row: students, both means, the gain, its interval, counts, who reached the pass mark."""
    n = int(row["n_matched"])
    interval = "–"
    if n >= SOME and not math.isnan(row["gain_low"]):
        interval = t("{low} sampai {high}", low=t.signed(row["gain_low"]), high=t.signed(row["gain_high"]))
    return [
        t.number(n, 0),
        t.number(row["mean_before"]),
        t.number(row["mean_after"]),
        t.signed(row["mean_gain"]) if n > 1 else "–",
        interval,
    ]


def number_heads(first: str, t: Texts) -> list[str]:
    """The headings over `first` and `told_numbers`."""
    return [first, t("Ikut kedua tes"), t("Rata-rata sebelum"), t("Rata-rata sesudah"), t("Kenaikan (poin)"),
            t("Kisaran 95%")]  # fmt: skip


def facts_of(report: CohortReport, t: Texts) -> list[list[str]]:
    """What the paper is about, label and words; what is unknown is left out."""
    n = enrolled(report)
    people = t.plural("{n} siswa", "{n} siswa", n)
    lines = [
        (t("Kohort"), report.cohort_name),
        (t("Mitra pelatihan"), report.partner),
        (t("Bidang pelatihan"), report.field),
        (t("Waktu pelatihan"), period_words(report, t)),
        (t("Peserta"), people),
        *report.filters.items(),
    ]
    return [[label, clean(words)] for label, words in lines if words]


def enrolled(report: CohortReport) -> int:
    """How many take part: the roster, or what the sums say where the paper has no names."""
    if len(report.roster):
        return len(report.roster)
    told = report.summary["n_enrolled"]
    return 0 if told.empty else int(told.max())


def scoring_of(report: CohortReport) -> dict[str, Any]:
    """How the report's marks count, as `capaian.improvement` takes it: directions and weights."""
    weights = {(rule.aspect, rule.criterion): rule.weight for rule in report.rules if rule.weight is not None}
    lower = {(rule.aspect, rule.criterion): True for rule in report.rules if rule.lower_is_better}
    return {"lower_is_better": lower or report.lower_is_better, "weights": weights or None}


def share_of(mark: float | None, report: CohortReport) -> float | None:
    """A mark's place on the scale, 0-1; None where there is none."""
    return None if mark is None or math.isnan(mark) else min(max(mark / report.scale_max, 0.0), 1.0)


def _interval(row: Mapping[str, Any], t: Texts) -> str:
    if math.isnan(row["gain_low"]):
        return ""
    words = t("kisaran 95%: {low} sampai {high}", low=t.signed(row["gain_low"]), high=t.signed(row["gain_high"]))
    return words + (t("; kelompok sangat kecil") if int(row["n_matched"]) < MANY else "")


def _facts(row: Mapping[str, Any], t: Texts, audience: Audience) -> list[str]:
    return [words for words in (told_changes(row, t, audience), told_passing(row, t, audience)) if words]
