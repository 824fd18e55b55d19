import math
from dataclasses import replace
from typing import Any, cast

import pandas as pd
import pytest

from capaian.access import LOCAL_USER, Actor, Role
from capaian.problems import Refused, StoreError
from capaian.scores import SCORE_COLUMNS
from capaian.store import (
    ChangedSince,
    compare_import,
    data_version,
    load_cohort,
    load_imports,
    load_roster,
    load_scores,
    load_student_scores,
    save_account,
    save_cohort,
    save_import,
)  # fmt: skip
from tests.store.dumps import dump
from tests.store.read import reading_of

AHMAD = ("Ahmad Fauzi", "9900000001", "1201", "XI TKR 1")
NORLAILA = ("Norlaila", "9900000002", "1202", "XI TKR 1")
RIZKI = ("M. Rizki Maulana", "", "", "XI TKR 1")


@pytest.fixture
def cohort(store):
    return save_cohort(store, LOCAL_USER, name="Angkatan 1")


def saved(store, cohort, *readings):
    return [save_import(store, LOCAL_USER, cohort, reading) for reading in readings][-1]


def marks_of(store, cohort):
    table = load_scores(store, LOCAL_USER, cohort)
    names = load_roster(store, LOCAL_USER, cohort).set_index("student")["name"]
    keys = zip(table["student"].map(names), table["aspect"], table["criterion"], table["phase"], strict=True)
    states = zip(keys, table["score"], table["state"], strict=True)
    return {key: score if state == "present" else state for key, score, state in states}


def test_the_first_import_makes_the_roster_and_the_marks(store, cohort):
    given = [
        (0, "kognitif", "Teori", "before", 60),
        (0, "kognitif", "Teori", "after", 85.5),
        (1, "kognitif", "Teori", "before", "TH"),
        (1, "kognitif", "Teori", "after", None),
    ]
    result = saved(store, cohort, reading_of([NORLAILA, AHMAD, RIZKI], given))
    assert (result.new, result.changed, result.same, result.skipped) == (3, 0, 0, 1)
    assert (result.students, result.created, result.joined, result.enrolled) == (2, 3, 3, 3)
    assert (result.without_before, result.without_after, result.without_marks) == (2, 2, 2)
    roster = load_roster(store, LOCAL_USER, cohort)
    assert roster["name"].tolist() == ["Ahmad Fauzi", "M. Rizki Maulana", "Norlaila"]
    assert roster["nisn"].tolist() == ["9900000001", "", "9900000002"]
    assert roster["nis"].tolist() == ["1201", "", "1202"]
    assert marks_of(store, cohort) == {
        ("Norlaila", "kognitif", "Teori", "before"): 60,
        ("Norlaila", "kognitif", "Teori", "after"): 85.5,
        ("Ahmad Fauzi", "kognitif", "Teori", "before"): "did_not_sit",
    }
    assert load_cohort(store, LOCAL_USER, cohort).enrolled == 3
    assert load_cohort(store, LOCAL_USER, cohort).marks == 3


def test_a_mark_keeps_its_words_its_place_and_its_import(store, cohort):
    result = saved(store, cohort, reading_of([AHMAD], [(0, "teknis", "", "before", 3)], scale_max=4.0, file="a!b.xlsx"))
    (row,) = load_scores(store, LOCAL_USER, cohort).to_dict("records")
    assert row["score"] == 75
    assert row["raw"] == "3"
    assert row["source"] == "a!b.xlsx!Nilai!E7"
    assert row["import_id"] == result.import_id
    assert list(load_scores(store, LOCAL_USER, cohort)) == list(SCORE_COLUMNS)
    student = load_scores(store, LOCAL_USER, cohort)["student"].iloc[0]
    assert load_student_scores(store, LOCAL_USER, student)["cohort_name"].tolist() == ["Angkatan 1"]


def test_a_column_that_names_no_aspect_comes_back_without_one(store, cohort):
    saved(store, cohort, reading_of([AHMAD], [(0, None, "", "before", 60), (0, "teknis", "", "before", 70)]))
    table = load_scores(store, LOCAL_USER, cohort)
    assert table["aspect"].isna().tolist() == [True, False]


@pytest.mark.parametrize("mark", [0.1, 66.66666666666667, 1 / 3, 99.99999999999999, 5e-324, 0.0, 100.0])
def test_a_mark_comes_back_to_the_last_bit(store, cohort, mark):
    saved(store, cohort, reading_of([AHMAD], [(0, "teknis", "", "before", mark)]))
    assert load_scores(store, LOCAL_USER, cohort)["score"].tolist() == [mark]


