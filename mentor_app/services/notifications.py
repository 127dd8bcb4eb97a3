"""Notices behind the bell, and what the header of every page shows."""

from dataclasses import dataclass, field

from sqlmodel import col, func, select

from mentor_app.clock import now
from mentor_app.db import UnitOfWork
from mentor_app.models import Conversation, Correspondent, MentoringRequest, Notification
from mentor_app.realtime.changes import for_member
from mentor_app.security.access import current_member, own_notification
from mentor_app.security.conversations import own_conversations
from mentor_app.security.coordination import LedProgramme, led_programmes
from mentor_app.security.referrals import count_waiting_referrals
from mentor_app.services.request_turns import waits_for

SHOWN = 20


@dataclass(frozen=True)
class NoticeItem:
    """One notice: a kind, the words it needs, where it leads, when (ISO, UTC) and whether it was read."""

    id: str
    kind: str
    params: dict[str, str]
    link: str
    at: str
    is_read: bool


@dataclass(frozen=True)
class HeaderDetail:
    """What the header shows about the person, what waits for them, and the programmes they coordinate."""

    member_id: str
    name: str
    initials: str
    locale: str
    time_zone: str
    open_requests: int
    unread_conversations: int
    unread: int
    is_coordinator: bool
    notices: list[NoticeItem] = field(default_factory=list[NoticeItem])
    programmes: list[LedProgramme] = field(default_factory=list[LedProgramme])


def initials_of(name: str) -> str:
    """Two letters for an avatar: of the first and the last word of a name."""
    words = name.split()
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()


def header(uow: UnitOfWork) -> HeaderDetail:
    """The header of the person who asks."""
    member = current_member(uow)
    waiting = select(func.count(col(MentoringRequest.id))).where(waits_for(member.id))
    unread = select(func.count()).where(Notification.member_id == member.id, col(Notification.read_at).is_(None))
    unheard = own_conversations(uow).where(col(Conversation.last_number) > Correspondent.read_number)
    latest = (
        select(Notification)
        .where(Notification.member_id == member.id)
        .order_by(col(Notification.created_at).desc())
        .limit(SHOWN)
    )
    programmes = led_programmes(uow)
    return HeaderDetail(
        member_id=member.id,
        name=member.name,
        initials=initials_of(member.name),
        locale=member.locale,
        time_zone=member.time_zone,
        open_requests=uow.session.exec(waiting).one() + count_waiting_referrals(uow, member.id),
        unread_conversations=uow.session.exec(select(func.count()).select_from(unheard.subquery())).one(),
        unread=uow.session.exec(unread).one(),
        is_coordinator=bool(programmes),
        notices=[_item(notice) for notice in uow.session.exec(latest)],
        programmes=programmes,
    )


def notify(uow: UnitOfWork, member_id: str, kind: str, link: str, params: dict[str, str]) -> None:
    """Put a notice behind a member's bell, in this transaction.

    Args:
        kind: such as `request.received`; the page has a sentence for it.
        link: a local path.
        params: what the sentence needs: names and titles the member may see.
    """
    uow.session.add(Notification(member_id=member_id, kind=kind, link=link, params=params))
    uow.announce(for_member(member_id, "notices"))


def mark_all_read(uow: UnitOfWork) -> None:
    """Mark every notice of the actor read."""
    unread = select(Notification).where(
        Notification.member_id == current_member(uow).id, col(Notification.read_at).is_(None)
    )
    for notice in uow.session.exec(unread):
        notice.read_at = now()
    uow.announce(for_member(uow.actor.id, "notices"))


def mark_read(uow: UnitOfWork, notification_id: str) -> str:
    """Mark one notice read, and return where it leads."""
    notice = own_notification(uow, notification_id)
    if notice.read_at is None:
        notice.read_at = now()
        uow.announce(for_member(uow.actor.id, "notices"))
    return notice.link


def _item(notice: Notification) -> NoticeItem:
    return NoticeItem(
        id=notice.id,
        kind=notice.kind,
        params={name: str(value) for name, value in notice.params.items()},
        link=notice.link,
        at=notice.created_at.isoformat(),
        is_read=notice.read_at is not None,
    )
