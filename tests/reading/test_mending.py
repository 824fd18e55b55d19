"""A click mends only what can be read in one way."""

import pytest

from capaian.reading.mending import TYPED, mend_of
from capaian.reading.wording import SENTENCES, problem


@pytest.mark.parametrize(
    ("code", "read", "high", "mark"),
    [
        ("starred", "75*", 100.0, "75"),
        ("starred", "**8,5", 10.0, "8.5"),
        ("number_and_word", "85 (remedi)", 100.0, "85"),
        ("number_and_word", "80 ke 85", 100.0, None),
        ("number_and_word", "12 poin", 10.0, None),
        ("fraction", "8/10", 100.0, "80"),
        ("fraction", "20/30", 100.0, "66.67"),
        ("fraction", "3 / 4", 4.0, "3"),
        ("fraction", "12/10", 100.0, None),
        ("fraction", "8/0", 100.0, None),
        ("out_of_scale", "860", 100.0, None),
        ("range", "70-80", 100.0, None),
    ],
)
def test_a_text_that_can_be_read_in_one_way_is_suggested(code: str, read: str, high: float, mark: str | None) -> None:
    assert mend_of(problem(code, "a.xlsx", "Teknis", "F17", read, low=0.0, high=high)) == mark


def test_every_code_that_a_typed_mark_mends_is_one_that_reading_finds() -> None:
    assert set(SENTENCES) >= TYPED
