"""Filling an empty database with the demonstration community."""

from sqlmodel import SQLModel, col, func, select

from mentor_app.clock import now
from mentor_app.db import SYSTEM, UnitOfWork, transact
from mentor_app.demo.cast import BEN, CLARA, MAYA, cast
from mentor_app.demo.community import Person, community
from mentor_app.demo.planting import id_of, plant_people
from mentor_app.demo.post import post
from mentor_app.demo.story import Story
from mentor_app.demo.talks import put_files_there
from mentor_app.errors import NotPermitted
from mentor_app.i18n.catalogue import N_
from mentor_app.models import Conversation, Enrolment, Member, MentoringRequest, Mentorship, Programme
from mentor_app.security.credentials import hash_password_now

DEMO_PASSWORD = "mentor-demo"  # noqa: S105 - on purpose known to everyone, and only good for invented members
SIZE = 200
SIGN_INS: tuple[tuple[str, str, str], ...] = (
    (MAYA, DEMO_PASSWORD, "Maya, who has a mentor"),
    (BEN, DEMO_PASSWORD, "Ben, who mentors her"),
    (CLARA, DEMO_PASSWORD, "Clara, who coordinates"),
)
"""Address, password and a few words for everyone there is to sign in as."""


def seed_demo() -> None:
    """Plant the demonstration community; once it is there, do nothing.

    Raises:
        NotPermitted: when the database holds real members, who must never share it with accounts whose password
            everyone knows.
    """
    password_hash = hash_password_now(DEMO_PASSWORD)  # before the transaction, which holds the write lock
    transact(SYSTEM, _plant, password_hash)
    put_files_there()


def demo_people() -> list[Person]:
    """The two hundred, the cast first."""
    known = cast()
    names, addresses = {one.name for one in known}, {one.email for one in known}
    others = [one for one in community(SIZE) if one.name not in names and one.email not in addresses]
    return [*known, *others[: SIZE - len(known)]]


def _plant(uow: UnitOfWork, password_hash: str) -> None:
    if uow.session.exec(select(Member.id).where(Member.email == MAYA)).first():
        return
    if uow.session.exec(select(func.count()).where(col(Member.is_demo).is_(False))).one():
        raise NotPermitted(N_("This database holds real members. The demonstration needs one of its own."))
    at, people = now(), demo_people()
    programme = Programme(
        slug="alumni",
        name="Alumni mentoring",
        description=(
            "Graduates of the last forty years and students of today help each other: with a first post, a change "
            "of direction, a difficult conversation, or an idea that is still too young to be shown around."
        ),
        help_contact=CLARA,
        allows_interest=True,
    )
    uow.session.add(programme)
    uow.session.flush()
    plant_people(uow, people, programme, password_hash, at)
    clara = Enrolment.member_id == id_of(CLARA)
    uow.session.exec(select(Enrolment).where(clara)).one().is_coordinator = True
    _tell_stories(uow, Story(programme, at), people)
    uow.session.add_all(post(at))


def _tell_stories(uow: UnitOfWork, story: Story, people: list[Person]) -> None:
    others = people[len(cast()) :]
    both = [one for one in others if one.texts["seeks_mentor"] and one.texts["offers_mentoring"]]
    asks_ben = max(both, key=lambda one: ("People management" in dict(one.goals), len(one.goals)))
    chapters = (story.of_the_cast(), story.second_request(asks_ben), story.of_the_others(others))
    rows = [row for chapter in chapters for row in chapter]
    # The tables know each other only by ids, so what others point at is written first.
    order: tuple[type[SQLModel], ...] = (MentoringRequest, Mentorship, Conversation)
    for table in order:
        uow.session.add_all(row for row in rows if isinstance(row, table))
        uow.session.flush()
    uow.session.add_all(rows)
