"""Numbers, dates and messages in the reader's language."""

import datetime
from math import nan

import pytest

from capaian.locale import LANGUAGES, texts


@pytest.mark.parametrize(
    ("value", "decimals", "indonesian", "english"),
    [
        (12.4, 1, "12,4", "12.4"),
        (1234.5, 1, "1.234,5", "1,234.5"),
        (-3.0, 1, "−3,0", "−3.0"),
        (75, 0, "75", "75"),
        (12.25, 1, "12,3", "12.3"),
        (2.675, 2, "2,68", "2.68"),
        (-0.04, 1, "0,0", "0.0"),
        (nan, 1, "–", "–"),
        (None, 1, "–", "–"),
    ],
)
def test_numbers_follow_the_language(value: float | None, decimals: int, indonesian: str, english: str) -> None:
    assert (texts("id").number(value, decimals), texts("en").number(value, decimals)) == (indonesian, english)


@pytest.mark.parametrize(
    ("value", "expected"), [(12.44, "+12,4"), (-2.96, "−3,0"), (0.0, "0,0"), (0.04, "0,0"), (nan, "–")]
)
def test_a_gain_carries_its_sign(value: float, expected: str) -> None:
    assert texts("id").signed(value) == expected


@pytest.mark.parametrize(("value", "expected"), [(75.0, "75"), (73.5, "73,5"), (0.1 + 0.2, "0,3"), (nan, "–")])
def test_a_mark_is_written_as_it_was_given(value: float, expected: str) -> None:
    assert texts("id").exact(value) == expected


def test_shares_are_percents() -> None:
    assert [texts("id").percent(share, 1) for share in (0.534, 0.0, nan)] == ["53,4%", "0,0%", "–"]


def test_an_instant_is_told_in_the_zone_of_the_school() -> None:
    noon = datetime.datetime(2025, 6, 19, 4, 30, tzinfo=datetime.UTC)
    assert texts("id").moment(noon, "Asia/Makassar") == "19 Juni 2025 12.30 WITA"
    assert texts("id").moment(noon, "Asia/Jakarta") == "19 Juni 2025 11.30 WIB"


def test_a_language_that_is_not_ours_is_answered_in_indonesian() -> None:
    assert texts("jv") is not texts("en")
    assert texts("jv").language == "id"
    assert set(LANGUAGES) == {"id", "en"}
