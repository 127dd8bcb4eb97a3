"""Replies by e-mail: what a member answers to a letter becomes a message, as if written on the page.

The address it came to says whose reply it is and to what, and the sender must be that member. Everything else is asked
again here, as it is on the page. What was meant and cannot be delivered is told to its writer, at the address they have
here, and never to whoever the letter says it is from.
"""

from dataclasses import dataclass

from sqlmodel import col, select

from mentor_app.clock import now
from mentor_app.db import UnitOfWork
from mentor_app.errors import DomainError, InvalidInput, TooMany
from mentor_app.i18n.catalogue import N_, translate
from mentor_app.models import Conversation, Correspondent, Meeting, Member, Message, ReceivedLetter
from mentor_app.security.credentials import hash_token
from mentor_app.security.limits import may_answer_reply
from mentor_app.security.machine import only_the_machine
from mentor_app.security.relay_addresses import Place
from mentor_app.services.calendar_answers import CalendarAnswer, note_answer
from mentor_app.services.conversations import LONGEST_MESSAGE, send_message, start_conversation
from mentor_app.services.files import MOST_AT_ONCE, NewFile, begin_upload, files_of, keep_file
from mentor_app.services.letters import write_letter

LONGEST_MISSED = 3500

STRANGER = N_(
    "It did not come from the address of your account. If you wrote it, please write from that address, or on the page."
)
CLOSED = N_("This conversation is not open any more.")
EMPTY = N_("There were no words of yours in it. Please write them above the letter you reply to.")
TOO_LONG = N_("It has more than {{most}} characters.")
TOO_LARGE = N_("It is too large. A file may have 25 MB at most.")
NO_FILE_TAKEN = N_("What came with it cannot be shared here: {{names}}")


@dataclass(frozen=True, slots=True)
class LetterReply:
    """A letter that came to a member's address for replies.

    Args:
        key: what makes it one letter.
        place: whose reply it is, and to what.
        sender: whom it says it is from.
        words: what was written.
        files: what came with it, already on disk, and welcome by its content.
        refused: names of what came with it and is not welcome.
        automatic: why no person wrote it, or empty.
        forged: whether it is known not to be from whom it says.
        too_large: whether only its headers were looked at.
        answer: a calendar's answer to an invitation.
    """

    key: str
    place: Place
    sender: str
    words: str = ""
    files: tuple[NewFile, ...] = ()
    refused: tuple[str, ...] = ()
    automatic: str = ""
    forged: bool = False
    too_large: bool = False
    answer: CalendarAnswer | None = None


@dataclass(frozen=True, slots=True)
class _Pair:
    """Whose reply it is, to whom, and the thing it is about."""

    member: Member
    partner_id: str
    talk: Conversation | None = None
    meeting: Meeting | None = None

    @property
    def id(self) -> str:
        """Of the conversation or meeting."""
        return self.talk.id if self.talk else self.meeting.id if self.meeting else ""


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of it: `delivered`, `answered`, `dropped`, `again` or `unknown`; and the files that are kept."""

    outcome: str
    files: tuple[str, ...] = ()


class _Undeliverable(Exception):
    """Why, in a sentence of the catalogue."""

    def __init__(self, sentence: str, reason: str, **params: str | int) -> None:
        self.sentence, self.reason, self.params = sentence, reason, params
        super().__init__(reason)


def expects_files(uow: UnitOfWork, reply: LetterReply) -> bool:
    """Whether it is worth putting what came with a letter on disk: it is new, and from whom it should be."""
    only_the_machine(uow)
    pair = _pair(uow, reply.place)
    known = uow.session.get(ReceivedLetter, _key(reply)) is not None
    return pair is not None and not known and not reply.automatic and _is_from(pair.member, reply)


def take_reply(uow: UnitOfWork, reply: LetterReply) -> Taken:
    """Deliver a letter, or say to its writer why not; the same letter is taken once.

    Raises:
        NotPermitted: for anyone but the machine itself.
    """
    only_the_machine(uow)
    pair = _pair(uow, reply.place)
    if pair is None:
        return Taken("unknown")
    member = pair.member
    if uow.session.get(ReceivedLetter, _key(reply)) is not None:
        return Taken("again")
    row = ReceivedLetter(key=_key(reply), came_at=now(), outcome="dropped")
    uow.session.add(row)
    # Written now: of two processes that take the same letter, one fails here, before anything is sent.
    uow.session.flush()
    if reply.answer and pair.meeting and member.suspended_at is None and not reply.forged:
        # Before what no person wrote is dropped: calendars answer for their owners, and say so.
        row.outcome = note_answer(uow, pair.meeting, member, reply.answer, reply.sender)
        return Taken(row.outcome)
    if reply.automatic or member.suspended_at is not None:
        uow.record("reply.dropped", pair.id, reason=reply.automatic or "suspended")
        return Taken("dropped")
    try:
        files = _deliver(uow, pair, reply)
    except _Undeliverable as error:
        uow.record("reply.not_taken", pair.id, reason=error.reason, member=member.id)
        row.outcome = "answered"
        if may_answer_reply(member.id):
            reason = translate(member.locale, error.sentence, **error.params)
            write_letter(uow, "reply_not_taken", member, {"reason": reason})
        return Taken("answered")
    row.outcome = "delivered"
    return Taken("delivered", files)


def _deliver(uow: UnitOfWork, pair: _Pair, reply: LetterReply) -> tuple[str, ...]:
    """Send the message with the member's own rights, and return the files that went with it."""
    member = pair.member
    if not _is_from(member, reply):
        raise _Undeliverable(STRANGER, "stranger")
    if reply.too_large:
        raise _Undeliverable(TOO_LARGE, "too large")
    if len(reply.words) > LONGEST_MESSAGE:
        raise _Undeliverable(TOO_LONG, "too long", most=LONGEST_MESSAGE)
    acting = uow.acting_for(member.id)
    missed = _missed(acting, pair.talk) if pair.talk else ""
    changes, jobs = len(uow.changes), len(uow.jobs)
    try:
        with uow.session.begin_nested():
            kept, refused = _keep_files(acting, reply)
            _say_something(reply, kept, refused)
            talk_id = pair.talk.id if pair.talk else start_conversation(acting, pair.partner_id, reply.words, kept)
            if pair.talk:
                send_message(acting, talk_id, reply.words, kept)
            acting.record("reply.taken", talk_id, files=len(kept))
    except (DomainError, _Undeliverable) as error:
        del uow.changes[changes:], uow.jobs[jobs:]
        raise _in_words(error) from error
    told = {"partner": uow.session.get_one(Member, pair.partner_id).name, "conversation_id": talk_id}
    if refused and may_answer_reply(member.id):
        write_letter(uow, "reply_without_files", member, {**told, "names": _named(refused)})
    if missed:
        write_letter(uow, "message_received", member, {**told, "message": missed})
    return tuple(kept)


