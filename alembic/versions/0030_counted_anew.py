"""Certificates say as of when they count"""

import sqlalchemy as sa
from alembic import op


revision = '0030'
down_revision = '0029'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    with op.batch_alter_table('certificate', schema=None) as batch_op:
        batch_op.add_column(sa.Column('counted_on', sa.Date(), nullable=True))
    op.execute('UPDATE certificate SET counted_on = date(created_at)')
    with op.batch_alter_table('certificate', schema=None) as batch_op:
        batch_op.alter_column('counted_on', existing_type=sa.Date(), nullable=False)


def downgrade() -> None:
    """Revert."""
    with op.batch_alter_table('certificate', schema=None) as batch_op:
        batch_op.drop_column('counted_on')
