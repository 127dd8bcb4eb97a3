"""The next choice's turn: when a request ends without a yes, the machine asks the next one in the mentee's name.

What may be asked is checked with the mentee's own rights, at that moment, and whoever said no takes no part in it.
"""

from sqlmodel import col, select

from mentor_app.clock import now
from mentor_app.db import UnitOfWork
from mentor_app.errors import DomainError, NotPermitted, TooMany
from mentor_app.i18n.catalogue import N_, translate
from mentor_app.models import Member, MentoringRequest, Mentorship, RankedChoice
from mentor_app.realtime.changes import for_member
from mentor_app.security.access import current_member
from mentor_app.security.machine import only_the_machine
from mentor_app.services.choices import choices_of, hold_line, kept_ask, kept_times
from mentor_app.services.letters import write_letter
from mentor_app.services.notifications import notify
from mentor_app.services.proposals import spelled_out
from mentor_app.services.requests import send

WAITING = "/inbox?shelf=waiting"


def take_turns(uow: UnitOfWork, request_id: str) -> str:
    """After a request that ended without a yes: ask the next choice, or tell the mentee who would be next.

    Doing it twice asks once: the request says that it was followed.

    Returns:
        the id of the new request; empty when none was sent.

    Raises:
        NotPermitted: for anyone but the machine itself.
    """
    only_the_machine(uow)
    request = uow.session.get(MentoringRequest, request_id, with_for_update=True)
    if request is None or request.followed_at is not None:
        return ""
    request.followed_at = now()
    mentee = uow.acting_for(request.sender_id)
    try:
        current_member(mentee)
    except NotPermitted:
        return ""
    rule = hold_line(mentee, request.sender_id)
    waiting = [choice for choice in choices_of(mentee, request.sender_id) if choice.skipped_at is None]
    if not waiting:
        return ""
    if not rule.asks_alone or _found_somebody(mentee, waiting):
        _tell(mentee, waiting[0], "choice.ready")
        return ""
    return _first_who_can_be_asked(mentee, waiting)


def _first_who_can_be_asked(mentee: UnitOfWork, waiting: list[RankedChoice]) -> str:
    me = current_member(mentee)
    for choice in waiting:
        times = _times(me, choice)
        try:
            # What a refused attempt wrote is taken back; the others go on.
            with mentee.session.begin_nested():
                request_id = send(mentee, choice.mentor_id, "mentoring", kept_ask(choice))
        except TooMany:
            _tell(mentee, choice, "choice.ready")
            return ""
        except DomainError:
            choice.skipped_at = now()
            _tell(mentee, choice, "choice.skipped")
            continue
        mentor = _tell(mentee, choice, "choice.asked", f"/inbox?request={request_id}")
        params = {"partner": mentor.name, "request_id": request_id, "times": times}
        write_letter(mentee, "choice_asked", me, params)
        return request_id
    return ""


def _times(me: Member, choice: RankedChoice) -> str:
    """The times that went with the request, and a word on those that had passed."""
    coming = kept_times(choice)
    gone = N_("Times of yours that had passed were left out.") if len(coming) < len(choice.times) else ""
    return spelled_out(coming, me, translate(me.locale, gone) if gone else "").strip()


def _found_somebody(mentee: UnitOfWork, waiting: list[RankedChoice]) -> bool:
    """Whether somebody said yes after the last of these was lined up: then nobody is asked without a word."""
    begun = select(Mentorship.id).where(
        Mentorship.mentee_id == mentee.actor.id,
        Mentorship.kind == "mentoring",
        Mentorship.status == "active",
        col(Mentorship.created_at) > max(choice.created_at for choice in waiting),
    )
    return mentee.session.exec(begun).first() is not None


def _tell(mentee: UnitOfWork, choice: RankedChoice, kind: str, link: str = WAITING) -> Member:
    mentor = mentee.session.get_one(Member, choice.mentor_id)
    notify(mentee, mentee.actor.id, kind, link, {"name": mentor.name})
    mentee.announce(for_member(mentee.actor.id, "requests"))
    # Under the choice's own id, and not the request's: its entry is that of any request.
    mentee.record("choice.turn", choice.id, outcome=kind.removeprefix("choice."))
    return mentor
