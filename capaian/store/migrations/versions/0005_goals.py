"""What a school wants of a cohort, set beforehand."""

import sqlalchemy as sa
from alembic import op

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('goals',
    sa.Column('school', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('cohort', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('aspect', sa.Text(), nullable=False),
    sa.Column('mean_gain', sa.Double().with_variant(sa.REAL(), 'sqlite'), nullable=True),
    sa.Column('pass_share', sa.Double().with_variant(sa.REAL(), 'sqlite'), nullable=True),
    sa.Column('set_at', sa.Text(), nullable=False),
    sa.CheckConstraint("aspect IN ('', 'kognitif', 'teknis', 'karakter')", name=op.f('ck_goals_aspect')),
    sa.CheckConstraint('mean_gain BETWEEN 0 AND 100', name=op.f('ck_goals_mean_gain')),
    sa.CheckConstraint('pass_share BETWEEN 0 AND 1', name=op.f('ck_goals_pass_share')),
    sa.CheckConstraint('mean_gain IS NOT NULL OR pass_share IS NOT NULL', name=op.f('ck_goals_something')),
    sa.ForeignKeyConstraint(['school', 'cohort'], ['cohorts.school', 'cohorts.id'], name=op.f('fk_goals_school_cohort')),
    sa.PrimaryKeyConstraint('school', 'cohort', 'aspect', name=op.f('pk_goals')),
    sqlite_strict=True,
    sqlite_with_rowid=False
    )
