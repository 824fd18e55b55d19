"""Marks to gains: who counts, over which criteria."""

import numpy as np
import pandas as pd
import pytest

from capaian.improvement import attrition_summary, gains, missing_students, participation, summarise
from capaian.scores import GAIN_COLUMNS, Phase
from tests.improvement.tables import marks_table


def rows(table: pd.DataFrame) -> list[tuple]:
    """The rows as tuples, None for null."""
    return [tuple(None if pd.isna(v) else v for v in row) for row in table.itertuples(index=False)]


def test_one_row_a_student_with_both_phases() -> None:
    found = gains(marks_table([60, 70, None, 50], [75, None, 80, 40], aspect="teknis", cohort=4, first_student=10))
    assert tuple(found.columns) == GAIN_COLUMNS
    assert rows(found) == [(4, 10, "teknis", None, 60, 75, 15), (4, 13, "teknis", None, 50, 40, -10)]


def test_a_gain_is_positive_where_less_is_better() -> None:
    assert gains(marks_table([8], [5]), lower_is_better=True)["gain"].tolist() == [3]


def test_an_aspect_is_the_mean_over_the_criteria_that_have_both_phases() -> None:
    proses = marks_table([60, 40], [80, 60], aspect="teknis", criterion="Proses")
    hasil = marks_table([70, 90], [80, None], aspect="teknis", criterion="Hasil")
    found = rows(gains(pd.concat([proses, hasil], ignore_index=True)))
    assert found == [
        (0, 0, "teknis", None, 65, 80, 15),
        (0, 1, "teknis", None, 40, 60, 20),
        (0, 0, "teknis", "Proses", 60, 80, 20),
        (0, 0, "teknis", "Hasil", 70, 80, 10),
        (0, 1, "teknis", "Proses", 40, 60, 20),
    ]


def test_a_mark_of_the_whole_aspect_stands_before_the_mean_of_its_criteria() -> None:
    whole = marks_table([60], [70], aspect="karakter")
    part = marks_table([10], [90], aspect="karakter", criterion="Disiplin")
    assert rows(gains(pd.concat([whole, part], ignore_index=True))) == [
        (0, 0, "karakter", None, 60, 70, 10),
        (0, 0, "karakter", "Disiplin", 10, 90, 80),
    ]


def test_a_single_criterion_is_its_aspect() -> None:
    assert rows(gains(marks_table([60], [70], aspect="kognitif", criterion="Tes teori"))) == [
        (0, 0, "kognitif", None, 60, 70, 10)
    ]


def test_criteria_of_no_aspect_are_never_averaged() -> None:
    table = pd.concat(
        [marks_table([60], [70], criterion="Las"), marks_table([20], [30], criterion="Bubut")], ignore_index=True
    )
    assert [row[3] for row in rows(gains(table))] == ["Las", "Bubut"]
    assert summarise(table)["criterion"].tolist() == ["Las", "Bubut"]


def test_a_student_in_two_cohorts_counts_in_each() -> None:
    table = pd.concat([marks_table([50], [60], cohort=1), marks_table([60], [80], cohort=2)], ignore_index=True)
    assert [(row[0], row[1], row[6]) for row in rows(gains(table))] == [(1, 0, 10), (2, 0, 20)]


def test_ids_far_apart_are_paired_as_well_as_ids_in_a_row() -> None:
    table = marks_table([50, 60], [60, 75])
    far = table.assign(student=table["student"] * 10**12 + 7, cohort=10**15)
    assert gains(far)["gain"].tolist() == gains(table)["gain"].tolist()
    assert gains(far)["student"].tolist() == [7, 10**12 + 7]


def test_text_and_category_keys_give_the_same_gains() -> None:
    table = marks_table([50, 60], [60, 75], aspect="teknis")
    coded = table.astype({"aspect": "category", "criterion": "category", "phase": "category"})
    pd.testing.assert_frame_equal(gains(coded), gains(table))


def test_a_retest_and_a_follow_up_are_no_before_and_no_after() -> None:
    table = marks_table([50], [60])
    other = table.assign(phase=[Phase.RETEST, Phase.FOLLOW_UP], score=[1.0, 99.0])
    assert gains(pd.concat([other, table], ignore_index=True))["gain"].tolist() == [10]


def test_an_aspect_that_is_none_of_ours_is_a_bug_of_the_caller() -> None:
    with pytest.raises(ValueError, match="kejuruan"):
        gains(marks_table([50], [60], aspect="kejuruan"))


def test_rows_of_a_summary_come_in_the_order_of_the_aspects() -> None:
    parts = [
        marks_table([50], [60]),
        marks_table([50], [60], aspect="karakter"),
        marks_table([50], [60], aspect="teknis", criterion="Proses"),
        marks_table([50], [60], aspect="teknis", criterion="Hasil"),
        marks_table([50], [60], aspect="kognitif"),
    ]
    found = summarise(pd.concat(parts, ignore_index=True))[["aspect", "criterion"]]
    assert rows(found) == [
        ("kognitif", None),
        ("teknis", None),
        ("teknis", "Proses"),
        ("teknis", "Hasil"),
        ("karakter", None),
        (None, None),
    ]


def test_who_took_part_is_counted_in_each_phase() -> None:
    table = pd.concat(
        [
            marks_table([60, None, None, 50], [70, 80, None, None], aspect="teknis", criterion="Proses"),
            marks_table([None, None, None, 50], [70, None, None, 60], aspect="teknis", criterion="Hasil"),
        ],
        ignore_index=True,
    )
    assert rows(participation(table)) == [
        (0, "teknis", None, 4, 2, 3),
        (0, "teknis", "Proses", 4, 2, 2),
        (0, "teknis", "Hasil", 4, 1, 2),
    ]
    assert participation(table, enrolled={0: 32})["n_enrolled"].tolist() == [32, 32, 32]


def test_the_list_of_who_is_missing() -> None:
    table = marks_table([60, 50, None, None], [70, None, 80, None], aspect="teknis")
    assert rows(missing_students(table)) == [
        (0, 0, "teknis", "both", 60, 70),
        (0, 1, "teknis", "before_only", 50, None),
        (0, 2, "teknis", "after_only", None, 80),
        (0, 3, "teknis", "neither", None, None),
    ]


def test_the_cautious_bound_supposes_that_who_left_did_not_change() -> None:
    table = marks_table([60, 80, 50, None], [72, 86, None, 90], aspect="teknis")
    row = attrition_summary(table).iloc[0]
    assert row[["n_both", "n_before_only", "n_after_only", "n_neither"]].tolist() == [2, 1, 1, 0]
    assert (row["mean_before_matched"], row["mean_before_lost"]) == (70, 50)
    assert row["cautious_gain"] == pytest.approx(9 * 2 / 3)
    turned = attrition_summary(table, lower_is_better=True).iloc[0]
    assert turned["cautious_gain"] == pytest.approx(-6)


def test_no_bound_without_a_pair() -> None:
    assert np.isnan(attrition_summary(marks_table([60], [None]))["cautious_gain"].iloc[0])
