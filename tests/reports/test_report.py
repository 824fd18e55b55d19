"""The sources of a report."""

import pandas as pd
import pytest

from capaian.reports import sources_of


@pytest.mark.parametrize(
    ("imports", "sources"),
    [
        ([("a.xlsx", "11")], [("a.xlsx", "11")]),
        ([("a.xlsx, b.xlsx", "11 22")], [("a.xlsx", "11"), ("b.xlsx", "22")]),
        ([("a.xlsx", "11"), ("a.xlsx", "11")], [("a.xlsx", "11")]),
        ([("a, b.xlsx", "11")], [("a, b.xlsx", "11")]),
        ([("a, b.xlsx, c.xlsx", "11 22")], [("a, b.xlsx, c.xlsx", "11"), ("a, b.xlsx, c.xlsx", "22")]),
        ([], []),
    ],
)
def test_each_workbook_is_a_source_once(imports: list[tuple[str, str]], sources: list[tuple[str, str]]) -> None:
    assert list(sources_of(pd.DataFrame(imports, columns=["files", "sha256"]))) == sources
