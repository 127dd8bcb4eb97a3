"""Endings, evaluations and certificates"""

import sqlalchemy as sa
import sqlmodel
from alembic import op


revision = '0015'
down_revision = '0014'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    text = sqlmodel.sql.sqltypes.AutoString
    with op.batch_alter_table('mentorship') as batch_op:
        batch_op.add_column(sa.Column('ended_by', text(), nullable=True))
        batch_op.add_column(sa.Column('end_reason', text(length=32), nullable=False, server_default=''))
        batch_op.create_foreign_key(op.f('fk_mentorship_ended_by_member'), 'member', ['ended_by'], ['id'])
    with op.batch_alter_table('programme') as batch_op:
        batch_op.add_column(sa.Column('evaluation_questions', sa.JSON(), nullable=False, server_default='[]'))
    op.create_table(
        'evaluation',
        sa.Column('id', text(length=32), nullable=False),
        sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('mentorship_id', text(), nullable=False),
        sa.Column('author_id', text(), nullable=False),
        sa.Column('benefits', sa.JSON(), nullable=False),
        sa.Column('ratings', sa.JSON(), nullable=False),
        sa.Column('words', text(length=2000), nullable=False),
        sa.Column('answers', sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(['mentorship_id'], ['mentorship.id'], name=op.f('fk_evaluation_mentorship_id_mentorship')),
        sa.ForeignKeyConstraint(['author_id'], ['member.id'], name=op.f('fk_evaluation_author_id_member')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_evaluation')),
        sa.UniqueConstraint('mentorship_id', 'author_id', name='uq_evaluation_author'),
    )
    op.create_index(op.f('ix_evaluation_author_id'), 'evaluation', ['author_id'])
    op.create_table(
        'certificate',
        sa.Column('id', text(length=32), nullable=False),
        sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('mentorship_id', text(), nullable=False),
        sa.Column('member_id', text(), nullable=False),
        sa.Column('code', text(length=32), nullable=False),
        sa.Column('number', text(length=24), nullable=False),
        sa.Column('holder', text(length=120), nullable=False),
        sa.Column('partner', text(length=120), nullable=False),
        sa.Column('role', text(length=16), nullable=False),
        sa.Column('kind', text(length=16), nullable=False),
        sa.Column('programme', text(length=120), nullable=False),
        sa.Column('organisation', text(length=120), nullable=False),
        sa.Column('began_on', sa.Date(), nullable=False),
        sa.Column('ended_on', sa.Date(), nullable=False),
        sa.Column('meetings', sa.Integer(), nullable=False),
        sa.Column('minutes', sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(['mentorship_id'], ['mentorship.id'], name=op.f('fk_certificate_mentorship_id_mentorship')),
        sa.ForeignKeyConstraint(['member_id'], ['member.id'], name=op.f('fk_certificate_member_id_member')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_certificate')),
        sa.UniqueConstraint('mentorship_id', 'member_id', name='uq_certificate_holder'),
        sa.UniqueConstraint('code', name=op.f('uq_certificate_code')),
        sa.UniqueConstraint('number', name=op.f('uq_certificate_number')),
    )
    op.create_index(op.f('ix_certificate_member_id'), 'certificate', ['member_id'])


def downgrade() -> None:
    """Take back."""
    op.drop_table('certificate')
    op.drop_table('evaluation')
    with op.batch_alter_table('programme') as batch_op:
        batch_op.drop_column('evaluation_questions')
    with op.batch_alter_table('mentorship') as batch_op:
        batch_op.drop_constraint(op.f('fk_mentorship_ended_by_member'), type_='foreignkey')
        batch_op.drop_column('end_reason')
        batch_op.drop_column('ended_by')
