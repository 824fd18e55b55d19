"""What a school can start from."""

import pytest

from capaian.improvement import (
    CHARACTER_INSTRUMENT,
    CONVERSIONS,
    FOUR_LEVELS,
    LEVEL_NAMES,
    TECHNICAL_RUBRIC,
    Dimension,
)
from capaian.improvement.instruments import FOUR
from capaian.locale import texts
from capaian.scores import Scale


def test_eight_behaviours_with_four_levels_reach_every_dimension() -> None:
    assert len(CHARACTER_INSTRUMENT) == 8
    assert {len({behaviour.name, *behaviour.levels}) for behaviour in CHARACTER_INSTRUMENT} == {5}
    assert {dimension for behaviour in CHARACTER_INSTRUMENT for dimension in behaviour.dimensions} == set(Dimension)


def test_courtesy_is_what_the_partnership_calls_the_character_of_jogja() -> None:
    names = [behaviour.name for behaviour in CHARACTER_INSTRUMENT]
    assert "Sopan santun dan tata krama" in names
    assert not any("Jogja" in name or "Jawa" in name for name in names)


def test_the_rubric_weighs_a_hundred() -> None:
    assert list(TECHNICAL_RUBRIC) == ["Persiapan", "Proses", "Hasil", "Sikap kerja", "Waktu"]
    assert sum(TECHNICAL_RUBRIC.values()) == 100


@pytest.mark.parametrize(
    ("key", "marks"),
    [("share_of_highest", [25, 50, 75, 100, 62.5]), ("lowest_to_highest", [0, 100 / 3, 200 / 3, 100, 50])],
)
def test_a_rating_becomes_a_mark_by_the_formula_of_its_cohort(key: str, marks: list[float]) -> None:
    conversion = CONVERSIONS[key]
    assert [conversion.to_100(mean, FOUR) for mean in (1, 2, 3, 4, 2.5)] == pytest.approx(marks)
    assert [conversion.from_100(mark, FOUR) for mark in marks] == pytest.approx([1, 2, 3, 4, 2.5])


@pytest.mark.parametrize(
    ("key", "scale", "words"),
    [
        ("share_of_highest", FOUR, "m ÷ 4 × 100 (nilai 1 menjadi 25)"),
        ("lowest_to_highest", FOUR, "(m − 1) ÷ 3 × 100 (nilai 1 menjadi 0)"),
        ("share_of_highest", Scale(0, 20), "m ÷ 20 × 100 (nilai 0 menjadi 0)"),
    ],
)
def test_the_formula_is_printed_with_the_numbers_of_its_scale(key: str, scale: Scale, words: str) -> None:
    assert CONVERSIONS[key].formula(scale, texts("id")) == words


def test_the_first_conversion_is_that_of_reading_and_of_the_levels() -> None:
    first = next(iter(CONVERSIONS.values()))
    assert tuple(first.to_100(level, FOUR) for level in (1, 2, 3, 4)) == FOUR_LEVELS
    assert all(first.to_100(level, FOUR) == Scale(1, 4).to_100(level) for level in (1, 2, 3, 4))


def test_every_word_of_the_instruments_has_its_english() -> None:
    english = texts("en")
    words = [*LEVEL_NAMES, *TECHNICAL_RUBRIC, *Dimension]
    words += [word for behaviour in CHARACTER_INSTRUMENT for word in (behaviour.name, *behaviour.levels)]
    assert [word for word in words if english(word) == word] == []
