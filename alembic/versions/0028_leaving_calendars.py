"""Events still to be removed from calendars that are being disconnected"""

import sqlalchemy as sa
import sqlmodel
from alembic import op


revision = '0028'
down_revision = '0027'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table('leftevent',
    sa.Column('account_id', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('uid', sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
    sa.Column('calendar_id', sqlmodel.sql.sqltypes.AutoString(length=32), nullable=False),
    sa.Column('calendar_href', sqlmodel.sql.sqltypes.AutoString(length=700), nullable=False),
    sa.Column('href', sqlmodel.sql.sqltypes.AutoString(length=700), nullable=False),
    sa.Column('etag', sqlmodel.sql.sqltypes.AutoString(length=300), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['calendaraccount.id'], name=op.f('fk_leftevent_account_id_calendaraccount')),
    sa.PrimaryKeyConstraint('account_id', 'uid', name=op.f('pk_leftevent'))
    )


def downgrade() -> None:
    """Take back."""
    op.drop_table('leftevent')
