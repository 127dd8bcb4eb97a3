"""Notices behind the bell, and what the header of every page shows."""

import json
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import String, bindparam, case
from sqlmodel import col, func, select

from mentor_app.clock import now
from mentor_app.db import UnitOfWork
from mentor_app.models import Conversation, Correspondent, Member, MentoringRequest, Notification, Referral
from mentor_app.realtime.changes import for_member
from mentor_app.security.access import current_member, own_notification
from mentor_app.security.conversations import OWN
from mentor_app.security.coordination import LedProgramme, led_programmes
from mentor_app.security.referrals import waiting_referrals
from mentor_app.services.request_turns import waits_for

SHOWN, GATHERED = 20, 200
"""So many lines are behind the bell, made of so many notices."""

# Built once, and only the columns needed: every open page asks these at every change.
_ME = bindparam("me", type_=String)
_REQUESTS = select(func.count(col(MentoringRequest.id))).where(waits_for(_ME)).scalar_subquery()
_REFERRALS = (
    select(func.count(col(Referral.id)))
    .select_from(Referral)
    .join(MentoringRequest, col(MentoringRequest.id) == Referral.request_id)
    .where(*waiting_referrals(_ME))  # pyright: ignore[reportArgumentType]
    .scalar_subquery()
)
_UNHEARD = OWN.where(col(Conversation.last_number) > Correspondent.read_number).subquery()
_CONVERSATIONS = select(func.count()).select_from(_UNHEARD).scalar_subquery()
_WHAT_WAITS = select(Member, _REQUESTS + _REFERRALS, _CONVERSATIONS).where(Member.id == _ME)
_IS_UNREAD = col(Notification.read_at).is_(None)
_LATEST = (
    select(Notification)
    .with_only_columns(
        col(Notification.id),
        col(Notification.kind),
        col(Notification.params),
        col(Notification.link),
        col(Notification.created_at),
        col(Notification.read_at),
        func.sum(case((_IS_UNREAD, 1), else_=0)).over(),
    )
    .where(col(Notification.member_id) == _ME)
    # The unread ones first: however old, they are among those looked at.
    .order_by(_IS_UNREAD.desc(), col(Notification.created_at).desc())
    .limit(GATHERED)
)


class _Notice(NamedTuple):
    """A notice as it is stored, and how many of the member's are unread."""

    id: str
    kind: str
    params: dict[str, Any]
    link: str
    created_at: datetime
    read_at: datetime | None
    unread: int


@dataclass(frozen=True)
class NoticeItem:
    """A line behind the bell: what it says, where it leads, and when it was said last (ISO, UTC).

    Notices that say the same thing of the same place are one line with the id of their newest. It stands for `count`
    of them: for the unread ones while there are any.
    """

    id: str
    kind: str
    params: dict[str, str]
    link: str
    at: str
    is_read: bool
    count: int = 1


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
    """The header of the person who asks. Every open page asks this at every change, so in three questions.

    Raises:
        NotPermitted: when nobody is signed in.
    """
    found = uow.session.exec(_WHAT_WAITS, params={"me": uow.actor.member_id}).first()
    uow.session.info["me"], requests, conversations = found or (None, 0, 0)
    me = current_member(uow)  # by what was just read: asked of no database again
    notices, unread = _latest(uow)
    programmes = led_programmes(uow)
    return HeaderDetail(
        member_id=me.id,
        name=me.name,
        initials=initials_of(me.name),
        locale=me.locale,
        time_zone=me.time_zone,
        open_requests=requests,
        unread_conversations=conversations,
        unread=unread,
        is_coordinator=bool(programmes),
        notices=notices,
        programmes=programmes,
    )


def notify(
    uow: UnitOfWork, member_id: str, kind: str, link: str, params: dict[str, str], at: date | None = None
) -> None:
    """Put a notice behind a member's bell, in this transaction.

    Args:
        kind: such as `request.received`; the page has a sentence for it.
        link: a local path.
        params: what the sentence needs: names and titles the member may see, and no words of ours, which would stay
            in the language of today.
        at: the moment (UTC) or the day it tells of, which the page words as its reader reads it.
    """
    told = params | ({"at": at.isoformat()} if at else {})
    uow.session.add(Notification(member_id=member_id, kind=kind, link=link, params=told))
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
    """Mark a line read, that is a notice and all that say the same, and return where it leads."""
    notice = own_notification(uow, notification_id)
    mark_read_about(uow, notice.link, notice.kind, notice.params)
    return notice.link


def mark_read_about(uow: UnitOfWork, link: str, kind: str, params: dict[str, str] | None = None) -> None:
    """Mark the actor's notices of a kind about one place read, as when they look at what the notices are about.

    Args:
        params: only those that say exactly this; by default all.
    """
    found = select(Notification).where(
        Notification.member_id == uow.actor.id,
        Notification.kind == kind,
        Notification.link == link,
        col(Notification.read_at).is_(None),
    )
    unread = [notice for notice in uow.session.exec(found) if params is None or notice.params == params]
    for notice in unread:
        notice.read_at = now()
    if unread:
        uow.announce(for_member(uow.actor.id, "notices"))


def _latest(uow: UnitOfWork) -> tuple[list[NoticeItem], int]:
    """The newest lines, and how many notices are unread, in one question."""
    rows = [_Notice._make(row) for row in uow.session.connection().execute(_LATEST, {"me": uow.actor.id})]
    lines: dict[str, list[_Notice]] = {}
    for notice in rows:
        lines.setdefault(json.dumps([notice.kind, notice.link, notice.params], sort_keys=True), []).append(notice)
    items = sorted((_line(notices) for notices in lines.values()), key=lambda item: item.at, reverse=True)
    return items[:SHOWN], rows[0].unread if rows else 0


def _line(notices: list[_Notice]) -> NoticeItem:
    newest = max(notices, key=lambda notice: notice.created_at)
    unread = sum(notice.read_at is None for notice in notices)
    return NoticeItem(
        id=newest.id,
        kind=newest.kind,
        params={name: str(value) for name, value in newest.params.items()},
        link=newest.link,
        at=newest.created_at.isoformat(),
        is_read=not unread,
        count=unread or len(notices),
    )
