"""Whose answer a request waits for: its recipient's, until that one suggests another time or offers less."""

from sqlalchemy import BindParameter, ColumnElement
from sqlmodel import col

from mentor_app.models import MentoringRequest

OFFERED = "flash_offered"
"""A flash meeting was offered instead: its sender has the turn."""


def waits_for(me: str | BindParameter[str]) -> ColumnElement[bool]:
    """The requests in which it is this member's turn."""
    sent, received = col(MentoringRequest.sender_id) == me, col(MentoringRequest.recipient_id) == me
    is_open, turn = col(MentoringRequest.status) == "open", col(MentoringRequest.turn)
    return (received & is_open & (turn == "recipient")) | (
        sent & ((is_open & (turn == "sender")) | (col(MentoringRequest.status) == OFFERED))
    )


def waits_for_others(me: str) -> ColumnElement[bool]:
    """This member's requests in which it is the other's turn."""
    sent, received = col(MentoringRequest.sender_id) == me, col(MentoringRequest.recipient_id) == me
    is_open, turn = col(MentoringRequest.status) == "open", col(MentoringRequest.turn)
    return (sent & is_open & (turn == "recipient")) | (
        received & ((is_open & (turn == "sender")) | (col(MentoringRequest.status) == OFFERED))
    )


def has_turn(request: MentoringRequest, me: str) -> bool:
    """Whether it is this member's turn."""
    if request.status == OFFERED:
        return request.sender_id == me
    waits_for_sender = request.turn == "sender"
    return request.status == "open" and me == (request.sender_id if waits_for_sender else request.recipient_id)
