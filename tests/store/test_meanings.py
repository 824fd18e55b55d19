from dataclasses import replace

import pytest

from capaian.access import LOCAL_USER, Actor, Role
from capaian.problems import Refused, StoreError
from capaian.reading import Answers, ColumnAnswer, Meaning, apply_answers, column_key, meanings_of, read_workbooks
from capaian.scores import Aspect, Phase
from capaian.store import (
    forget_meaning,
    load_meanings,
    recall_answers,
    save_cohort,
    save_meaning,
    save_meanings,
    share_meaning,
)  # fmt: skip
from tests.sheets import NAMES, book

HEAD = ("No", "NISN", "Nama Siswa", "Nilai", "Nilai Akhir")


@pytest.fixture
def teachers(store):
    cohort = save_cohort(store, LOCAL_USER, name="Angkatan 1")
    return [Actor(account, Role.TEACHER, frozenset({cohort})) for account in (7, 8)]


def read(file, sheet="XI TKR 1", head=HEAD, first=60):
    rows = [(i + 1, f"00781200{i:02d}", name, first + i, "-" if i else 70) for i, name in enumerate(NAMES[:5])]
    return read_workbooks([(file, book({sheet: [(f"Kelas {sheet}",), (), head, *rows]}))])


def answered(reading, aspect=Aspect.TECHNICAL):
    (file,) = reading.files
    (table,) = file.tables
    before, after = (column_key(file.file, table, column) for column in table.columns[-2:])
    answers = Answers(
        columns={
            before: ColumnAnswer("score", aspect, Phase.BEFORE, "Las"),
            after: ColumnAnswer("score", aspect, Phase.AFTER, "Las"),
        },
        values={after: {"-": "did_not_sit"}},
        cells={f"{file.file}!XI TKR 1!D4": "61"},
    )
    return apply_answers(reading, answers)


def told(store, actor, reading):
    again = apply_answers(reading, recall_answers(store, actor, reading))
    marks = again.marks[["aspect", "phase", "state"]].drop_duplicates().dropna().to_numpy().tolist()
    return sorted(map(tuple, marks))


MEANT = [("teknis", "after", "did_not_sit"), ("teknis", "after", "present"), ("teknis", "before", "present")]


def test_the_second_file_with_the_same_headings_needs_no_answers(store):
    save_meanings(store, LOCAL_USER, meanings_of(answered(read("satu.xlsx"))))
    second = read("dua.xlsx", sheet="XI TKR 2", first=50)
    assert told(store, LOCAL_USER, second) == MEANT
    recalled = recall_answers(store, LOCAL_USER, second)
    assert (recalled.cells, recalled.students, recalled.rows) == ({}, {}, {})


def test_what_was_said_everywhere_stays_so_however_often_it_is_used_again(store):
    first = answered(read("satu.xlsx"))
    first = apply_answers(first, Answers(values={"*": {"menyusul": "missing"}}).over(first.answers))
    save_meanings(store, LOCAL_USER, meanings_of(first))
    for name in ("dua.xlsx", "tiga.xlsx"):
        reading = read(name)
        again = apply_answers(reading, recall_answers(store, LOCAL_USER, reading))
        save_meanings(store, LOCAL_USER, meanings_of(again))
    (kept,) = load_meanings(store, LOCAL_USER)
    assert kept.meaning.values == {"4": {"-": "did_not_sit"}, "*": {"menyusul": "missing"}}


def test_other_headings_remember_nothing(store):
    save_meanings(store, LOCAL_USER, meanings_of(answered(read("satu.xlsx"))))
    other = read("dua.xlsx", head=("No", "NISN", "Nama Siswa", "Nilai Akhir", "Nilai"))
    assert recall_answers(store, LOCAL_USER, other) == Answers()


def test_the_teacher_s_own_comes_before_the_school_s(store, teachers):
    one, two = teachers
    save_meanings(store, one, meanings_of(answered(read("satu.xlsx"))))
    assert told(store, two, read("dua.xlsx")) == MEANT
    save_meanings(store, two, meanings_of(answered(read("satu.xlsx"), Aspect.CHARACTER)))
    assert told(store, one, read("dua.xlsx")) == MEANT
    assert {aspect for aspect, *_ in told(store, two, read("dua.xlsx"))} == {"karakter"}
    assert [(each.is_school, each.meaning.columns[3].aspect) for each in load_meanings(store, two)] == [
        (False, "karakter"),
        (True, "teknis"),
    ]


def test_said_again_it_is_written_over(store, teachers):
    for aspect in (Aspect.TECHNICAL, Aspect.CHARACTER):
        save_meanings(store, teachers[0], meanings_of(answered(read("satu.xlsx"), aspect)))
    assert len(load_meanings(store, teachers[0])) == 2
    assert {aspect for aspect, *_ in told(store, teachers[0], read("dua.xlsx"))} == {"karakter"}
    assert told(store, teachers[1], read("dua.xlsx")) == MEANT


def test_a_meaning_is_forgotten_by_who_said_it_and_the_school_s_by_the_administrator(store, teachers):
    one, two = teachers
    save_meanings(store, one, meanings_of(answered(read("satu.xlsx"))))
    own, school = (next(e.id for e in load_meanings(store, one) if e.is_school is which) for which in (False, True))
    for actor, meaning in ((two, own), (one, school), (one, 987_654), (LOCAL_USER, own)):
        with pytest.raises((Refused, StoreError), match="tidak ada"):
            forget_meaning(store, actor, meaning)
    forget_meaning(store, one, own)
    assert told(store, one, read("dua.xlsx")) == MEANT
    forget_meaning(store, LOCAL_USER, school)
    assert recall_answers(store, one, read("dua.xlsx")) == Answers()


