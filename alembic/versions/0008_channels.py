"""Members choose how they hear of what"""

import sqlalchemy as sa
import sqlmodel
from alembic import op


revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        'letterchoice',
        sa.Column('member_id', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column('occasion', sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column('channel', sqlmodel.sql.sqltypes.AutoString(length=8), nullable=False),
        sa.ForeignKeyConstraint(['member_id'], ['member.id'], name=op.f('fk_letterchoice_member_id_member')),
        sa.PrimaryKeyConstraint('member_id', 'occasion', name=op.f('pk_letterchoice')),
    )


def downgrade() -> None:
    """Take back."""
    op.drop_table('letterchoice')
