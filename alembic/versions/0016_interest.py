"""Interest without a word"""

import sqlalchemy as sa
from alembic import op


revision = '0016'
down_revision = '0015'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    with op.batch_alter_table('programme') as batch_op:
        batch_op.add_column(sa.Column('allows_interest', sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    """Take back."""
    with op.batch_alter_table('programme') as batch_op:
        batch_op.drop_column('allows_interest')
