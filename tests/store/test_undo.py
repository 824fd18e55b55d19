"""What an import did is taken back, wherever nothing has changed since, and can be brought back in turn."""

import itertools
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from capaian.access import LOCAL_USER, Actor, Role
from capaian.locale import texts
from capaian.problems import Refused, StoreError
from capaian.store import (
    AlreadyUndone,
    LockedCohort,
    data_version,
    load_audit,
    load_imports,
    load_roster,
    load_scores,
    lock_cohort,
    preview_undo,
    save_cohort,
    save_import,
    undo_import,
)  # fmt: skip
from tests.store.dumps import dump
from tests.store.properties import tries
from tests.store.read import reading_of

AHMAD = ("Ahmad Fauzi", "9900000001", "1201", "XI TKR 1")
NORLAILA = ("Norlaila", "", "1202", "XI TKR 1")
RIZKI = ("Rizki Maulana", "", "", "XI TKR 1")
PEOPLE = [AHMAD, NORLAILA, RIZKI]
HISTORY = (
    "imports", "import_files", "import_sheets", "import_undos", "row_changes", "marks_before", "audit", "schools",
    "cohorts",
)  # fmt: skip
"""Tables that remember; all the others must be as before."""

MARKS = st.one_of(st.none(), st.just("TH"), st.floats(0, 100, allow_nan=False), st.integers(0, 100))
CELLS = st.tuples(
    st.integers(0, len(PEOPLE) - 1),
    st.sampled_from(["kognitif", "teknis"]),
    st.sampled_from(["", "Las"]),
    st.sampled_from(["before", "after"]),
)
SHEETS = st.dictionaries(CELLS, MARKS, max_size=8).map(lambda cells: [(*cell, mark) for cell, mark in cells.items()])


@pytest.fixture
def cohort(store):
    return save_cohort(store, LOCAL_USER, name="Angkatan 1")


def another_cohort(store):
    return save_cohort(store, LOCAL_USER, name=f"Angkatan {data_version(store)}")


def saved(store, cohort, people, marks, actor=LOCAL_USER, **more) -> Any:
    """The id of the import, None where nothing was to be changed."""
    joining = dict.fromkeys(range(len(people)), "new") if more.pop("join", False) else {}
    reading = reading_of(people, marks, **more)
    return save_import(store, actor, cohort, reading, students=joining).import_id


def now(store):
    return dump(store, without=HISTORY)


def marks_of(store, cohort):
    table = load_scores(store, LOCAL_USER, cohort)
    names = load_roster(store, LOCAL_USER, cohort).set_index("student")["name"]
    keys = zip(table["student"].map(names), table["aspect"], table["criterion"], table["phase"], strict=True)
    return dict(zip(keys, table["score"].fillna(-1), strict=True))


def test_an_import_undone_leaves_every_table_as_it_was_and_redone_as_it_was_then(store):
    @tries(store, 12)
    @given(first=SHEETS, second=SHEETS, told=st.booleans(), data=st.data())
    def holds(first, second, told, data):
        cohort = another_cohort(store)
        some = data.draw(st.integers(1, 3))
        saved(store, cohort, PEOPLE[:some], [mark for mark in first if mark[0] < some])
        people = [(name, nisn or "9900000002", "1202", room) if name == "Norlaila" else (name, nisn, nis, room)
                  for name, nisn, nis, room in PEOPLE] if told else PEOPLE  # fmt: skip
        before = now(store)
        done = saved(store, cohort, people, second, join=True)
        if done is None:
            assert now(store) == before
            return
        after = now(store)
        undone = undo_import(store, LOCAL_USER, done)
        assert now(store) == before
        redone = undo_import(store, LOCAL_USER, undone.import_id)
        assert now(store) == after
        assert redone.kept == undone.kept == 0
        undo_import(store, LOCAL_USER, done)
        assert now(store) == before
        undo_import(store, LOCAL_USER, undo_import_tip(store, cohort))

    holds()


def undo_import_tip(store, cohort):
    history = load_imports(store, LOCAL_USER, cohort)
    return int(history["import_id"].iloc[0])


def test_the_order_of_two_imports_that_touch_different_marks_does_not_matter(store):
    @tries(store, 12)
    @given(first=SHEETS, second=SHEETS, order=st.booleans())
    def holds(first, second, order):
        taken = {mark[:4] for mark in first}
        second = [mark for mark in second if mark[:4] not in taken]
        outcomes = []
        for sheets in ((first, second), (second, first)):
            cohort = another_cohort(store)
            saved(store, cohort, PEOPLE, [(0, "teknis", "Dasar", "before", 1)])
            empty = marks_of(store, cohort)
            done = [saved(store, cohort, PEOPLE, sheet) for sheet in sheets]
            outcomes.append(marks_of(store, cohort))
            for each in done if order else reversed(done):
                if each is not None:
                    undo_import(store, LOCAL_USER, each)
            assert marks_of(store, cohort) == empty
        assert outcomes[0] == outcomes[1]

    holds()


