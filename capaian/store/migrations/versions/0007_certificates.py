"""Certificates and their units, and who takes part in a cohort."""

import sqlalchemy as sa
from alembic import op

revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None


def upgrade() -> None:
    _participants()
    op.create_table('certificates',
    sa.Column('school', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('cohort', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('student', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('scheme', sa.Text(), nullable=False),
    sa.Column('issuer', sa.Text(), nullable=False),
    sa.Column('issuer_kind', sa.Text(), nullable=False),
    sa.Column('number', sa.Text(), nullable=False),
    sa.Column('issued_on', sa.Text(), nullable=True),
    sa.Column('valid_until', sa.Text(), nullable=True),
    sa.Column('overall', sa.Text(), nullable=True),
    sa.Column('recommended', sa.Text(), nullable=True),
    sa.CheckConstraint("issuer_kind IN ('', 'blpt', 'lsp')", name=op.f('ck_certificates_issuer_kind')),
    sa.CheckConstraint('issued_on <= valid_until', name=op.f('ck_certificates_dates')),
    sa.CheckConstraint("overall IN ('K', 'BK')", name=op.f('ck_certificates_overall')),
    sa.CheckConstraint("recommended IN ('K', 'BK')", name=op.f('ck_certificates_recommended')),
    sa.ForeignKeyConstraint(['school', 'cohort', 'student'], ['enrolments.school', 'enrolments.cohort', 'enrolments.student'], name=op.f('fk_certificates_school_cohort_student')),
    sa.PrimaryKeyConstraint('school', 'id', name=op.f('pk_certificates')),
    sa.UniqueConstraint('school', 'cohort', 'student', 'scheme', name=op.f('uq_certificates_school_cohort_student_scheme')),
    sqlite_strict=True,
    sqlite_with_rowid=False
    )
    op.create_table('unit_results',
    sa.Column('school', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('certificate', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('place', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('student', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('code', sa.Text(), nullable=False),
    sa.Column('title', sa.Text(), nullable=False),
    sa.Column('result', sa.Text(), nullable=False),
    sa.CheckConstraint("result IN ('K', 'BK')", name=op.f('ck_unit_results_result')),
    sa.CheckConstraint('length(code) + length(title) > 0', name=op.f('ck_unit_results_named')),
    sa.ForeignKeyConstraint(['school', 'certificate'], ['certificates.school', 'certificates.id'], name=op.f('fk_unit_results_school_certificate')),
    sa.PrimaryKeyConstraint('school', 'certificate', 'place', name=op.f('pk_unit_results')),
    sqlite_strict=True,
    sqlite_with_rowid=False
    )
    op.create_table('certificate_saves',
    sa.Column('school', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('cohort', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('account_id', sa.Integer(), autoincrement=False, nullable=True),
    sa.Column('at', sa.Text(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('undo_of', sa.Integer(), autoincrement=False, nullable=True),
    sa.Column('new', sa.Integer(), nullable=False),
    sa.Column('changed', sa.Integer(), nullable=False),
    sa.Column('removed', sa.Integer(), nullable=False),
    sa.CheckConstraint("kind IN ('import', 'hand', 'removal', 'undo')", name=op.f('ck_certificate_saves_kind')),
    sa.ForeignKeyConstraint(['school', 'cohort'], ['cohorts.school', 'cohorts.id'], name=op.f('fk_certificate_saves_school_cohort')),
    sa.PrimaryKeyConstraint('school', 'id', name=op.f('pk_certificate_saves')),
    sa.UniqueConstraint('school', 'undo_of', name=op.f('uq_certificate_saves_school_undo_of')),
    sqlite_strict=True,
    sqlite_with_rowid=False
    )
    op.create_index(op.f('ix_certificate_saves_school_cohort'), 'certificate_saves', ['school', 'cohort'], unique=False)
    op.create_table('certificate_changes',
    sa.Column('school', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('save_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('place', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('student', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('row_before', sa.Text(), nullable=True),
    sa.Column('row_after', sa.Text(), nullable=True),
    sa.CheckConstraint('row_before IS NOT NULL OR row_after IS NOT NULL', name=op.f('ck_certificate_changes_some_row')),
    sa.ForeignKeyConstraint(['school', 'save_id'], ['certificate_saves.school', 'certificate_saves.id'], name=op.f('fk_certificate_changes_school_save_id')),
    sa.PrimaryKeyConstraint('school', 'save_id', 'place', name=op.f('pk_certificate_changes')),
    sqlite_strict=True,
    sqlite_with_rowid=False
    )
    op.create_index(op.f('ix_certificate_changes_school_student'), 'certificate_changes', ['school', 'student'], unique=False)


def _participants() -> None:
    """SQLite cannot add a CHECK to a table that is there but with its column."""
    allowed = "CHECK (participants IN ('students', 'teachers'))"
    if op.get_bind().dialect.name == 'sqlite':
        op.execute(
            "ALTER TABLE cohorts ADD COLUMN participants TEXT DEFAULT 'students' NOT NULL\n"
            f"CONSTRAINT ck_cohorts_participants {allowed}"
        )
        return
    op.add_column('cohorts', sa.Column('participants', sa.Text(), server_default='students', nullable=False))
    op.create_check_constraint(op.f('ck_cohorts_participants'), 'cohorts', "participants IN ('students', 'teachers')")
