"""Questions that decide what is saved, and the answers to all their cells at once."""

import pytest

from capaian.reading import apply_answers, read_books
from capaian.reading.answers import DID_NOT_SIT
from capaian.reading.deciding import (
    conversion_at,
    conversions,
    scale_as_found,
    scale_of_100,
    side_taken,
    to_decide,
    zero_cells,
    zeros_are,
)
from tests.reading.drawing import book, sheet

TWO_SCALES = "Nama | Teknis sebelum | Teknis sesudah\nRina Wati | 8.5 | 74\nBudi Santoso | 5 | 80\nSiti Rahmah | 8 | 85"
TWICE = "Nama | Teknis sebelum | Teknis sesudah\nRina Wati | 60 | 74\nBudi Santoso | 61 | 80"
AGAIN = "Nama | Teknis sebelum\nRina Wati | 65\nBudi Santoso | 61"
ZEROS = "Nama | Teknis sebelum | Teknis sesudah\nRina Wati | 50 | 0\nBudi Santoso | 60 | 80\nSiti Rahmah | 62 | 0"


def read(*drawn):
    return read_books([book(sheet(one), file=f"nilai {at}.xlsx") for at, one in enumerate(drawn)])


def scores(reading):
    return reading.scores(to_100=True)["score"].tolist()


@pytest.mark.parametrize(
    ("drawn", "codes"), [((TWO_SCALES,), ["scale_unclear"]), ((TWICE, AGAIN), ["two_marks"]), ((ZEROS,), ["zeros"])]
)
def test_what_decides_what_is_saved_is_asked(drawn, codes):
    assert [p.code for p in to_decide(read(*drawn).problems)] == codes


def test_a_conversion_shows_the_first_mark_and_its_scale():
    reading = read(TWO_SCALES)
    (one,) = conversions(reading.drafts[0])
    assert (one.columns, one.written, one.scale.max) == (("B",), 8.5, 10)
    assert conversion_at(reading, to_decide(reading.problems)[0]) == one


def test_a_scale_may_be_as_it_was_found_or_a_hundred():
    reading = read(TWO_SCALES)
    asked = to_decide(reading.problems)
    found, hundred = (apply_answers(reading, one) for one in (scale_as_found(asked), scale_of_100(reading, asked)))
    assert (to_decide(found.problems), scores(found)) == ([], [85, 50, 80, 74, 80, 85])
    assert (to_decide(hundred.problems), scores(hundred)) == ([], [8.5, 5, 8, 74, 80, 85])


@pytest.mark.parametrize(("side", "mark"), [("first", 60), ("later", 65)])
def test_of_two_marks_the_first_or_the_later_is_taken(side, mark):
    reading = read(TWICE, AGAIN)
    settled = apply_answers(reading, side_taken(reading, side))
    assert to_decide(settled.problems) == []
    assert {60, 65} & set(scores(settled)) == {mark}


def test_zeros_are_named_by_their_cells_and_mean_one_thing():
    reading = read(ZEROS)
    (asked,) = to_decide(reading.problems)
    assert zero_cells(reading, asked) == ["C2", "C4"]
    settled = apply_answers(reading, zeros_are(reading, DID_NOT_SIT))
    assert to_decide(settled.problems) == []
    assert settled.marks["state"].tolist().count("did_not_sit") == 2
