"""The right to a ranked choice: the mentee's alone."""

from mentor_app.db import UnitOfWork
from mentor_app.errors import NotFound
from mentor_app.models import RankedChoice
from mentor_app.security.access import current_member


def own_choice(uow: UnitOfWork, choice_id: str) -> RankedChoice:
    """A choice of the actor's own.

    Raises:
        NotFound: for anyone else's, the chosen mentor included.
    """
    me = current_member(uow)
    choice = uow.session.get(RankedChoice, choice_id)
    if choice is None or choice.mentee_id != me.id:
        raise NotFound
    return choice
