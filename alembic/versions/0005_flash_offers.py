"""A flash meeting offered instead of mentoring"""

import sqlalchemy as sa
import sqlmodel
from alembic import op


revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    with op.batch_alter_table('mentoringrequest') as batch_op:
        batch_op.add_column(sa.Column('offer_note', sqlmodel.sql.sqltypes.AutoString(length=1000), nullable=False, server_default=''))


def downgrade() -> None:
    """Take back."""
    with op.batch_alter_table('mentoringrequest') as batch_op:
        batch_op.drop_column('offer_note')
