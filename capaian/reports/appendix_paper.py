"""The part of a report that shows the results, to be bound behind BAB II: tables, pictures, sources."""

import math
from typing import Any, Final

import numpy as np
import pandas as pd

from capaian.charts.palette import LIGHT
from capaian.locale import Texts
from capaian.reports.appendix_parts import appendix_parts
from capaian.reports.audience import Audience
from capaian.reports.measures import same_group
from capaian.reports.paper_aspects import (
    MANY,
    SOME,
    facts_of,
    hidden_note,
    measure_words,
    number_heads,
    sentence_of,
    share_of,
    told_numbers,
    told_summary,
    whole_rows,
)
from capaian.reports.paper_frame import PaperChoice, clean, frame_of, paper_texts, signatures_of
from capaian.reports.report import CohortReport
from capaian.reports.summary_paper import cohort_code
from capaian.reports.telling import told_changes, told_passing
from capaian.reports.typesetting import typeset

STEPS: Final = 10
MOST_DOTS: Final = 1_500
_TICKS: Final = 4


def appendix_paper(report: CohortReport, choice: PaperChoice, t: Texts) -> bytes:
    """A PDF of some pages: the table of aspects, each aspect with pictures and criteria, classes, who is missing,
    how it was computed and from which files. For anybody: no picture of single students, no list, no small group.
    """
    t, rows = paper_texts(report, choice, t), whole_rows(report, choice)
    parts = appendix_parts(report, choice, t)
    first = len(rows) + 2
    data = {
        "paper": frame_of(report, choice, t, title=t("LAMPIRAN: HASIL PELATIHAN")),
        "facts": facts_of(report, t),
        "overview": _overview(report, rows, choice, t),
        "aspects": [_aspect(report, row, choice, t, number=at) for at, row in enumerate(rows, start=2)],
        "parts": [{**part, "title": f"{at}. {part['title']}"} for at, part in enumerate(parts, start=first)],
        "signatures": signatures_of(choice.letterhead, choice.day, t),
        "code": list(cohort_code(report, choice)),
        "code_words": t(
            "Pindai untuk membuka kohort ini di Capaian milik sekolah. Hanya terbuka bagi yang berhak masuk."
        ),
    }
    return typeset("appendix", data, made_at=report.made_at)[0]


def _overview(report: CohortReport, rows: list[dict[str, Any]], choice: PaperChoice, t: Texts) -> dict[str, Any]:
    told = [[measure_words(row, t), *told_numbers(row, t)] for row in rows]
    notes = []
    for row in rows:
        if row["n_matched"] >= SOME:
            words = (told_changes(row, t, choice.audience), told_passing(row, t, choice.audience))
            notes.append(f"{measure_words(row, t)}: {'; '.join(word for word in words if word)}.")
        if row["n_matched"] and row["n_matched"] < MANY:
            notes.append(f"{measure_words(row, t)}: {t('kelompok sangat kecil, bacalah dengan hati-hati')}.")
    return {
        "title": f"1. {t('Ringkasan hasil')}",
        "heads": number_heads(t("Aspek"), t),
        "rows": told,
        "notes": [*notes, *hidden_note(report, choice, t)],
    }


def _aspect(report: CohortReport, row: dict[str, Any], choice: PaperChoice, t: Texts, *, number: int) -> dict[str, Any]:
    key = (row["aspect"] or "", row["criterion"] or "")
    pairs = same_group(report.gains, key)
    drawn = choice.audience is Audience.INTERNAL and len(pairs) >= MANY
    return {
        "title": f"{number}. {t('Aspek {name}', name=measure_words(row, t))}"
        if row["aspect"]
        else f"{number}. {measure_words(row, t)}",
        "hue": LIGHT.aspect(row["aspect"]),
        "sentence": sentence_of(row, report, choice, t),
        "steps": _steps(report, row, pairs, t) if drawn else None,
        "cloud": _cloud(report, row, pairs, t) if drawn and len(pairs) <= MOST_DOTS else None,
        "criteria": _criteria(report, row, choice, t),
    }


def _steps(report: CohortReport, row: dict[str, Any], pairs: pd.DataFrame, t: Texts) -> dict[str, Any]:
    """How many stood in each tenth of the scale; the best mark belongs to the last."""
    edges = np.linspace(0, report.scale_max, STEPS + 1)
    counts = [np.histogram(pairs[name], edges)[0].tolist() for name in ("before", "after")]
    step = max(1, -(-max(*counts[0], *counts[1]) // _TICKS))
    top = step * -(-max(*counts[0], *counts[1]) // step)
    key = [t("sebelum"), t("sesudah")]
    if not math.isnan(row["pass_mark"]):
        key.append(t("KKM {mark}", mark=t.exact(row["pass_mark"])))
    return {
        "before": counts[0],
        "after": counts[1],
        "top": top,
        "ticks": list(range(0, top + 1, step)),
        "edges": [t.exact(edge) for edge in edges[::2]],
        "pass": share_of(row["pass_mark"], report),
        "key": key,
        "caption": t("Banyaknya peserta menurut nilai, sebelum dan sesudah pelatihan."),
    }


def _cloud(report: CohortReport, row: dict[str, Any], pairs: pd.DataFrame, t: Texts) -> dict[str, Any]:
    places = zip(pairs["before"].tolist(), pairs["after"].tolist(), strict=True)
    return {
        "dots": [[share_of(before, report), share_of(after, report)] for before, after in places],
        "edges": [t.exact(edge) for edge in np.linspace(0, report.scale_max, 5)],
        "pass": share_of(row["pass_mark"], report),
        "right": t("nilai sebelum"),
        "up": t("nilai sesudah"),
        "caption": t("Satu titik satu peserta; di atas garis: nilainya naik."),
    }


def _criteria(report: CohortReport, row: dict[str, Any], choice: PaperChoice, t: Texts) -> dict[str, Any]:
    told = [one for one in told_summary(report, choice) if one["criterion"] is not None and one["n_matched"] > 0]
    rows = [one for one in told if row["aspect"] and one["aspect"] == row["aspect"]]
    return {
        "title": t("Kriteria"),
        "heads": [t("Kriteria"), t("0 sampai {max}", max=t.exact(report.scale_max)), *number_heads("", t)[1:5]],
        "rows": [
            {
                "cells": [clean(one["criterion"]), *told_numbers(one, t)[:4]],
                "before": share_of(one["mean_before"], report),
                "after": share_of(one["mean_after"], report),
                "pass": share_of(one["pass_mark"], report),
            }
            for one in rows
        ],
    }
