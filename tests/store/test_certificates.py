"""Certificates: from a list, by hand, taken out, taken back; whose they are, and who may."""

import datetime
from dataclasses import replace

import pandas as pd
import pytest

from capaian.access import LOCAL_USER, Actor, Role
from capaian.problems import Refused, StoreError
from capaian.reading import UnitResult
from capaian.store import (
    CERTIFICATE_COLUMNS,
    Certificate,
    Deed,
    compare_certificates,
    delete_certificate,
    find_students,
    forget_student,
    load_audit,
    load_certificate_list,
    load_certificate_saves,
    load_certificates,
    load_cohort,
    load_ending_certificates,
    load_imports,
    load_portrait,
    load_roster,
    load_student_certificates,
    lock_cohort,
    preview_removal,
    remove_identities,
    save_certificate,
    save_certificates,
    save_cohort,
    save_import,
    undo_certificates,
    undo_import,
)
from capaian.store.certificate_rows import issuer_kind
from tests.store.certificates import UNITS, certificates_of
from tests.store.dumps import dump
from tests.store.read import reading_of

AHMAD = ("Ahmad Fauzi", "9900000001", "1201", "XI TKR 1")
AINI = ("Nur'aini", "9900000002", "1202", "XI TKR 2")
STRANGER = ("Suriansyah", "9900000009", "1209", "XI TKR 1")
ISSUED, UNTIL = datetime.date(2025, 9, 26), datetime.date(2028, 9, 26)
FULL = {
    "issuer": "LSP Contoh", "number": "C-1", "issued_on": ISSUED, "valid_until": UNTIL, "overall": "K", "units": UNITS,
}  # fmt: skip


@pytest.fixture
def cohort(store):
    made = save_cohort(store, LOCAL_USER, name="Angkatan 1")
    rows = [(i, "teknis", "", phase, 60) for i in range(2) for phase in ("before", "after")]
    save_import(store, LOCAL_USER, made, reading_of([AHMAD, AINI], rows))
    return made


def held(store, cohort):
    return {(one.student, one.scheme): replace(one, id=0, cohort=0) for one in load_certificate_list(
        store, LOCAL_USER, cohort)}  # fmt: skip


def id_of(store, name):
    return int(find_students(store, LOCAL_USER, name)["student"].iloc[0])


def test_a_list_is_saved_with_its_units_and_the_same_list_again_changes_nothing(store, cohort):
    listed = certificates_of([AHMAD, AINI, STRANGER], FULL, {"overall": "BK"})
    would = compare_certificates(store, LOCAL_USER, cohort, listed)
    assert (would.new, would.changed, would.units, would.strangers, would.save_id) == (2, 0, 2, ("Suriansyah",), None)
    done = save_certificates(store, LOCAL_USER, cohort, listed)
    assert (done.new, done.changed, done.same, done.students) == (2, 0, 0, 2)
    ahmad, aini = id_of(store, "Ahmad"), id_of(store, "Nur")
    assert held(store, cohort) == {
        (ahmad, "Las Dasar"): Certificate(ahmad, "Las Dasar", **FULL),
        (aini, "Las Dasar"): Certificate(aini, "Las Dasar", overall="BK"),
    }
    stands = dump(store)
    again = save_certificates(store, LOCAL_USER, cohort, listed)
    assert (again.new, again.changed, again.same, again.save_id) == (0, 0, 2, None)
    assert dump(store) == stands


def test_a_blank_never_erases_and_what_is_replaced_is_shown_old_and_new(store, cohort):
    save_certificates(store, LOCAL_USER, cohort, certificates_of([AHMAD], FULL))
    other = {"number": "C-2", "units": (UnitResult("X.2.01", "", "BK"), UnitResult("X.3.01", "Memeriksa", "K"))}
    listed = certificates_of([AHMAD], other)
    changes = compare_certificates(store, LOCAL_USER, cohort, listed).changes
    assert [tuple(row)[2:] for row in changes.itertuples(index=False)] == [
        ("Las Dasar", "number", "", "C-1", "C-2"),
        ("Las Dasar", "result", "X.2.01 Mengelas pelat", "K", "BK"),
        ("Las Dasar", "result", "X.3.01 Memeriksa", "", "K"),
    ]
    assert save_certificates(store, LOCAL_USER, cohort, listed).changed == 1
    (one,) = held(store, cohort).values()
    assert (one.issuer, one.number, one.overall) == ("LSP Contoh", "C-2", "K")
    assert [(unit.title, unit.result) for unit in one.units] == [
        ("Keselamatan kerja", "K"), ("Mengelas pelat", "BK"), ("Memeriksa", "K"),
    ]  # fmt: skip


