import datetime
import json

import pytest
from sqlalchemy.exc import DBAPIError

from capaian.access import LOCAL_USER, Actor, Role
from capaian.problems import Refused
from capaian.store import (
    AUDIT_COLUMNS,
    Deed,
    assign_cohorts,
    deactivate_account,
    give_password,
    load_audit,
    load_scores,
    note_export,
    save_account,
    save_cohort,
    save_import,
    save_pass_marks,
    save_school,
    sign_in,
)
from capaian.store.audit import write_audit
from tests.store.dumps import dump
from tests.store.read import reading_of
from tests.store.school import MINE, OTHER, marks, new_token

HASH = "$argon2id$v=19$m=8,t=1,p=1$AAAAAAAAAAA$AAAAAAAAAAA"


def actions(store, **which):
    return load_audit(store, LOCAL_USER, **which)["action"].tolist()


def test_what_changes_or_goes_out_is_written_down_with_who_when_and_from_where(role_school):
    school, bare_store = role_school, role_school.store
    actor = school.actors[Role.ADMINISTRATOR]
    before = len(load_audit(bare_store, LOCAL_USER))
    start = datetime.datetime.now(datetime.UTC)
    save_school(bare_store, actor, name="SMK Baru", time_zone="Asia/Jakarta")
    cohort = save_cohort(bare_store, actor, name="Angkatan 3")
    save_pass_marks(bare_store, actor, cohort, {"teknis": 71.25})
    done = save_import(bare_store, actor, cohort, marks(MINE))
    note_export(bare_store, actor, what="summary_workbook", cohort_id=cohort)
    note_export(bare_store, actor, what="letters", cohort_id=cohort, printed=True)
    note_export(bare_store, actor, what="overview", named=False)
    made = save_account(bare_store, actor, username="baru", display_name="Baru", role=Role.TEACHER, password_hash=HASH)
    save_account(bare_store, actor, username="baru", display_name="Baru", role=Role.PRINCIPAL, account_id=made)
    assign_cohorts(bare_store, actor, made, cohorts=[cohort], classes=["XI A", "XI B"])
    give_password(bare_store, actor, made, password_hash=HASH)
    deactivate_account(bare_store, actor, made)
    log = load_audit(bare_store, actor)
    assert list(log) == list(AUDIT_COLUMNS)
    new = log.iloc[: len(log) - before].iloc[::-1]
    assert new[["action", "resource"]].to_numpy().tolist() == [
        ["school_saved", ""],
        ["cohort_saved", f"cohort:{cohort}"],
        ["pass_marks_saved", f"cohort:{cohort}"],
        ["imported", f"cohort:{cohort}"],
        ["exported", f"cohort:{cohort}"],
        ["printed", f"cohort:{cohort}"],
        ["exported", ""],
        ["account_made", f"account:{made}"],
        ["role_changed", f"account:{made}"],
        ["assigned", f"account:{made}"],
        ["password_given", f"account:{made}"],
        ["account_deactivated", f"account:{made}"],
    ]
    assert set(new["account_id"]) == {school.accounts[Role.ADMINISTRATOR]}
    assert set(new["username"]) == {"administrator"}
    assert set(new["address"]) == {"192.0.2.7"}
    assert set(new["role"]) == {"administrator"}
    assert new["at"].is_monotonic_increasing
    assert (new["at"] >= start).all()
    details = dict(zip(new["action"], new["detail"], strict=True))
    assert details["imported"] == {"import": done.import_id, "new": 12, "changed": 0, "students": 2}
    assert details["role_changed"] == {"role": "principal", "was": "teacher"}
    assert details["assigned"] == {"cohorts": 1, "classes": 2}


def test_no_name_mark_or_password_is_in_the_log(role_school):
    school, bare_store = role_school, role_school.store
    secret = "kata sandi yang dicoba"
    for username in ("teacher", secret):
        sign_in(
            bare_store, username=username, password=secret, token_sha256=new_token(), address="192.0.2.9",
            user_agent="x", hours=1,
        )  # fmt: skip
    save_pass_marks(bare_store, school.actors[Role.ADMINISTRATOR], school.mine, {"teknis": 71.25})
    text = json.dumps(dump(bare_store)["audit"], default=str)
    scores = load_scores(bare_store, LOCAL_USER, school.mine)["score"]
    told = [*(part for person in (*MINE, *OTHER) for part in person), secret, "71.25", *map(str, scores), "Bapak"]
    assert [word for word in told if word in text] == []
    failed = load_audit(bare_store, LOCAL_USER, action=Deed.SIGN_IN_FAILED)
    assert failed["resource"].tolist() == ["", f"account:{school.accounts[Role.TEACHER]}"]
    assert failed["account_id"].isna().all()


