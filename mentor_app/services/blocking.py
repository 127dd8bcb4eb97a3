"""One member does not want to meet another again: what lies open between them ends, and neither sees the other."""

from dataclasses import dataclass

from sqlmodel import and_, col, delete, or_, select

from mentor_app.clock import now
from mentor_app.db import UnitOfWork
from mentor_app.errors import NotFound
from mentor_app.models import Block, Conversation, Member, MentoringRequest, Mentorship, Notification
from mentor_app.realtime.changes import for_member, in_community, in_mentorship
from mentor_app.security.access import current_member
from mentor_app.security.acquaintance import known_member
from mentor_app.services.agreements import lapse_revision
from mentor_app.services.conversations import address_of
from mentor_app.services.endings import call_meetings_off
from mentor_app.services.flash_offers import OFFERED
from mentor_app.services.letters import write_letter
from mentor_app.services.notifications import notify
from mentor_app.services.people import Person, people_by_id
from mentor_app.services.referral_expiry import lapse_referrals
from mentor_app.services.request_steps import close_request, repaint_request
from mentor_app.services.request_times import drop_times


@dataclass(frozen=True)
class BlockPlan:
    """Whom the actor is about to block, and what would end with it. No plan: an empty `member_id`."""

    member_id: str = ""
    name: str = ""
    ends_mentorship: bool = False
    closes_request: bool = False


def plan_block(uow: UnitOfWork, member_id: str) -> BlockPlan:
    """What blocking somebody would end, to be said before it is done.

    Raises:
        NotFound: for somebody the actor cannot see and has never had to do with.
    """
    member = known_member(uow, member_id)
    under_way = select(Mentorship.id).where(_pair(uow, Mentorship.mentor_id, Mentorship.mentee_id, member_id))
    asked = select(MentoringRequest.id).where(
        _pair(uow, MentoringRequest.sender_id, MentoringRequest.recipient_id, member_id),
        col(MentoringRequest.status).in_(("open", OFFERED)),
    )
    return BlockPlan(
        member_id=member.id,
        name=member.name,
        ends_mentorship=uow.session.exec(under_way.where(Mentorship.status == "active")).first() is not None,
        closes_request=uow.session.exec(asked).first() is not None,
    )


def block_member(uow: UnitOfWork, member_id: str) -> None:
    """Never meet somebody again. They are not told; what they had asked is answered with an ordinary no.

    Raises:
        NotFound: for somebody the actor cannot see and has never had to do with.
    """
    me, other = current_member(uow), known_member(uow, member_id)
    uow.session.add(Block(member_id=me.id, target_id=other.id))
    _forget_notices(uow, other.id)
    lapse_referrals(uow, other.id)
    _close_requests(uow, me, other)
    _end_mentorships(uow, other.id)
    _announce(uow, other.id)
    # Whom it is about is nobody's business.
    uow.record("member.blocked", me.id)


def unblock_member(uow: UnitOfWork, member_id: str) -> None:
    """Take a block back: what was said before is there again, what has ended stays ended.

    Raises:
        NotFound: when the actor has not blocked this member.
    """
    row = uow.session.get(Block, (current_member(uow).id, member_id))
    if row is None:
        raise NotFound
    uow.session.delete(row)
    _announce(uow, member_id)
    uow.record("member.unblocked", uow.actor.id)


def list_blocked(uow: UnitOfWork) -> list[Person]:
    """Whom the actor has blocked, by name."""
    me = current_member(uow).id
    ids = list(uow.session.exec(select(Block.target_id).where(Block.member_id == me)))
    return sorted(people_by_id(uow, ids).values(), key=lambda person: person.name.casefold())


def _pair(uow: UnitOfWork, first: str, second: str, other: str):  # noqa: ANN202  SQLAlchemy's own generic
    me = uow.actor.id
    return or_(and_(col(first) == me, col(second) == other), and_(col(first) == other, col(second) == me))


def _close_requests(uow: UnitOfWork, me: Member, other: Member) -> None:
    between = _pair(uow, MentoringRequest.sender_id, MentoringRequest.recipient_id, other.id)
    waiting = select(MentoringRequest).where(between, col(MentoringRequest.status).in_(("open", OFFERED)))
    for request in uow.session.exec(waiting.with_for_update()).all():
        repaint_request(uow, request)
        drop_times(uow, request)
        if request.status == OFFERED:
            close_request(request, "flash_declined")
        elif request.sender_id == me.id:
            close_request(request, "withdrawn")
        else:
            request.decline_reason = "no_time"
            close_request(request, "declined")
            # Leads on to others: the request itself is out of their sight from now on.
            notify(uow, other.id, "request.declined", "/explore", {"name": me.name, "kind": request.kind})
            write_letter(uow, "request_ended", other, {"partner": me.name})


def _end_mentorships(uow: UnitOfWork, other: str) -> None:
    mine = select(Mentorship).where(_pair(uow, Mentorship.mentor_id, Mentorship.mentee_id, other))
    for mentorship in uow.session.exec(mine.with_for_update(key_share=True)).all():
        if mentorship.status == "active":
            call_meetings_off(uow, mentorship)
            lapse_revision(uow, mentorship.id)
            mentorship.status, mentorship.ended_at = "ended", now()
            uow.record("mentorship.ended", mentorship.id)
        uow.announce(in_mentorship(mentorship.id, "mentorship"))


def _forget_notices(uow: UnitOfWork, other: str) -> None:
    """Take away what the bell of either says about the other: it leads to nothing any more."""
    talks = select(Conversation.id).where(_pair(uow, Conversation.first_id, Conversation.second_id, other))
    asked = select(MentoringRequest.id).where(
        _pair(uow, MentoringRequest.sender_id, MentoringRequest.recipient_id, other)
    )
    work = select(Mentorship.id).where(_pair(uow, Mentorship.mentor_id, Mentorship.mentee_id, other))
    links = [
        *(address_of(each) for each in uow.session.exec(talks)),
        *(f"/inbox?request={each}" for each in uow.session.exec(asked)),
        *(f"/mentorships/{each}" for each in uow.session.exec(work)),
    ]
    if links:
        leading = or_(*(col(Notification.link).startswith(link, autoescape=True) for link in links))
        both = col(Notification.member_id).in_((uow.actor.id, other))
        uow.session.exec(delete(Notification).where(both, leading))


def _announce(uow: UnitOfWork, other: str) -> None:
    for one in (uow.actor.id, other):
        nouns = ("conversations", "requests", "mentorships", "notices", "profile", "marks")
        uow.announce(*(for_member(one, noun) for noun in nouns), in_community(one))
