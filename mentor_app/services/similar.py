"""After a no, or no answer at all: who else could help, and whether the same person may be asked again."""

from mentor_app.db import UnitOfWork
from mentor_app.errors import NotFound
from mentor_app.services.asking import asking
from mentor_app.services.community import best_matches
from mentor_app.services.member_cards import MemberCard

SHOWN = 3
ASKED = 24


def similar_mentors(uow: UnitOfWork, member_id: str, kind: str) -> list[MemberCard]:
    """Others who could take this kind of request on, the best match for the actor first.

    Args:
        member_id: the person who was asked and is left out.
        kind: `mentoring` or `flash`.
    """
    cards = best_matches(uow, "mentee", ASKED)
    willing = (card for card in cards if card.id != member_id and card.mark != "ignored" and not card.asked_id)
    return [card for card in willing if (card.may_flash if kind == "flash" else card.may_ask)][:SHOWN]


def may_be_asked(uow: UnitOfWork, member_id: str, kind: str) -> bool:
    """Whether the form for asking this person would be accepted, as far as their own wishes go."""
    try:
        person = asking(uow, member_id)
    except NotFound:
        return False
    return person.offers_flash if kind == "flash" else person.offers_mentoring and not person.is_full
