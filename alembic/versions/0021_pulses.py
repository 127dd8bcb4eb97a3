"""How meetings were"""

import sqlalchemy as sa
import sqlmodel
from alembic import op


revision = '0021'
down_revision = '0020'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table('pulse',
    sa.Column('id', sqlmodel.sql.sqltypes.AutoString(length=32), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('mentorship_id', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('meeting_id', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('author_id', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('rating', sa.Integer(), nullable=False),
    sa.Column('fit', sqlmodel.sql.sqltypes.AutoString(length=16), nullable=False),
    sa.Column('note', sqlmodel.sql.sqltypes.AutoString(length=1000), nullable=False),
    sa.Column('seen_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('seen_by', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.ForeignKeyConstraint(['author_id'], ['member.id'], name=op.f('fk_pulse_author_id_member')),
    sa.ForeignKeyConstraint(['meeting_id'], ['meeting.id'], name=op.f('fk_pulse_meeting_id_meeting')),
    sa.ForeignKeyConstraint(['mentorship_id'], ['mentorship.id'], name=op.f('fk_pulse_mentorship_id_mentorship')),
    sa.ForeignKeyConstraint(['seen_by'], ['member.id'], name=op.f('fk_pulse_seen_by_member')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_pulse')),
    sa.UniqueConstraint('meeting_id', 'author_id', name='uq_pulse_author')
    )
    with op.batch_alter_table('pulse', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_pulse_author_id'), ['author_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_pulse_mentorship_id'), ['mentorship_id'], unique=False)


def downgrade() -> None:
    """Take back."""
    with op.batch_alter_table('pulse', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_pulse_mentorship_id'))
        batch_op.drop_index(batch_op.f('ix_pulse_author_id'))

    op.drop_table('pulse')
