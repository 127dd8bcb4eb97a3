"""Questions between meetings: asked, answered, followed up, marked answered; told once until they are read."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlmodel import col, func, select

from mentor_app.clock import now
from mentor_app.db import UnitOfWork
from mentor_app.errors import TooMany
from mentor_app.i18n.catalogue import N_
from mentor_app.models import Member, Mentorship, Question, Reply
from mentor_app.realtime.changes import in_mentorship
from mentor_app.realtime.presence import presence
from mentor_app.security.access import current_member, editable_mentorship
from mentor_app.security.limits import count_message
from mentor_app.security.workspace import editable_question
from mentor_app.services.activities import note_activity
from mentor_app.services.files import FileItem, files_of, send_files
from mentor_app.services.letters import write_letter
from mentor_app.services.notifications import notify
from mentor_app.services.texts import clean_text, preview

LONGEST_TEXT, LONGEST_TITLE = 4000, 80
MOST_QUESTIONS, MOST_REPLIES = 200, 100


@dataclass(frozen=True)
class ReplyItem:
    """An answer or a follow-up. `at` is ISO, UTC."""

    id: str
    author_id: str
    text: str
    at: str
    files: list[FileItem]


@dataclass(frozen=True)
class QuestionThread:
    """A question with everything said about it. Times are ISO, UTC; `is_unread` for whoever looks."""

    id: str
    asker_id: str
    text: str
    at: str
    is_answered: bool
    is_unread: bool
    files: list[FileItem]
    replies: list[ReplyItem] = field(default_factory=list[ReplyItem])


def questions_of(uow: UnitOfWork, mentorship: Mentorship) -> list[QuestionThread]:
    """The questions of a mentorship that the caller has already checked the actor may see: open ones first."""
    asked = select(Question).where(Question.mentorship_id == mentorship.id)
    newest = asked.order_by(col(Question.answered_at).is_not(None), col(Question.last_at).desc())
    rows = list(uow.session.exec(newest))
    replies: dict[str, list[Reply]] = {}
    said = select(Reply).where(col(Reply.question_id).in_([row.id for row in rows])).order_by(col(Reply.created_at))
    for reply in uow.session.exec(said):
        replies.setdefault(reply.question_id, []).append(reply)
    files = files_of(uow, [*(row.id for row in rows), *(each.id for some in replies.values() for each in some)])
    return [_thread(row, replies.get(row.id, []), files, uow.actor.id) for row in rows]


def ask_question(uow: UnitOfWork, mentorship_id: str, text: str, files: Sequence[str] = ()) -> str:
    """Ask something, and return the question's id.

    Raises:
        InvalidInput: when there is nothing, or too much, or a file is not there.
        TooMany: when it is too much at a time, or in all.
    """
    mentorship = editable_mentorship(uow, mentorship_id)
    words = _clean(text)
    count_message(uow.actor.id)
    held = select(func.count()).where(Question.mentorship_id == mentorship.id)
    if uow.session.exec(held).one() >= MOST_QUESTIONS:
        raise TooMany(N_("There is room for {{most}} questions here."), most=MOST_QUESTIONS)
    question = Question(mentorship_id=mentorship.id, asker_id=uow.actor.id, text=words, last_at=now())
    uow.session.add(question)
    uow.session.flush()
    send_files(uow, files, "mentorship", mentorship.id, question.id)
    _tell(uow, mentorship, question, "mentorship.question_asked", words)
    note_activity(uow, mentorship.id, "question.asked", title=preview(words, LONGEST_TITLE))
    uow.record("mentorship.question_asked", question.id)
    return question.id


def answer_in(uow: UnitOfWork, mentorship_id: str, question_id: str, text: str, files: Sequence[str] = ()) -> None:
    """Answer a question, or follow up on one's own; a follow-up opens it again.

    Raises:
        InvalidInput: when there is nothing, or too much, or a file is not there.
        NotFound: for a stranger.
        TooMany: when it is too much at a time, or about this question.
    """
    question = editable_question(uow, mentorship_id, question_id)
    mentorship = editable_mentorship(uow, mentorship_id)
    words = _clean(text)
    count_message(uow.actor.id)
    held = select(func.count()).where(Reply.question_id == question.id)
    if uow.session.exec(held).one() >= MOST_REPLIES:
        raise TooMany(N_("Much has been said here. Please ask anew."))
    reply = Reply(question_id=question.id, author_id=uow.actor.id, text=words)
    uow.session.add(reply)
    uow.session.flush()
    send_files(uow, files, "mentorship", mentorship.id, reply.id)
    question.last_at = now()
    is_follow_up = question.asker_id == uow.actor.id
    if is_follow_up:
        question.answered_at = None
    kind = "mentorship.question_asked" if is_follow_up else "mentorship.question_answered"
    _tell(uow, mentorship, question, kind, words)
    uow.record("mentorship.question_replied", question.id)


def mark_answered(uow: UnitOfWork, mentorship_id: str, question_id: str, answered: bool) -> None:
    """Say that a question is answered, or is not after all; either of the two may.

    Raises:
        NotFound: for a stranger.
    """
    question = editable_question(uow, mentorship_id, question_id)
    question.answered_at = now() if answered else None
    uow.announce(in_mentorship(mentorship_id, "questions"))


def read_questions(uow: UnitOfWork, mentorship_id: str) -> None:
    """Note that the actor has the questions before their eyes.

    Raises:
        NotFound: for a stranger.
    """
    mentorship = editable_mentorship(uow, mentorship_id)
    unread = select(Question).where(Question.mentorship_id == mentorship.id, Question.unread_by == uow.actor.id)
    rows = list(uow.session.exec(unread.with_for_update()))
    for question in rows:
        question.unread_by = question.told_at = None
    if rows:
        uow.announce(in_mentorship(mentorship.id, "questions"))


def _clean(text: str) -> str:
    return clean_text("text", text, LONGEST_TEXT, least=1, lines=True)


def _tell(uow: UnitOfWork, mentorship: Mentorship, question: Question, kind: str, words: str) -> None:
    """Notice and letter, once until it was read, and none for somebody who is here."""
    me, partner = current_member(uow), uow.session.get_one(Member, mentorship.partner_of(uow.actor.id))
    already_told = question.unread_by == partner.id and question.told_at is not None
    question.unread_by = partner.id
    place = in_mentorship(mentorship.id, "questions")
    uow.announce(place)
    if already_told or presence.is_here(place.topic, partner.id):
        return
    question.told_at = now()
    notify(uow, partner.id, kind, f"/mentorships/{mentorship.id}/questions", {"name": me.name})
    letter = "mentorship_question" if kind.endswith("asked") else "mentorship_answer"
    write_letter(uow, letter, partner, {"partner": me.name, "mentorship_id": mentorship.id, "message": words})


def _thread(row: Question, replies: Sequence[Reply], files: dict[str, list[FileItem]], me: str) -> QuestionThread:
    return QuestionThread(
        id=row.id,
        asker_id=row.asker_id,
        text=row.text,
        at=row.created_at.isoformat(),
        is_answered=row.answered_at is not None,
        is_unread=row.unread_by == me,
        files=files.get(row.id, []),
        replies=[
            ReplyItem(each.id, each.author_id, each.text, each.created_at.isoformat(), files.get(each.id, []))
            for each in replies
        ],
    )
