"""Every public call of the store, and the right it needs. A new call has its line here, or test_rights fails."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from capaian import store as room
from capaian.access import Action, Actor, Role
from capaian.letterhead import Letterhead
from capaian.reading import Answers, Meaning, read_workbooks
from tests.store.certificates import certificates_of
from tests.store.school import COUNT, MINE, Known, marks, new_token

HASH = "$argon2id$v=19$m=8,t=1,p=1$AAAAAAAAAAA$AAAAAAAAAAA"


@dataclass(frozen=True)
class Call:
    """action: the right it needs. of: what its id is of, "" none, "self" where a test of its own says more."""

    action: Action
    of: str
    do: Callable[[Any, Actor, Known], Any]


def new_name() -> str:
    return f"baru{next(COUNT)}"


CALLS = {
    "load_school": Call(Action.VIEW_SCHOOL, "", lambda s, a, k: room.load_school(s, a)),
    "save_school": Call(
        Action.EDIT_SCHOOL, "", lambda s, a, k: room.save_school(s, a, name=new_name(), time_zone="Asia/Jakarta")
    ),
    "load_letterhead": Call(Action.VIEW_SCHOOL, "", lambda s, a, k: room.load_letterhead(s, a)),
    "save_letterhead": Call(
        Action.EDIT_SCHOOL, "", lambda s, a, k: room.save_letterhead(s, a, Letterhead(name=new_name()))
    ),
    "save_cohort": Call(
        Action.EDIT_COHORT, "cohort", lambda s, a, k: room.save_cohort(s, a, name=new_name(), cohort_id=k.cohort)
    ),
    "load_cohorts": Call(Action.VIEW_SCHOOL, "", lambda s, a, k: room.load_cohorts(s, a)),
    "load_cohort": Call(Action.VIEW_COHORT, "cohort", lambda s, a, k: room.load_cohort(s, a, k.cohort)),
    "load_pass_marks": Call(Action.VIEW_COHORT, "cohort", lambda s, a, k: room.load_pass_marks(s, a, k.cohort)),
    "save_pass_marks": Call(
        Action.EDIT_COHORT, "cohort", lambda s, a, k: room.save_pass_marks(s, a, k.cohort, {"teknis": 70})
    ),
    "load_goals": Call(Action.VIEW_COHORT, "cohort", lambda s, a, k: room.load_goals(s, a, k.cohort)),
    "save_goal": Call(
        Action.EDIT_COHORT, "cohort",
        lambda s, a, k: room.save_goal(s, a, k.cohort, "teknis", mean_gain=10, pass_share=0.5),
    ),
    "load_rules": Call(Action.VIEW_COHORT, "cohort", lambda s, a, k: room.load_rules(s, a, k.cohort)),
    "save_rules": Call(
        Action.EDIT_COHORT, "cohort",
        lambda s, a, k: room.save_rules(s, a, k.cohort, "kognitif", [room.Rule("", scale_max=100.0)]),
    ),
    "save_raters": Call(
        Action.EDIT_COHORT, "cohort",
        lambda s, a, k: room.save_raters(s, a, k.cohort, "teknis", before="Bapak A", after="Ibu B"),
    ),
    "load_instruments": Call(Action.VIEW_SCHOOL, "", lambda s, a, k: room.load_instruments(s, a)),
    "save_instrument": Call(
        Action.EDIT_SCHOOL, "",
        lambda s, a, k: room.save_instrument(s, a, aspect="teknis", name=new_name(), criteria=[room.Rule("Hasil")]),
    ),
    "delete_instrument": Call(Action.EDIT_SCHOOL, "self", lambda s, a, k: room.delete_instrument(s, a, 987_654)),
    "load_roster": Call(Action.VIEW_STUDENTS, "cohort", lambda s, a, k: room.load_roster(s, a, k.cohort)),
    "load_scores": Call(Action.VIEW_STUDENTS, "cohort", lambda s, a, k: room.load_scores(s, a, k.cohort)),
    "find_students": Call(Action.VIEW_STUDENTS, "", lambda s, a, k: room.find_students(s, a, "")),
    "find_similar_students": Call(
        Action.VIEW_STUDENTS, "", lambda s, a, k: room.find_similar_students(s, a, "ahmad")
    ),
    "load_student": Call(Action.VIEW_STUDENTS, "student", lambda s, a, k: room.load_student(s, a, k.student)),
    "load_student_scores": Call(
        Action.VIEW_STUDENTS, "student", lambda s, a, k: room.load_student_scores(s, a, k.student)
    ),
    "load_group_moments": Call(
        Action.VIEW_SCHOOL, "", lambda s, a, k: room.load_group_moments(s, a, "class_name")
    ),
    "load_class_counts": Call(Action.VIEW_SCHOOL, "", lambda s, a, k: room.load_class_counts(s, a)),
    "load_moments": Call(Action.VIEW_SCHOOL, "", lambda s, a, k: room.load_moments(s, a)),
    "load_imports": Call(Action.VIEW_IMPORTS, "cohort", lambda s, a, k: room.load_imports(s, a, k.cohort)),
    "compare_import": Call(
        Action.IMPORT_MARKS, "cohort", lambda s, a, k: room.compare_import(s, a, k.cohort, technical())
    ),
    "save_import": Call(Action.IMPORT_MARKS, "cohort", lambda s, a, k: room.save_import(s, a, k.cohort, technical())),
    "save_new_cohort": Call(
        Action.EDIT_COHORT, "", lambda s, a, k: room.save_new_cohort(s, a, technical(), name=new_name())
    ),
    "match_students": Call(
        Action.IMPORT_MARKS, "cohort", lambda s, a, k: room.match_students(s, a, k.cohort, technical())
    ),
    "load_lock": Call(Action.VIEW_COHORT, "cohort", lambda s, a, k: room.load_lock(s, a, k.cohort)),
    "lock_cohort": Call(Action.LOCK_COHORT, "cohort", lambda s, a, k: room.lock_cohort(s, a, k.cohort)),
    "unlock_cohort": Call(Action.LOCK_COHORT, "cohort", lambda s, a, k: room.unlock_cohort(s, a, k.cohort)),
    "preview_undo": Call(Action.UNDO_OWN_IMPORT, "self", lambda s, a, k: room.preview_undo(s, a, 987_654)),
    "undo_import": Call(Action.UNDO_OWN_IMPORT, "self", lambda s, a, k: room.undo_import(s, a, 987_654)),
    "save_meanings": Call(Action.IMPORT_MARKS, "", lambda s, a, k: room.save_meanings(s, a, {})),
    "recall_answers": Call(Action.IMPORT_MARKS, "", lambda s, a, k: room.recall_answers(s, a, read_workbooks([]))),
    "remembered_meanings_for": Call(
        Action.IMPORT_MARKS, "", lambda s, a, k: room.remembered_meanings_for(s, a, ["0" * 64])
    ),
    "load_meanings": Call(Action.IMPORT_MARKS, "", lambda s, a, k: room.load_meanings(s, a)),
    "forget_meaning": Call(Action.IMPORT_MARKS, "self", lambda s, a, k: room.forget_meaning(s, a, 987_654)),
    "save_meaning": Call(Action.IMPORT_MARKS, "self", lambda s, a, k: room.save_meaning(s, a, 987_654, Meaning(()))),
    "share_meaning": Call(Action.EDIT_SCHOOL, "self", lambda s, a, k: room.share_meaning(s, a, 987_654)),
    "save_draft": Call(
        Action.IMPORT_MARKS, "cohort",
        lambda s, a, k: room.save_draft(s, a, cohort_id=k.cohort, answers=Answers(), files=[("nilai.xlsx", b"")]),
    ),
    "load_draft": Call(Action.IMPORT_MARKS, "", lambda s, a, k: room.load_draft(s, a)),
    "drop_draft": Call(Action.IMPORT_MARKS, "", lambda s, a, k: room.drop_draft(s, a)),
    "load_original": Call(
        Action.VIEW_IMPORTS, "self", lambda s, a, k: room.load_original(s, a, 987_654, 0, key=b"")
    ),
    "load_typed_marks": Call(Action.VIEW_STUDENTS, "cohort", lambda s, a, k: room.load_typed_marks(s, a, k.cohort)),
    "note_export": Call(
        Action.VIEW_STUDENTS, "cohort", lambda s, a, k: room.note_export(s, a, what="workbook", cohort_id=k.cohort)
    ),
    "load_audit": Call(Action.VIEW_AUDIT, "", lambda s, a, k: room.load_audit(s, a)),
    "load_accounts": Call(Action.MANAGE_ACCOUNTS, "", lambda s, a, k: room.load_accounts(s, a)),
    "load_account": Call(Action.KEEP_OWN_ACCOUNT, "self", lambda s, a, k: room.load_account(s, a, k.account)),
    "save_account": Call(
        Action.MANAGE_ACCOUNTS, "",
        lambda s, a, k: room.save_account(s, a, username=new_name(), display_name="Baru", role=Role.TEACHER),
    ),
    "assign_cohorts": Call(
        Action.MANAGE_ACCOUNTS, "account", lambda s, a, k: room.assign_cohorts(s, a, k.account, classes=["XI TKR 1"])
    ),
    "give_password": Call(
        Action.MANAGE_ACCOUNTS, "account", lambda s, a, k: room.give_password(s, a, k.account, password_hash=HASH)
    ),
    "activate_account": Call(
        Action.MANAGE_ACCOUNTS, "account", lambda s, a, k: room.activate_account(s, a, k.account)
    ),
    "deactivate_account": Call(
        Action.MANAGE_ACCOUNTS, "account", lambda s, a, k: room.deactivate_account(s, a, not_own(a, k))
    ),
    "end_sessions_of": Call(Action.MANAGE_ACCOUNTS, "account", lambda s, a, k: room.end_sessions_of(s, a, k.account)),
    "save_consent": Call(
        Action.KEEP_CONSENTS, "student",
        lambda s, a, k: room.save_consent(s, a, k.student, given=True, on_date=datetime.date(2026, 1, 5)),
    ),
    "load_consents": Call(Action.KEEP_CONSENTS, "cohort", lambda s, a, k: room.load_consents(s, a, k.cohort)),
    "count_without_consent": Call(
        Action.VIEW_STUDENTS, "cohort", lambda s, a, k: room.count_without_consent(s, a, k.cohort)
    ),
    "load_kept_moments": Call(Action.VIEW_COHORT, "cohort", lambda s, a, k: room.load_kept_moments(s, a, k.cohort)),
    "load_portrait": Call(Action.VIEW_PORTRAIT, "student", lambda s, a, k: room.load_portrait(s, a, k.student)),
    "correct_student": Call(
        Action.CORRECT_STUDENT, "student",
        lambda s, a, k: room.correct_student(
            s, a, k.student, name=new_name(), nisn="", nis="", sex="", class_name="XI TKR 1", programme=""
        ),
    ),
    "preview_forgetting": Call(
        Action.FORGET_STUDENT, "student", lambda s, a, k: room.preview_forgetting(s, a, k.student)
    ),
    "find_undone_students": Call(
        Action.FORGET_STUDENT, "", lambda s, a, k: room.find_undone_students(s, a, "99")
    ),
    "forget_student": Call(Action.FORGET_STUDENT, "student", lambda s, a, k: room.forget_student(s, a, k.student)),
    "load_keeping": Call(
        Action.REMOVE_IDENTITIES, "", lambda s, a, k: room.load_keeping(s, a, years=3, today=datetime.date(2026, 1, 5))
    ),
    "due_cohorts": Call(
        Action.REMOVE_IDENTITIES, "", lambda s, a, k: room.due_cohorts(s, a, years=3, today=datetime.date(2026, 1, 5))
    ),
    "preview_removal": Call(
        Action.REMOVE_IDENTITIES, "cohort", lambda s, a, k: room.preview_removal(s, a, k.cohort)
    ),
    "remove_identities": Call(
        Action.REMOVE_IDENTITIES, "cohort",
        lambda s, a, k: room.remove_identities(s, a, long_over(s, k.cohort), years=3, today=datetime.date(2026, 1, 5)),
    ),
    "load_certificates": Call(Action.VIEW_STUDENTS, "cohort", lambda s, a, k: room.load_certificates(s, a, k.cohort)),
    "load_certificate_list": Call(
        Action.VIEW_STUDENTS, "cohort", lambda s, a, k: room.load_certificate_list(s, a, k.cohort)
    ),
    "load_student_certificates": Call(
        Action.VIEW_STUDENTS, "student", lambda s, a, k: room.load_student_certificates(s, a, k.student)
    ),
    "load_ending_certificates": Call(
        Action.VIEW_SCHOOL, "", lambda s, a, k: room.load_ending_certificates(s, a, today=datetime.date(2028, 1, 5))
    ),
    "load_certificate_saves": Call(
        Action.KEEP_CERTIFICATES, "cohort", lambda s, a, k: room.load_certificate_saves(s, a, k.cohort)
    ),
    "save_certificate": Call(
        Action.KEEP_CERTIFICATES, "cohort",
        lambda s, a, k: room.save_certificate(
            s, a, k.cohort, room.Certificate(enrolled_in(s, k.cohort), scheme=new_name(), number=new_name())
        ),
    ),
    "compare_certificates": Call(
        Action.KEEP_CERTIFICATES, "cohort", lambda s, a, k: room.compare_certificates(s, a, k.cohort, listed())
    ),
    "save_certificates": Call(
        Action.KEEP_CERTIFICATES, "cohort", lambda s, a, k: room.save_certificates(s, a, k.cohort, listed())
    ),
    "delete_certificate": Call(
        Action.KEEP_CERTIFICATES, "self", lambda s, a, k: room.delete_certificate(s, a, 987_654)
    ),
    "undo_certificates": Call(
        Action.KEEP_CERTIFICATES, "self", lambda s, a, k: room.undo_certificates(s, a, 987_654)
    ),
    "load_backups": Call(Action.BACK_UP, "self", lambda s, a, k: room.load_backups(s, a)),
    "make_backup": Call(Action.BACK_UP, "self", lambda s, a, k: room.make_backup(s, a)),
    "check_backup": Call(Action.BACK_UP, "self", lambda s, a, k: room.check_backup(s, a, "capaian-x")),
    "read_backup": Call(Action.BACK_UP, "self", lambda s, a, k: room.read_backup(s, a, "capaian-x")),
    "restore_backup": Call(Action.BACK_UP, "self", lambda s, a, k: room.restore_backup(s, a, "capaian-x")),
    "load_own_sessions": Call(
        Action.KEEP_OWN_ACCOUNT, "", lambda s, a, k: room.load_own_sessions(s, a, idle_hours=2)
    ),
    "load_sessions_of": Call(
        Action.MANAGE_ACCOUNTS, "account", lambda s, a, k: room.load_sessions_of(s, a, k.account, idle_hours=2)
    ),
    "end_own_session": Call(Action.KEEP_OWN_ACCOUNT, "session", lambda s, a, k: room.end_own_session(s, a, k.session)),
    "change_own_password": Call(
        Action.KEEP_OWN_ACCOUNT, "self",
        lambda s, a, k: room.change_own_password(
            s, a, old_password="salah", password_hash=HASH, token_sha256=new_token()
        ),
    ),
}  # fmt: skip

WITHOUT_ACTOR = {
    "back_up_if_due": "the server's own clock asks",
    "load_first_backups": "only while there is no school",
    "restore_first": "only while there is no school",
    "restore_file": "whoever sits at the server could put the file there as well",
    "originals_key": "of the operator's own data folder",
    "open_store": "opens what the operator's setting names",
    "migrate": "before anybody can sign in",
    "is_current": "says yes or no about the tables",
    "data_version": "a number that says nothing",
    "make_demonstration": "only into an empty database, everybody in it invented",
    "has_accounts": "yes or no",
    "create_first_administrator": "only while there is none",
    "sign_in": "the password is the right",
    "sign_in_with_google": "the address that Google has verified is the right",
    "actor_of_session": "the token is the right",
    "end_session": "the token is the right",
}


def technical():
    return marks(MINE[:1], aspects=("teknis", "karakter"))


def listed():
    """A list of certificates that names one student of the teacher's own cohort."""
    return certificates_of(MINE[:1], number=new_name())


def enrolled_in(store, cohort) -> int:
    """Somebody of the cohort, or nobody's number."""
    with store.reading() as connection:
        table = connection.exec_driver_sql("SELECT cohort, student FROM enrolments").all()
    return next((row[1] for row in table if row[0] == cohort), 987_654)


def long_over(store, cohort: int) -> int:
    """The cohort; the time of keeping of every cohort is over from now on."""
    with store.writing() as connection:
        connection.exec_driver_sql("UPDATE cohorts SET starts_on = NULL, ends_on = '2020-06-30'")
    return cohort


def not_own(actor: Actor, known: Known) -> int:
    """The account, unless it is the last administrator's own."""
    return known.account if known.account != getattr(actor, "account_id", None) else 987_654
