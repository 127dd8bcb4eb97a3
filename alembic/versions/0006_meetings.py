"""Meetings"""

import sqlalchemy as sa
import sqlmodel
from alembic import op


revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table('meeting',
    sa.Column('id', sqlmodel.sql.sqltypes.AutoString(length=32), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('request_id', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('mentorship_id', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('mentor_id', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('mentee_id', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('proposer_id', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('uid', sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
    sa.Column('sequence', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('status', sqlmodel.sql.sqltypes.AutoString(length=16), nullable=False),
    sa.Column('starts_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('minutes', sa.Integer(), nullable=False),
    sa.Column('time_zone', sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
    sa.Column('format', sqlmodel.sql.sqltypes.AutoString(length=16), nullable=False),
    sa.Column('place', sqlmodel.sql.sqltypes.AutoString(length=500), nullable=False),
    sa.Column('cancelled_by', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('cancel_words', sqlmodel.sql.sqltypes.AutoString(length=1000), nullable=False),
    sa.Column('mentor_says', sqlmodel.sql.sqltypes.AutoString(length=16), nullable=False),
    sa.Column('mentee_says', sqlmodel.sql.sqltypes.AutoString(length=16), nullable=False),
    sa.Column('first_said_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('settled_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('reminded', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['cancelled_by'], ['member.id'], name=op.f('fk_meeting_cancelled_by_member')),
    sa.ForeignKeyConstraint(['mentee_id'], ['member.id'], name=op.f('fk_meeting_mentee_id_member')),
    sa.ForeignKeyConstraint(['mentor_id'], ['member.id'], name=op.f('fk_meeting_mentor_id_member')),
    sa.ForeignKeyConstraint(['mentorship_id'], ['mentorship.id'], name=op.f('fk_meeting_mentorship_id_mentorship')),
    sa.ForeignKeyConstraint(['proposer_id'], ['member.id'], name=op.f('fk_meeting_proposer_id_member')),
    sa.ForeignKeyConstraint(['request_id'], ['mentoringrequest.id'], name=op.f('fk_meeting_request_id_mentoringrequest')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_meeting')),
    sa.UniqueConstraint('request_id', name=op.f('uq_meeting_request_id')),
    sa.UniqueConstraint('uid', name=op.f('uq_meeting_uid'))
    )
    with op.batch_alter_table('meeting', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_meeting_mentorship_id'), ['mentorship_id'], unique=False)
        batch_op.create_index('ix_meeting_of_mentee', ['mentee_id', 'status', 'starts_at'], unique=False)
        batch_op.create_index('ix_meeting_of_mentor', ['mentor_id', 'status', 'starts_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_meeting_starts_at'), ['starts_at'], unique=False)

    op.create_table('minutessection',
    sa.Column('meeting_id', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('section', sqlmodel.sql.sqltypes.AutoString(length=16), nullable=False),
    sa.Column('words', sqlmodel.sql.sqltypes.AutoString(length=8000), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('edited_by', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('edited_from', sa.Integer(), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['edited_by'], ['member.id'], name=op.f('fk_minutessection_edited_by_member')),
    sa.ForeignKeyConstraint(['meeting_id'], ['meeting.id'], name=op.f('fk_minutessection_meeting_id_meeting')),
    sa.PrimaryKeyConstraint('meeting_id', 'section', name=op.f('pk_minutessection'))
    )
    op.create_table('timeentry',
    sa.Column('id', sqlmodel.sql.sqltypes.AutoString(length=32), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('mentorship_id', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('meeting_id', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('member_id', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('on_day', sa.Date(), nullable=False),
    sa.Column('minutes', sa.Integer(), nullable=False),
    sa.Column('words', sqlmodel.sql.sqltypes.AutoString(length=300), nullable=False),
    sa.ForeignKeyConstraint(['meeting_id'], ['meeting.id'], name=op.f('fk_timeentry_meeting_id_meeting')),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], name=op.f('fk_timeentry_member_id_member')),
    sa.ForeignKeyConstraint(['mentorship_id'], ['mentorship.id'], name=op.f('fk_timeentry_mentorship_id_mentorship')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_timeentry')),
    sa.UniqueConstraint('meeting_id', name=op.f('uq_timeentry_meeting_id'))
    )
    with op.batch_alter_table('timeentry', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_timeentry_mentorship_id'), ['mentorship_id'], unique=False)

    op.create_table('timeproposal',
    sa.Column('id', sqlmodel.sql.sqltypes.AutoString(length=32), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('meeting_id', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('author_id', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('kind', sqlmodel.sql.sqltypes.AutoString(length=16), nullable=False),
    sa.Column('words', sqlmodel.sql.sqltypes.AutoString(length=1000), nullable=False),
    sa.Column('status', sqlmodel.sql.sqltypes.AutoString(length=16), nullable=False),
    sa.Column('closed_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['author_id'], ['member.id'], name=op.f('fk_timeproposal_author_id_member')),
    sa.ForeignKeyConstraint(['meeting_id'], ['meeting.id'], name=op.f('fk_timeproposal_meeting_id_meeting')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_timeproposal')),
    sa.UniqueConstraint('meeting_id', 'number', name='uq_proposal_place')
    )
    with op.batch_alter_table('timeproposal', schema=None) as batch_op:
        batch_op.create_index('uq_open_proposal', ['meeting_id'], unique=True, sqlite_where=sa.text("status = 'open'"), postgresql_where=sa.text("status = 'open'"))

    op.create_table('timeslot',
    sa.Column('id', sqlmodel.sql.sqltypes.AutoString(length=32), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('proposal_id', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('starts_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['proposal_id'], ['timeproposal.id'], name=op.f('fk_timeslot_proposal_id_timeproposal')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_timeslot'))
    )
    with op.batch_alter_table('timeslot', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_timeslot_proposal_id'), ['proposal_id'], unique=False)

    with op.batch_alter_table('agendaitem', schema=None) as batch_op:
        batch_op.add_column(sa.Column('meeting_id', sqlmodel.sql.sqltypes.AutoString(), nullable=True))
        batch_op.create_index(batch_op.f('ix_agendaitem_meeting_id'), ['meeting_id'], unique=False)
        batch_op.create_foreign_key(batch_op.f('fk_agendaitem_meeting_id_meeting'), 'meeting', ['meeting_id'], ['id'])

    with op.batch_alter_table('mentoringrequest', schema=None) as batch_op:
        batch_op.add_column(sa.Column('turn', sqlmodel.sql.sqltypes.AutoString(length=16), server_default='recipient', nullable=False))
        batch_op.add_column(sa.Column('turn_since', sa.DateTime(timezone=True), nullable=True))



def downgrade() -> None:
    """Take back."""
    with op.batch_alter_table('mentoringrequest', schema=None) as batch_op:
        batch_op.drop_column('turn_since')
        batch_op.drop_column('turn')

    with op.batch_alter_table('agendaitem', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_agendaitem_meeting_id_meeting'), type_='foreignkey')
        batch_op.drop_index(batch_op.f('ix_agendaitem_meeting_id'))
        batch_op.drop_column('meeting_id')

    with op.batch_alter_table('timeslot', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_timeslot_proposal_id'))

    op.drop_table('timeslot')
    with op.batch_alter_table('timeproposal', schema=None) as batch_op:
        batch_op.drop_index('uq_open_proposal', sqlite_where=sa.text("status = 'open'"), postgresql_where=sa.text("status = 'open'"))

    op.drop_table('timeproposal')
    with op.batch_alter_table('timeentry', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_timeentry_mentorship_id'))

    op.drop_table('timeentry')
    op.drop_table('minutessection')
    with op.batch_alter_table('meeting', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_meeting_starts_at'))
        batch_op.drop_index('ix_meeting_of_mentor')
        batch_op.drop_index('ix_meeting_of_mentee')
        batch_op.drop_index(batch_op.f('ix_meeting_mentorship_id'))

    op.drop_table('meeting')
