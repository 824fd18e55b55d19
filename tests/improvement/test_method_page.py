"""docs/method.md and its English name every quantity, in the order of the rows, with the constants of the code."""

import re

import numpy as np
import pytest

from capaian.improvement import (
    SUMMARY_COLUMNS,
    clusters,
    compare_marks,
    comparison,
    comparison_to_json,
    hiding,
    normalised,
    ranks,
    reliability,
    sentences,
)
from capaian.improvement.instruments import CONVERSIONS, FOUR, TECHNICAL_RUBRIC
from capaian.improvement.moments import HIGH
from capaian.locale import texts
from tests.locale.messages import ROOT

TEXT = {
    "id": (ROOT / "docs" / "method.md").read_text("utf-8"),
    "en": (ROOT / "docs" / "method.en.md").read_text("utf-8"),
}
MARKS = np.array([50.0, 60, 71])


def section(language: str, number: int) -> str:
    return re.split(r"^## ", TEXT[language], flags=re.MULTILINE)[2 + number]


@pytest.mark.parametrize("language", TEXT)
def test_there_are_sixteen_rows_in_order(language: str) -> None:
    assert [int(n) for n in re.findall(r"^## (\d+)\. ", TEXT[language], re.MULTILINE)] == list(range(1, 17))


@pytest.mark.parametrize("language", TEXT)
def test_every_name_of_the_json_is_told(language: str) -> None:
    named = set(re.findall(r"`(\w+)`", TEXT[language]))
    compared = comparison_to_json(compare_marks(MARKS, MARKS, MARKS, MARKS))
    change = {"r", "threshold", "improved", "unclear", "declined", "practice_gain"}
    assert {*SUMMARY_COLUMNS, *compared, *change, "comparison", "reliable_change"} <= named


def test_both_languages_name_the_same_things_in_the_same_order() -> None:
    assert re.findall(r"`(\w+)`", TEXT["id"]) == re.findall(r"`(\w+)`", TEXT["en"])


@pytest.mark.parametrize("language", TEXT)
@pytest.mark.parametrize(
    ("row", "told"),
    [
        (1, f"{clusters.ENOUGH} "),
        (4, f"{normalised.RESAMPLES:,} "),
        (8, f" {ranks.EXACT_UP_TO} "),
        (9, f"{reliability.CUT} · √2"),
        (9, f" {reliability.USABLE[0]} "),
        (10, f" {reliability.LEAST_ROWS} "),
        (11, f"|g| ≤ {comparison._BANDS[0][0]}:"),
        (11, f"≤ {comparison._BANDS[1][0]}:"),
        (11, f" {sentences.SMALL} "),
        (13, f"{HIGH * 100:.0f} %"),
        (13, f"{sentences.CEILING * 100:.0f} %"),
        (15, f" {hiding.SMALLEST_SHOWN} "),
    ],
)
def test_the_constants_are_those_of_the_code(language: str, row: int, told: str) -> None:
    if language == "id":
        told = told.translate(str.maketrans(".,", ",."))
    assert told in section(language, row)


@pytest.mark.parametrize("language", TEXT)
def test_the_conversions_and_the_rubric_are_those_of_the_code(language: str) -> None:
    t = texts(language)
    shown = TEXT[language].replace("tingkat 1", "level 1")
    assert all(one.formula(FOUR, t).rsplit(" (", 1)[0] in shown for one in CONVERSIONS.values())
    weights = ", ".join(f"{t(name).lower()} {weight:.0f}" for name, weight in TECHNICAL_RUBRIC.items())
    assert weights in shown


@pytest.mark.parametrize("language", TEXT)
def test_the_clauses_that_the_page_quotes_are_said(language: str) -> None:
    for message in ("ketelitian tes belum diketahui", "belum dapat dipastikan"):
        assert f"“{texts(language)(message)}”" in TEXT[language]
