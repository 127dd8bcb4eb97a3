"""Loading and authorising are one act: no row, by an id from outside, without a right to it.

`visible_*` is for looking, `editable_*` for changing. A stranger gets the same *not found* as for an id that does not
exist; somebody who may look and not change gets *not permitted*.
"""

from sqlalchemy import bindparam
from sqlmodel import col, or_, select

from mentor_app.db import UnitOfWork
from mentor_app.errors import NotFound, NotPermitted
from mentor_app.models import (
    AgendaItem,
    Enrolment,
    Goal,
    Member,
    MentoringRequest,
    Mentorship,
    Notification,
    Profile,
    Programme,
)
from mentor_app.security.blocks import block_between, blocked_either_way

# Built once: asked at almost every act and at every repaint.
_ME = select(Member).where(Member.id == bindparam("me"))
_MEMBER_AND_MENTORSHIP = (
    select(Member, Mentorship, block_between(Mentorship.mentor_id, Mentorship.mentee_id))
    .join(Mentorship, col(Mentorship.id) == bindparam("mentorship"), isouter=True)
    .where(Member.id == bindparam("me"))
)
_SHARED = select(Mentorship).where(Mentorship.id == bindparam("mentorship")).with_for_update(read=True)


def current_member(uow: UnitOfWork) -> Member:
    """The person who acts.

    Raises:
        NotPermitted: when nobody is signed in, or the account is suspended.
    """
    me: Member | None = uow.session.info.get("me")
    if me is None or me.id != uow.actor.member_id:
        me = uow.session.exec(_ME, params={"me": uow.actor.member_id}).first() if uow.actor.member_id else None
    if me is None or me.suspended_at is not None:
        raise NotPermitted
    uow.session.info["me"] = me  # held, so that asking again in this transaction asks no database
    return me


def shared_programmes(uow: UnitOfWork, member_id: str) -> list[str]:
    """Ids of the programmes in which both the actor and this member are active."""
    mine = select(Enrolment.programme_id).where(Enrolment.member_id == uow.actor.id, Enrolment.status == "active")
    theirs = select(Enrolment.programme_id).where(
        Enrolment.member_id == member_id,
        Enrolment.status == "active",
        col(Enrolment.programme_id).in_(mine),
    )
    return list(uow.session.exec(theirs))


def works_with(uow: UnitOfWork, member_id: str) -> bool:
    """Whether the actor and this member have a mentorship, or an open request between them."""
    me = uow.actor.id
    pair = or_(
        (col(Mentorship.mentor_id) == me) & (col(Mentorship.mentee_id) == member_id),
        (col(Mentorship.mentor_id) == member_id) & (col(Mentorship.mentee_id) == me),
    )
    if uow.session.exec(select(Mentorship.id).where(pair)).first():
        return True
    asked = or_(
        (col(MentoringRequest.sender_id) == me) & (col(MentoringRequest.recipient_id) == member_id),
        (col(MentoringRequest.sender_id) == member_id) & (col(MentoringRequest.recipient_id) == me),
    )
    return (
        uow.session.exec(select(MentoringRequest.id).where(asked, MentoringRequest.status == "open")).first()
        is not None
    )


def visible_member(uow: UnitOfWork, member_id: str) -> tuple[Member, Profile]:
    """A member the actor may look at: oneself, a partner, or someone findable in a shared programme.

    Raises:
        NotFound: for anyone else, existing or not.
    """
    current_member(uow)
    member, profile = uow.session.get(Member, member_id), uow.session.get(Profile, member_id)
    if member is None or profile is None:
        raise NotFound
    if member_id == uow.actor.id:
        return member, profile
    if member.suspended_at is not None or blocked_either_way(uow, member_id):
        raise NotFound
    findable = member.verified_at is not None and profile.is_active and bool(shared_programmes(uow, member_id))
    if not findable and not works_with(uow, member_id):
        raise NotFound
    return member, profile


def visible_request(uow: UnitOfWork, request_id: str) -> MentoringRequest:
    """A request the actor sent or received, unless one of the two has blocked the other.

    Raises:
        NotFound: for anyone else, and for whoever came by a letter about another request.
    """
    me = current_member(uow).id
    request = uow.session.get(MentoringRequest, request_id)
    if request is None or me not in (request.sender_id, request.recipient_id):
        raise NotFound
    if blocked_either_way(uow, request.recipient_id if request.sender_id == me else request.sender_id):
        raise NotFound
    if uow.actor.bound_to not in ("", request.id):
        raise NotFound
    return request