def only(store, actor, *, is_school):
    (one,) = [each for each in load_meanings(store, actor) if each.is_school is is_school]
    return one


def test_a_meaning_that_was_changed_is_what_the_next_file_is_read_by(store, teachers):
    save_meanings(store, teachers[0], meanings_of(answered(read("satu.xlsx"))))
    own = only(store, teachers[0], is_school=False)
    after = replace(own.meaning.columns[4], aspect=Aspect.COGNITIVE, criterion="")
    changed = replace(own.meaning, columns={**own.meaning.columns, 4: after}, values={"4": {"-": "missing"}})
    save_meaning(store, teachers[0], own.id, changed)
    assert told(store, teachers[0], read("dua.xlsx")) == [
        ("kognitif", "after", "missing"), ("kognitif", "after", "present"), ("teknis", "before", "present"),
    ]  # fmt: skip
    assert told(store, teachers[1], read("dua.xlsx")) == MEANT
    assert only(store, teachers[0], is_school=False).id == own.id


def test_a_meaning_that_says_nothing_any_more_is_forgotten(store, teachers):
    save_meanings(store, teachers[0], meanings_of(answered(read("satu.xlsx"))))
    own = only(store, teachers[0], is_school=False)
    save_meaning(store, teachers[0], own.id, replace(own.meaning, columns={}, values={}))
    assert [each.is_school for each in load_meanings(store, teachers[0])] == [True]


def test_the_school_s_meaning_is_changed_by_the_administrator_and_anybody_s_own_by_nobody_else(store, teachers):
    one, two = teachers
    admin = Actor(9, Role.ADMINISTRATOR)
    save_meanings(store, one, meanings_of(answered(read("satu.xlsx"))))
    own, school = only(store, one, is_school=False), only(store, one, is_school=True)
    other = replace(own.meaning, columns={3: replace(own.meaning.columns[3], aspect=Aspect.CHARACTER)})
    for actor, meaning_id in ((two, own.id), (one, school.id), (admin, own.id), (one, 987_654)):
        with pytest.raises((Refused, StoreError), match="tidak ada"):
            save_meaning(store, actor, meaning_id, other)
    save_meaning(store, admin, school.id, other)
    assert {aspect for aspect, *_ in told(store, two, read("dua.xlsx"))} == {"karakter"}
    assert told(store, one, read("dua.xlsx")) == MEANT


def test_the_administrator_makes_an_own_meaning_the_school_s(store, teachers):
    admin = Actor(9, Role.ADMINISTRATOR)
    save_meanings(store, teachers[0], meanings_of(answered(read("satu.xlsx"))))
    save_meanings(store, admin, meanings_of(answered(read("satu.xlsx"))))
    own = only(store, admin, is_school=False)
    columns = {at: replace(one, aspect=Aspect.CHARACTER) for at, one in own.meaning.columns.items()}
    save_meaning(store, admin, own.id, replace(own.meaning, columns=columns))
    assert told(store, teachers[1], read("dua.xlsx")) == MEANT
    with pytest.raises(Refused):
        share_meaning(store, teachers[0], only(store, teachers[0], is_school=False).id)
    share_meaning(store, admin, own.id)
    assert {aspect for aspect, *_ in told(store, teachers[1], read("dua.xlsx"))} == {"karakter"}
    with pytest.raises(StoreError, match="tidak ada"):
        share_meaning(store, admin, 987_654)


@pytest.mark.parametrize(
    "wrong",
    [
        {"headings": ("No", "NISN")},
        {"columns": {99: ColumnAnswer("ignored")}},
        {"columns": {3: ColumnAnswer("score", Aspect.TECHNICAL)}},
        {"values": {"99": {"-": "missing"}}},
        {"values": {"NISN": {"-": "missing"}}},
    ],
    ids=["other headings", "a column nobody has", "a mark of no phase", "texts of no column", "texts of a name"],
)
def test_what_does_not_fit_the_headings_is_no_meaning(store, wrong):
    save_meanings(store, LOCAL_USER, meanings_of(answered(read("satu.xlsx"))))
    (own,) = load_meanings(store, LOCAL_USER)
    with pytest.raises(StoreError, match="tidak cocok"):
        save_meaning(store, LOCAL_USER, own.id, replace(own.meaning, **wrong))
    assert load_meanings(store, LOCAL_USER) == [own]


def test_who_may_import_nothing_remembers_nothing(store):
    reading = answered(read("satu.xlsx"))
    for actor in (Actor(9, Role.PRINCIPAL), Actor(9, Role.TEACHER)):
        for ask in (
            lambda actor=actor: save_meanings(store, actor, meanings_of(reading)),
            lambda actor=actor: recall_answers(store, actor, reading),
            lambda actor=actor: load_meanings(store, actor),
            lambda actor=actor: forget_meaning(store, actor, 1),
            lambda actor=actor: save_meaning(store, actor, 1, Meaning(())),
            lambda actor=actor: share_meaning(store, actor, 1),
        ):
            with pytest.raises(Refused):
                ask()
