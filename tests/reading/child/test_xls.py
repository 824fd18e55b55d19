import io

import pytest
import xlwt

from capaian.reading.child.refusal import Refusal
from capaian.reading.child.xls import open_xls
from tests.reading.binary_books import renamed_stream, small_xls, xls


def test_cells_with_an_error_are_named():
    book = xlwt.Workbook()
    sheet = book.add_sheet("Nilai")
    sheet.write(0, 0, "Nama")
    sheet.row(6).set_cell_error(2, "#DIV/0!")
    sheet.row(7).set_cell_error(3, 42)
    target = io.BytesIO()
    book.save(target)
    (found,) = open_xls(target.getvalue(), max_cells=1_000).sheets
    assert found.errors == [(7, 3, "#DIV/0!"), (8, 4, "#N/A")]


@pytest.mark.parametrize("small", [False, True])
def test_only_far_cells_change_in_the_file(small):
    near = {(row, 1): float(row) for row in range(1, 5)}
    book, with_far = xls((near, "visible")), xls(({**near, (60_000, 200): 7.0}, "visible"))
    book, with_far = (small_xls(book), small_xls(with_far)) if small else (book, with_far)
    assert open_xls(book, max_cells=1_000).sheets[0].far == []
    opened = open_xls(with_far, max_cells=1_000)
    assert opened.sheets[0].far == [(60_000, 200)]
    assert len(opened.content) == len(with_far)
    assert 0 < sum(a != b for a, b in zip(opened.content, with_far, strict=True)) <= 4


def test_a_container_without_a_workbook_is_another_document():
    with pytest.raises(Refusal) as refusal:
        open_xls(renamed_stream(xls(({(1, 1): 1.0}, "visible")), "PowerPoint"), max_cells=1_000)
    assert refusal.value.code == "other_document"
