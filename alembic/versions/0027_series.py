"""Meetings that repeat"""

import sqlalchemy as sa
from alembic import op


revision = '0027'
down_revision = '0026'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    with op.batch_alter_table('meeting', schema=None) as batch_op:
        batch_op.add_column(sa.Column('repeats', sa.String(length=16), server_default='', nullable=False))
        batch_op.add_column(sa.Column('occurrences', sa.Integer(), server_default='1', nullable=False))
        batch_op.add_column(sa.Column('series_id', sa.String(length=32), nullable=True))
        batch_op.add_column(sa.Column('number', sa.Integer(), server_default='1', nullable=False))
        batch_op.create_index(batch_op.f('ix_meeting_series_id'), ['series_id'], unique=False)


def downgrade() -> None:
    """Revert."""
    with op.batch_alter_table('meeting', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_meeting_series_id'))
        batch_op.drop_column('number')
        batch_op.drop_column('series_id')
        batch_op.drop_column('occurrences')
        batch_op.drop_column('repeats')