def test_the_table_of_a_cohort_has_a_row_a_unit_and_one_where_there_is_none(store, cohort):
    save_certificates(
        store, LOCAL_USER, cohort, certificates_of([AHMAD, AINI], FULL, {"overall": "BK", "recommended": "K"})
    )
    table = load_certificates(store, LOCAL_USER, cohort)
    assert list(table.columns) == list(CERTIFICATE_COLUMNS)
    told = (
        table[["name", "unit_code", "result", "recommended", "overall", "valid_until"]]
        .astype(object)
        .where(table.notna(), None)
    )
    assert [tuple(row) for row in told.itertuples(index=False)] == [
        ("Ahmad Fauzi", "X.1.01", "K", None, "K", UNTIL),
        ("Ahmad Fauzi", "X.2.01", "K", None, "K", UNTIL),
        ("Nur'aini", "", None, "K", "BK", None),
    ]
    empty = load_certificates(store, LOCAL_USER, save_cohort(store, LOCAL_USER, name="Kosong"))
    assert (len(empty), list(empty.columns)) == (0, list(CERTIFICATE_COLUMNS))


def test_who_is_not_sure_waits_for_a_person(store, cohort):
    listed = certificates_of([("Ahmad Fauzy", "", "", "XI TKR 1")], FULL)
    assert compare_certificates(store, LOCAL_USER, cohort, listed).undecided == ("Ahmad Fauzy",)
    with pytest.raises(StoreError, match="Ahmad Fauzy"):
        save_certificates(store, LOCAL_USER, cohort, listed)
    left_out = save_certificates(store, LOCAL_USER, cohort, listed, students={0: "skip"})
    assert (left_out.set_aside, left_out.save_id) == (1, None)
    with pytest.raises(StoreError, match="tidak ada di kohort"):
        save_certificates(store, LOCAL_USER, cohort, listed, students={0: 987_654})
    save_certificates(store, LOCAL_USER, cohort, listed, students={0: id_of(store, "Ahmad")})
    assert list(held(store, cohort)) == [(id_of(store, "Ahmad"), "Las Dasar")]


def test_two_rows_that_are_one_student_are_refused(store, cohort):
    listed = certificates_of([AHMAD, ("Ahmad F", "", "", "")], FULL, FULL)
    with pytest.raises(StoreError, match="menunjuk siswa yang sama"):
        compare_certificates(store, LOCAL_USER, cohort, listed, students={1: id_of(store, "Ahmad")})


def test_by_hand_one_is_made_changed_and_taken_out(store, cohort):
    ahmad = id_of(store, "Ahmad")
    made = save_certificate(store, LOCAL_USER, cohort, Certificate(ahmad, " Las  Dasar ", overall="BK", units=UNITS))
    save_certificate(store, LOCAL_USER, cohort, Certificate(ahmad, "Las Dasar", overall="K", number="C-1", id=made))
    (one,) = load_student_certificates(store, LOCAL_USER, ahmad)
    assert (one.id, one.scheme, one.overall, one.units, one.cohort) == (made, "Las Dasar", "K", (), cohort)
    stands = dump(store)
    save_certificate(store, LOCAL_USER, cohort, replace(one))
    assert dump(store) == stands
    with pytest.raises(StoreError, match="sudah punya sertifikat"):
        save_certificate(store, LOCAL_USER, cohort, Certificate(ahmad, "Las Dasar", number="C-9"))
    delete_certificate(store, LOCAL_USER, made)
    assert load_student_certificates(store, LOCAL_USER, ahmad) == []
    with pytest.raises(StoreError, match="sudah dihapus"):
        delete_certificate(store, LOCAL_USER, made)
    saves = load_certificate_saves(store, LOCAL_USER, cohort)
    assert saves[["kind", "new", "changed", "removed"]].to_numpy().tolist() == [
        ["removal", 0, 0, 1], ["hand", 0, 1, 0], ["hand", 1, 0, 0],
    ]  # fmt: skip
    assert len(load_audit(store, LOCAL_USER, action=Deed.CERTIFICATES_SAVED)) == 3


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({}, "masih kosong"),
        ({"number": "1", "issued_on": UNTIL, "valid_until": ISSUED}, "sebelum tanggal terbit"),
        ({"units": (UnitResult("", " ", "K"),)}, "kode atau judul"),
        ({"units": (UnitResult("a", "", "K"), UnitResult("A", "", "BK"))}, "dua kali"),
        ({"number": "1" * 301}, "300"),
    ],
)
def test_what_cannot_be_a_certificate_is_a_sentence(store, cohort, wrong, said):
    with pytest.raises(StoreError, match=said):
        save_certificate(store, LOCAL_USER, cohort, Certificate(id_of(store, "Ahmad"), **wrong))


