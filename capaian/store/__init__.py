"""One database behind one URL: who asks comes second in every call, and is asked for a right."""

from capaian.store.accounts import (
    Account,
    activate_account,
    create_first_administrator,
    deactivate_account,
    has_accounts,
    load_account,
    load_accounts,
    save_account,
)
from capaian.store.assignments import assign_cohorts
from capaian.store.audit import AUDIT_COLUMNS, Deed, load_audit, note_export
from capaian.store.backup_files import Manifest
from capaian.store.backups import (
    Backups,
    back_up_if_due,
    check_backup,
    load_backups,
    load_first_backups,
    make_backup,
    read_backup,
)
from capaian.store.certificate_comparison import CERTIFICATE_CHANGE_COLUMNS, CertificateComparison
from capaian.store.certificate_imports import compare_certificates, save_certificates
from capaian.store.certificate_rows import Certificate
from capaian.store.certificate_saves import SAVE_COLUMNS, CertificateUndo, load_certificate_saves, undo_certificates
from capaian.store.certificates import (
    CERTIFICATE_COLUMNS,
    ENDING_COLUMNS,
    delete_certificate,
    load_certificate_list,
    load_certificates,
    load_ending_certificates,
    load_student_certificates,
    save_certificate,
)
from capaian.store.classes import load_class_counts
from capaian.store.cohorts import Cohort, load_cohort, load_cohorts, load_pass_marks, save_cohort, save_pass_marks
from capaian.store.comparison import Comparison, ImportResult
from capaian.store.conflicts import Choices
from capaian.store.consents import CONSENT_COLUMNS, count_without_consent, load_consents, save_consent
from capaian.store.corrections import correct_student
from capaian.store.demonstration import make_demonstration
from capaian.store.engine import Store, open_store
from capaian.store.forgetting import Forgetting, find_undone_students, forget_student, preview_forgetting
from capaian.store.goals import Target, load_goals, save_goal
from capaian.store.group_moments import Grouping, load_group_moments
from capaian.store.history import load_imports
from capaian.store.imports import ChangedSince, compare_import, save_import
from capaian.store.instruments import Instrument, delete_instrument, load_instruments, save_instrument
from capaian.store.letterheads import load_letterhead, save_letterhead
from capaian.store.locks import Lock, LockedCohort, load_lock, lock_cohort, unlock_cohort
from capaian.store.meanings import (
    Remembered,
    forget_meaning,
    load_meanings,
    recall_answers,
    remembered_meanings_for,
    save_meaning,
    save_meanings,
    share_meaning,
)
from capaian.store.migrate import is_current, migrate
from capaian.store.moments import load_kept_moments, load_moments
from capaian.store.new_cohorts import save_new_cohort
from capaian.store.originals import Originals, load_original, originals_key
from capaian.store.piles import MATCH_COLUMNS, Decision, Decisions, PossibleStudent, match_students
from capaian.store.portrait import PORTRAIT_TABLES, Portrait, load_portrait
from capaian.store.restoring import Restored, restore_backup, restore_file, restore_first
from capaian.store.retention import (
    Keeping,
    Removal,
    due_cohorts,
    load_keeping,
    preview_removal,
    remove_identities,
)
from capaian.store.rotation import REASONS, Backup, Reason
from capaian.store.rule_nouns import CohortRules, Rule
from capaian.store.rule_tables import FORMULAS, LOWEST_TO_HIGHEST, SHARE_OF_HIGHEST
from capaian.store.rules import load_rules, save_raters, save_rules
from capaian.store.schools import School, data_version, load_school, save_school
from capaian.store.scores import load_scores, load_student_scores
from capaian.store.sessions import (
    Session,
    SignedIn,
    actor_of_session,
    end_own_session,
    end_session,
    end_sessions_of,
    load_own_sessions,
    load_sessions_of,
)
from capaian.store.signing_in import SignInResult, change_own_password, give_password, sign_in, sign_in_with_google
from capaian.store.students import Student, find_similar_students, find_students, load_roster, load_student
from capaian.store.typed_marks import load_typed_marks
from capaian.store.undo import AlreadyUndone, UndoPreview, UndoResult, preview_undo, undo_import
from capaian.store.undoing import UNDO_COLUMNS
from capaian.store.upload_drafts import DraftFile, UploadDraft, drop_draft, load_draft, save_draft

__all__ = [
    "AUDIT_COLUMNS", "CERTIFICATE_CHANGE_COLUMNS", "CERTIFICATE_COLUMNS", "CONSENT_COLUMNS", "ENDING_COLUMNS",
    "FORMULAS", "LOWEST_TO_HIGHEST", "MATCH_COLUMNS", "PORTRAIT_TABLES", "REASONS", "SAVE_COLUMNS",
    "SHARE_OF_HIGHEST", "UNDO_COLUMNS", "Account", "AlreadyUndone", "Backup", "Backups", "Certificate",
    "CertificateComparison", "CertificateUndo", "ChangedSince", "Choices", "Cohort", "CohortRules", "Comparison",
    "Decision", "Decisions", "Deed", "DraftFile", "Forgetting", "Grouping", "ImportResult", "Instrument", "Keeping",
    "Lock", "LockedCohort", "Manifest", "Originals", "Portrait", "PossibleStudent", "Reason", "Remembered",
    "Removal", "Restored", "Rule", "School", "Session", "SignInResult", "SignedIn", "Store", "Student", "Target",
    "UndoPreview", "UndoResult", "UploadDraft", "activate_account", "actor_of_session", "assign_cohorts",
    "back_up_if_due", "change_own_password", "check_backup", "compare_certificates", "compare_import",
    "correct_student", "count_without_consent", "create_first_administrator", "data_version", "deactivate_account",
    "delete_certificate", "delete_instrument", "drop_draft", "due_cohorts", "end_own_session", "end_session",
    "end_sessions_of", "find_similar_students", "find_students", "find_undone_students", "forget_meaning",
    "forget_student", "give_password", "has_accounts", "is_current", "load_account", "load_accounts", "load_audit",
    "load_backups", "load_certificate_list", "load_certificate_saves", "load_certificates", "load_class_counts",
    "load_cohort", "load_cohorts", "load_consents", "load_draft", "load_ending_certificates", "load_first_backups",
    "load_goals", "load_group_moments", "load_imports", "load_instruments", "load_keeping", "load_kept_moments",
    "load_letterhead", "load_lock", "load_meanings", "load_moments", "load_original", "load_own_sessions",
    "load_pass_marks", "load_portrait", "load_roster", "load_rules", "load_school", "load_scores",
    "load_sessions_of", "load_student", "load_student_certificates", "load_student_scores", "load_typed_marks",
    "lock_cohort", "make_backup", "make_demonstration", "match_students", "migrate", "note_export", "open_store",
    "originals_key", "preview_forgetting", "preview_removal", "preview_undo", "read_backup", "recall_answers",
    "remembered_meanings_for", "remove_identities", "restore_backup", "restore_file", "restore_first",
    "save_account", "save_certificate", "save_certificates", "save_cohort", "save_consent", "save_draft",
    "save_goal", "save_import", "save_instrument", "save_letterhead", "save_meaning", "save_meanings",
    "save_new_cohort", "save_pass_marks", "save_raters", "save_rules", "save_school", "share_meaning", "sign_in",
    "sign_in_with_google", "undo_certificates", "undo_import", "unlock_cohort",
]  # fmt: skip
