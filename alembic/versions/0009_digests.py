"""One letter a day, at a member's hour"""

import sqlalchemy as sa
import sqlmodel
from alembic import op


revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    with op.batch_alter_table('member') as batch_op:
        batch_op.add_column(sa.Column('digest_hour', sa.Integer(), nullable=False, server_default='8'))
    with op.batch_alter_table('letter') as batch_op:
        batch_op.add_column(sa.Column('digest_id', sqlmodel.sql.sqltypes.AutoString(), nullable=True))
        batch_op.create_index(batch_op.f('ix_letter_digest_id'), ['digest_id'])
        batch_op.create_foreign_key(batch_op.f('fk_letter_digest_id_letter'), 'letter', ['digest_id'], ['id'])


def downgrade() -> None:
    """Take back."""
    with op.batch_alter_table('letter') as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_letter_digest_id_letter'), type_='foreignkey')
        batch_op.drop_index(batch_op.f('ix_letter_digest_id'))
        batch_op.drop_column('digest_id')
    with op.batch_alter_table('member') as batch_op:
        batch_op.drop_column('digest_hour')
