"""What only the machine itself does: durable jobs and the command line, which act for nobody."""

from mentor_app.db import UnitOfWork
from mentor_app.errors import NotPermitted


def only_the_machine(uow: UnitOfWork) -> None:
    """Refuse everybody else.

    Raises:
        NotPermitted: when a member acts, or nobody.
    """
    if not uow.actor.system:
        raise NotPermitted
