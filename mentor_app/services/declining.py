"""Saying no, and taking a break from new requests in the same step."""

from mentor_app.db import UnitOfWork
from mentor_app.services.preferences import set_switch
from mentor_app.services.requests import decline_request


def decline_and_pause(uow: UnitOfWork, request_id: str, reason: str, note: str = "", *, pause: bool = False) -> None:
    """Say no and, if wanted, pause: then whatever else waits is answered, and partners are told.

    Args:
        uow: the transaction.
        request_id: the request.
        reason: as for `decline_request`.
        note: a few words.
        pause: whether the actor takes a break.

    Raises:
        NotPermitted: when the request is no longer open; then nobody is paused.
    """
    decline_request(uow, request_id, reason, note)
    if pause:
        set_switch(uow, "is_active", on=False)
