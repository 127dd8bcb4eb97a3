"""Agreements"""

import sqlalchemy as sa
import sqlmodel
from alembic import op



revision = '0014'
down_revision = '0013'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        'clause',
        sa.Column('id', sqlmodel.sql.sqltypes.AutoString(length=32), nullable=False),
        sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('mentorship_id', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column('point', sqlmodel.sql.sqltypes.AutoString(length=24), nullable=False),
        sa.Column('words', sqlmodel.sql.sqltypes.AutoString(length=4000), nullable=False),
        sa.Column('talked_at', sa.DateTime(timezone=True), nullable=True),
        sa.Column('version', sa.Integer(), nullable=False),
        sa.Column('edited_by', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column('edited_from', sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(['mentorship_id'], ['mentorship.id'], name=op.f('fk_clause_mentorship_id_mentorship')),
        sa.ForeignKeyConstraint(['edited_by'], ['member.id'], name=op.f('fk_clause_edited_by_member')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_clause')),
        sa.UniqueConstraint('mentorship_id', 'point', name='uq_clause_point'),
    )
    op.create_table(
        'revision',
        sa.Column('id', sqlmodel.sql.sqltypes.AutoString(length=32), nullable=False),
        sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('mentorship_id', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column('number', sa.Integer(), nullable=False),
        sa.Column('author_id', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column('words', sa.JSON(), nullable=False),
        sa.Column('digest', sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column('note', sqlmodel.sql.sqltypes.AutoString(length=1000), nullable=False),
        sa.Column('status', sqlmodel.sql.sqltypes.AutoString(length=16), nullable=False),
        sa.Column('approved_by', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column('approved_at', sa.DateTime(timezone=True), nullable=True),
        sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(['mentorship_id'], ['mentorship.id'], name=op.f('fk_revision_mentorship_id_mentorship')),
        sa.ForeignKeyConstraint(['author_id'], ['member.id'], name=op.f('fk_revision_author_id_member')),
        sa.ForeignKeyConstraint(['approved_by'], ['member.id'], name=op.f('fk_revision_approved_by_member')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_revision')),
        sa.UniqueConstraint('mentorship_id', 'number', name='uq_revision_number'),
    )
    for name, status in (('uq_waiting_revision', 'waiting'), ('uq_official_revision', 'official')):
        only = sa.text(f"status = '{status}'")
        op.create_index(name, 'revision', ['mentorship_id'], unique=True, sqlite_where=only, postgresql_where=only)


def downgrade() -> None:
    """Take back."""
    op.drop_table('revision')
    op.drop_table('clause')
