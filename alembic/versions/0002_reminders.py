"""Requests remind and expire"""

import sqlalchemy as sa
from alembic import op


revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    with op.batch_alter_table('mentoringrequest') as batch_op:
        batch_op.add_column(sa.Column('reminders', sa.Integer(), nullable=False, server_default='0'))
    with op.batch_alter_table('programme') as batch_op:
        batch_op.add_column(sa.Column('first_reminder_days', sa.Integer(), nullable=False, server_default='3'))
        batch_op.add_column(sa.Column('second_reminder_days', sa.Integer(), nullable=False, server_default='7'))


def downgrade() -> None:
    """Take back."""
    with op.batch_alter_table('programme') as batch_op:
        batch_op.drop_column('second_reminder_days')
        batch_op.drop_column('first_reminder_days')
    with op.batch_alter_table('mentoringrequest') as batch_op:
        batch_op.drop_column('reminders')
