"""Whatever is done to the marks, the sums that are stored are those of the marks that stand."""

import datetime
from collections.abc import Callable
from dataclasses import replace

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import event

from capaian.access import LOCAL_USER, Actor, Role
from capaian.problems import StoreError
from capaian.store import (
    Store,
    correct_student,
    data_version,
    find_students,
    forget_student,
    load_class_counts,
    load_cohorts,
    load_imports,
    load_moments,
    load_rules,
    make_demonstration,
    migrate,
    remove_identities,
    save_cohort,
    save_import,
    save_pass_marks,
    save_rules,
    undo_import,
)  # fmt: skip
from capaian.store.health import sum_trouble
from capaian.store.moment_tables import class_counts, class_moments
from capaian.store.stored_moments import fill_moments
from tests.store.properties import tries
from tests.store.read import reading_of

PEOPLE = [("Aspihani", "9900000001", "1201"), ("Raudah", "9900000002", "1202"), ("Supian", "9900000003", "1203")]
CLASSES = ["", "XI TKR 1", "XI TKR 2"]
MARKS = st.dictionaries(
    st.tuples(
        st.integers(0, 2),
        st.sampled_from([("kognitif", ""), ("teknis", "Las"), ("teknis", "Ukur"), (None, "Tes")]),
        st.sampled_from(["before", "after"]),
    ),
    st.one_of(st.just("TH"), st.sampled_from([0, 75, 90, 100]), st.floats(0, 100)),
    min_size=1,
    max_size=8,
)
WHICH = st.integers(0, 1)
STEPS = st.one_of(
    st.tuples(st.just("import"), WHICH, MARKS, st.sampled_from(CLASSES)),
    st.tuples(st.just("undo"), st.integers(0, 5)),
    st.tuples(st.just("correct"), st.integers(0, 2), st.sampled_from(CLASSES)),
    st.tuples(st.just("forget"), st.integers(0, 2)),
    st.tuples(st.just("pass"), WHICH, st.sampled_from([0, 60, 90])),
    st.tuples(st.just("rules"), WHICH, st.booleans(), st.booleans()),
    st.tuples(st.just("remove"), WHICH),
)


def check(store: Store) -> None:
    """Everything that is stored is what the marks give now, and there is nothing else."""
    assert sum_trouble(store) is None


def do(store: Store, known: list[int], step: tuple) -> None:
    kind, *told = step
    if kind == "import":
        which, marks, class_name = told
        people = [(*person, class_name) for person in PEOPLE]
        rows = [(who, aspect, name, phase, mark) for (who, (aspect, name), phase), mark in marks.items()]
        save_import(store, LOCAL_USER, known[which], reading_of(people, rows), students=dict.fromkeys(range(3), "new"))
    elif kind == "undo":
        imports = load_imports(store, LOCAL_USER)["import_id"].tolist()
        undo_import(store, LOCAL_USER, imports[told[0] % max(len(imports), 1)] if imports else 1)
    elif kind == "pass":
        save_pass_marks(store, LOCAL_USER, known[told[0]], {"teknis": told[1]})
    elif kind == "rules":
        rules = load_rules(store, LOCAL_USER, known[told[0]]).of("teknis")
        share = 100 / max(len(rules), 1)
        ruled = [replace(rule, weight=share if told[1] else None, lower_is_better=told[2]) for rule in rules]
        save_rules(store, LOCAL_USER, known[told[0]], "teknis", ruled)
    elif kind == "remove":
        remove_identities(store, LOCAL_USER, known[told[0]], years=1, today=datetime.date(2026, 1, 5))
    else:
        found = find_students(store, LOCAL_USER, PEOPLE[told[0]][1])
        student = int(found["student"].iloc[0]) if len(found) else 1
        if kind == "forget":
            forget_student(store, LOCAL_USER, student)
        else:
            name, nisn, nis = PEOPLE[told[0]]
            correct_student(
                store, LOCAL_USER, student, name=name, nisn=nisn, nis=nis, sex="", class_name=told[1], programme=""
            )


