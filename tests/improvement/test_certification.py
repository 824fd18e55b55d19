"""Shares of certified participants: counted by hand, intervals from other tools."""

import math

import pandas as pd
import pytest

from capaian.improvement import (
    CERTIFIED_COLUMNS,
    certified_sentence,
    certified_shares,
    certified_students,
    group_name,
)
from capaian.locale import texts

COLUMNS = ["student", "overall", "number"]


def held(*rows):
    return pd.DataFrame.from_records(rows, columns=COLUMNS).astype({"overall": "str", "number": "str"})


def gained(rows):
    table = pd.DataFrame.from_records(rows, columns=["student", "before", "gain"])
    return table.assign(cohort=1, aspect="teknis", criterion=None, after=table["before"] + table["gain"])


@pytest.mark.parametrize(
    ("rows", "certified", "known"),
    [
        ([(1, "K", "")], {1}, {1}),
        ([(1, None, "C-1")], {1}, {1}),
        ([(1, "BK", "C-1")], set(), {1}),
        ([(1, None, "")], set(), set()),
        ([(1, "BK", ""), (1, "K", "C-2"), (2, "BK", "")], {1}, {1, 2}),
        ([], set(), set()),
    ],
)
def test_certified_is_who_the_lsp_decided_or_who_holds_a_number(rows, certified, known):
    assert certified_students(held(*rows)) == (certified, known)


def crowd():
    """24 students: the first 12 below 75 before; gains 0, 1, 2 ... 23 in turn; every third certified."""
    students = range(1, 25)
    gains = gained([(i, 60 if i <= 12 else 75, i - 1) for i in students])
    return students, held(*((i, "K" if i % 3 == 0 else "BK", "") for i in students if i != 24)), gains


def test_every_group_counts_its_own_students():
    students, certificates, gains = crowd()
    table = certified_shares(students, certificates, gains, pass_mark=75, smallest=5)
    assert list(table.columns) == list(CERTIFIED_COLUMNS)
    counted = table[["grouping", "group", "low", "high", "n", "certified", "unknown"]].fillna(-1)
    assert [tuple(row) for row in counted.itertuples(index=False)] == [
        ("all", "everyone", -1, -1, 24, 7, 1),
        ("before", "below", 60, 60, 12, 4, 0),
        ("before", "at", 75, 75, 12, 3, 1),
        ("gain", "smallest", 0, 7, 8, 2, 0),
        ("gain", "middle", 8, 15, 8, 3, 0),
        ("gain", "largest", 16, 23, 8, 2, 1),
    ]
    assert not table["hidden"].any()


def test_the_interval_is_wilsons():
    """7 of 24 by R's prop.test(7, 24, correct = FALSE) and binom::binom.wilson: .1491 to .4917."""
    students, certificates, gains = crowd()
    row = certified_shares(students, certificates, gains, pass_mark=75).iloc[0]
    n, p, z = 24, 7 / 24, 1.959963984540054
    half = z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    middle = (p + z * z / (2 * n)) / (1 + z * z / n)
    assert row["share"] == pytest.approx(p)
    assert (row["share_low"], row["share_high"]) == pytest.approx((middle - half, middle + half), abs=1e-12)
    assert (row["share_low"], row["share_high"]) == pytest.approx((0.1491, 0.4917), abs=5e-5)


def test_small_groups_are_hidden_and_cannot_be_found_by_subtraction():
    students, certificates, gains = crowd()
    table = certified_shares(students, certificates, gains.head(15), pass_mark=75, smallest=10)
    hidden = dict(zip(table["group"], table["hidden"], strict=True))
    assert hidden == {
        "everyone": False, "below": True, "at": True, "smallest": True, "middle": True, "largest": True,
    }  # fmt: skip


def test_equal_gains_stay_together_and_an_empty_third_is_left_out():
    students = range(9)
    table = certified_shares(students, held(), gained([(i, 60, 5) for i in students]), pass_mark=75)
    assert table["group"].tolist() == ["everyone", "below", "smallest"]


def test_without_marks_or_students_only_the_whole_is_told():
    assert certified_shares([], held(), gained([]), pass_mark=75)["n"].tolist() == [0]
    assert certified_shares([1, 2], held(), gained([]), pass_mark=75)["group"].tolist() == ["everyone"]


def test_it_is_told_in_words_with_its_interval_and_never_with_a_reason():
    students, certificates, gains = crowd()
    table = certified_shares(students, certificates, gains, pass_mark=75, smallest=5)
    told = [certified_sentence(row, texts("id")) for _, row in table.iterrows()]
    assert told[0] == (
        "7 dari 24 siswa tercatat bersertifikat (29%; kisaran 95%: 15% sampai 49%); 1 siswa belum tercatat "
        "keputusannya."
    )
    assert told[1] == "4 dari 12 siswa tercatat bersertifikat (33%; kisaran 95%: 14% sampai 61%)."
    assert [group_name(row, texts("id"), pass_mark=75) for _, row in table.iloc[1:].iterrows()] == [
        "di bawah KKM 75 sebelum pelatihan", "sudah mencapai KKM 75 sebelum pelatihan",
        "sepertiga dengan kenaikan terkecil (0,0 sampai +7,0 poin)", "sepertiga di tengah (+8,0 sampai +15,0 poin)",
        "sepertiga dengan kenaikan terbesar (+16,0 sampai +23,0 poin)",
    ]  # fmt: skip
    assert not [word for word in told if "karena" in word or "akibat" in word or "gagal" in word]
    english = certified_sentence(table.iloc[0], texts("en"), participants="teachers")
    assert "7 of 24 teachers" in english
