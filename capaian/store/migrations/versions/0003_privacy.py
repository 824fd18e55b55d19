"""Every yes and no of a student's parents is kept; the sums that stay of a cohort without names."""

import sqlalchemy as sa
from alembic import op

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_table('consents')  # nothing has ever written to it
    op.create_table('consents',
    sa.Column('school', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('student', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('given', sa.SmallInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('on_date', sa.Text(), nullable=False),
    sa.Column('reference', sa.Text(), nullable=False),
    sa.Column('account', sa.Integer(), autoincrement=False, nullable=True),
    sa.Column('recorded_at', sa.Text(), nullable=False),
    sa.CheckConstraint('given IN (0, 1)', name=op.f('ck_consents_given')),
    sa.CheckConstraint('length(on_date) = 10', name=op.f('ck_consents_on_date')),
    sa.CheckConstraint('length(reference) <= 200', name=op.f('ck_consents_reference')),
    sa.ForeignKeyConstraint(['school', 'account'], ['accounts.school', 'accounts.id'], name=op.f('fk_consents_school_account')),
    sa.ForeignKeyConstraint(['school', 'student'], ['students.school', 'students.id'], name=op.f('fk_consents_school_student')),
    sa.PrimaryKeyConstraint('school', 'student', 'id', name=op.f('pk_consents')),
    sqlite_strict=True,
    sqlite_with_rowid=False
    )
    op.create_table('kept_moments',
    sa.Column('school', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('cohort', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('aspect', sa.Text(), nullable=False),
    sa.Column('criterion', sa.Text(), nullable=False),
    sa.Column('pass_mark', sa.Double().with_variant(sa.REAL(), 'sqlite'), nullable=False),
    sa.Column('n_enrolled', sa.Integer(), nullable=False),
    sa.Column('n_before', sa.Integer(), nullable=False),
    sa.Column('n_after', sa.Integer(), nullable=False),
    sa.Column('n_matched', sa.Integer(), nullable=False),
    sa.Column('improved', sa.Integer(), nullable=False),
    sa.Column('same', sa.Integer(), nullable=False),
    sa.Column('declined', sa.Integer(), nullable=False),
    sa.Column('pass_both', sa.Integer(), nullable=False),
    sa.Column('became_pass', sa.Integer(), nullable=False),
    sa.Column('lost_pass', sa.Integer(), nullable=False),
    sa.Column('pass_neither', sa.Integer(), nullable=False),
    sa.Column('high_before', sa.Integer(), nullable=False),
    sa.Column('top_before', sa.Integer(), nullable=False),
    sa.Column('zero_before', sa.Integer(), nullable=False),
    sa.Column('high_after', sa.Integer(), nullable=False),
    sa.Column('top_after', sa.Integer(), nullable=False),
    sa.Column('zero_after', sa.Integer(), nullable=False),
    sa.Column('sum_before', sa.Double().with_variant(sa.REAL(), 'sqlite'), nullable=False),
    sa.Column('sum_after', sa.Double().with_variant(sa.REAL(), 'sqlite'), nullable=False),
    sa.Column('sum_before_2', sa.Double().with_variant(sa.REAL(), 'sqlite'), nullable=False),
    sa.Column('sum_after_2', sa.Double().with_variant(sa.REAL(), 'sqlite'), nullable=False),
    sa.Column('sum_product', sa.Double().with_variant(sa.REAL(), 'sqlite'), nullable=False),
    sa.CheckConstraint("aspect IN ('', 'kognitif', 'teknis', 'karakter')", name=op.f('ck_kept_moments_aspect')),
    sa.ForeignKeyConstraint(['school', 'cohort'], ['cohorts.school', 'cohorts.id'], name=op.f('fk_kept_moments_school_cohort')),
    sa.PrimaryKeyConstraint('school', 'cohort', 'aspect', 'criterion', name=op.f('pk_kept_moments')),
    sqlite_strict=True,
    sqlite_with_rowid=False
    )