def test_after_every_step_the_stored_sums_are_those_of_the_marks(store: Store) -> None:
    @tries(store, 6)
    @given(steps=st.lists(STEPS, min_size=5, max_size=8))
    def holds(steps: list[tuple]):
        names = (f"Angkatan {data_version(store)}", f"Berikut {data_version(store)}")
        ends = datetime.date(2019, 6, 30)
        known = [save_cohort(store, LOCAL_USER, name=name, ends_on=ends) for name in names]
        for step in steps:
            try:
                do(store, known, step)
            except StoreError:  # no such student or import any more, or nothing to undo
                continue
            check(store)

    holds()


def test_who_gets_a_class_in_one_cohort_has_it_in_the_other_sums_too(store: Store) -> None:
    here, there = (save_cohort(store, LOCAL_USER, name=name) for name in ("Angkatan 1", "Angkatan 2"))
    marks = [(0, "teknis", "", "before", 60), (0, "teknis", "", "after", 70)]
    save_import(store, LOCAL_USER, here, reading_of([(*PEOPLE[0], "")], marks))
    version = data_version(store, here)
    save_import(store, LOCAL_USER, there, reading_of([(*PEOPLE[0], "XI TKR 1")], marks))
    check(store)
    assert load_class_counts(store, LOCAL_USER)["class_name"].tolist() == ["XI TKR 1", "XI TKR 1"]
    assert data_version(store, here) > version
    undo_import(store, LOCAL_USER, int(load_imports(store, LOCAL_USER, there)["import_id"].iloc[0]))
    check(store)
    assert load_class_counts(store, LOCAL_USER)["class_name"].tolist() == [""]


def test_of_a_cohort_without_names_no_class_is_left(store: Store) -> None:
    old = save_cohort(store, LOCAL_USER, name="Angkatan Lama", ends_on=datetime.date(2019, 6, 30))
    marks = [(i, "teknis", "", phase, 60) for i in range(3) for phase in ("before", "after")]
    save_import(store, LOCAL_USER, old, reading_of([(*person, "XI TKR 1") for person in PEOPLE], marks))
    remove_identities(store, LOCAL_USER, old, years=3, today=datetime.date(2026, 1, 5))
    with store.reading() as connection:
        assert connection.execute(class_moments.select()).all() == []
        assert [tuple(row)[1:] for row in connection.execute(class_counts.select())] == [(1, old, "", 0, 0, 0, 0)]


def test_a_database_from_before_gets_the_sums_of_what_it_holds(empty_url: str, opened: Callable[[str], Store]) -> None:
    store = opened(empty_url)
    migrate(store)
    make_demonstration(store)
    wanted = load_moments(store, LOCAL_USER)
    with store.writing() as connection:
        connection.execute(class_counts.delete())
        connection.execute(class_moments.delete())
        fill_moments(connection)
    check(store)
    pd.testing.assert_frame_equal(load_moments(store, LOCAL_USER), wanted, rtol=1e-12)


def test_the_page_of_all_cohorts_reads_no_mark_and_no_student(bare_store: Store) -> None:
    make_demonstration(bare_store)
    asked: list[str] = []
    event.listen(bare_store.engine, "before_cursor_execute", lambda _c, _u, text, *_more: asked.append(text))
    classes = load_class_counts(bare_store, LOCAL_USER)["class_name"].unique().tolist()
    mine = frozenset(one.id for one in load_cohorts(bare_store, LOCAL_USER))
    for actor in (LOCAL_USER, Actor(1, Role.PRINCIPAL), Actor(1, Role.TEACHER, mine, frozenset(classes[:1]))):
        for ask in (load_cohorts, load_moments, load_class_counts):
            assert len(ask(bare_store, actor)) > 0
    assert [text for text in asked if any(name in text for name in (" scores", " enrolments", " students"))] == []