def test_a_blank_never_erases(store, cohort):
    first = [(0, "teknis", "", "before", 60), (0, "teknis", "", "after", "TH")]
    blank = [(0, "teknis", "", "before", None), (0, "teknis", "", "after", None), (1, "teknis", "", "after", 80)]
    saved(store, cohort, reading_of([AHMAD, NORLAILA], first))
    result = saved(store, cohort, reading_of([AHMAD, NORLAILA], blank))
    assert (result.new, result.changed, result.skipped) == (1, 0, 2)
    assert marks_of(store, cohort) == {
        ("Ahmad Fauzi", "teknis", "", "before"): 60,
        ("Ahmad Fauzi", "teknis", "", "after"): "did_not_sit",
        ("Norlaila", "teknis", "", "after"): 80,
    }


def test_the_comparison_says_what_will_change_and_writes_nothing(store, cohort):
    one = [(0, "teknis", "Las", "before", 60), (0, "teknis", "Las", "after", 80), (1, "teknis", "Las", "before", "TH")]
    two = [
        (0, "teknis", "LAS", "before", 60),
        (0, "teknis", "las", "after", 82.5),
        (1, "teknis", "Las", "before", 55),
        (1, "teknis", "Las", "after", None),
        (2, "teknis", "Las", "before", 40),
    ]
    saved(store, cohort, reading_of([AHMAD, NORLAILA], one))
    second = reading_of([AHMAD, NORLAILA, RIZKI], two, file="baru.xlsx")
    stands = dump(store)
    left_out = compare_import(store, LOCAL_USER, cohort, second)
    assert (left_out.new, left_out.joining, left_out.strangers, left_out.left_out) == (0, 0, 1, 1)
    seen = compare_import(store, LOCAL_USER, cohort, second, students={2: "new"})
    assert dump(store) == stands
    assert (seen.new, seen.changed, seen.same, seen.skipped, seen.created, seen.joining) == (1, 2, 1, 1, 1, 1)
    told = seen.changes[["name", "criterion", "phase", "old", "new", "old_state", "new_state", "source"]]
    first, other = told.to_numpy().tolist()
    assert first == ["Ahmad Fauzi", "Las", "after", 80, 82.5, "present", "present", "baru.xlsx!Nilai!E8"]
    assert math.isnan(other.pop(3))
    assert other == ["Norlaila", "Las", "before", 55, "did_not_sit", "present", "baru.xlsx!Nilai!E9"]
    result = save_import(store, LOCAL_USER, cohort, second, students={2: "new"})
    assert (result.new, result.changed, result.same, result.skipped) == (1, 2, 1, 1)
    assert marks_of(store, cohort)["Ahmad Fauzi", "teknis", "Las", "after"] == 82.5


def test_an_old_mark_is_told_with_who_brought_it_in_which_file_and_when(store, cohort):
    account = save_account(store, LOCAL_USER, username="ratna", display_name="Ibu Ratna", role=Role.TEACHER)
    one = reading_of([AHMAD], [(0, "teknis", "", "before", 60)], file="satu.xlsx")
    two = reading_of([AHMAD], [(0, "teknis", "", "after", 70)], file="dua.xlsx")
    both = replace(one, files=[*one.files, *two.files], marks=pd.concat([one.marks, two.marks], ignore_index=True))
    save_import(store, Actor(account, Role.TEACHER, frozenset({cohort})), cohort, both)
    saved(store, cohort, reading_of([NORLAILA], [(0, "teknis", "", "before", 50)]))
    marks = [(0, "teknis", "", "before", 61), (0, "teknis", "", "after", 71)]
    seen = compare_import(store, LOCAL_USER, cohort, reading_of([AHMAD], marks)).changes
    assert seen["old_by"].tolist() == ["Ibu Ratna", "Ibu Ratna"]
    assert seen["old_file"].tolist() == ["satu.xlsx", "dua.xlsx"]
    assert str(seen["old_at"].dt.tz) == "Asia/Makassar"
    history = load_imports(store, LOCAL_USER, cohort)
    assert (seen["old_at"] == history["at"].min()).all()
    assert history["display_name"].tolist() == ["Ibu Ratna"]
    assert history["file_names"].tolist() == [("satu.xlsx", "dua.xlsx")]


def test_a_mark_that_no_import_brought_is_told_without_a_day(store, cohort):
    saved(store, cohort, reading_of([AHMAD], [(0, "teknis", "", "before", 60)]))
    with store.writing() as connection:
        connection.exec_driver_sql("UPDATE scores SET import_id = NULL, sheet = NULL")
    seen = compare_import(store, LOCAL_USER, cohort, reading_of([AHMAD], [(0, "teknis", "", "before", 61)])).changes
    assert (seen["old_by"].tolist(), seen["old_file"].tolist(), seen["old_at"].isna().tolist()) == ([""], [""], [True])


