"""Criteria of no aspect, and very many: a letter stays one page, a summary one page, a picture 300 kB."""

import io
from typing import Any

import pandas as pd
import pytest
from PIL import Image

from capaian.improvement import gains, summarise
from capaian.locale import texts
from capaian.reports import Audience, CohortReport, letters_paper, summary_paper, summary_picture
from tests.reports.papers import choice, packed, pages
from tests.reports.tables import crowd

ID = texts("id")
WORDS = "Kemampuan menyiapkan alat dan bahan kerja sesuai prosedur keselamatan di bengkel"


def many(criteria: int, aspect: Any = pd.NA, words: str = "Kriteria ke-") -> CohortReport:
    """Twelve students with both marks in so many criteria."""
    one = crowd(12).scores
    scores = pd.concat(
        [one.assign(aspect=aspect, criterion=f"{words} {at}") for at in range(criteria)], ignore_index=True
    )
    return crowd(12, scores=scores, gains=gains(scores), summary=summarise(scores, enrolled={1: 12}))


@pytest.mark.parametrize(
    "report", [many(10), many(30), many(45, "teknis", WORDS)], ids=["ten of no aspect", "thirty", "long names"]
)
def test_a_letter_is_one_page_and_says_every_criterion(report: CohortReport) -> None:
    (page,) = pages(letters_paper(report, choice(address="https://capaian.example"), ID, students=[2]))
    criteria = report.summary["criterion"].dropna()
    assert all(packed(name)[-3:] in packed(page) for name in criteria)
    assert packed(page).count("59") >= len(criteria)


@pytest.mark.parametrize("criteria", [6, 30])
def test_the_summary_is_one_page_and_tells_every_criterion(criteria: int) -> None:
    report = many(criteria)
    (page,) = pages(summary_paper(report, choice(), ID)[0])
    assert all(name in page for name in report.summary["criterion"])
    assert page.count("+8,1") == criteria
    assert "Lingkaran" not in page
    assert pages(summary_paper(report, choice(audience=Audience.SHAREABLE), ID)[0])[0].count("+8,1") == criteria


def test_the_picture_tells_some_and_how_many_more_there_are() -> None:
    picture = summary_picture(many(30), choice(), ID)
    assert len(picture) < 300_000
    with Image.open(io.BytesIO(picture)) as opened:
        assert opened.width == 1080
        assert opened.height < 4000
