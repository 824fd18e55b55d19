"""The quiet lines, whole."""

import pytest

from capaian.improvement import attrition_summary, gains, summarise, summarise_gains
from capaian.improvement.goals import Goal, mean_gain_goal, pass_share_goal
from capaian.improvement.notes import attrition_note, ceiling_note, cluster_note, holm_note, rater_note, zeros_note
from capaian.improvement.zeros import without_zeros, zero_rows
from capaian.locale import texts
from tests.improvement.tables import marks_table

T = texts("id")


def test_who_left_is_told_with_the_cautious_bound() -> None:
    table = marks_table([60, 80, 50], [72, 86, None], aspect="teknis")
    assert attrition_note(attrition_summary(table).iloc[0], T) == (
        "1 siswa hanya ikut tes awal (rata-rata awal 50,0, yang ikut keduanya 70,0); bila nilai mereka tidak berubah, "
        "kenaikan rata-rata +6,0 poin"
    )
    assert attrition_note(attrition_summary(marks_table([60], [70])).iloc[0], T) == ""


def test_zeros_are_told_both_ways() -> None:
    gained = gains(marks_table([50, 60, 70], [60, 68, 0]))
    row, without = (summarise_gains(table).iloc[0] for table in (gained, without_zeros(gained)))
    zeros = int(zero_rows(gained).sum())
    assert zeros_note(row, without, zeros, T) == (
        "1 siswa bernilai 0 pada salah satu tes; tanpa mereka perubahan rata-rata +9,0 poin, dengan mereka −17,3 poin: "
        "periksa apakah 0 berarti tidak ikut"
    )
    assert zeros_note(row, None, 0, T) == ""


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (ceiling_note({"ceiling_before": 0.15}, T)[:28], "15% siswa sudah dekat nilai "),
        (ceiling_note({"ceiling_before": 0.149}, T), ""),
        (ceiling_note({"ceiling_before": float("nan")}, T), ""),
        (
            cluster_note({"cluster_low": 2.0, "cluster_high": 9.04, "few_clusters": True, "clusters": 3}, T),
            "dihitung per kelas (3 kelas), kisaran 95% adalah 2,0 sampai 9,0; di bawah 10 kelas kisaran ini masih "
            "terlalu sempit",
        ),
        (
            cluster_note({"cluster_low": 2.0, "cluster_high": 9.04, "few_clusters": False, "clusters": 12}, T),
            "dihitung per kelas (12 kelas), kisaran 95% adalah 2,0 sampai 9,0",
        ),
        (cluster_note({"cluster_low": float("nan")}, T), ""),
        (
            holm_note(9, T),
            "9 uji ditampilkan; nilai p disesuaikan menurut Holm, kisaran tetap 95% untuk masing-masing",
        ),
        (holm_note(1, T), ""),
        (
            rater_note({"changed": 4, "students": 30}, T),
            "4 dari 30 siswa dinilai orang yang berbeda sesudah pelatihan",
        ),
        (rater_note({"changed": 0, "students": 30}, T), ""),
    ],
)
def test_a_line_is_whole_or_not_there(line: str, expected: str) -> None:
    assert line == expected


@pytest.mark.parametrize(("target", "goal"), [(0.7, Goal.REACHED), (2, Goal.CANNOT_SAY), (3, Goal.NOT_YET)])
def test_a_target_is_judged_by_the_interval(target: float, goal: Goal) -> None:
    before, after = [13, 12, 12, 9, 14, 17, 14, 9, 6, 7, 11, 15], [14, 13, 16, 12, 15, 18, 13, 10, 10, 8, 14, 16]
    assert mean_gain_goal(summarise(marks_table(before, after)).iloc[0], target) is goal


@pytest.mark.parametrize(("target", "goal"), [(0.3, Goal.REACHED), (0.5, Goal.CANNOT_SAY), (0.9, Goal.NOT_YET)])
def test_a_target_of_passing_is_judged_by_its_interval(target: float, goal: Goal) -> None:
    assert pass_share_goal({"pass_after": 12, "n_matched": 20}, target) is goal


def test_without_an_interval_nothing_is_said_of_a_target() -> None:
    assert mean_gain_goal(summarise(marks_table([50], [90])).iloc[0], 5) is Goal.CANNOT_SAY
