"""Messages can be searched, and concerns raised"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

from mentor_app.explore.text import folded

revision = '0012'
down_revision = '0011'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    with op.batch_alter_table('message') as batch_op:
        batch_op.add_column(sa.Column('folded', sqlmodel.sql.sqltypes.AutoString(), nullable=False, server_default=''))
    message = sa.table('message', sa.column('id', sa.String), sa.column('words', sa.String), sa.column('folded', sa.String))
    connection = op.get_bind()
    for row_id, words in connection.execute(sa.select(message.c.id, message.c.words)).all():
        connection.execute(message.update().where(message.c.id == row_id).values(folded=folded(words)))
    op.create_table('concern',
    sa.Column('id', sqlmodel.sql.sqltypes.AutoString(length=32), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('programme_id', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('reporter_id', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('member_id', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('about', sqlmodel.sql.sqltypes.AutoString(length=16), nullable=False),
    sa.Column('about_id', sqlmodel.sql.sqltypes.AutoString(length=32), nullable=False),
    sa.Column('kind', sqlmodel.sql.sqltypes.AutoString(length=24), nullable=False),
    sa.Column('words', sqlmodel.sql.sqltypes.AutoString(length=4000), nullable=False),
    sa.Column('snapshot', sqlmodel.sql.sqltypes.AutoString(length=4000), nullable=False),
    sa.Column('status', sqlmodel.sql.sqltypes.AutoString(length=16), nullable=False),
    sa.Column('note', sqlmodel.sql.sqltypes.AutoString(length=4000), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('edited_by', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('edited_from', sa.Integer(), nullable=False),
    sa.Column('handled_by', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('closed_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['programme_id'], ['programme.id'], name=op.f('fk_concern_programme_id_programme')),
    sa.ForeignKeyConstraint(['reporter_id'], ['member.id'], name=op.f('fk_concern_reporter_id_member')),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], name=op.f('fk_concern_member_id_member')),
    sa.ForeignKeyConstraint(['edited_by'], ['member.id'], name=op.f('fk_concern_edited_by_member')),
    sa.ForeignKeyConstraint(['handled_by'], ['member.id'], name=op.f('fk_concern_handled_by_member')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_concern'))
    )
    with op.batch_alter_table('concern', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_concern_programme_id'), ['programme_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_concern_reporter_id'), ['reporter_id'], unique=False)


def downgrade() -> None:
    """Take back."""
    with op.batch_alter_table('concern', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_concern_reporter_id'))
        batch_op.drop_index(batch_op.f('ix_concern_programme_id'))
    op.drop_table('concern')
    with op.batch_alter_table('message') as batch_op:
        batch_op.drop_column('folded')
