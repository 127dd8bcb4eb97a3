"""Whether two members must not meet: one of them has blocked the other, and neither sees the other anywhere."""

from typing import Any

from sqlalchemy import ColumnElement
from sqlmodel import and_, col, or_, select

from mentor_app.db import UnitOfWork
from mentor_app.models import Block


def blocked_either_way(uow: UnitOfWork, member_id: str) -> bool:
    """Whether the actor and this member must not meet."""
    me = uow.actor.id
    pair = or_(
        (col(Block.member_id) == me) & (col(Block.target_id) == member_id),
        (col(Block.member_id) == member_id) & (col(Block.target_id) == me),
    )
    return uow.session.exec(select(Block).where(pair)).first() is not None


def block_between(first: Any, second: Any) -> ColumnElement[bool]:
    """A condition for queries: the members in these two columns must not meet."""
    one, other = col(Block.member_id), col(Block.target_id)
    pair = or_(and_(one == first, other == second), and_(one == second, other == first))
    return select(Block.member_id).where(pair).exists()
