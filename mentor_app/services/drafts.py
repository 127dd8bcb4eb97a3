"""The request form as it opens: whom for, and the words it begins with."""

from dataclasses import dataclass, field, replace

from mentor_app.clock import to_zone
from mentor_app.db import UnitOfWork
from mentor_app.errors import NotFound
from mentor_app.models import MentoringRequest, RankedChoice
from mentor_app.security.access import current_member, sent_request
from mentor_app.security.choices import own_choice
from mentor_app.services.asking import AskingDetail, asking
from mentor_app.services.asks import Ask, Wishes
from mentor_app.services.choices import MOST_CHOICES, choices_of, kept_ask


@dataclass(frozen=True, slots=True)
class DraftDetail:
    """The form.

    Args:
        whom: who is asked.
        ask: what it begins with: words kept for this person, those of an earlier request, or only the goals that this
            person can help with.
        choice_id: set while words kept for somebody in the line are being changed.
        may_line_up: whether this person can be put into the line instead.
        is_lined_up: whether they are in it.
        has_passed_times: whether times were kept with these words that have passed meanwhile.
    """

    whom: AskingDetail
    ask: Ask = field(default_factory=Ask)
    choice_id: str = ""
    may_line_up: bool = False
    is_lined_up: bool = False
    has_passed_times: bool = False


def get_draft(uow: UnitOfWork, to_id: str, choice_id: str = "", from_id: str = "") -> DraftDetail:
    """The form for asking somebody.

    Args:
        uow: the transaction.
        to_id: whom.
        choice_id: the actor's choice whose words are to be changed.
        from_id: a request the actor sent before, whose words are taken over.

    Raises:
        NotFound: when the actor may not see this person, or the choice or request is not theirs.
    """
    to = asking(uow, to_id)
    lined_up = choices_of(uow, uow.actor.id)
    kept = next((choice for choice in lined_up if choice.mentor_id == to_id), None)
    ask = Ask(goals=to.can_help_with)
    begins_with = own_choice(uow, choice_id) if choice_id else None if from_id else kept
    if choice_id and begins_with is not None and begins_with.mentor_id != to_id:
        raise NotFound
    if begins_with is not None:
        ask = _as_typed(uow, begins_with)
    elif from_id:
        ask = _words_of(sent_request(uow, from_id))
    room = len(lined_up) < MOST_CHOICES
    return DraftDetail(
        whom=to,
        ask=ask,
        choice_id=choice_id,
        may_line_up=kept is None and room and to.offers_mentoring,
        is_lined_up=kept is not None,
        has_passed_times=begins_with is not None and len(ask.times) < len(begins_with.times),
    )


def _as_typed(uow: UnitOfWork, choice: RankedChoice) -> Ask:
    """What is kept for somebody, its times as they were typed, on the actor's own clock."""
    zone, ask = current_member(uow).time_zone, kept_ask(choice)
    return replace(ask, kept=(), times=[f"{to_zone(each, zone):%Y-%m-%dT%H:%M}" for each in ask.kept])


def _words_of(request: MentoringRequest) -> Ask:
    wishes = Wishes(request.months, request.frequency, request.purpose)
    return Ask(request.message, request.hope, request.goals, wishes)
