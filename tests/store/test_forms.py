"""What comes back in a workbook of ours: nothing new in an export, and conflicts held back mark by mark."""

import datetime
import io

import openpyxl
import pytest

from capaian.access import LOCAL_USER
from capaian.improvement import gains, summarise
from capaian.locale import texts
from capaian.reading import Answers, apply_answers, read_stamp, read_workbooks
from capaian.reports import CohortReport, form_workbook, summary_workbook
from capaian.store import (
    compare_import,
    load_roster,
    load_scores,
    save_cohort,
    save_import,
    undo_import,
)  # fmt: skip
from tests.store.dumps import dump
from tests.store.read import reading_of

PEOPLE = [
    ("Ahmad Fauzi", "0081000001", "1201", "XI TKR 1"),
    ("Norlaila", "0081000002", "1202", "XI TKR 1"),
    ("Rizky Maulana", "0081000003", "1203", "XI TKR 1"),
]
MARKS = [
    (i, aspect, criterion, phase, 50 + 7 * i + 10 * (phase == "after") + 1 / 3)
    for i in range(3)
    for aspect, criterion in (("kognitif", "Teori"), ("teknis", "Las"), ("teknis", "Bubut"))
    for phase in ("before", "after")
]
CRITERIA = {"kognitif": ["Teori"], "teknis": ["Las", "Bubut"]}


@pytest.fixture
def cohort(store):
    cohort = save_cohort(store, LOCAL_USER, name="Angkatan 1")
    save_import(store, LOCAL_USER, cohort, reading_of(PEOPLE, MARKS))
    return cohort


def form(store, cohort, *, stamped=True, **changed):
    """The form's bytes as somebody gives it back: `changed` by cell of the sheet Teknis."""
    made_at = datetime.datetime.now(datetime.UTC)
    content = form_workbook(
        school="SMK Uji Coba", cohort_name="Angkatan 1", roster=load_roster(store, LOCAL_USER, cohort),
        criteria=CRITERIA, t=texts("id"), marks=load_scores(store, LOCAL_USER, cohort),
        made_at=made_at, cohort_id=cohort if stamped else None,
    )  # fmt: skip
    return typed(content, **changed), made_at


def typed(content, **changed):
    if not changed:
        return content
    workbook = openpyxl.load_workbook(io.BytesIO(content))
    for cell, value in changed.items():
        workbook["Teknis"][cell] = value
    saved = io.BytesIO()
    workbook.save(saved)
    return saved.getvalue()


def read(content, name="formulir.xlsx"):
    return read_workbooks([(name, content)])


def test_a_form_that_comes_back_untouched_changes_nothing(store, cohort):
    content, made_at = form(store, cohort)
    reading = read(content)
    assert [p.code for p in reading.problems] == []
    stamp = read_stamp(content)
    assert stamp is not None
    assert stamp == reading.files[0].stamp
    assert (stamp.kind, stamp.cohort_id, stamp.made_at) == ("form", cohort, made_at)
    before = dump(store)
    seen = compare_import(store, LOCAL_USER, cohort, reading)
    assert (seen.new, seen.changed, seen.same, seen.joining, len(seen.conflicts)) == (0, 0, len(MARKS), 0, 0)
    assert save_import(store, LOCAL_USER, cohort, reading).import_id is None
    assert dump(store) == before


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_summary_that_comes_back_changes_nothing(store, cohort, language):
    save_import(store, LOCAL_USER, cohort, reading_of(PEOPLE, [(0, "kognitif", "Teori", "after", "TH")]))
    scores, roster = load_scores(store, LOCAL_USER, cohort), load_roster(store, LOCAL_USER, cohort)
    report = CohortReport(
        school="SMK Uji Coba", time_zone="Asia/Makassar", cohort_name="Angkatan 1", partner="", field="",
        period=(None, None), made_at=datetime.datetime(2026, 6, 20, tzinfo=datetime.UTC), filters={}, scores=scores,
        gains=gains(scores), summary=summarise(scores), roster=roster, pass_marks={}, sources=(), cohort_id=cohort,
    )  # fmt: skip
    reading = read(summary_workbook(report, texts(language)), "ringkasan.xlsx")
    assert reading.problems == ()
    before = dump(store)
    seen = compare_import(store, LOCAL_USER, cohort, reading)
    assert (seen.new, seen.changed, seen.same) == (0, 0, 3 * 2 * 2 - 1)
    assert save_import(store, LOCAL_USER, cohort, reading).import_id is None
    assert dump(store) == before


def test_what_a_summary_says_in_words_of_a_student_is_not_taken_for_the_phase_of_the_marks(store):
    """Everybody in it lacks one of the two marks: the column of passing says `Belum ada nilai sesudah` of each."""
    cohort = save_cohort(store, LOCAL_USER, name="Angkatan 8")
    marks = [(0, "teknis", "", "before", 60), (1, "teknis", "", "after", 70), (2, "teknis", "", "before", 61)]
    more = [
        (i, "kognitif", "", phase, 50 + i + 9 * (phase == "after")) for i in range(3) for phase in ("before", "after")
    ]
    save_import(store, LOCAL_USER, cohort, reading_of(PEOPLE, marks + more))
    scores, roster = load_scores(store, LOCAL_USER, cohort), load_roster(store, LOCAL_USER, cohort)
    report = CohortReport(
        school="SMK Uji Coba", time_zone="Asia/Makassar", cohort_name="Angkatan 8", partner="", field="",
        period=(None, None), made_at=datetime.datetime(2026, 6, 20, tzinfo=datetime.UTC), filters={}, scores=scores,
        gains=gains(scores), summary=summarise(scores), roster=roster, pass_marks={}, sources=(), cohort_id=cohort,
    )  # fmt: skip
    seen = compare_import(store, LOCAL_USER, cohort, read(summary_workbook(report, texts("id")), "ringkasan.xlsx"))
    assert (seen.new, seen.changed, seen.same) == (0, 0, 9)


