"""How a cohort's marks are weighed, turned and converted, and the school's instruments."""

import sqlalchemy as sa
from alembic import op

revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None

REAL = sa.Double().with_variant(sa.REAL(), 'sqlite')
SMALL = sa.SmallInteger().with_variant(sa.Integer(), 'sqlite')
ASPECT = "aspect IN ('', 'kognitif', 'teknis', 'karakter')"
FORMULA = "formula IN ('share_of_highest', 'lowest_to_highest')"
MADE = {'sqlite_strict': True, 'sqlite_with_rowid': False}


def upgrade() -> None:
    op.create_table('scoring_rules',
    sa.Column('school', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('cohort', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('aspect', sa.Text(), nullable=False),
    sa.Column('criterion', sa.Text(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('weight', REAL, nullable=True),
    sa.Column('direction', SMALL, nullable=False),
    sa.Column('scale_min', REAL, nullable=False),
    sa.Column('scale_max', REAL, nullable=False),
    sa.Column('formula', sa.Text(), nullable=False),
    sa.Column('levels', sa.Text(), nullable=False),
    sa.Column('frozen_at', sa.Text(), nullable=True),
    sa.CheckConstraint(ASPECT, name=op.f('ck_scoring_rules_aspect')),
    sa.CheckConstraint('weight BETWEEN 0 AND 100', name=op.f('ck_scoring_rules_weight')),
    sa.CheckConstraint('direction IN (-1, 1)', name=op.f('ck_scoring_rules_direction')),
    sa.CheckConstraint('scale_min < scale_max', name=op.f('ck_scoring_rules_scale')),
    sa.CheckConstraint(FORMULA, name=op.f('ck_scoring_rules_formula')),
    sa.ForeignKeyConstraint(['school', 'cohort'], ['cohorts.school', 'cohorts.id'], name=op.f('fk_scoring_rules_school_cohort')),
    sa.PrimaryKeyConstraint('school', 'cohort', 'aspect', 'criterion', name=op.f('pk_scoring_rules')),
    **MADE
    )
    op.create_table('cohort_aspects',
    sa.Column('school', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('cohort', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('aspect', sa.Text(), nullable=False),
    sa.Column('instrument', sa.Text(), nullable=False),
    sa.Column('rater_before', sa.Text(), nullable=False),
    sa.Column('rater_after', sa.Text(), nullable=False),
    sa.CheckConstraint(ASPECT, name=op.f('ck_cohort_aspects_aspect')),
    sa.ForeignKeyConstraint(['school', 'cohort'], ['cohorts.school', 'cohorts.id'], name=op.f('fk_cohort_aspects_school_cohort')),
    sa.PrimaryKeyConstraint('school', 'cohort', 'aspect', name=op.f('pk_cohort_aspects')),
    **MADE
    )
    op.create_table('instruments',
    sa.Column('school', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('aspect', sa.Text(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('formula', sa.Text(), nullable=False),
    sa.CheckConstraint("aspect IN ('kognitif', 'teknis', 'karakter')", name=op.f('ck_instruments_aspect')),
    sa.CheckConstraint('length(name) BETWEEN 1 AND 200', name=op.f('ck_instruments_name')),
    sa.CheckConstraint(FORMULA, name=op.f('ck_instruments_formula')),
    sa.ForeignKeyConstraint(['school'], ['schools.id'], name=op.f('fk_instruments_school')),
    sa.PrimaryKeyConstraint('school', 'id', name=op.f('pk_instruments')),
    sa.UniqueConstraint('school', 'aspect', 'name', name=op.f('uq_instruments_school_aspect_name')),
    **MADE
    )
    op.create_table('instrument_criteria',
    sa.Column('school', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('instrument', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('position', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('weight', REAL, nullable=True),
    sa.Column('direction', SMALL, nullable=False),
    sa.Column('scale_min', REAL, nullable=False),
    sa.Column('scale_max', REAL, nullable=False),
    sa.Column('levels', sa.Text(), nullable=False),
    sa.Column('dimensions', sa.Text(), nullable=False),
    sa.CheckConstraint('length(name) BETWEEN 1 AND 200', name=op.f('ck_instrument_criteria_name')),
    sa.CheckConstraint('weight BETWEEN 0 AND 100', name=op.f('ck_instrument_criteria_weight')),
    sa.CheckConstraint('direction IN (-1, 1)', name=op.f('ck_instrument_criteria_direction')),
    sa.CheckConstraint('scale_min < scale_max', name=op.f('ck_instrument_criteria_scale')),
    sa.ForeignKeyConstraint(['school', 'instrument'], ['instruments.school', 'instruments.id'], name=op.f('fk_instrument_criteria_school_instrument')),
    sa.PrimaryKeyConstraint('school', 'instrument', 'position', name=op.f('pk_instrument_criteria')),
    **MADE
    )
    op.add_column('kept_moments', sa.Column('lower_is_better', SMALL, server_default=sa.text('0'), nullable=False))
    op.execute(WHAT_STANDS)


WHAT_STANDS = """
INSERT INTO scoring_rules (school, cohort, aspect, criterion, position, weight, direction, scale_min, scale_max,
    formula, levels, frozen_at)
SELECT scores.school, scores.cohort, criteria.aspect, criteria.name, MIN(criteria.id), NULL, 1,
    MIN(criteria.scale_min), MIN(criteria.scale_max), 'share_of_highest', '[]', MIN(first.at)
FROM scores
JOIN criteria ON criteria.school = scores.school AND criteria.id = scores.criterion
JOIN (SELECT school, cohort, MIN(at) AS at FROM imports GROUP BY school, cohort) AS first
    ON first.school = scores.school AND first.cohort = scores.cohort
GROUP BY scores.school, scores.cohort, criteria.aspect, criteria.name
"""
"""Every criterion that has marks keeps the scale and the formula that its marks were converted by."""
