"""Referrals to a colleague"""

import sqlalchemy as sa
import sqlmodel
from alembic import op


revision = '0018'
down_revision = '0017'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table('referral',
    sa.Column('id', sqlmodel.sql.sqltypes.AutoString(length=32), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('request_id', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('colleague_id', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('words', sqlmodel.sql.sqltypes.AutoString(length=1000), nullable=False),
    sa.Column('status', sqlmodel.sql.sqltypes.AutoString(length=16), nullable=False),
    sa.Column('answered_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['colleague_id'], ['member.id'], name=op.f('fk_referral_colleague_id_member')),
    sa.ForeignKeyConstraint(['request_id'], ['mentoringrequest.id'], name=op.f('fk_referral_request_id_mentoringrequest')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_referral'))
    )
    with op.batch_alter_table('referral') as batch_op:
        batch_op.create_index(batch_op.f('ix_referral_colleague_id'), ['colleague_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_referral_request_id'), ['request_id'], unique=False)


def downgrade() -> None:
    """Take back."""
    with op.batch_alter_table('referral') as batch_op:
        batch_op.drop_index(batch_op.f('ix_referral_request_id'))
        batch_op.drop_index(batch_op.f('ix_referral_colleague_id'))
    op.drop_table('referral')
