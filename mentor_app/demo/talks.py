"""What invented members have said to each other: a question about a request, and two conversations, one with a file."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlmodel import SQLModel

from mentor_app.demo.cast import BEN, MAYA
from mentor_app.demo.circle import GRETA
from mentor_app.demo.planting import id_of
from mentor_app.explore.text import folded
from mentor_app.models import (
    Conversation,
    Correspondent,
    MentoringRequest,
    Message,
    Notification,
    RequestQuestion,
    SharedFile,
)
from mentor_app.storage import file_path

_WITH_GRETA, _WITH_MAYA = id_of("what Ben and Greta have said"), id_of("what Maya and Ben have said")
_FILE = id_of("the questions Greta has gathered")

Said = tuple[tuple[str, str, timedelta], ...]
"""Who said what, and how long ago."""

_ASKS = (
    "You said on the panel that the oldest beginner in the room asks the best questions. I gather questions for an "
    "evening with people who change late. May I show you mine?"
)
_GRETA_AND_BEN: Said = (
    (GRETA, _ASKS, timedelta(days=2, hours=3)),
    (BEN, "Gladly. Leave the polite ones out, they are on every poster already.", timedelta(days=1, hours=20)),
    (
        GRETA,
        "Here they are, five of them, none polite. Which one would you have wanted to hear in your first year?",
        timedelta(minutes=48),
    ),
)
"""The last has the file, and Ben has not read it."""

_MAYA_AND_BEN: Said = (
    (
        MAYA,
        "Thank you for the hour. I have written down your three questions, and the second still has no answer.",
        timedelta(days=8, hours=2),
    ),
    (
        BEN,
        "That is the one they will ask. Half an answer is fine, if you say which half it is.",
        timedelta(days=7, hours=21),
    ),
    (MAYA, "The SQL course is finished. I told the cat first, then you.", timedelta(days=3, hours=1)),
    (BEN, "In the right order. Bring the portfolio next time, the untidy one.", timedelta(days=2, hours=20)),
)
"""All of it is read."""

_QUESTIONS = """\
# Questions for an evening about changing late

1. What did you give up that nobody noticed?
2. Who was against it, and were they right about anything?
3. What could a twenty-year-old do in your place, and what not?
4. When did you last say "I do not know" at work?
5. Would you do it again in the same month?
"""


def talk_with_maya(at: datetime) -> Iterator[SQLModel]:
    """Maya and Ben write to each other between their meetings."""
    talk, messages = _talk(_WITH_MAYA, _MAYA_AND_BEN, at)
    yield talk
    yield from messages
    for one in (MAYA, BEN):
        yield Correspondent(conversation_id=talk.id, member_id=id_of(one), read_number=len(messages))


def talk_with_greta(at: datetime) -> Iterator[SQLModel]:
    """Greta and Ben write to each other, and her last message waits for him."""
    talk, messages = _talk(_WITH_GRETA, _GRETA_AND_BEN, at)
    yield talk
    yield from messages
    last, read = talk.last_at, len(messages) - 1
    yield Correspondent(conversation_id=talk.id, member_id=id_of(GRETA), read_number=len(messages))
    yield Correspondent(conversation_id=talk.id, member_id=id_of(BEN), read_number=read, told_at=last)
    yield SharedFile(
        id=_FILE,
        owner_id=id_of(GRETA),
        name="questions-for-the-evening.md",
        media_type="text/plain",
        size=len(_QUESTIONS.encode()),
        place="conversation",
        place_id=talk.id,
        thing_id=messages[-1].id,
        sent_at=last,
        created_at=last,
    )
    yield Notification(
        member_id=id_of(BEN),
        kind="message.received",
        params={"name": "Greta Baumann"},
        link=f"/inbox/conversations/{talk.id}",
        created_at=last,
    )


def _talk(talk_id: str, said: Said, at: datetime) -> tuple[Conversation, list[Message]]:
    """A conversation between the first two who say something in it."""
    first, second = sorted(id_of(author) for author, _words, _ago in said[:2])
    talk = Conversation(
        id=talk_id,
        first_id=first,
        second_id=second,
        last_number=len(said),
        last_at=at - said[-1][2],
        created_at=at - said[0][2],
    )
    messages = [
        Message(
            conversation_id=talk_id,
            number=number,
            sender_id=id_of(author),
            words=words,
            folded=folded(words),
            created_at=at - ago,
        )
        for number, (author, words, ago) in enumerate(said, start=1)
    ]
    return talk, messages


def question_about(request: MentoringRequest, name: str) -> Iterator[SQLModel]:
    """Ben has asked whoever would like him as a mentor a question, and has his answer."""
    request.seen_at = request.created_at + timedelta(hours=6)
    answered_at = request.created_at + timedelta(hours=22)
    yield RequestQuestion(
        request_id=request.id,
        asker_id=request.recipient_id,
        text="Gladly read. Which piece of work did you last rewrite yourself, and what did its author say?",
        answer="The quarterly report, on a Sunday. She thanked me, and has not shown me a draft since.",
        answered_at=answered_at,
        created_at=request.seen_at + timedelta(minutes=9),
    )
    yield Notification(
        member_id=request.recipient_id,
        kind="question.answered",
        params={"name": name, "kind": request.kind},
        link=f"/inbox?request={request.id}",
        created_at=answered_at,
    )


def put_files_there() -> None:
    """Write the bytes of the files that are spoken of, unless they are there."""
    path = file_path(_FILE)
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.write_text(_QUESTIONS, "utf-8")