def _keep_files(acting: UnitOfWork, reply: LetterReply) -> tuple[list[str], list[str]]:
    kept, refused = list[str](), [*reply.refused, *(file.name for file in reply.files[MOST_AT_ONCE:])]
    for file in reply.files[:MOST_AT_ONCE]:
        try:
            begin_upload(acting, file.size)
            keep_file(acting, file)
        except TooMany:
            refused.append(file.name)
        else:
            acting.session.flush()
            kept.append(file.id)
    return kept, refused


def _say_something(reply: LetterReply, kept: list[str], refused: list[str]) -> None:
    if not reply.words and not kept:
        if refused:
            raise _Undeliverable(NO_FILE_TAKEN, "files", names=_named(refused))
        raise _Undeliverable(EMPTY, "empty")


def _in_words(error: DomainError | _Undeliverable) -> _Undeliverable:
    if isinstance(error, _Undeliverable):
        return error
    if isinstance(error, InvalidInput | TooMany):
        return _Undeliverable(error.message, type(error).__name__, **error.params)
    # Whether somebody is blocked, or gone, is nobody's business.
    return _Undeliverable(CLOSED, "closed")


def _missed(acting: UnitOfWork, talk: Conversation) -> str:
    """What the other one wrote after the letter that is being replied to.

    Of that there was no letter, and there will be none: whoever answers counts as having read everything.
    """
    side = acting.session.get_one(Correspondent, (talk.id, acting.actor.id))
    if side.told_at is None:
        return ""
    later = select(Message).where(
        Message.conversation_id == talk.id,
        Message.sender_id != acting.actor.id,
        col(Message.number) > side.read_number,
        col(Message.created_at) > side.told_at,
    )
    found = acting.session.exec(later.order_by(col(Message.number))).all()
    names = files_of(acting, [each.id for each in found])
    said = (each.words or ", ".join(file.name for file in names.get(each.id, [])) for each in found)
    return "\n\n".join(said)[:LONGEST_MISSED]


def _pair(uow: UnitOfWork, place: Place) -> _Pair | None:
    talk = uow.session.get(Conversation, place.id) if place.thing == "conversation" else None
    meeting = uow.session.get(Meeting, place.id) if place.thing == "meeting" else None
    if talk:
        both = (talk.first_id, talk.second_id)
    elif meeting:
        both = (meeting.mentor_id, meeting.mentee_id)
    else:
        return None
    return _Pair(uow.session.get_one(Member, both[place.side]), both[1 - place.side], talk, meeting)


def _is_from(member: Member, reply: LetterReply) -> bool:
    return not reply.forged and bool(reply.sender) and reply.sender == member.email.lower()


def _key(reply: LetterReply) -> str:
    return hash_token("\0".join((reply.key, reply.place.thing, reply.place.id, str(reply.place.side))))


def _named(names: list[str]) -> str:
    return ", ".join(names)[:1000]
