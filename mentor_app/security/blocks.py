"""Whether two members must not meet: one of them has blocked the other, and neither sees the other anywhere."""

from typing import Any

from sqlalchemy import ColumnElement, bindparam
from sqlmodel import and_, col, or_, select

from mentor_app.db import UnitOfWork
from mentor_app.models import Block


def blocked_either_way(uow: UnitOfWork, member_id: str) -> bool:
    """Whether the actor and this member must not meet."""
    pair = {"first": uow.actor.id, "second": member_id}
    return uow.session.exec(_BETWEEN, params=pair).first() is not None


def block_between(first: Any, second: Any) -> ColumnElement[bool]:
    """A condition for queries: the members in these two columns must not meet."""
    return select(Block.member_id).where(_pair(first, second)).exists()


def _pair(first: Any, second: Any) -> ColumnElement[bool]:
    one, other = col(Block.member_id), col(Block.target_id)
    return or_(and_(one == first, other == second), and_(one == second, other == first))


# Built once: it is asked at every change of every open conversation.
_BETWEEN = select(Block.member_id).where(_pair(bindparam("first"), bindparam("second")))
