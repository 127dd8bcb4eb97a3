"""Steps that are done in the inbox: requests, referrals, whoever is next in line, messages."""

from sqlmodel import case, col, or_, select

from mentor_app.db import UnitOfWork
from mentor_app.models import Conversation, Correspondent, Member, MentoringRequest, Mentorship, RequestQuestion
from mentor_app.security.blocks import block_between
from mentor_app.security.conversations import own_conversations
from mentor_app.services.choices import get_line
from mentor_app.services.referrals import list_referrals
from mentor_app.services.request_turns import OFFERED, waits_for
from mentor_app.services.step_item import MOST_STEPS, StepItem, Steps
from mentor_app.services.texts import preview


def requests(uow: UnitOfWork, me: str) -> Steps:
    """Requests to answer, and my own about which I am asked something or offered a time or a flash meeting."""
    sender, recipient = col(MentoringRequest.sender_id), col(MentoringRequest.recipient_id)
    asked = (
        select(RequestQuestion.id)
        .where(RequestQuestion.request_id == MentoringRequest.id, RequestQuestion.answer == "")
        .exists()
    )
    found = (
        select(MentoringRequest, Member.name, asked)
        .join(Member, col(Member.id) == case((sender == me, recipient), else_=sender))
        .where(or_(waits_for(me), (sender == me) & (col(MentoringRequest.status) == "open") & asked))
        .where(~block_between(MentoringRequest.sender_id, MentoringRequest.recipient_id))
        .order_by(col(MentoringRequest.created_at))
        .limit(MOST_STEPS)
    )
    for request, name, is_asked in uow.session.exec(found):
        kind = "reply" if is_asked else "offer" if request.status == OFFERED else "times"
        if request.recipient_id == me:
            if is_asked:
                # Whoever asked waits for the other.
                continue
            kind = "answer"
        yield StepItem(kind, name, preview(request.message), f"/inbox?request={request.id}")


def referrals(uow: UnitOfWork, _me: str) -> Steps:
    """Whoever would like to name me to somebody."""
    for each in list_referrals(uow):
        yield StepItem("referral", each.referrer.name, "", "/inbox?shelf=requests")


def next_choice(uow: UnitOfWork, me: str) -> Steps:
    """The first of those lined up, once nobody asked is to answer and nobody has said yes."""
    asked = select(MentoringRequest.id).where(
        MentoringRequest.sender_id == me,
        MentoringRequest.kind == "mentoring",
        col(MentoringRequest.status).in_(("open", OFFERED)),
    )
    found = select(Mentorship.id).where(
        Mentorship.mentee_id == me, Mentorship.kind == "mentoring", Mentorship.status == "active"
    )
    if uow.session.exec(select(asked.exists() | found.exists())).one():
        return
    for each in get_line(uow).upcoming:
        yield StepItem("next_choice", each.person.name, "", "/inbox?shelf=waiting")


def messages(uow: UnitOfWork, me: str) -> Steps:
    """What I have not read: of one person, or of so many."""
    unheard = own_conversations(uow).where(
        col(Conversation.last_number) > Correspondent.read_number, col(Correspondent.archived_at).is_(None)
    )
    talks = [talk for talk, _side in uow.session.exec(unheard.limit(MOST_STEPS))]
    if len(talks) == 1:
        partner = uow.session.get_one(Member, talks[0].partner_of(me))
        yield StepItem("message", partner.name, "", f"/inbox/conversations/{talks[0].id}")
    elif talks:
        yield StepItem("messages", "", "", "/inbox/conversations", len(talks))
