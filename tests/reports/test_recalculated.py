"""LibreOffice, where there is one, computes from the formulas what Capaian wrote beside them, to 1e-9."""

import io
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest
from scipy import stats

from capaian.improvement import gains, summarise
from capaian.locale import texts
from capaian.reports import summary_workbook
from tests.reports.recalculated import SOFFICE, formulas_of, recalculated
from tests.reports.tables import crowd, opened, report, rows

ID, EN = texts("id"), texts("en")
ASPECTS = ("kognitif", "teknis", "karakter")
FOURTEEN = crowd(14, aspects=ASPECTS[:2], cohort_name="Las")
THIRD = 6
"""The student in the third line of FOURTEEN, by class and name."""


def workbooks() -> list[bytes]:
    """Every case in as few openings as can be: LibreOffice takes seconds to start."""
    first, second = crowd(37, aspects=ASPECTS), crowd(23, aspects=ASPECTS[:2], cohort_name='Las "2027" *')
    trained = crowd(11, aspects=ASPECTS[:1], cohort_name="Pembanding", trained=False)
    return [
        summary_workbook(report(), ID),
        summary_workbook([first, second], ID, title="Sekolah"),
        summary_workbook([first, trained], EN, title="School"),
        summary_workbook(crowd(12, lower_is_better=True), EN),
    ]


def edited() -> list[bytes]:
    """A mark taken away of one cohort and of the first of two, where it is lower that is better, and one filled in."""
    lower = crowd(14, aspects=ASPECTS[:2], cohort_name="Las", lower_is_better=True)
    others = [(each, crowd(14, aspects=ASPECTS[:2], cohort_name="Bubut", **way)) for each, way in (
        (FOURTEEN, {}), (lower, {"lower_is_better": True}))]  # fmt: skip
    away = [(FOURTEEN,), *others]
    scores = FOURTEEN.scores
    left = scores[~(scores["student"].eq(THIRD) & scores["phase"].eq("after") & scores["aspect"].eq("kognitif"))]
    short = replace(FOURTEEN, scores=left, gains=gains(left), summary=summarise(left, enrolled={1: 14}))
    return [
        *(typed(summary_workbook(each, ID, title="Dua"), len(each) - 1, None) for each in away),
        typed(summary_workbook(short, ID), 0, 62.5),
    ]


def typed(content: bytes, further: int, mark: float | None) -> bytes:
    """With another second mark in the first aspect of the third line; of two cohorts one column further right."""
    book = opened(content, values=False)
    book["Siswa"].cell(8, 8 + further).value = mark
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def marks(second: float | None) -> pd.DataFrame:
    """The marks of FOURTEEN in the first aspect, with this second mark of THIRD."""
    own = FOURTEEN.scores[FOURTEEN.scores["aspect"] == "kognitif"]
    told = {phase: own[own["phase"] == phase].set_index("student")["score"] for phase in ("before", "after")}
    told["after"] = told["after"].where(told["after"].index != THIRD, second)
    return pd.DataFrame(told).astype("float64")


if SOFFICE is not None:  # .ci/run installs it; a computer without it has every other test

    @pytest.fixture(scope="module")
    def books(tmp_path_factory: pytest.TempPathFactory) -> list[Any]:
        return recalculated([*workbooks(), *edited()], tmp_path_factory.mktemp("recalculated"))

    def test_every_formula_gives_what_stands_beside_it(books: list[Any]) -> None:
        compared = 0
        for at, (content, book) in enumerate(zip(workbooks(), books[:4], strict=True)):
            for (sheet, cell), (formula, value) in formulas_of(content).items():
                found = book[sheet][cell].value
                if value is None or isinstance(value, str):
                    assert (found or None) == value, (at, sheet, cell, formula)
                else:
                    assert found == pytest.approx(value, rel=1e-9, abs=1e-9), (at, sheet, cell, formula)
                compared += 1
        assert compared > 900

    @pytest.mark.parametrize(("at", "further", "second"), [(4, 0, None), (5, 1, None), (6, 1, None), (7, 0, 62.5)])
    def test_a_mark_changed_in_excel_counts_as_it_would_here_and_a_blank_is_no_zero(
        at: int, further: int, second: float | None, books: list[Any]
    ) -> None:
        own = marks(second).dropna()
        gain = (own["after"] - own["before"]) * (-1 if at == 6 else 1)
        line = rows(books[at]["Ringkasan"], 9 + further, 9 + further)[0][1 + further :]
        assert line[1] == len(gain) == (13 if second is None else 14)
        assert line[2:4] == pytest.approx([own["before"].mean(), own["after"].mean()], rel=1e-9)
        half = stats.t.ppf(0.975, len(gain) - 1) * gain.std() / len(gain) ** 0.5
        assert line[4:7] == pytest.approx([gain.mean(), gain.mean() - half, gain.mean() + half], rel=1e-9)
        assert line[7:10] == [(gain > 0).sum(), (gain == 0).sum(), (gain < 0).sum()]
        told = books[at]["Siswa"].cell(8, 9 + further).value, books[at]["Siswa"].cell(8, 10 + further).value
        if second is None:
            assert told in [("", "Tanpa nilai sesudah"), (None, "Tanpa nilai sesudah")]
        else:
            assert told == (pytest.approx(gain[THIRD]), "Belum tuntas")
