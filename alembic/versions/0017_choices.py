"""Ranked choices"""

import sqlalchemy as sa
import sqlmodel
from alembic import op


revision = '0017'
down_revision = '0016'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table('choicerule',
    sa.Column('member_id', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('asks_alone', sa.Boolean(), server_default=sa.false(), nullable=False),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], name=op.f('fk_choicerule_member_id_member')),
    sa.PrimaryKeyConstraint('member_id', name=op.f('pk_choicerule'))
    )
    op.create_table('rankedchoice',
    sa.Column('id', sqlmodel.sql.sqltypes.AutoString(length=32), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('mentee_id', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('mentor_id', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('message', sqlmodel.sql.sqltypes.AutoString(length=2000), nullable=False),
    sa.Column('hope', sqlmodel.sql.sqltypes.AutoString(length=2000), nullable=False),
    sa.Column('goals', sa.JSON(), nullable=False),
    sa.Column('months', sa.Integer(), nullable=False),
    sa.Column('frequency', sqlmodel.sql.sqltypes.AutoString(length=16), nullable=False),
    sa.Column('skipped_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['mentee_id'], ['member.id'], name=op.f('fk_rankedchoice_mentee_id_member')),
    sa.ForeignKeyConstraint(['mentor_id'], ['member.id'], name=op.f('fk_rankedchoice_mentor_id_member')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_rankedchoice')),
    sa.UniqueConstraint('mentee_id', 'mentor_id', name='uq_choice_pair')
    )
    with op.batch_alter_table('rankedchoice') as batch_op:
        batch_op.create_index(batch_op.f('ix_rankedchoice_mentor_id'), ['mentor_id'], unique=False)
    with op.batch_alter_table('mentoringrequest') as batch_op:
        batch_op.add_column(sa.Column('followed_at', sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    """Take back."""
    with op.batch_alter_table('mentoringrequest') as batch_op:
        batch_op.drop_column('followed_at')
    with op.batch_alter_table('rankedchoice') as batch_op:
        batch_op.drop_index(batch_op.f('ix_rankedchoice_mentor_id'))
    op.drop_table('rankedchoice')
    op.drop_table('choicerule')