def test_whoever_an_import_made_known_goes_in_whatever_order_imports_are_undone(store):
    other = another_cohort(store)
    saved(store, other, [("Siti", "9900000009", "", "XI TKR 2")], [(0, "teknis", "", "before", 50)])
    for order in itertools.permutations(range(3)):
        cohort = another_cohort(store)
        before = now(store) | {"cohorts": None}
        done = [
            saved(store, cohort, [AHMAD], [(0, "teknis", "Las", "before", 60)]),
            saved(store, cohort, [AHMAD, NORLAILA], [(1, "teknis", "Las", "after", 70)], join=True),
            saved(store, cohort, PEOPLE, [(0, "teknis", "Bubut", "after", 70)], join=True),
        ]
        for at in order:
            undo_import(store, LOCAL_USER, done[at])
        assert now(store) | {"cohorts": None} == before, order


def test_what_was_changed_since_is_kept_and_named(store, cohort):
    first = saved(store, cohort, [AHMAD, NORLAILA], [(0, "teknis", "", "before", 60), (1, "teknis", "", "before", 70)])
    second = saved(store, cohort, [AHMAD], [(0, "teknis", "", "before", 65)])
    seen = preview_undo(store, LOCAL_USER, first)
    assert seen.cannot is None
    assert seen.reversed[["name", "now", "now_state", "then_state"]].to_numpy().tolist() == [
        ["Norlaila", 70.0, "present", "missing"]
    ]
    kept = seen.kept[["name", "now", "why", "by_import"]].to_numpy().tolist()
    assert kept == [["Ahmad Fauzi", 65.0, "changed", second]]
    assert (seen.students_removed, seen.students_kept) == (1, 1)
    done = undo_import(store, LOCAL_USER, first)
    assert (done.reversed, done.kept, done.students_removed) == (1, 1, 1)
    assert marks_of(store, cohort) == {("Ahmad Fauzi", "teknis", "", "before"): 65.0}


def test_a_mark_written_over_comes_back_with_its_words_and_its_place(store, cohort):
    saved(store, cohort, [AHMAD], [(0, "teknis", "", "before", 60)], file="lama.xlsx")
    before = dump(store)["scores"]
    second = saved(store, cohort, [AHMAD], [(0, "teknis", "", "before", "TH")], file="baru.xlsx")
    undo_import(store, LOCAL_USER, second)
    assert dump(store)["scores"] == before


def test_a_student_whom_another_cohort_has_stays(store, cohort):
    first = saved(store, cohort, [AHMAD, NORLAILA], [(0, "teknis", "", "before", 60)])
    other = another_cohort(store)
    saved(store, other, [AHMAD], [(0, "teknis", "", "before", 60)])
    seen = preview_undo(store, LOCAL_USER, first)
    assert (seen.students_removed, seen.students_kept) == (1, 1)
    undo_import(store, LOCAL_USER, first)
    assert load_roster(store, LOCAL_USER, cohort).empty
    assert load_roster(store, LOCAL_USER, other)["name"].tolist() == ["Ahmad Fauzi"]


def test_what_an_import_filled_in_goes_again_but_not_what_somebody_else_wrote_since(store, cohort):
    saved(store, cohort, [("Norlaila", "", "1202", "")], [])
    told = saved(store, cohort, [("Norlaila", "9900000002", "1202", "XI TKR 1")], [])
    with store.writing() as connection:
        connection.exec_driver_sql("UPDATE students SET class_name = 'XI TKR 9'")
    undo_import(store, LOCAL_USER, told)
    (row,) = load_roster(store, LOCAL_USER, cohort).to_dict("records")
    assert (row["nisn"], row["class_name"]) == ("", "XI TKR 9")


def test_a_mark_given_anew_is_not_written_over_by_a_redo(store, cohort):
    first = saved(store, cohort, [AHMAD, NORLAILA], [(0, "teknis", "", "before", 60), (1, "teknis", "", "before", 70)])
    undone = undo_import(store, LOCAL_USER, first)
    saved(store, cohort, [AHMAD], [(0, "teknis", "", "before", 62)])
    seen = preview_undo(store, LOCAL_USER, undone.import_id)
    assert seen.is_redo
    done = undo_import(store, LOCAL_USER, undone.import_id)
    table = marks_of(store, cohort)
    assert table["Ahmad Fauzi", "teknis", "", "before"] == 62.0
    assert done.kept >= 1


