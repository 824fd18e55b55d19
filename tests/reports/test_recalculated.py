"""LibreOffice, where there is one, computes from the formulas what Capaian wrote beside them, to 1e-9."""

from pathlib import Path

import pytest

from capaian.locale import texts
from capaian.reports import summary_workbook
from tests.reports.recalculated import SOFFICE, formulas_of, recalculated
from tests.reports.tables import crowd, report

ID, EN = texts("id"), texts("en")


def workbooks() -> list[bytes]:
    """Every case in as few openings as can be: LibreOffice takes seconds to start."""
    aspects = ("kognitif", "teknis", "karakter")
    first, second = crowd(37, aspects=aspects), crowd(23, aspects=aspects[:2], cohort_name='Las "2027" *')
    trained = crowd(11, aspects=aspects[:1], cohort_name="Pembanding", trained=False)
    return [
        summary_workbook(report(), ID),
        summary_workbook([first, second], ID, title="Sekolah"),
        summary_workbook([first, trained], EN, title="School"),
        summary_workbook(crowd(12, lower_is_better=True), EN),
    ]


if SOFFICE is not None:  # .ci/run installs it; a computer without it has every other test

    def test_every_formula_gives_what_stands_beside_it(tmp_path: Path) -> None:
        compared = 0
        for at, (content, book) in enumerate(zip(workbooks(), recalculated(workbooks(), tmp_path), strict=True)):
            for (sheet, cell), (formula, value) in formulas_of(content).items():
                found = book[sheet][cell].value
                if isinstance(value, str):
                    assert found == value, (at, sheet, cell, formula)
                else:
                    assert found == pytest.approx(value, rel=1e-9, abs=1e-9), (at, sheet, cell, formula)
                compared += 1
        assert compared > 900
