"""A letter that failed can be sent again"""

import sqlalchemy as sa
from alembic import op


revision = '0013'
down_revision = '0012'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    with op.batch_alter_table('letter') as batch_op:
        batch_op.add_column(sa.Column('attempts_before', sa.Integer(), nullable=False, server_default='0'))


def downgrade() -> None:
    """Take back."""
    with op.batch_alter_table('letter') as batch_op:
        batch_op.drop_column('attempts_before')