def test_an_import_that_was_undone_says_so_and_the_same_file_can_come_again(store, cohort):
    given = ([AHMAD], [(0, "teknis", "", "before", 60)])
    first = saved(store, cohort, *given, content="bytes")
    assert saved(store, cohort, *given, content="bytes") is None
    undone = undo_import(store, LOCAL_USER, first)
    for ask in (preview_undo(store, LOCAL_USER, first).cannot, raised(undo_import, store, LOCAL_USER, first)):
        assert isinstance(ask, AlreadyUndone)
        assert ask.by == undone.import_id
        assert "sudah dibatalkan" in ask.message(texts("id"))
        assert "already undone" in ask.message(texts("en"))
    again = saved(store, cohort, *given, content="bytes")
    assert again is not None
    assert marks_of(store, cohort) == {("Ahmad Fauzi", "teknis", "", "before"): 60.0}


def raised(call, *arguments):
    with pytest.raises(StoreError) as error:
        call(*arguments)
    return error.value


def test_the_history_says_what_undid_what(store, cohort):
    first = saved(store, cohort, [AHMAD], [(0, "teknis", "", "before", 60)])
    undone = undo_import(store, LOCAL_USER, first).import_id
    assert undone is not None
    history = load_imports(store, LOCAL_USER, cohort).set_index("import_id").to_dict("index")
    assert (history[first]["undone_by"], history[first]["in_effect"]) == (undone, False)
    assert [history[undone][name] for name in ("undo_of", "in_effect", "removed", "kept")] == [first, True, 1, 0]
    redone = undo_import(store, LOCAL_USER, undone).import_id
    history = load_imports(store, LOCAL_USER, cohort).set_index("import_id")
    assert history["in_effect"].to_dict() == {redone: True, undone: False, first: True}
    assert load_audit(store, LOCAL_USER)["action"].tolist().count("import_undone") == 2


def test_nothing_to_reverse_is_said(store, cohort):
    first = saved(store, cohort, [AHMAD], [(0, "teknis", "", "before", 60)])
    saved(store, cohort, [AHMAD], [(0, "teknis", "", "before", 61)])
    before = dump(store)
    assert "sudah diubah" in str(preview_undo(store, LOCAL_USER, first).cannot)
    with pytest.raises(StoreError, match="sudah diubah"):
        undo_import(store, LOCAL_USER, first)
    assert dump(store) == before


def test_a_locked_cohort_refuses_and_says_since_when(store, cohort):
    first = saved(store, cohort, [AHMAD], [(0, "teknis", "", "before", 60)])
    lock_cohort(store, LOCAL_USER, cohort)
    before = dump(store)
    assert isinstance(preview_undo(store, LOCAL_USER, first).cannot, LockedCohort)
    with pytest.raises(LockedCohort):
        undo_import(store, LOCAL_USER, first)
    assert dump(store) == before


def test_a_teacher_undoes_own_imports_only(store, cohort):
    one, two = (Actor(account, Role.TEACHER, frozenset({cohort})) for account in (7, 8))
    instructor, elsewhere = Actor(7, Role.INSTRUCTOR, frozenset({cohort})), Actor(7, Role.TEACHER, frozenset({99}))
    first = saved(store, cohort, [AHMAD], [(0, "teknis", "", "before", 60)], actor=one)
    for actor in (two, instructor, elsewhere, Actor(7, Role.TEACHER), Actor(7, Role.PRINCIPAL)):
        for ask in (preview_undo, undo_import):
            with pytest.raises(Refused):
                ask(store, actor, first)
    undone = undo_import(store, one, first)
    assert undone.reversed == 1
    assert undo_import(store, LOCAL_USER, undone.import_id).reversed == 1
    undo_import(store, one, first)


def test_a_teacher_of_a_class_undoes_nothing_of_another_class(store, cohort):
    whole, part = (
        Actor(7, Role.TEACHER, frozenset({cohort})),
        Actor(7, Role.TEACHER, frozenset({cohort}), frozenset({"XI A"})),
    )
    first = saved(store, cohort, [AHMAD], [(0, "teknis", "", "before", 60)], actor=whole)
    with pytest.raises(Refused, match="di luar kelas"):
        undo_import(store, part, first)


@pytest.mark.parametrize("import_id", [0, -1, 99, 2**70, None, "1", True])
def test_an_import_nobody_made_is_a_sentence(store, cohort, import_id):
    for ask in (preview_undo, undo_import):
        with pytest.raises(StoreError, match="Unggahan ini tidak ada"):
            ask(store, LOCAL_USER, import_id)
