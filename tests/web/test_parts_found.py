"""What the upload page says of columns that go no further."""

import pytest

from capaian.locale import texts
from capaian.reading import Column
from capaian.web.parts_found import _left_out, is_left_out


@pytest.mark.parametrize(
    ("column", "left_out"),
    [
        (Column("C", "NIK", "ignored", "private"), True),
        (Column("D", "Hobi", "ignored", "unknown"), True),
        (Column("E", "E-Mail", "identity", "login"), True),
        (Column("A", "No", "ignored", "row_number"), False),
        (Column("B", "NISN", "identity", "nisn"), False),
        (Column("F", "Kelas", "class", "class_name"), False),
        (Column("G", "Nilai", "score"), False),
        (Column("H", "Rata-rata", "derived", "average"), False),
    ],
)
def test_a_column_is_named_where_nothing_of_it_is_kept(column: Column, left_out: bool) -> None:
    assert is_left_out(column) is left_out


def test_the_columns_are_named_as_the_file_names_them_and_never_as_markup() -> None:
    told = _left_out(
        [Column("C", "NIK", "ignored", "private"), Column("D", "<b>Alamat", "ignored", "private")], texts("id")
    )
    assert told == '<p class="cp-quiet">Kolom yang tidak diambil: NIK, &lt;b&gt;Alamat.</p>'
    assert _left_out([Column("A", "No", "ignored", "row_number")], texts("id")) is None
    nameless = _left_out([Column("C", "", "ignored", "private")], texts("id"))
    assert nameless
    assert "C." in nameless
