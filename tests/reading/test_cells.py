from capaian.reading.cells import Sheet


def test_a_cell_is_found_by_its_excel_row_and_column():
    sheet = Sheet("Nilai", first_row=3, first_column=2, rows=[["Nama", "Nilai"], ["Siti", 80.0]])
    assert [sheet.cell(3, 2), sheet.cell(4, 3)] == ["Nama", 80.0]


def test_outside_what_was_written_every_cell_is_blank():
    sheet = Sheet("Nilai", first_row=3, first_column=2, rows=[["Nama", "Nilai"]])
    assert [sheet.cell(2, 2), sheet.cell(3, 1), sheet.cell(4, 2), sheet.cell(3, 4)] == [None] * 4
