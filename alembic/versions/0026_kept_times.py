"""Times kept with a choice, reminders of a referral"""

import sqlalchemy as sa
from alembic import op


revision = '0026'
down_revision = '0025'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    with op.batch_alter_table('rankedchoice', schema=None) as batch_op:
        batch_op.add_column(sa.Column('times', sa.JSON(), server_default='[]', nullable=False))

    with op.batch_alter_table('referral', schema=None) as batch_op:
        batch_op.add_column(sa.Column('reminders', sa.Integer(), server_default='0', nullable=False))


def downgrade() -> None:
    """Take back."""
    with op.batch_alter_table('referral', schema=None) as batch_op:
        batch_op.drop_column('reminders')

    with op.batch_alter_table('rankedchoice', schema=None) as batch_op:
        batch_op.drop_column('times')
