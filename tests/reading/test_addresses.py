import pytest

from capaian.reading.addresses import MAX_COLUMN, address, column_letter, column_number


@pytest.mark.parametrize(
    ("number", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (52, "AZ"), (702, "ZZ"), (703, "AAA"), (MAX_COLUMN, "XFD")]
)
def test_a_column_has_a_number_and_letters(number, letters):
    assert column_letter(number) == letters
    assert column_number(letters) == number


def test_an_address_is_letters_and_a_row():
    assert address(17, 6) == "F17"
