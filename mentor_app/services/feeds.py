"""One's own meetings as a feed for any calendar: a secret address, read without signing in, taken back at any time."""

from dataclasses import dataclass
from datetime import timedelta

from sqlmodel import col, or_, select

from mentor_app.clock import now
from mentor_app.config import settings
from mentor_app.db import UnitOfWork
from mentor_app.errors import NotFound
from mentor_app.models import FeedAddress, Meeting, Member
from mentor_app.security.access import current_member
from mentor_app.security.credentials import hash_token, make_token
from mentor_app.services.calendar_copies import repaint_calendars
from mentor_app.services.meeting_facts import MeetingFacts, facts_of

PAST = timedelta(days=90)
CALLED_OFF = timedelta(days=30)
"""How long a meeting that was called off stays in the feed, marked as such, so that calendars take it out."""


@dataclass(frozen=True, slots=True)
class FeedDetail:
    """A member's meetings as their feed shows them, and the language it speaks."""

    locale: str
    meetings: list[MeetingFacts]


def make_feed(uow: UnitOfWork) -> str:
    """Give the actor a new address for their feed, and return it: it is shown once. An older one ends."""
    me = current_member(uow)
    token = make_token()
    address = uow.session.get(FeedAddress, me.id) or FeedAddress(member_id=me.id, token_hash="")
    address.token_hash, address.made_at = hash_token(token), now()
    uow.session.add(address)
    uow.record("feed.made")
    repaint_calendars(uow, me.id)
    return f"{settings().public_url}/feeds/{token}.ics"


def end_feed(uow: UnitOfWork) -> None:
    """Have the actor's feed answer nobody any more."""
    me = current_member(uow)
    address = uow.session.get(FeedAddress, me.id)
    if address is not None:
        uow.session.delete(address)
        uow.record("feed.ended")
        repaint_calendars(uow, me.id)


def feed_of(uow: UnitOfWork, token: str) -> FeedDetail:
    """The feed behind a secret address; whoever knows it may read it.

    Raises:
        NotFound: when there is none, or its member is suspended.
    """
    # Looked up by the hash of 256 random bits: how long that takes tells nothing about them.
    address = uow.session.exec(select(FeedAddress).where(FeedAddress.token_hash == hash_token(token))).first()
    member = uow.session.get(Member, address.member_id) if address is not None else None
    if member is None or member.suspended_at is not None:
        raise NotFound
    mine = or_(col(Meeting.mentor_id) == member.id, col(Meeting.mentee_id) == member.id)
    found = uow.session.exec(
        select(Meeting)
        .where(mine, col(Meeting.starts_at) > now() - PAST, col(Meeting.mentorship_id).is_not(None))
        .order_by(col(Meeting.starts_at), col(Meeting.id))
    )
    shown = [each for each in found if each.status != "cancelled" or each.changed_at > now() - CALLED_OFF]
    return FeedDetail(member.locale, [facts_of(uow, each, member) for each in shown if each.status != "proposed"])
