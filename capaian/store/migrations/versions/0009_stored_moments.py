"""The sums of every class, kept beside the marks. What is there already is added up by capaian.store.migrate."""

import sqlalchemy as sa
from alembic import op

revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None

REAL = sa.Double().with_variant(sa.REAL(), 'sqlite')
SMALL = sa.SmallInteger().with_variant(sa.Integer(), 'sqlite')
MADE = {'sqlite_strict': True, 'sqlite_with_rowid': False}


def upgrade() -> None:
    op.create_table('class_counts',
    sa.Column('school', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('whole', SMALL, nullable=False),
    sa.Column('cohort', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('class_name', sa.Text(), nullable=False),
    sa.Column('n_enrolled', sa.Integer(), nullable=False),
    sa.Column('n_before', sa.Integer(), nullable=False),
    sa.Column('n_after', sa.Integer(), nullable=False),
    sa.Column('marks', sa.Integer(), nullable=False),
    sa.CheckConstraint('whole IN (0, 1)', name=op.f('ck_class_counts_whole')),
    sa.CheckConstraint("whole = 0 OR class_name = ''", name=op.f('ck_class_counts_class_name')),
    sa.ForeignKeyConstraint(['school', 'cohort'], ['cohorts.school', 'cohorts.id'], name=op.f('fk_class_counts_school_cohort')),
    sa.PrimaryKeyConstraint('school', 'whole', 'cohort', 'class_name', name=op.f('pk_class_counts')),
    **MADE
    )
    op.create_table('class_moments',
    sa.Column('school', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('whole', SMALL, nullable=False),
    sa.Column('cohort', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('class_name', sa.Text(), nullable=False),
    sa.Column('aspect', sa.Text(), nullable=False),
    sa.Column('criterion', sa.Text(), nullable=False),
    sa.Column('pass_mark', REAL, nullable=False),
    sa.Column('lower_is_better', SMALL, nullable=False),
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
    sa.Column('sum_before', REAL, nullable=False),
    sa.Column('sum_after', REAL, nullable=False),
    sa.Column('sum_before_2', REAL, nullable=False),
    sa.Column('sum_after_2', REAL, nullable=False),
    sa.Column('sum_product', REAL, nullable=False),
    sa.CheckConstraint('whole IN (0, 1)', name=op.f('ck_class_moments_whole')),
    sa.CheckConstraint("whole = 0 OR class_name = ''", name=op.f('ck_class_moments_class_name')),
    sa.CheckConstraint("aspect IN ('', 'kognitif', 'teknis', 'karakter')", name=op.f('ck_class_moments_aspect')),
    sa.ForeignKeyConstraint(['school', 'cohort'], ['cohorts.school', 'cohorts.id'], name=op.f('fk_class_moments_school_cohort')),
    sa.PrimaryKeyConstraint('school', 'whole', 'cohort', 'class_name', 'aspect', 'criterion', name=op.f('pk_class_moments')),
    **MADE
    )
