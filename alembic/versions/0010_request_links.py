"""Links in letters by which a request is answered without signing in"""

import sqlalchemy as sa
import sqlmodel
from alembic import op


revision = '0010'
down_revision = '0009'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table('requestlink',
    sa.Column('id', sqlmodel.sql.sqltypes.AutoString(length=32), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('member_id', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('request_id', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('purpose', sqlmodel.sql.sqltypes.AutoString(length=16), nullable=False),
    sa.Column('token_hash', sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
    sa.Column('used_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('used_for', sqlmodel.sql.sqltypes.AutoString(length=16), nullable=False),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], name=op.f('fk_requestlink_member_id_member')),
    sa.ForeignKeyConstraint(['request_id'], ['mentoringrequest.id'], name=op.f('fk_requestlink_request_id_mentoringrequest')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_requestlink')),
    sa.UniqueConstraint('token_hash', name=op.f('uq_requestlink_token_hash'))
    )
    with op.batch_alter_table('requestlink') as batch_op:
        batch_op.create_index(batch_op.f('ix_requestlink_member_id'), ['member_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_requestlink_request_id'), ['request_id'], unique=False)


def downgrade() -> None:
    """Take back."""
    with op.batch_alter_table('requestlink') as batch_op:
        batch_op.drop_index(batch_op.f('ix_requestlink_request_id'))
        batch_op.drop_index(batch_op.f('ix_requestlink_member_id'))
    op.drop_table('requestlink')
