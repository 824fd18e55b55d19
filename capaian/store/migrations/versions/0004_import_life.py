"""Imports undone, cohorts locked, marks corrected by hand, meanings remembered, uploads unfinished, originals kept."""

import sqlalchemy as sa
from alembic import op

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('remembered_meanings',
    sa.Column('school', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('account', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('heading_set', sa.Text(), nullable=False),
    sa.Column('headings', sa.Text(), nullable=False),
    sa.Column('meaning', sa.Text(), nullable=False),
    sa.Column('at', sa.Text(), nullable=False),
    sa.CheckConstraint('length(heading_set) = 64', name=op.f('ck_remembered_meanings_heading_set')),
    sa.ForeignKeyConstraint(['school'], ['schools.id'], name=op.f('fk_remembered_meanings_school')),
    sa.PrimaryKeyConstraint('school', 'id', name=op.f('pk_remembered_meanings')),
    sa.UniqueConstraint('school', 'account', 'heading_set', name=op.f('uq_remembered_meanings_school_account_heading_set')),
    sqlite_strict=True,
    sqlite_with_rowid=False
    )
    op.create_table('cohort_locks',
    sa.Column('school', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('cohort', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('account', sa.Integer(), autoincrement=False, nullable=True),
    sa.Column('at', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['school', 'cohort'], ['cohorts.school', 'cohorts.id'], name=op.f('fk_cohort_locks_school_cohort')),
    sa.PrimaryKeyConstraint('school', 'cohort', name=op.f('pk_cohort_locks')),
    sqlite_strict=True,
    sqlite_with_rowid=False
    )
    op.create_table('import_drafts',
    sa.Column('school', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('account', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('cohort', sa.Integer(), autoincrement=False, nullable=True),
    sa.Column('at', sa.Text(), nullable=False),
    sa.Column('answers', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['school', 'cohort'], ['cohorts.school', 'cohorts.id'], name=op.f('fk_import_drafts_school_cohort')),
    sa.ForeignKeyConstraint(['school'], ['schools.id'], name=op.f('fk_import_drafts_school')),
    sa.PrimaryKeyConstraint('school', 'account', name=op.f('pk_import_drafts')),
    sqlite_strict=True,
    sqlite_with_rowid=False
    )
    op.create_table('corrected_cells',
    sa.Column('school', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('import_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('number', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('cell', sa.Text(), nullable=False),
    sa.Column('typed', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['school', 'import_id'], ['imports.school', 'imports.id'], name=op.f('fk_corrected_cells_school_import_id')),
    sa.PrimaryKeyConstraint('school', 'import_id', 'number', 'cell', name=op.f('pk_corrected_cells')),
    sqlite_strict=True,
    sqlite_with_rowid=False
    )
    op.create_table('draft_files',
    sa.Column('school', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('account', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('number', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('sha256', sa.Text(), nullable=False),
    sa.Column('content', sa.LargeBinary(), nullable=True),
    sa.CheckConstraint('length(sha256) = 64', name=op.f('ck_draft_files_sha256')),
    sa.ForeignKeyConstraint(['school', 'account'], ['import_drafts.school', 'import_drafts.account'], name=op.f('fk_draft_files_school_account')),
    sa.PrimaryKeyConstraint('school', 'account', 'number', name=op.f('pk_draft_files')),
    sqlite_strict=True,
    sqlite_with_rowid=False
    )
    op.create_table('import_undos',
    sa.Column('school', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('import_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('of_import', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('removed', sa.Integer(), nullable=False),
    sa.Column('kept', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['school', 'import_id'], ['imports.school', 'imports.id'], name=op.f('fk_import_undos_school_import_id')),
    sa.ForeignKeyConstraint(['school', 'of_import'], ['imports.school', 'imports.id'], name=op.f('fk_import_undos_school_of_import')),
    sa.PrimaryKeyConstraint('school', 'import_id', name=op.f('pk_import_undos')),
    sa.UniqueConstraint('school', 'of_import', name=op.f('uq_import_undos_school_of_import')),
    sqlite_strict=True,
    sqlite_with_rowid=False
    )
    op.create_table('row_changes',
    sa.Column('school', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('import_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('number', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('table_name', sa.Text(), nullable=False),
    sa.Column('student', sa.Integer(), autoincrement=False, nullable=True),
    sa.Column('row_before', sa.Text(), nullable=True),
    sa.Column('row_after', sa.Text(), nullable=True),
    sa.CheckConstraint('row_before IS NOT NULL OR row_after IS NOT NULL', name=op.f('ck_row_changes_some_row')),
    sa.ForeignKeyConstraint(['school', 'import_id'], ['imports.school', 'imports.id'], name=op.f('fk_row_changes_school_import_id')),
    sa.PrimaryKeyConstraint('school', 'import_id', 'number', name=op.f('pk_row_changes')),
    sqlite_strict=True,
    sqlite_with_rowid=False
    )
    op.create_index(op.f('ix_row_changes_school_student'), 'row_changes', ['school', 'student'], unique=False)
    op.create_table('originals',
    sa.Column('school', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('import_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('number', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('content', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['school', 'import_id', 'number'], ['import_files.school', 'import_files.import_id', 'import_files.number'], name=op.f('fk_originals_school_import_id_number')),
    sa.PrimaryKeyConstraint('school', 'import_id', 'number', name=op.f('pk_originals')),
    sqlite_strict=True,
    sqlite_with_rowid=False
    )
