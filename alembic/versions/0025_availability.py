"""Availability"""

import sqlalchemy as sa
import sqlmodel
from alembic import op


revision = '0025'
down_revision = '0024'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table('availability',
    sa.Column('member_id', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('notice_hours', sa.Integer(), nullable=False),
    sa.Column('pause_minutes', sa.Integer(), nullable=False),
    sa.Column('most_a_day', sa.Integer(), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], name=op.f('fk_availability_member_id_member')),
    sa.PrimaryKeyConstraint('member_id', name=op.f('pk_availability'))
    )
    op.create_table('weeklyhours',
    sa.Column('member_id', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('weekday', sa.Integer(), nullable=False),
    sa.Column('begins', sa.Integer(), nullable=False),
    sa.Column('ends', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], name=op.f('fk_weeklyhours_member_id_member')),
    sa.PrimaryKeyConstraint('member_id', 'weekday', 'begins', name=op.f('pk_weeklyhours'))
    )
    op.create_table('oddday',
    sa.Column('id', sqlmodel.sql.sqltypes.AutoString(length=32), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('member_id', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('first_day', sa.Date(), nullable=False),
    sa.Column('last_day', sa.Date(), nullable=False),
    sa.Column('hours', sqlmodel.sql.sqltypes.AutoString(length=120), nullable=False),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], name=op.f('fk_oddday_member_id_member')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_oddday'))
    )
    with op.batch_alter_table('oddday', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_oddday_member_id'), ['member_id'], unique=False)


def downgrade() -> None:
    """Take back."""
    with op.batch_alter_table('oddday', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_oddday_member_id'))

    op.drop_table('oddday')
    op.drop_table('weeklyhours')
    op.drop_table('availability')
