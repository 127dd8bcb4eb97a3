"""Invented members as rows."""

import base64
import hashlib
from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlmodel import SQLModel

from mentor_app.db import UnitOfWork
from mentor_app.demo.community import Person
from mentor_app.models import Enrolment, LearningGoal, Member, Offer, Profile, ProfileTag, Programme
from mentor_app.services.skills import kept_skills
from mentor_app.vocabularies import skill_key


def id_of(email: str) -> str:
    """The id of an invented member, the same in every demonstration, so that links to it last."""
    digest = hashlib.sha256(email.encode()).digest()
    return base64.urlsafe_b64encode(digest)[:22].decode()


def plant_people(uow: UnitOfWork, people: list[Person], programme: Programme, password_hash: str, at: datetime) -> None:
    """Add people with their profiles to a programme.

    Args:
        uow: the transaction.
        people: whom to add.
        programme: where they are enrolled.
        password_hash: of everybody's password.
        at: the present; people joined in the year before.
    """
    kept_skills(uow.session, _skills_of(people), "skills")
    uow.session.add_all(_member(person, password_hash, at) for person in people)
    uow.session.flush()
    uow.session.add_all(row for person in people for row in _rows(person, programme, at))
    uow.session.flush()


def _skills_of(people: Iterable[Person]) -> dict[str, None]:
    return {name: None for person in people for name, _ in (*person.offers, *person.goals)}


def _joined(person: Person, at: datetime) -> datetime:
    days = hashlib.sha256(f"joined {person.email}".encode()).digest()[0] + 75
    return at - timedelta(days=days)


def _member(person: Person, password_hash: str, at: datetime) -> Member:
    joined = _joined(person, at)
    return Member(
        id=id_of(person.email),
        created_at=joined,
        email=person.email,
        name=person.name,
        password_hash=password_hash,
        verified_at=joined,
        locale=person.locale,
        time_zone=person.time_zone,
        is_demo=True,
    )


def _rows(person: Person, programme: Programme, at: datetime) -> Iterable[SQLModel]:
    member_id, joined = id_of(person.email), _joined(person, at)
    yield Profile(member_id=member_id, updated_at=joined, confirmed_at=joined, **person.texts)
    yield Enrolment(programme_id=programme.id, member_id=member_id, created_at=joined)
    for kind, values in person.tags.items():
        for position, value in enumerate(values):
            yield ProfileTag(member_id=member_id, kind=kind, value=value, position=position)
    for position, (name, level) in enumerate(person.offers):
        yield Offer(member_id=member_id, skill_key=skill_key(name), level=level, position=position)
    for position, (name, priority) in enumerate(person.goals):
        yield LearningGoal(member_id=member_id, skill_key=skill_key(name), priority=priority, position=position)
