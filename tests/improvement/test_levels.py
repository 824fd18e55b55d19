"""Character as ordered levels."""

import numpy as np
import pandas as pd
import pytest

from capaian.improvement import band_table, gains, levels_in, rater_changes, transition_table
from capaian.improvement.levels import level_of
from tests.improvement.tables import marks_table


@pytest.mark.parametrize(
    ("mark", "level"), [(25, 1), (50, 2), (75, 3), (100, 4), (0, 1), (37.5, 1), (37.6, 2), (88, 4)]
)
def test_a_mark_stands_for_its_nearest_level(mark: float, level: int) -> None:
    assert level_of(np.array([float(mark)]))[0] == level


def test_moves_between_levels_are_counted() -> None:
    gained = gains(marks_table([25, 50, 50, 75, 100], [50, 50, 75, 100, 75], aspect="karakter"))
    assert transition_table(gained).to_numpy().tolist() == [
        [0, 1, 0, 0],
        [0, 1, 1, 0],
        [0, 0, 0, 1],
        [0, 0, 1, 0],
    ]
    assert transition_table(gained, levels=(0, 100)).to_numpy().tolist() == [[2, 1], [0, 2]]


def test_a_change_of_rater_is_counted() -> None:
    table = marks_table([50, 50, 75], [75, 75, 75], aspect="karakter", criterion="Disiplin")
    table["rater"] = ["Bu Rusmini", "Bu Rusmini", None, "Bu Rusmini", "Pak Jailani", "Pak Jailani"]
    found = rater_changes(table).iloc[0]
    assert found[["students", "changed"]].tolist() == [2, 1]
    assert (found["raters_before"], found["raters_after"]) == ("Bu Rusmini", "Bu Rusmini, Pak Jailani")
    assert len(rater_changes(table.assign(rater=pd.Series([None] * 6, dtype="str")))) == 0


@pytest.mark.parametrize(
    ("marks", "levels"),
    [
        ([25, 50, 75, 100], (25, 50, 75, 100)),
        ([50, 75], (25, 50, 75, 100)),
        ([20, 40, 100], (20, 40, 60, 80, 100)),
        ([100 / 3, 200 / 3], (100 / 3, 200 / 3, 100)),
        ([25, 50, 70], None),
        ([0, 50, 75], None),
        ([], None),
    ],
)
def test_levels_are_known_by_their_equal_steps(marks: list[float], levels: tuple[float, ...] | None) -> None:
    found = levels_in(pd.DataFrame({"score": [*map(float, marks), float("nan")]}))
    assert found == (None if levels is None else pytest.approx(levels))


def test_a_mark_belongs_to_the_band_whose_lower_edge_it_reaches() -> None:
    gained = pd.DataFrame({"before": [49.9, 50.0, 75.0 - 1e-12], "after": [50.0, 80.0, 74.9]})
    assert band_table(gained, (50, 75)).to_numpy().tolist() == [[0, 1, 0], [0, 0, 1], [0, 1, 0]]
