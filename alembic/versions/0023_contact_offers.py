"""Contact details by mutual consent"""

import sqlalchemy as sa
import sqlmodel
from alembic import op


revision = '0023'
down_revision = '0022'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table('contactoffer',
    sa.Column('id', sqlmodel.sql.sqltypes.AutoString(length=32), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('mentorship_id', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('member_id', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('shows_email', sa.Boolean(), nullable=False),
    sa.Column('phone', sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
    sa.Column('other', sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], name=op.f('fk_contactoffer_member_id_member')),
    sa.ForeignKeyConstraint(['mentorship_id'], ['mentorship.id'], name=op.f('fk_contactoffer_mentorship_id_mentorship')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_contactoffer')),
    sa.UniqueConstraint('mentorship_id', 'member_id', name='uq_contact_offer')
    )
    with op.batch_alter_table('contactoffer', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_contactoffer_member_id'), ['member_id'], unique=False)


def downgrade() -> None:
    """Take back."""
    with op.batch_alter_table('contactoffer', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_contactoffer_member_id'))

    op.drop_table('contactoffer')