def received_request(uow: UnitOfWork, request_id: str) -> MentoringRequest:
    """A request the actor received and may answer.

    Raises:
        NotFound: for a stranger.
        NotPermitted: for the sender.
    """
    request = visible_request(uow, request_id)
    if request.recipient_id != uow.actor.id:
        raise NotPermitted
    return request


def sent_request(uow: UnitOfWork, request_id: str) -> MentoringRequest:
    """A request the actor sent and may withdraw.

    Raises:
        NotFound: for a stranger.
        NotPermitted: for the recipient.
    """
    request = visible_request(uow, request_id)
    if request.sender_id != uow.actor.id:
        raise NotPermitted
    return request


def visible_mentorship(uow: UnitOfWork, mentorship_id: str) -> Mentorship:
    """A mentorship the actor is or was part of, unless one of the two has blocked the other.

    Raises:
        NotFound: for anyone else, coordinators included: they see figures, not workspaces.
    """
    # One query, as every open dashboard asks this at every change.
    found = uow.session.exec(_MEMBER_AND_MENTORSHIP, params={"me": uow.actor.member_id, "mentorship": mentorship_id})
    member, mentorship, is_blocked = found.first() or (None, None, False)
    if member is None or member.suspended_at is not None:
        raise NotPermitted
    if mentorship is None or is_blocked or mentorship.role_of(member.id) is None:
        raise NotFound
    if uow.actor.bound_to not in ("", mentorship.request_id):
        raise NotFound
    return mentorship


def editable_mentorship(uow: UnitOfWork, mentorship_id: str) -> Mentorship:
    """A mentorship under way that the actor works in; it does not end before this transaction does.

    Raises:
        NotFound: for a stranger.
        NotPermitted: once it has ended.
    """
    mentorship = visible_mentorship(uow, mentorship_id)
    # Shared by all who work in it; whoever ends it waits for them, or they for the end.
    shared = _SHARED.execution_options(populate_existing=True)
    mentorship = uow.session.exec(shared, params={"mentorship": mentorship.id}).one()
    if mentorship.status != "active":
        raise NotPermitted
    return mentorship


def editable_agenda_item(uow: UnitOfWork, mentorship_id: str, item_id: str) -> AgendaItem:
    """An agenda item of a mentorship the actor works in.

    Raises:
        NotFound: when it belongs to another mentorship, or to nobody.
    """
    mentorship = editable_mentorship(uow, mentorship_id)
    item = uow.session.get(AgendaItem, item_id, with_for_update=True)
    if item is None or item.mentorship_id != mentorship.id:
        raise NotFound
    return item


def editable_goal(uow: UnitOfWork, mentorship_id: str, goal_id: str) -> Goal:
    """A goal of a mentorship the actor works in.

    Raises:
        NotFound: when it belongs to another mentorship, or to nobody.
    """
    mentorship = editable_mentorship(uow, mentorship_id)
    goal = uow.session.get(Goal, goal_id, with_for_update=True)
    if goal is None or goal.mentorship_id != mentorship.id:
        raise NotFound
    return goal


def own_notification(uow: UnitOfWork, notification_id: str) -> Notification:
    """A notice of the actor's own.

    Raises:
        NotFound: for anyone else's.
    """
    notice = uow.session.get(Notification, notification_id)
    if notice is None or notice.member_id != uow.actor.id:
        raise NotFound
    return notice


def coordinated_programme(uow: UnitOfWork, slug: str) -> Programme:
    """A programme the actor coordinates.

    Raises:
        NotFound: when there is none of that name, or the actor is not enrolled.
        NotPermitted: for its ordinary members.
    """
    programme = uow.session.exec(select(Programme).where(Programme.slug == slug)).first()
    mine = (
        programme
        and uow.session.exec(
            select(Enrolment).where(
                Enrolment.programme_id == programme.id,
                Enrolment.member_id == uow.actor.id,
                Enrolment.status == "active",
            )
        ).first()
    )
    if programme is None or mine is None:
        raise NotFound
    if not mine.is_coordinator:
        raise NotPermitted
    return programme


def coordinates(uow: UnitOfWork) -> bool:
    """Whether the actor coordinates any programme."""
    found = select(Enrolment.id).where(
        Enrolment.member_id == uow.actor.member_id,
        Enrolment.is_coordinator,
        Enrolment.status == "active",
    )
    return uow.actor.member_id is not None and uow.session.exec(found).first() is not None
