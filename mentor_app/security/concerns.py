"""What a concern may be raised about, and which concerns staff may read."""

from dataclasses import dataclass

from mentor_app.db import UnitOfWork
from mentor_app.errors import NotFound
from mentor_app.models import Block, Concern, Member, Mentorship, Message, Programme, Pulse
from mentor_app.security.access import coordinated_programme, current_member, visible_mentorship, visible_request
from mentor_app.security.acquaintance import known_member
from mentor_app.security.conversations import visible_conversation


@dataclass(frozen=True)
class Reported:
    """Whom a concern is about, the words complained of, and the programme it happened in, where that is known."""

    member: Member
    words: str = ""
    programme_id: str = ""


def reported_thing(uow: UnitOfWork, about: str, about_id: str) -> Reported:
    """Something the actor has before them, and who stands behind it.

    Args:
        about: `message`, `request`, `member` or `mentorship`.

    Raises:
        NotFound: for what is not before the actor, and for what they wrote themselves.
    """
    me = current_member(uow).id
    if about == "message":
        message = uow.session.get(Message, about_id)
        if message is None or message.sender_id == me:
            raise NotFound
        visible_conversation(uow, message.conversation_id)
        return Reported(uow.session.get_one(Member, message.sender_id), message.words)
    if about == "request":
        request = visible_request(uow, about_id)
        is_mine = request.sender_id == me
        other = uow.session.get_one(Member, request.recipient_id if is_mine else request.sender_id)
        return Reported(other, "" if is_mine else request.message, request.programme_id)
    if about == "mentorship":
        mentorship = visible_mentorship(uow, about_id)
        return Reported(uow.session.get_one(Member, mentorship.partner_of(me)), "", mentorship.programme_id)
    if about != "member":
        raise NotFound
    if uow.session.get(Block, (me, about_id)) is not None:
        return Reported(uow.session.get_one(Member, about_id))
    return Reported(known_member(uow, about_id))


def handled_concern(uow: UnitOfWork, slug: str, concern_id: str) -> tuple[Concern, Programme]:
    """A concern of a programme the actor coordinates, held until this transaction ends; never one about the actor.

    Raises:
        NotFound: for anyone else, and for the person it is about, whoever they are.
        NotPermitted: for the programme's ordinary members.
    """
    programme = coordinated_programme(uow, slug)
    concern = uow.session.get(Concern, concern_id, with_for_update=True)
    if concern is None or concern.programme_id != programme.id or concern.member_id == uow.actor.id:
        raise NotFound
    return concern, programme


def staffs_pulse(uow: UnitOfWork, slug: str, pulse_id: str) -> tuple[Pulse, Programme]:
    """What somebody said of a meeting, in a programme the actor coordinates, held until this transaction ends.

    Raises:
        NotFound: for anyone else, and when the actor is one of the two who met.
        NotPermitted: for the programme's ordinary members.
    """
    programme = coordinated_programme(uow, slug)
    pulse = uow.session.get(Pulse, pulse_id, with_for_update=True)
    mentorship = uow.session.get(Mentorship, pulse.mentorship_id) if pulse is not None else None
    if pulse is None or mentorship is None or mentorship.programme_id != programme.id:
        raise NotFound
    if mentorship.role_of(uow.actor.id) is not None:
        raise NotFound
    return pulse, programme
