"""Received letters"""

import sqlalchemy as sa
import sqlmodel
from alembic import op


revision = '0022'
down_revision = '0021'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table('receivedletter',
    sa.Column('key', sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
    sa.Column('came_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('outcome', sqlmodel.sql.sqltypes.AutoString(length=16), nullable=False),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_receivedletter'))
    )
    with op.batch_alter_table('receivedletter', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_receivedletter_came_at'), ['came_at'], unique=False)


def downgrade() -> None:
    """Take back."""
    with op.batch_alter_table('receivedletter', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_receivedletter_came_at'))

    op.drop_table('receivedletter')
