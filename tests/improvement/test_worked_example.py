"""docs/worked-example.md and its English: every number on the page is computed again from the tables on the page."""

import math
import re
from typing import Any

import numpy as np
import pandas as pd
import pytest

from capaian.improvement import (
    alpha_summary,
    attrition_summary,
    compare_scores,
    comparison_verdict,
    headline,
    reliable_change_where_known,
    summarise_gains,
)
from capaian.improvement.gains import gains
from capaian.improvement.participation import participation
from capaian.locale import texts
from tests.improvement.tables import marks_table
from tests.locale.messages import ROOT

PAGES = {"id": "worked-example.md", "en": "worked-example.en.md"}
TEXT = {language: (ROOT / "docs" / name).read_text("utf-8") for language, name in PAGES.items()}


def number(text: str, language: str) -> float:
    """A number as the page writes it; a dash is none."""
    plain = text.replace("−", "-").strip()
    plain = plain.replace(".", "").replace(",", ".") if language == "id" else plain.replace(",", "")
    return math.nan if plain == "–" else float(plain)


def tables(language: str) -> list[np.ndarray]:
    """The numbers of each table of the page, its first column left out."""
    found = re.findall(r"(?:^\|.*\|\n)+", TEXT[language], re.MULTILINE)
    return [
        np.array([[number(cell, language) for cell in line.split("|")[2:-1]] for line in block.splitlines()[2:]])
        for block in found
    ]


def said(language: str) -> dict[str, str]:
    """Every `name` = number of the page."""
    found = re.findall(r"`(\w+)` = ([−\d.,]*\d)", TEXT[language])
    assert len(dict(found)) == len(found)
    return dict(found)


def whole(before: np.ndarray, after: np.ndarray) -> pd.DataFrame:
    return marks_table(before.tolist(), after.tolist(), aspect="teknis")


def programme(marks: np.ndarray) -> pd.DataFrame:
    """The marks of the first table; a student without any stays enrolled."""
    criteria = (("Proses", 0, 2), ("Hasil", 1, 3))
    known = [[None if math.isnan(mark) else mark for mark in column] for column in marks.T]
    parts = [marks_table(known[at], known[to], aspect="teknis", criterion=name) for name, at, to in criteria]
    return pd.concat(parts, ignore_index=True)


def computed(language: str) -> tuple[dict[str, float], str]:
    """Every number that the page tells, and its sentence, from its tables alone."""
    marks, pairs, retest, other = tables(language)
    scores = programme(marks)
    gained = gains(scores)
    row = summarise_gains(gained, participation(scores), pass_marks=65).iloc[0]
    rows = gained[gained["criterion"].isna()]
    np.testing.assert_array_equal(rows[["before", "after", "gain"]].to_numpy(), pairs)
    mean = whole(pairs[:, 0], pairs[:, 1])
    comparison = compare_scores(mean, whole(other[:, 0], other[:, 1]))["teknis", ""]
    change = reliable_change_where_known(mean, whole(retest[:, 0], retest[:, 1]))["teknis", ""]
    alpha = alpha_summary(scores).set_index("phase")["alpha"]
    d = pairs[:, 2]
    found: dict[str, Any] = {str(name): value for name, value in row.items()}
    found |= {"sum_d": d.sum(), "sum_d_2": (d**2).sum(), "error": d.std(ddof=1) / math.sqrt(len(d))}
    found |= {"j": math.gamma(4.5) / (math.sqrt(4.5) * math.gamma(4))}
    found |= {name: getattr(comparison, name) for name in comparison.__dataclass_fields__}
    found |= {"r_retest": change.r, "practice_gain": change.practice, "threshold": change.threshold}
    found |= {"reliably_improved": change.improved, "unclear": change.unclear, "reliably_declined": change.declined}
    found |= {"alpha_before": alpha["before"], "alpha_after": alpha["after"]}
    found["cautious_gain"] = attrition_summary(scores)["cautious_gain"].iloc[0]
    t = texts(language)
    return found, headline(row, t, verdict=comparison_verdict(comparison, t))


@pytest.mark.parametrize("language", PAGES)
def test_every_number_of_the_page_is_what_its_tables_give(language: str) -> None:
    found, _ = computed(language)
    told = said(language)
    assert len(told) > 50
    wrong = {}
    for name, text in told.items():
        decimals = len(re.split("[.,]", text)[1]) if re.search("[.,]", text) else 0
        if abs(number(text, language) - found[name]) > 0.5000001 * 10**-decimals:
            wrong[name] = (text, found[name])
    assert wrong == {}


@pytest.mark.parametrize("language", PAGES)
def test_the_sentence_of_the_page_is_the_headline(language: str) -> None:
    assert f"> {computed(language)[1]}" in TEXT[language]


def test_both_languages_tell_the_same_numbers() -> None:
    told = {language: {name: number(text, language) for name, text in said(language).items()} for language in PAGES}
    assert told["id"] == told["en"]
    for one, other in zip(tables("id"), tables("en"), strict=True):
        np.testing.assert_array_equal(one, other)
