"""Planned ends and suggested places"""

import sqlalchemy as sa
from alembic import op


revision = '0024'
down_revision = '0023'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    with op.batch_alter_table('mentorship', schema=None) as batch_op:
        batch_op.add_column(sa.Column('ends_on', sa.Date(), nullable=True))
    with op.batch_alter_table('programme', schema=None) as batch_op:
        batch_op.add_column(sa.Column('suggested_capacity', sa.Integer(), server_default='2', nullable=False))


def downgrade() -> None:
    """Revert."""
    with op.batch_alter_table('programme', schema=None) as batch_op:
        batch_op.drop_column('suggested_capacity')
    with op.batch_alter_table('mentorship', schema=None) as batch_op:
        batch_op.drop_column('ends_on')