def test_a_save_is_taken_back_where_nothing_has_changed_since_and_that_too(store, cohort):
    save_certificates(store, LOCAL_USER, cohort, certificates_of([AHMAD, AINI], FULL, {"overall": "BK"}))
    first = held(store, cohort)
    second = save_certificates(
        store, LOCAL_USER, cohort, certificates_of([AHMAD, AINI], {"number": "C-7"}, {"overall": "K"})
    )
    after = held(store, cohort)
    back = undo_certificates(store, LOCAL_USER, second.save_id)
    assert (back.reversed, back.kept) == (2, 0)
    assert held(store, cohort) == first
    with pytest.raises(StoreError, match="sudah dibatalkan"):
        undo_certificates(store, LOCAL_USER, second.save_id)
    undo_certificates(store, LOCAL_USER, back.save_id)
    assert held(store, cohort) == after
    first_save = int(load_certificate_saves(store, LOCAL_USER, cohort)["id"].min())
    with pytest.raises(StoreError, match="sudah diubah lagi"):
        undo_certificates(store, LOCAL_USER, first_save)
    assert len(load_audit(store, LOCAL_USER, action=Deed.CERTIFICATES_UNDONE)) == 2


def test_taking_one_out_is_taken_back_unless_its_place_was_taken(store, cohort):
    ahmad = id_of(store, "Ahmad")
    made = save_certificate(store, LOCAL_USER, cohort, Certificate(ahmad, "Las Dasar", **FULL))
    delete_certificate(store, LOCAL_USER, made)
    removal = int(load_certificate_saves(store, LOCAL_USER, cohort)["id"].max())
    save_certificate(store, LOCAL_USER, cohort, Certificate(ahmad, "Las Dasar", number="C-5"))
    with pytest.raises(StoreError, match="sudah diubah lagi"):
        undo_certificates(store, LOCAL_USER, removal)
    delete_certificate(store, LOCAL_USER, load_certificate_list(store, LOCAL_USER, cohort)[0].id)
    undo_certificates(store, LOCAL_USER, removal)
    assert [one.id for one in load_certificate_list(store, LOCAL_USER, cohort)] == [made]


def test_those_that_end_soon_or_have_ended_come_first_to_last(store, cohort):
    ahmad, aini = id_of(store, "Ahmad"), id_of(store, "Nur")
    days = {"Lama": datetime.date(2026, 1, 1), "Batas": datetime.date(2026, 4, 11), "Nanti": datetime.date(2026, 4, 12)}
    for scheme, until in days.items():
        one = Certificate(ahmad if scheme != "Batas" else aini, scheme, number="C", valid_until=until)
        save_certificate(store, LOCAL_USER, cohort, one)
    save_certificate(store, LOCAL_USER, cohort, Certificate(ahmad, "Tanpa akhir", number="C"))
    found = load_ending_certificates(store, LOCAL_USER, today=datetime.date(2026, 1, 11), days=90)
    assert found[["scheme", "name", "cohort_name"]].to_numpy().tolist() == [
        ["Lama", "Ahmad Fauzi", "Angkatan 1"], ["Batas", "Nur'aini", "Angkatan 1"],
    ]  # fmt: skip
    assert isinstance(found["valid_until"].iloc[0], datetime.date)


def test_nothing_changes_in_a_locked_cohort_or_while_something_must_be_mended(store, cohort):
    made = save_certificate(store, LOCAL_USER, cohort, Certificate(id_of(store, "Ahmad"), number="C-1"))
    with pytest.raises(StoreError, match="belum dapat disimpan"):
        compare_certificates(store, LOCAL_USER, cohort, replace(certificates_of([AHMAD], FULL), certificates=()))
    lock_cohort(store, LOCAL_USER, cohort)
    listed = certificates_of([AHMAD], FULL)
    save = int(load_certificate_saves(store, LOCAL_USER, cohort)["id"].max())
    for act in (
        lambda: compare_certificates(store, LOCAL_USER, cohort, listed),
        lambda: save_certificates(store, LOCAL_USER, cohort, listed),
        lambda: save_certificate(store, LOCAL_USER, cohort, Certificate(id_of(store, "Ahmad"), number="C-2")),
        lambda: delete_certificate(store, LOCAL_USER, made),
        lambda: undo_certificates(store, LOCAL_USER, save),
    ):
        with pytest.raises(StoreError, match="dikunci"):
            act()


