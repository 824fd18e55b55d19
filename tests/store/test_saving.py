"""All or nothing, twice is once, a blank erases nothing: whatever the files say and wherever it breaks."""

import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from capaian.access import LOCAL_USER
from capaian.store import (
    ChangedSince,
    compare_import,
    data_version,
    load_cohort,
    load_imports,
    load_roster,
    load_scores,
    save_cohort,
    save_import,
)
from tests.store.dumps import dump
from tests.store.properties import tries
from tests.store.read import reading_of

PEOPLE = [
    ("Ahmad Fauzi", "9900000001", "1201", "XI TKR 1"),
    ("Norlaila", "", "1202", "XI TKR 1"),
    ("Rizki Maulana", "", "", "XI TKR 1"),
]
MARKS = st.one_of(st.none(), st.just("TH"), st.floats(0, 100, allow_nan=False), st.integers(0, 100))
CELLS = st.tuples(
    st.integers(0, len(PEOPLE) - 1),
    st.sampled_from(["kognitif", "teknis"]),
    st.sampled_from(["", "Las"]),
    st.sampled_from(["before", "after", "retest"]),
)
SHEETS = st.dictionaries(CELLS, MARKS, max_size=12).map(lambda cells: [(*cell, mark) for cell, mark in cells.items()])


def stands(store, cohort):
    table = load_scores(store, LOCAL_USER, cohort)
    key = zip(table["student"], table["aspect"], table["criterion"], table["phase"], strict=True)
    told = zip(table["state"], table["score"].fillna(-1), strict=True)
    return dict(zip(key, told, strict=True))


def another_cohort(store):
    return save_cohort(store, LOCAL_USER, name=f"Angkatan {data_version(store)}")


def test_twice_is_once_and_nothing_that_stood_is_erased(store):
    @tries(store, 15)
    @given(first=SHEETS, second=SHEETS)
    def holds(first, second):
        cohort = another_cohort(store)
        save_import(store, LOCAL_USER, cohort, reading_of(PEOPLE, first))
        before = stands(store, cohort)
        assert len(before) == sum(mark is not None for *_, mark in first)
        reading = reading_of(PEOPLE, second)
        save_import(store, LOCAL_USER, cohort, reading)
        after = stands(store, cohort)
        assert before.keys() <= after.keys()
        assert len(after) == len({tuple(row[:-1]) for row in first + second if row[-1] is not None})
        kept = dump(store)
        assert save_import(store, LOCAL_USER, cohort, reading).import_id is None
        assert dump(store) == kept
        assert load_cohort(store, LOCAL_USER, cohort).marks == len(after)

    holds()


def test_every_mark_is_the_last_one_given(store):
    @tries(store, 15)
    @given(first=SHEETS, second=SHEETS)
    def holds(first, second):
        cohort = another_cohort(store)
        for sheet in (first, second):
            save_import(store, LOCAL_USER, cohort, reading_of(PEOPLE, sheet))
        wanted = {}
        for *cell, mark in first + second:
            if mark is not None:
                wanted[tuple(cell)] = ("did_not_sit", -1) if mark == "TH" else ("present", float(mark))
        ids = sorted(load_roster(store, LOCAL_USER, cohort)["student"])
        found = {(ids.index(student), *rest): told for (student, *rest), told in stands(store, cohort).items()}
        assert {cell: state for cell, (state, _) in found.items()} == {
            cell: state for cell, (state, _) in wanted.items()
        }
        assert {cell: mark for cell, (_, mark) in found.items()} == pytest.approx(
            {cell: mark for cell, (_, mark) in wanted.items()}, abs=2e-9
        )

    holds()


def test_twenty_teachers_at_once_lose_nothing(store):
    cohort = another_cohort(store)
    errors = []

    def import_five(teacher):
        for i in range(5):
            marks = [(j, "teknis", f"Kriteria {teacher}", "before", 10 * i + j) for j in range(3)]
            try:
                save_import(store, LOCAL_USER, cohort, reading_of(PEOPLE, marks, content=f"{teacher} {i}"))
            except Exception as error:  # noqa: BLE001
                errors.append(error)

    teachers = [threading.Thread(target=import_five, args=(i,)) for i in range(20)]
    for teacher in teachers:
        teacher.start()
    for teacher in teachers:
        teacher.join()
    assert errors == []
    assert len(load_imports(store, LOCAL_USER, cohort)) == 100
    assert load_cohort(store, LOCAL_USER, cohort).enrolled == 3
    assert sorted(load_scores(store, LOCAL_USER, cohort)["score"]) == sorted([40.0, 41, 42] * 20)


def test_two_processes_write_in_turn(store, url, opened):
    """Two stores on one database share no lock of this process, as two servers would not."""
    other = opened(url)
    cohort = another_cohort(store)
    results = []

    def save(where, marks):
        results.append(save_import(where, LOCAL_USER, cohort, reading_of(PEOPLE[:2], marks)))

    marks = [[(0, "teknis", "", "before", mark)] for mark in range(10)]
    writers = [
        threading.Thread(target=save, args=(where, some)) for where, some in zip([store, other] * 5, marks, strict=True)
    ]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert sorted((result.new, result.changed) for result in results) == [(0, 1)] * 9 + [(1, 0)]
    assert sum(result.created for result in results) == 2


def test_of_two_who_looked_at_the_same_comparison_the_second_looks_again(store, url, opened):
    """Two servers, each with a teacher who has seen what saving would change; both click at once."""
    cohort = another_cohort(store)
    save_import(store, LOCAL_USER, cohort, reading_of(PEOPLE, [(0, "teknis", "", "before", 50)]))
    readings = [reading_of(PEOPLE, [(0, "teknis", "", "before", mark)]) for mark in (60, 70)]
    seen = [compare_import(store, LOCAL_USER, cohort, reading) for reading in readings]
    assert [each.changes["old"].tolist() for each in seen] == [[50.0], [50.0]]
    both, refused, saved = threading.Barrier(2), [], []

    def click(where, reading, comparison):
        both.wait(30)
        try:
            save_import(where, LOCAL_USER, cohort, reading, seen=comparison.seen)
            saved.append(reading)
        except ChangedSince:
            refused.append(reading)

    clicks = [
        threading.Thread(target=click, args=(where, *one))
        for where, *one in zip([store, opened(url)], readings, seen, strict=True)
    ]
    for each in clicks:
        each.start()
    for each in clicks:
        each.join()
    ((first,), (second,)) = (saved, refused)
    fresh = compare_import(store, LOCAL_USER, cohort, second)
    assert fresh.changes["old"].tolist() == first.marks["score"].tolist()
    assert save_import(store, LOCAL_USER, cohort, second, seen=fresh.seen).changed == 1
