"""How long, how often, and what for"""

import sqlalchemy as sa
import sqlmodel
from alembic import op


revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    with op.batch_alter_table('mentoringrequest') as batch_op:
        batch_op.add_column(sa.Column('months', sa.Integer(), nullable=False, server_default='0'))
        batch_op.add_column(sa.Column('frequency', sqlmodel.sql.sqltypes.AutoString(length=16), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('purpose', sqlmodel.sql.sqltypes.AutoString(length=16), nullable=False, server_default=''))


def downgrade() -> None:
    """Take back."""
    with op.batch_alter_table('mentoringrequest') as batch_op:
        batch_op.drop_column('purpose')
        batch_op.drop_column('frequency')
        batch_op.drop_column('months')
