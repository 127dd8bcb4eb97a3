"""Versions and sealed secrets as long as they are; looks at accounts are counted elsewhere"""

import sqlalchemy as sa
from alembic import op


revision = '0031'
down_revision = '0030'
branch_labels = None
depends_on = None

VERSIONED = ('leftevent', 'meetingcopy', 'remoteobject')


def upgrade() -> None:
    """Apply."""
    for table in VERSIONED:
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.alter_column('etag', existing_type=sa.String(length=300), type_=sa.String(), existing_nullable=False)
    with op.batch_alter_table('calendaraccount', schema=None) as batch_op:
        batch_op.alter_column('sealed', existing_type=sa.String(length=2000), type_=sa.String(), existing_nullable=False)
        batch_op.drop_column('tries')


def downgrade() -> None:
    """Take back."""
    with op.batch_alter_table('calendaraccount', schema=None) as batch_op:
        batch_op.add_column(sa.Column('tries', sa.Integer(), server_default='0', nullable=False))
        batch_op.alter_column('sealed', existing_type=sa.String(), type_=sa.String(length=2000), existing_nullable=False)
    # A version that is cut off is none: what has one is read anew.
    for table in VERSIONED:
        op.execute(f"UPDATE {table} SET etag = '' WHERE length(etag) > 300")
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.alter_column('etag', existing_type=sa.String(), type_=sa.String(length=300), existing_nullable=False)
