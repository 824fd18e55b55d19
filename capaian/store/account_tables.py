"""The tables of who may come in, who came and what they did."""

from typing import Final

from sqlalchemy import DDL, CheckConstraint, Column, Index, Integer, UniqueConstraint, event

from capaian.access import Role
from capaian.store.schema import cohorts, schools
from capaian.store.tables import number, small, table, words

ACCOUNT_ROLES: Final = tuple(role for role in Role if role is not Role.VISITOR)
"""The roles that an account can have."""

accounts = table(
    "accounts",
    number("school"), number("id"), words("username"), words("display_name"), words("role"),
    words("password_hash", empty=True), words("google_address", empty=True),
    small("must_change"), small("is_active"), words("created_at"),
    UniqueConstraint("school", "username"), UniqueConstraint("school", "google_address"),
    CheckConstraint("length(username) BETWEEN 3 AND 40", "username"),
    CheckConstraint("length(display_name) BETWEEN 1 AND 200", "display_name"),
    CheckConstraint("role IN ('administrator', 'principal', 'auditor', 'teacher', 'instructor')", "role"),
    CheckConstraint("must_change IN (0, 1)", "must_change"),
    CheckConstraint("is_active IN (0, 1)", "is_active"),
    key=("school", "id"), refers={("school",): schools},
)  # fmt: skip
"""username: in small letters. password_hash: null for who signs in with Google only. An account is never deleted."""

account_cohorts = table(
    "account_cohorts",
    number("school"), number("account"), number("cohort"),
    key=("school", "account", "cohort"),
    refers={("school", "account"): accounts, ("school", "cohort"): cohorts},
)  # fmt: skip

account_classes = table(
    "account_classes",
    number("school"), number("account"), words("class_name"),
    key=("school", "account", "class_name"), refers={("school", "account"): accounts},
)  # fmt: skip
"""Classes alone: in every cohort they take part in. With cohorts: those classes of those cohorts."""

sessions = table(
    "sessions",
    number("school"), number("id"), words("token_sha256"), number("account"),
    words("created_at"), words("seen_at"), words("expires_at"), words("ended_at", empty=True),
    words("address"), words("user_agent"),
    UniqueConstraint("school", "token_sha256"), Index(None, "school", "account"),
    CheckConstraint("length(token_sha256) = 64", "token_sha256"),
    key=("school", "id"), refers={("school", "account"): accounts},
)  # fmt: skip
"""One row a sign-in. The token itself is nowhere but in the browser. ended_at: null while it is open."""

sign_in_attempts = table(
    "sign_in_attempts",
    number("school"), words("subject"), Column("failures", Integer, nullable=False), words("until"),
    key=("school", "subject"), refers={("school",): schools},
)  # fmt: skip
"""subject: an account or an address, as a hash. until: no attempt is looked at before."""

audit = table(
    "audit",
    number("school"), number("id"), words("at"), number("account", empty=True), words("role"),
    words("action"), words("resource"), words("address"), words("detail"),
    key=("school", "id"), refers={("school",): schools},
)  # fmt: skip
"""One row a thing done, only ever added. resource: `cohort:12`. detail: JSON of counts and short codes."""

_FOREVER: Final = {
    "sqlite": (
        "CREATE TRIGGER audit_not_{event} BEFORE {EVENT} ON audit "
        "BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END",
    ),
    "postgresql": (
        "CREATE OR REPLACE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'audit is append-only'; END $$",
        "CREATE TRIGGER audit_not_{event} BEFORE {EVENT} ON audit FOR EACH ROW EXECUTE FUNCTION audit_is_append_only()",
    ),
}
"""By database: what keeps a row of the audit log as it was written; the same stands in migration 0002."""

for _dialect, _statements in _FOREVER.items():
    for _event in ("update", "delete"):
        for _statement in _statements:
            _words = _statement.replace("{event}", _event).replace("{EVENT}", _event.upper())
            event.listen(audit, "after_create", DDL(_words).execute_if(dialect=_dialect))