@pytest.mark.parametrize("detail", [{"name": "Aspihani"}, {"Raudah": 1}, {"mark": "71,25"}, {"x": "a" * 41}])
def test_free_text_cannot_get_into_the_log(store, detail):
    with pytest.raises(ValueError, match="short codes"), store.writing() as connection:
        write_audit(connection, 1, LOCAL_USER, Deed.EXPORTED, detail=detail)
    with pytest.raises(ValueError, match="short codes"), store.writing() as connection:
        write_audit(connection, 1, LOCAL_USER, Deed.EXPORTED, resource="Aspihani")


@pytest.mark.parametrize("statement", ["UPDATE audit SET account = NULL", "DELETE FROM audit"])
def test_the_database_itself_keeps_every_row(store, statement):
    stood = dump(store)["audit"]
    assert stood
    with pytest.raises(DBAPIError, match="append-only"), store.writing() as connection:
        connection.exec_driver_sql(statement)
    assert dump(store)["audit"] == stood


def test_what_did_not_happen_is_not_in_the_log(store):
    cohort = save_cohort(store, LOCAL_USER, name="Angkatan 1")
    reading = reading_of(MINE, [(0, "teknis", "", "before", 70)])
    save_import(store, LOCAL_USER, cohort, reading)
    stood = dump(store)["audit"]
    save_import(store, LOCAL_USER, cohort, reading)
    for refused in (
        lambda: save_school(store, Actor(1, Role.TEACHER), name="X", time_zone="Asia/Makassar"),
        lambda: note_export(store, Actor(1, Role.AUDITOR), what="workbook", cohort_id=cohort),
    ):
        with pytest.raises(Refused):
            refused()
    assert dump(store)["audit"] == stood


def test_the_auditor_may_take_sums_out_but_no_names(store):
    cohort = save_cohort(store, LOCAL_USER, name="Angkatan 1")
    note_export(store, Actor(1, Role.AUDITOR), what="overview", cohort_id=cohort, named=False)
    assert actions(store)[0] == "exported"


def test_the_log_is_read_by_time_by_account_and_by_deed(role_school):
    school, bare_store = role_school, role_school.store
    log = load_audit(bare_store, LOCAL_USER)
    middle = log["at"].iloc[2].to_pydatetime()
    assert len(load_audit(bare_store, LOCAL_USER, since=middle)) == 3
    assert len(load_audit(bare_store, LOCAL_USER, until=middle)) == len(log) - 3
    assert actions(bare_store, account_id=school.accounts[Role.TEACHER]) == ["signed_in"]
    assert actions(bare_store, action=Deed.IMPORTED) == ["imported", "imported"]
    assert len(load_audit(bare_store, LOCAL_USER, limit=2)) == 2
    assert load_audit(bare_store, LOCAL_USER, account_id=987_654).empty


def test_a_file_about_several_cohorts_needs_the_right_to_each(role_school):
    school, bare_store = role_school, role_school.store
    teacher = school.actors[Role.TEACHER]
    note_export(bare_store, teacher, what="summary_workbook.internal", cohort_ids=[school.mine])
    with pytest.raises(Refused):
        note_export(bare_store, teacher, what="summary_workbook.internal", cohort_ids=[school.mine, school.other])
    auditor = school.actors[Role.AUDITOR]
    with pytest.raises(Refused):
        note_export(bare_store, auditor, what="summary_workbook.internal", cohort_ids=[school.mine, school.other])
    both = {"cohort_ids": [school.mine, school.other], "named": False}
    note_export(bare_store, auditor, what="summary_workbook.shareable", **both)
    newest = load_audit(bare_store, LOCAL_USER, action=Deed.EXPORTED).iloc[0]
    assert (newest["resource"], newest["detail"]) == (
        "", {"what": "summary_workbook.shareable", "named": 0, "cohorts": 2},
    )  # fmt: skip
