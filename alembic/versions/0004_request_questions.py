"""Questions about a request"""

import sqlalchemy as sa
import sqlmodel
from alembic import op


revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table('requestquestion',
    sa.Column('id', sqlmodel.sql.sqltypes.AutoString(length=32), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('request_id', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('asker_id', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('text', sqlmodel.sql.sqltypes.AutoString(length=1000), nullable=False),
    sa.Column('answer', sqlmodel.sql.sqltypes.AutoString(length=2000), nullable=False),
    sa.Column('answered_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['asker_id'], ['member.id'], name=op.f('fk_requestquestion_asker_id_member')),
    sa.ForeignKeyConstraint(['request_id'], ['mentoringrequest.id'], name=op.f('fk_requestquestion_request_id_mentoringrequest')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_requestquestion'))
    )
    with op.batch_alter_table('requestquestion') as batch_op:
        batch_op.create_index(batch_op.f('ix_requestquestion_request_id'), ['request_id'], unique=False)


def downgrade() -> None:
    """Take back."""
    with op.batch_alter_table('requestquestion') as batch_op:
        batch_op.drop_index(batch_op.f('ix_requestquestion_request_id'))
    op.drop_table('requestquestion')
