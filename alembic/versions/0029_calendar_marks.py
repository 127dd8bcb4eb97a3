"""What a calendar's server says cheaply of its state"""

import sqlalchemy as sa
from alembic import op


revision = '0029'
down_revision = '0028'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    with op.batch_alter_table('remotecalendar', schema=None) as batch_op:
        batch_op.add_column(sa.Column('mark', sa.String(length=500), server_default='', nullable=False))
        batch_op.add_column(sa.Column('mark_seen_at', sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('listed_at', sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    """Take back."""
    with op.batch_alter_table('remotecalendar', schema=None) as batch_op:
        batch_op.drop_column('listed_at')
        batch_op.drop_column('mark_seen_at')
        batch_op.drop_column('mark')
