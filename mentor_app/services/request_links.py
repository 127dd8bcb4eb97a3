"""The links in letters about a request: by one, its reader acts once on that request without signing in.

Nothing revokes them: a link is worth something only while the request waits for its member, has not run out and the
member may come in at all. So whatever ends a request ends its links, in the same transaction.
"""

from datetime import timedelta
from typing import Any

from sqlmodel import col, select, update

from mentor_app.clock import now
from mentor_app.db import UnitOfWork
from mentor_app.errors import NotFound, NotPermitted
from mentor_app.i18n.catalogue import N_
from mentor_app.models import Member, MentoringRequest, RequestLink
from mentor_app.security.blocks import block_between
from mentor_app.security.credentials import hash_token, make_token
from mentor_app.security.sign_ins import may_enter

SIGNED = {
    "request_received": "answer",
    "request_reminder": "answer",
    "interest_received": "answer",
    "interest_reminder": "answer",
    "question_answered": "answer",
    "referral_refused": "answer",
    "referral_expired": "answer",
    "question_asked": "reply",
    "flash_offered": "offer",
    "times_suggested": "choose",
    "times_reminder": "choose",
    "referral_asked": "agree",
    "referral_reminder": "agree",
}
"""The letters that carry such a link, and for what; whoever was asked has every other `answer`, too, when choosing."""

WAITS_WHILE = {"answer": "open", "reply": "open", "offer": "flash_offered", "choose": "open", "agree": "open"}
"""The status in which a request waits for whoever holds a link for this purpose."""

LONGEST = timedelta(days=90)
"""After this long a link tells nothing any more, whatever became of its request."""

UNKNOWN = N_("This link is too old, or not one of ours. Sign in to see what waits for you.")
USED = N_("This link was used already.")


def link_for(uow: UnitOfWork, kind: str, member: Member | None, params: dict[str, Any]) -> str:
    """The token of the link that a letter of this kind carries; empty when it carries none."""
    if member is None or kind not in SIGNED:
        return ""
    request_id, purpose = params["request_id"], SIGNED[kind]
    if purpose == "choose" and uow.session.get_one(MentoringRequest, request_id).recipient_id == member.id:
        purpose = "answer"
    return make_link(uow, member.id, request_id, purpose)


def make_link(uow: UnitOfWork, member_id: str, request_id: str, purpose: str) -> str:
    """A link of its own for one letter; those of earlier letters keep working.

    Returns:
        its token, for the letter and nowhere else.
    """
    token = make_token()
    link = RequestLink(member_id=member_id, request_id=request_id, purpose=purpose, token_hash=hash_token(token))
    uow.session.add(link)
    return token


def find_link(uow: UnitOfWork, token: str) -> tuple[RequestLink, MentoringRequest, Member]:
    """A link, used or not, with its request and its member; finding it does not use it.

    Raises:
        NotFound: when there is none, it is too old, its member may not come in, or the two must not meet any more.
    """
    found = uow.session.exec(
        select(RequestLink, MentoringRequest, Member)
        .join(MentoringRequest, col(MentoringRequest.id) == col(RequestLink.request_id))
        .join(Member, col(Member.id) == col(RequestLink.member_id))
        .where(RequestLink.token_hash == hash_token(token), col(RequestLink.created_at) > now() - LONGEST)
        .where(~block_between(MentoringRequest.sender_id, MentoringRequest.recipient_id))
        # Of a colleague's letter, the two are its reader and whoever asked them.
        .where(~block_between(RequestLink.member_id, MentoringRequest.recipient_id))
    ).first()
    if found is None or not may_enter(found[2]):
        raise NotFound(UNKNOWN)
    return found


def waits(link: RequestLink, request: MentoringRequest) -> bool:
    """Whether the request still waits for the holder of this link."""
    is_their_turn = link.purpose != "choose" or request.turn == "sender"
    return request.status == WAITS_WHILE[link.purpose] and is_their_turn and now() < request.expires_at


def spend_link(uow: UnitOfWork, link: RequestLink, act: str) -> None:
    """Use a link up. Of two uses at the same time, one wins.

    Raises:
        NotPermitted: when it was used before.
    """
    spent = uow.session.exec(
        update(RequestLink)
        .where(col(RequestLink.id) == link.id, col(RequestLink.used_at).is_(None))
        .values(used_at=now(), used_for=act)
    )
    if spent.rowcount != 1:
        raise NotPermitted(USED)