def test_a_teacher_keeps_the_classes_assigned_and_takes_back_ones_own(store, cohort):
    teacher = Actor(7, Role.TEACHER, frozenset({cohort}), frozenset({"XI TKR 1"}))
    save_certificates(store, LOCAL_USER, cohort, certificates_of([AHMAD, AINI], FULL, FULL))
    assert set(load_certificates(store, teacher, cohort)["name"]) == {"Ahmad Fauzi"}
    with pytest.raises(Refused, match="Nur'aini"):
        compare_certificates(store, teacher, cohort, certificates_of([AHMAD, AINI], {"number": "2"}, {"number": "3"}))
    with pytest.raises(StoreError, match="tidak ada di kohort"):
        save_certificate(store, teacher, cohort, Certificate(id_of(store, "Nur"), "Lain", number="9"))
    (theirs,) = [one for one in load_certificate_list(store, LOCAL_USER, cohort) if one.student == id_of(store, "Nur")]
    with pytest.raises(Refused, match="sudah dihapus"):
        delete_certificate(store, teacher, theirs.id)
    first = int(load_certificate_saves(store, teacher, cohort)["id"].max())
    with pytest.raises(Refused, match="bukan milik Anda"):
        undo_certificates(store, teacher, first)


def test_marks_taken_back_leave_a_student_who_holds_a_certificate(store, cohort):
    save_certificates(store, LOCAL_USER, cohort, certificates_of([AHMAD], FULL))
    undo_import(store, LOCAL_USER, int(load_imports(store, LOCAL_USER, cohort)["import_id"].iloc[0]))
    assert load_roster(store, LOCAL_USER, cohort)["name"].tolist() == ["Ahmad Fauzi"]
    assert len(load_certificate_list(store, LOCAL_USER, cohort)) == 1


def test_a_portrait_tells_them_and_who_is_forgotten_leaves_none(store, cohort):
    save_certificates(store, LOCAL_USER, cohort, certificates_of([AHMAD, AINI], FULL, {"number": "C-2"}))
    ahmad = id_of(store, "Ahmad")
    told = load_portrait(store, LOCAL_USER, ahmad).tables
    assert told["certificates"][["cohort", "scheme", "number", "issuer_kind", "overall"]].to_numpy().tolist() == [
        ["Angkatan 1", "Las Dasar", "C-1", "lsp", "K"]
    ]
    assert told["units"]["code"].tolist() == ["X.1.01", "X.2.01"]
    assert told["certificate_changes"]["kind"].tolist() == ["import"]
    assert forget_student(store, LOCAL_USER, ahmad).certificates == 1
    left = dump(store)
    assert [row[7] for row in left["certificates"]] == ["C-2"]
    assert len(left["certificate_changes"]) == 1
    assert left["unit_results"] == []


def test_they_go_with_the_names_of_a_cohort_whose_time_is_over(store, cohort):
    save_certificates(store, LOCAL_USER, cohort, certificates_of([AHMAD], FULL))
    save_cohort(store, LOCAL_USER, name="Angkatan 1", ends_on=datetime.date(2020, 6, 30), cohort_id=cohort)
    assert preview_removal(store, LOCAL_USER, cohort).certificates == 1
    told = remove_identities(store, LOCAL_USER, cohort, years=3, today=datetime.date(2026, 1, 5))
    assert told.certificates == 1
    left = dump(store)
    for table in ("certificates", "unit_results", "certificate_saves", "certificate_changes"):
        assert left[table] == []
    with pytest.raises(StoreError, match="Identitas"):
        save_certificates(store, LOCAL_USER, cohort, certificates_of([AHMAD], FULL))


@pytest.mark.parametrize(
    ("issuer", "kind"),
    [("LSP SMKN Contoh", "lsp"), ("Lembaga Sertifikasi Profesi X", "lsp"), ("BLPT Contoh", "blpt"), ("Sekolah", "")],
)
def test_what_kind_of_issuer_a_name_tells(issuer, kind):
    assert issuer_kind(issuer) == kind


def test_a_cohort_says_who_takes_part(store):
    made = save_cohort(store, LOCAL_USER, name="Magang guru", participants="teachers")
    assert load_cohort(store, LOCAL_USER, made).participants == "teachers"
    save_cohort(store, LOCAL_USER, name="Magang guru 2", cohort_id=made)
    assert load_cohort(store, LOCAL_USER, made).participants == "teachers"
    other = save_cohort(store, LOCAL_USER, name="Siswa")
    assert load_cohort(store, LOCAL_USER, other).participants == "students"
    with pytest.raises(StoreError, match="siswa atau guru"):
        save_cohort(store, LOCAL_USER, name="Lain", participants="parents")


def test_an_empty_list_of_what_ends_has_its_columns(store):
    found = load_ending_certificates(store, LOCAL_USER, today=datetime.date(2026, 1, 1))
    assert isinstance(found, pd.DataFrame)
    assert found.empty