@pytest.mark.parametrize(
    ("meanwhile", "again"),
    [
        ([(0, "teknis", "", "before", 99)], True),
        ([(1, "teknis", "", "before", 99)], True),
        ([(0, "teknis", "", "after", 99)], False),
        ([(0, "karakter", "", "before", 99)], False),
    ],
    ids=["the same mark", "a new mark by now", "another phase", "another aspect"],
)
def test_what_was_looked_at_is_what_is_saved(store, cohort, meanwhile, again):
    saved(store, cohort, reading_of([AHMAD, NORLAILA], [(0, "teknis", "", "before", 60)]))
    reading = reading_of([AHMAD, NORLAILA], [(0, "teknis", "", "before", 65), (1, "teknis", "", "before", 66)])
    seen = compare_import(store, LOCAL_USER, cohort, reading)
    saved(store, cohort, reading_of([AHMAD, NORLAILA], meanwhile))
    stands = dump(store)
    if again:
        with pytest.raises(ChangedSince, match="baru saja berubah"):
            save_import(store, LOCAL_USER, cohort, reading, seen=seen.seen)
        assert dump(store) == stands
        seen = compare_import(store, LOCAL_USER, cohort, reading)
    done = save_import(store, LOCAL_USER, cohort, reading, seen=seen.seen)
    assert (done.new, done.changed) == (seen.new, seen.changed)


def test_the_mark_written_over_stays_with_the_import_that_did_it(store, cohort):
    first = saved(store, cohort, reading_of([AHMAD], [(0, "teknis", "", "before", 60)], file="lama.xlsx"))
    before = dump(store)["scores"]
    second = saved(store, cohort, reading_of([AHMAD], [(0, "teknis", "", "before", "TH")], file="baru.xlsx"))
    (kept,) = dump(store)["marks_before"]
    school, _, student, criterion, phase, *old = before[0]
    assert kept[:5] == (school, second.import_id, student, criterion, phase)
    assert set(old) == {60.0, "60", 0, "", first.import_id, "E7"}
    assert set(kept[5:]) == set(old)


@pytest.mark.parametrize(
    "again",
    [
        lambda given: reading_of(*given, content="bytes"),
        lambda given: reading_of(*given, content="bytes", file="salinan (1).xlsx"),
    ],
    ids=["same name", "other name"],
)
def test_the_same_bytes_again_change_nothing_and_say_so(store, cohort, again):
    given = ([AHMAD, NORLAILA], [(0, "teknis", "", "before", 60), (1, "teknis", "", "before", 70)])
    saved(store, cohort, reading_of(*given, content="bytes"))
    saved(store, cohort, reading_of([AHMAD], [(0, "teknis", "", "before", 65)]))
    stands, version = dump(store), data_version(store)
    result = saved(store, cohort, again(given))
    assert result.import_id is None
    assert result.already == load_imports(store, LOCAL_USER, cohort)["at"].min()
    assert (result.new, result.changed, result.same) == (0, 0, 2)
    assert compare_import(store, LOCAL_USER, cohort, again(given)).already == result.already
    assert dump(store) == stands
    assert data_version(store) == version


def test_the_same_bytes_in_another_cohort_are_another_import(store, cohort):
    reading = reading_of([AHMAD], [(0, "teknis", "", "before", 60)])
    saved(store, cohort, reading)
    other = save_cohort(store, LOCAL_USER, name="Angkatan 2")
    result = saved(store, other, reading)
    assert result.already is None
    assert (result.new, result.created, result.joined) == (1, 0, 1)


def test_the_same_bytes_read_on_another_scale_are_another_import(store, cohort):
    given = ([AHMAD], [(0, "teknis", "", "before", 3)])
    saved(store, cohort, reading_of(*given, content="bytes", scale_max=4.0))
    result = saved(store, cohort, reading_of(*given, content="bytes", scale_max=5.0))
    assert result.changed == 1
    assert list(marks_of(store, cohort).values()) == [60]


def test_other_bytes_that_say_the_same_leave_no_trace(store, cohort):
    given = ([AHMAD], [(0, "teknis", "", "before", 66.66666666666667)])
    saved(store, cohort, reading_of(*given))
    stands = dump(store)
    result = saved(store, cohort, reading_of([AHMAD], [(0, "teknis", "", "before", 66.6666666666667)]))
    assert (result.import_id, result.same, result.already) == (None, 1, None)
    assert dump(store) == stands


