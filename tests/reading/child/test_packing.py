import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from capaian.reading.child.packing import pack_answer, pack_cells, unpack_answer, unpack_cells

CELLS = st.one_of(
    st.none(),
    st.text(min_size=1),
    st.floats(allow_nan=False),
    st.integers(-(2**60), 2**60),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
)
TABLES = st.tuples(st.integers(1, 5), st.integers(1, 5)).flatmap(
    lambda shape: st.lists(st.lists(CELLS, min_size=shape[1], max_size=shape[1]), min_size=shape[0], max_size=shape[0])
)


def there_and_back(rows: list) -> list:
    packed, doubles = pack_cells(rows)
    head, received = unpack_answer(pack_answer(packed, [doubles]))
    return unpack_cells(head, received)


@given(TABLES)
def test_every_cell_arrives_as_it_left(rows):
    arrived = there_and_back(rows)
    assert arrived == rows
    assert [[type(cell) for cell in row] for row in arrived] == [[type(cell) for cell in row] for row in rows]


def test_an_empty_text_is_a_blank_cell():
    assert there_and_back([["", "x"]]) == [[None, "x"]]


def test_numbers_that_are_none_arrive():
    (arrived,) = there_and_back([[math.inf, -math.inf, math.nan]])
    assert arrived[:2] == [math.inf, -math.inf]
    assert math.isnan(arrived[2])


def test_a_sheet_without_cells_arrives():
    assert there_and_back([]) == []


@pytest.mark.parametrize("message", [b"", b"abc", pack_answer({"a": 1})[:-1], pack_answer({}) + b"1234567"])
def test_a_message_that_is_not_whole_is_refused(message):
    with pytest.raises(ValueError, match="not whole"):
        unpack_answer(message)
