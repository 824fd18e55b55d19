"""A backup knows what stood there: what another hand changed since is found, what Capaian changed is no matter."""

import pytest

from capaian.access import LOCAL_USER
from capaian.store import (
    Backups,
    Reason,
    find_students,
    forget_student,
    load_cohorts,
    save_cohort,
    save_import,
    save_pass_marks,
)
from capaian.store.health import page_trouble, sum_trouble
from capaian.store.unchanged import changed_unasked
from tests.store.read import reading_of

PEOPLE = [("Aspihani", "9900000001", "", "XI TKR 1"), ("Raudah", "9900000002", "", "XI TKR 1")]
MARKS = [(i, "teknis", "", phase, 60 + i) for i in range(2) for phase in ("before", "after")]


@pytest.fixture
def backed(store, tmp_path):
    """A school with two cohorts, and the name of its backup."""
    for name in ("Satu", "Dua"):
        cohort = save_cohort(store, LOCAL_USER, name=name)
        save_import(store, LOCAL_USER, cohort, reading_of(PEOPLE, MARKS, content=name))
    backups = Backups(tmp_path / "backups", tmp_path)
    return backups, backups.take(store, Reason.DAILY).name


LAST = "(SELECT max(id) FROM cohorts)"


def turned(store, *statements):
    with store.writing() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)


def test_what_nobody_asked_for_is_found_where_sums_and_pages_say_nothing(store, backed):
    assert changed_unasked(store, *backed) == []
    turned(store, f"UPDATE scores SET cell = 'e93' WHERE phase = 1 AND cohort = {LAST}")
    assert changed_unasked(store, *backed) == ["Dua"]
    turned(store, "UPDATE students SET name = 'Ruudah' WHERE name = 'Raudah'")
    assert changed_unasked(store, *backed) == ["SMK Uji Coba", "Dua"]
    assert (page_trouble(store), sum_trouble(store)) == (None, None)
    turned(store, f"DELETE FROM scores WHERE cohort < {LAST}")
    assert changed_unasked(store, *backed) == ["SMK Uji Coba", "Satu", "Dua"]
    turned(store, "UPDATE alembic_version SET version_num = '0001'")
    assert changed_unasked(store, *backed) == []  # a backup of other tables says nothing


def test_what_capaian_changed_is_not_looked_at_and_the_rest_still_is(store, backed):
    save_pass_marks(store, LOCAL_USER, load_cohorts(store, LOCAL_USER)[0].id, {"teknis": 80})
    cohort = save_cohort(store, LOCAL_USER, name="Tiga")
    save_import(store, LOCAL_USER, cohort, reading_of(PEOPLE[:1], MARKS[:2], content="Tiga"))
    assert changed_unasked(store, *backed) == []
    turned(store, "UPDATE enrolments SET class_name = 'XI TKR q' WHERE cohort IN (SELECT min(id) FROM cohorts)")
    assert changed_unasked(store, *backed) == ["Satu"]
    forget_student(store, LOCAL_USER, int(find_students(store, LOCAL_USER, "Aspihani")["student"].iloc[0]))
    assert changed_unasked(store, *backed) == []
    change = "UPDATE audit SET role = 'admi~istrator'"
    if store.is_sqlite:
        turned(store, "DROP TRIGGER audit_not_update", change)
    else:
        turned(store, "ALTER TABLE audit DISABLE TRIGGER ALL", change, "ALTER TABLE audit ENABLE TRIGGER ALL")
    assert changed_unasked(store, *backed) == ["SMK Uji Coba"]  # a line is only ever added to the log