def test_what_must_be_mended_first_is_not_saved(store, cohort):
    stands = dump(store)
    reading = reading_of([AHMAD], [(0, "teknis", "", "before", 60)], blocked=True)
    for ask in (compare_import, save_import):
        with pytest.raises(StoreError, match="harus diperbaiki"):
            ask(store, LOCAL_USER, cohort, reading)
    assert dump(store) == stands


def test_two_marks_for_one_place_are_refused_with_both_cells(store, cohort):
    stands = dump(store)
    twice = [(0, "teknis", "", "before", 60), (0, "teknis", "", "before", 70)]
    with pytest.raises(StoreError, match=r"“Ahmad Fauzi”.*E7.*E8"):
        saved(store, cohort, reading_of([AHMAD], twice))
    assert dump(store) == stands
    assert saved(store, cohort, reading_of([AHMAD], [twice[0], twice[0]])).new == 1


def test_an_import_changes_the_version_of_its_cohort_only(store, cohort):
    other = save_cohort(store, LOCAL_USER, name="Angkatan 2")
    before = data_version(store, cohort), data_version(store, other), data_version(store)
    saved(store, cohort, reading_of([AHMAD], [(0, "teknis", "", "before", 60)]))
    after = data_version(store, cohort), data_version(store, other), data_version(store)
    assert [b != a for b, a in zip(before, after, strict=True)] == [True, False, True]


def test_the_history_names_files_hashes_and_counts(store, cohort):
    reading = reading_of([AHMAD], [(0, "teknis", "", "before", 60), (0, "teknis", "", "after", None)])
    two = replace(reading, files=[*reading.files, *reading_of([], [], file="kedua.xlsx").files])
    saved(store, cohort, two)
    saved(store, cohort, reading_of([AHMAD], [(0, "teknis", "", "before", 65)], file="lagi.xlsx"))
    history = load_imports(store, LOCAL_USER, cohort)
    assert history["files"].tolist() == ["lagi.xlsx", "nilai.xlsx, kedua.xlsx"]
    assert history["sha256"].iloc[1] == " ".join(file.sha256 for file in two.files)
    assert history[["created", "enrolled", "new", "changed", "same", "skipped"]].to_numpy().tolist() == [
        [0, 0, 0, 1, 0, 0],
        [1, 1, 1, 0, 0, 1],
    ]
    assert load_imports(store, LOCAL_USER)["import_id"].tolist() == history["import_id"].tolist()
    assert str(history["at"].dt.tz) == "UTC"


def test_text_no_database_takes_is_made_harmless(store, cohort):
    student = ("Siti\0 Norjanah", "", "", "XI\0TKR 1")
    reading = reading_of([student], [(0, "teknis", "La\0s", "before", 60)], file="ni\0lai.xlsx")
    saved(store, cohort, reading)
    assert load_roster(store, LOCAL_USER, cohort)["name"].tolist() == ["Siti Norjanah"]
    assert load_scores(store, LOCAL_USER, cohort)["source"].tolist() == ["nilai.xlsx!Nilai!E7"]


@pytest.mark.parametrize("cohort_id", [0, -1, 99, 2**70, None, "1"])
def test_a_cohort_nobody_has_is_a_sentence(store, cohort, cohort_id):
    reading = reading_of([AHMAD], [(0, "teknis", "", "before", 60)])
    for ask in (
        lambda: save_import(store, LOCAL_USER, cohort_id, reading),
        lambda: compare_import(store, LOCAL_USER, cohort_id, reading),
        lambda: load_scores(store, LOCAL_USER, cohort_id),
        lambda: load_roster(store, LOCAL_USER, cohort_id),
    ):
        with pytest.raises(StoreError, match="Kohort ini tidak ada"):
            ask()


def test_who_has_no_right_to_the_cohort_is_refused(store, cohort):
    reading = reading_of([AHMAD], [(0, "teknis", "", "before", 60)])
    stands = dump(store)
    for actor in (
        Actor(1, Role.TEACHER),
        Actor(1, Role.TEACHER, frozenset({cohort + 1})),
        Actor(1, Role.AUDITOR),
        cast(Any, None),
    ):
        for ask in (
            lambda actor=actor: save_import(store, actor, cohort, reading),
            lambda actor=actor: compare_import(store, actor, cohort, reading),
            lambda actor=actor: load_scores(store, actor, cohort),
            lambda actor=actor: load_roster(store, actor, cohort),
            lambda actor=actor: load_imports(store, actor, cohort),
        ):
            with pytest.raises(Refused):
                ask()
    assert dump(store) == stands
    save_import(store, Actor(7, Role.TEACHER, frozenset({cohort})), cohort, reading)
    assert load_imports(store, LOCAL_USER)["account_id"].tolist() == [7]
