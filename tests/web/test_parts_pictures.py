"""The table behind a picture, in words and as a file."""

import io

import openpyxl
import pandas as pd
import plotly.graph_objects as go

from capaian.charts import Chart
from capaian.locale import texts
from capaian.web.parts_pictures import chart_workbook, table_words

ID = texts("id")
TABLE = pd.DataFrame({"Nama": ["Bayu", "=HYPERLINK(1)"], "Selisih": [12.5, -3.0], "Siswa": [1, 2]})
CHART = Chart(go.Figure(), "Teknis: 2 dari 3 siswa [naik] / ?", "", TABLE)


def test_numbers_are_written_in_the_readers_digits() -> None:
    assert table_words(TABLE, ID) == (
        ["Nama", "Selisih", "Siswa"],
        [["Bayu", "12,5", "1"], ["=HYPERLINK(1)", "−3", "2"]],
    )


def test_the_file_can_be_opened_whatever_signs_the_finding_has_and_holds_no_formula() -> None:
    workbook = openpyxl.load_workbook(io.BytesIO(chart_workbook(CHART, ID)))
    (sheet,) = workbook.worksheets
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert "=HYPERLINK(1)" in [cell.value for cell in cells]
    assert {cell.data_type for cell in cells} == {"s"}