@pytest.mark.parametrize("criterion", ["Sikap kerja", "Nilai Akhir", "Rata-rata", "Teori"])
def test_in_a_form_of_ours_no_word_and_no_low_mark_is_taken_for_anything_else(store, criterion):
    """`Sikap kerja` is asked about elsewhere; and marks that are all below 10 would elsewhere be marks out of 10."""
    cohort = save_cohort(store, LOCAL_USER, name="Angkatan 9")
    marks = [(i, "teknis", criterion, phase, 2 + i) for i in range(3) for phase in ("before", "after")]
    save_import(store, LOCAL_USER, cohort, reading_of(PEOPLE, marks))
    content = form_workbook(
        school="SMK Uji Coba", cohort_name="Angkatan 9", roster=load_roster(store, LOCAL_USER, cohort),
        criteria={"teknis": [criterion]}, t=texts("id"), marks=load_scores(store, LOCAL_USER, cohort),
        made_at=datetime.datetime.now(datetime.UTC), cohort_id=cohort,
    )  # fmt: skip
    reading = read(typed(content, F6=7))
    assert reading.problems == ()
    seen = compare_import(store, LOCAL_USER, cohort, reading)
    assert (seen.new, seen.changed, seen.same) == (0, 1, 5)
    assert seen.changes[["old", "new"]].to_numpy().tolist() == [[2.0, 7.0]]


def test_the_stamp_survives_another_program(store, cohort):
    content, _ = form(store, cohort, F6=99)
    assert read_stamp(content) is not None
    assert read(content).files[0].stamp == read_stamp(content)


def test_a_mark_changed_since_the_form_was_made_is_held_back_by_itself(store, cohort):
    content, _ = form(store, cohort)
    teacher = [(0, "teknis", "Las", "before", 77), (1, "teknis", "Las", "before", 78)]
    save_import(store, LOCAL_USER, cohort, reading_of(PEOPLE, teacher))
    back = read(typed(content, F6=99, F8=98))
    seen = compare_import(store, LOCAL_USER, cohort, back)
    assert (seen.new, seen.changed, seen.same) == (0, 1, len(MARKS) - 3)
    assert seen.changes[["name", "new"]].to_numpy().tolist() == [["Rizky Maulana", 98.0]]
    told = seen.conflicts[["name", "criterion", "phase", "old", "new", "untouched"]].to_numpy().tolist()
    assert told == [
        ["Ahmad Fauzi", "Las", "before", 77.0, 99.0, False],
        ["Norlaila", "Las", "before", 78.0, pytest.approx(57 + 1 / 3), True],
    ]
    done = save_import(store, LOCAL_USER, cohort, back)
    assert (done.changed, done.conflicts) == (1, 2)
    assert las_before(store, cohort) == [77.0, 78.0, 98.0]


def las_before(store, cohort):
    table = load_scores(store, LOCAL_USER, cohort)
    return table[(table["criterion"] == "Las") & (table["phase"] == "before")]["score"].tolist()


def test_what_is_decided_is_saved_and_the_rest_stays_held(store, cohort):
    content, _ = form(store, cohort)
    teacher = [(0, "teknis", "Las", "before", 77), (1, "teknis", "Las", "before", 78)]
    save_import(store, LOCAL_USER, cohort, reading_of(PEOPLE, teacher))
    back = read(typed(content, F6=99))
    ahmad, norlaila = compare_import(store, LOCAL_USER, cohort, back).conflicts["source"].tolist()
    assert save_import(store, LOCAL_USER, cohort, back).import_id is None
    answered = apply_answers(back, Answers(conflicts={ahmad: "file", norlaila: "database"}))
    done = save_import(store, LOCAL_USER, cohort, answered)
    assert (done.changed, done.conflicts) == (1, 1)
    assert las_before(store, cohort)[:2] == [99.0, 78.0]


def test_a_form_made_after_the_change_knows_it(store, cohort):
    save_import(store, LOCAL_USER, cohort, reading_of(PEOPLE, [(0, "teknis", "Las", "before", 77)]))
    content, _ = form(store, cohort, F6=99)
    seen = compare_import(store, LOCAL_USER, cohort, read(content))
    assert (seen.changed, len(seen.conflicts)) == (1, 0)


def test_an_undo_since_is_a_change_too(store, cohort):
    new = [(0, "teknis", "Las", "before", 77), (0, "karakter", "", "before", 80)]
    done = save_import(store, LOCAL_USER, cohort, reading_of(PEOPLE, new))
    content, _ = form(store, cohort)
    assert done.import_id is not None
    undo_import(store, LOCAL_USER, done.import_id)
    seen = compare_import(store, LOCAL_USER, cohort, read(content))
    assert seen.changed == 0
    assert seen.conflicts[["criterion", "new", "untouched"]].to_numpy().tolist() == [["Las", 77.0, True]]


def test_a_form_without_a_stamp_is_a_file_like_any(store, cohort):
    content, _ = form(store, cohort, stamped=False)
    save_import(store, LOCAL_USER, cohort, reading_of(PEOPLE, [(0, "teknis", "Las", "before", 77)]))
    seen = compare_import(store, LOCAL_USER, cohort, read(content))
    assert (seen.changed, len(seen.conflicts)) == (1, 0)
