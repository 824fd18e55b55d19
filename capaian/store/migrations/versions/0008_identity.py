"""What stands on a school's paper: letterhead, address, signatories."""

import sqlalchemy as sa
from alembic import op

revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('letterheads',
    sa.Column('school', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('above', sa.Text(), nullable=False),
    sa.Column('address', sa.Text(), nullable=False),
    sa.Column('contact', sa.Text(), nullable=False),
    sa.Column('place', sa.Text(), nullable=False),
    sa.Column('image', sa.LargeBinary(), nullable=True),
    sa.Column('student_word', sa.Text(), nullable=False),
    sa.Column('paper', sa.Text(), nullable=False),
    sa.Column('pass_mark_name', sa.Text(), nullable=False),
    sa.CheckConstraint('length(name) BETWEEN 1 AND 200', name=op.f('ck_letterheads_name')),
    sa.CheckConstraint("student_word IN ('siswa', 'murid', 'peserta_didik')", name=op.f('ck_letterheads_student_word')),
    sa.CheckConstraint("paper IN ('a4', 'f4')", name=op.f('ck_letterheads_paper')),
    sa.CheckConstraint("pass_mark_name IN ('kkm', 'kktp', 'batas_lulus')", name=op.f('ck_letterheads_pass_mark_name')),
    sa.CheckConstraint('length(image) <= 1048576', name=op.f('ck_letterheads_image')),
    sa.ForeignKeyConstraint(['school'], ['schools.id'], name=op.f('fk_letterheads_school')),
    sa.PrimaryKeyConstraint('school', name=op.f('pk_letterheads')),
    sqlite_strict=True,
    sqlite_with_rowid=False
    )
    op.create_table('signatories',
    sa.Column('school', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('place', sa.SmallInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('title', sa.Text(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('rank', sa.Text(), nullable=False),
    sa.Column('number', sa.Text(), nullable=False),
    sa.Column('number_label', sa.Text(), nullable=False),
    sa.CheckConstraint('place IN (0, 1)', name=op.f('ck_signatories_place')),
    sa.ForeignKeyConstraint(['school'], ['letterheads.school'], name=op.f('fk_signatories_school')),
    sa.PrimaryKeyConstraint('school', 'place', name=op.f('pk_signatories')),
    sqlite_strict=True,
    sqlite_with_rowid=False
    )
