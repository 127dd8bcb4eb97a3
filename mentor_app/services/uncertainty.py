"""*I feel uncertain about this*: courteous ways on, each chosen by whoever feels it; the other one learns of none."""

from mentor_app.db import UnitOfWork
from mentor_app.i18n.catalogue import N_
from mentor_app.security.access import editable_mentorship
from mentor_app.services.concerns import raise_concern
from mentor_app.services.conversations import start_conversation

OPENINGS: tuple[tuple[str, str, str], ...] = (
    (
        "pace",
        N_("We meet too often, or too rarely"),
        N_(
            "Dear {{name}},\n\nI have been thinking about how often we meet, and would like to change it a little. "
            "Could we talk about that for ten minutes next time? I would like us to find a pace that suits us both."
        ),
    ),
    (
        "direction",
        N_("I am not sure where we are going"),
        N_(
            "Dear {{name}},\n\nI value our conversations, and I am not sure any more what we are working towards. "
            "Could we take a step back next time and look at our goals together?"
        ),
    ),
    (
        "boundary",
        N_("Something went further than I wanted"),
        N_(
            "Dear {{name}},\n\nsomething in our last conversations went a little further than I am comfortable with, "
            "and I would rather say it than keep it. Could we agree on what we leave out?"
        ),
    ),
)
"""Ways to begin saying it to the other one: what it is for, what the choice is called, and courteous words."""


def tell_staff(uow: UnitOfWork, mentorship_id: str, words: str) -> None:
    """Tell programme staff that one is uncertain about a mentorship; they see it at once, and nobody else does.

    Raises:
        InvalidInput, NotFound, NotPermitted, TooMany: when it cannot be told; nothing is sent.
    """
    raise_concern(uow, "mentorship", mentorship_id, "uncertain", words)


def write_courteously(uow: UnitOfWork, mentorship_id: str, words: str) -> str:
    """Say it to the other one oneself, as an ordinary message; returns the conversation's id.

    Raises:
        InvalidInput, NotFound, NotPermitted, TooMany: when it cannot be written; nothing is sent.
    """
    mentorship = editable_mentorship(uow, mentorship_id)
    return start_conversation(uow, mentorship.partner_of(uow.actor.id), words)
