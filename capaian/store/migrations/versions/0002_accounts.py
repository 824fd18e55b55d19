"""Accounts, what is assigned to them, their sessions and failures to sign in; the audit log; consents."""

import sqlalchemy as sa
from alembic import op

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None

SQLITE = (
    "CREATE TRIGGER audit_not_{event} BEFORE {EVENT} ON audit "
    "BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END"
)
POSTGRESQL_FUNCTION = (
    "CREATE OR REPLACE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'audit is append-only'; END $$"
)
POSTGRESQL = (
    "CREATE TRIGGER audit_not_{event} BEFORE {EVENT} ON audit "
    "FOR EACH ROW EXECUTE FUNCTION audit_is_append_only()"
)


def upgrade() -> None:
    op.create_table('accounts',
    sa.Column('school', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('username', sa.Text(), nullable=False),
    sa.Column('display_name', sa.Text(), nullable=False),
    sa.Column('role', sa.Text(), nullable=False),
    sa.Column('password_hash', sa.Text(), nullable=True),
    sa.Column('google_address', sa.Text(), nullable=True),
    sa.Column('must_change', sa.SmallInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('is_active', sa.SmallInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('created_at', sa.Text(), nullable=False),
    sa.CheckConstraint("role IN ('administrator', 'principal', 'auditor', 'teacher', 'instructor')", name=op.f('ck_accounts_role')),
    sa.CheckConstraint('is_active IN (0, 1)', name=op.f('ck_accounts_is_active')),
    sa.CheckConstraint('length(display_name) BETWEEN 1 AND 200', name=op.f('ck_accounts_display_name')),
    sa.CheckConstraint('length(username) BETWEEN 3 AND 40', name=op.f('ck_accounts_username')),
    sa.CheckConstraint('must_change IN (0, 1)', name=op.f('ck_accounts_must_change')),
    sa.ForeignKeyConstraint(['school'], ['schools.id'], name=op.f('fk_accounts_school')),
    sa.PrimaryKeyConstraint('school', 'id', name=op.f('pk_accounts')),
    sa.UniqueConstraint('school', 'google_address', name=op.f('uq_accounts_school_google_address')),
    sa.UniqueConstraint('school', 'username', name=op.f('uq_accounts_school_username')),
    sqlite_strict=True,
    sqlite_with_rowid=False
    )
    op.create_table('sign_in_attempts',
    sa.Column('school', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('subject', sa.Text(), nullable=False),
    sa.Column('failures', sa.Integer(), nullable=False),
    sa.Column('until', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['school'], ['schools.id'], name=op.f('fk_sign_in_attempts_school')),
    sa.PrimaryKeyConstraint('school', 'subject', name=op.f('pk_sign_in_attempts')),
    sqlite_strict=True,
    sqlite_with_rowid=False
    )
    op.create_table('account_classes',
    sa.Column('school', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('account', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('class_name', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['school', 'account'], ['accounts.school', 'accounts.id'], name=op.f('fk_account_classes_school_account')),
    sa.PrimaryKeyConstraint('school', 'account', 'class_name', name=op.f('pk_account_classes')),
    sqlite_strict=True,
    sqlite_with_rowid=False
    )
    op.create_table('account_cohorts',
    sa.Column('school', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('account', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('cohort', sa.Integer(), autoincrement=False, nullable=False),
    sa.ForeignKeyConstraint(['school', 'account'], ['accounts.school', 'accounts.id'], name=op.f('fk_account_cohorts_school_account')),
    sa.ForeignKeyConstraint(['school', 'cohort'], ['cohorts.school', 'cohorts.id'], name=op.f('fk_account_cohorts_school_cohort')),
    sa.PrimaryKeyConstraint('school', 'account', 'cohort', name=op.f('pk_account_cohorts')),
    sqlite_strict=True,
    sqlite_with_rowid=False
    )
    op.create_table('audit',
    sa.Column('school', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('at', sa.Text(), nullable=False),
    sa.Column('account', sa.Integer(), autoincrement=False, nullable=True),
    sa.Column('role', sa.Text(), nullable=False),
    sa.Column('action', sa.Text(), nullable=False),
    sa.Column('resource', sa.Text(), nullable=False),
    sa.Column('address', sa.Text(), nullable=False),
    sa.Column('detail', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['school'], ['schools.id'], name=op.f('fk_audit_school')),
    sa.PrimaryKeyConstraint('school', 'id', name=op.f('pk_audit')),
    sqlite_strict=True,
    sqlite_with_rowid=False
    )
    op.create_table('sessions',
    sa.Column('school', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('token_sha256', sa.Text(), nullable=False),
    sa.Column('account', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('created_at', sa.Text(), nullable=False),
    sa.Column('seen_at', sa.Text(), nullable=False),
    sa.Column('expires_at', sa.Text(), nullable=False),
    sa.Column('ended_at', sa.Text(), nullable=True),
    sa.Column('address', sa.Text(), nullable=False),
    sa.Column('user_agent', sa.Text(), nullable=False),
    sa.CheckConstraint('length(token_sha256) = 64', name=op.f('ck_sessions_token_sha256')),
    sa.ForeignKeyConstraint(['school', 'account'], ['accounts.school', 'accounts.id'], name=op.f('fk_sessions_school_account')),
    sa.PrimaryKeyConstraint('school', 'id', name=op.f('pk_sessions')),
    sa.UniqueConstraint('school', 'token_sha256', name=op.f('uq_sessions_school_token_sha256')),
    sqlite_strict=True,
    sqlite_with_rowid=False
    )
    op.create_index(op.f('ix_sessions_school_account'), 'sessions', ['school', 'account'], unique=False)
    op.create_table('consents',
    sa.Column('school', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('student', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('given', sa.SmallInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('on_date', sa.Text(), nullable=False),
    sa.Column('reference', sa.Text(), nullable=False),
    sa.CheckConstraint('given IN (0, 1)', name=op.f('ck_consents_given')),
    sa.ForeignKeyConstraint(['school', 'student'], ['students.school', 'students.id'], name=op.f('fk_consents_school_student')),
    sa.PrimaryKeyConstraint('school', 'student', name=op.f('pk_consents')),
    sqlite_strict=True,
    sqlite_with_rowid=False
    )
    op.add_column('cohorts', sa.Column('identities_removed_at', sa.Text(), nullable=True))
    on_sqlite = op.get_bind().dialect.name == 'sqlite'
    if not on_sqlite:
        op.execute(POSTGRESQL_FUNCTION)
    for event in ('update', 'delete'):
        trigger = SQLITE if on_sqlite else POSTGRESQL
        op.execute(trigger.replace('{event}', event).replace('{EVENT}', event.upper()))
