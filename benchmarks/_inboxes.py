"""Pairs of people who write to each other: seeded, each with their inbox open on the same conversation."""

from datetime import timedelta

from sqlmodel import Session

from benchmarks._pairs import Pair, person
from benchmarks._sockets import Page
from mentor_app.clock import now
from mentor_app.db import make_engine
from mentor_app.models import Conversation, Correspondent, Message, Programme

SAID = 20
"""Messages in each conversation at the start."""
_STATE = "mentor_app___state___conversations____conversation_state"


def inbox_pairs(database: str, how_many: int) -> list[Pair]:
    """Conversations in the product's own database, both correspondents signed in.

    Everybody has two quiet conversations beside it, with people of the next pair and of the one before.
    """
    with Session(make_engine(database), expire_on_commit=False) as session:
        programme = Programme(slug="alumni", name="Alumni")
        session.add(programme)
        session.flush()
        people = [[person(session, programme.id, f"Person {each} {side}") for side in "ab"] for each in range(how_many)]
        pairs: list[Pair] = []
        for place, ((one, cookie), (other, others_cookie)) in enumerate(people):
            talk = _conversation(session, one, other, f"Hello {place} ")
            following = people[(place + 1) % how_many]
            if how_many > 2:
                for mine, theirs in ((one, following[0][0]), (other, following[1][0])):
                    _conversation(session, mine, theirs, "Quiet ")
            path = f"/inbox/conversations/{talk}"
            pairs.append(Pair((Page(path, cookie), Page(path, others_cookie)), talk, f"Hello {place} {SAID}.", _write))
        session.commit()
    return pairs


async def note_seen(page: Page, up_to: int) -> None:
    """What the reader's page says as soon as a message is on its screen."""
    await page.send(f"{_STATE}.see", up_to=up_to)


async def _write(page: Page, conversation_id: str, words: str, written: int) -> None:
    del conversation_id, written
    await page.send(f"{_STATE}.send", form={"words": words})


def _conversation(session: Session, one: str, other: str, words: str) -> str:
    first, second = sorted((one, other))
    start = now() - timedelta(hours=2)
    talk = Conversation(first_id=first, second_id=second, last_number=SAID, last_at=start)
    session.add(talk)
    session.flush()
    for number in range(1, SAID + 1):
        said = start + timedelta(minutes=number)
        author = first if number % 2 else second
        session.add(
            Message(
                conversation_id=talk.id, number=number, sender_id=author, words=f"{words}{number}.", created_at=said
            )
        )
    session.add_all(
        Correspondent(conversation_id=talk.id, member_id=member, read_number=SAID) for member in (first, second)
    )
    return talk.id
