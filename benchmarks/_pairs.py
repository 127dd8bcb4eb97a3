"""Pairs of people at work: seeded into either app, each with two open pages and a few items on a shared list."""

import sqlite3
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from sqlmodel import Session

from benchmarks._sockets import Page
from mentor_app.clock import now
from mentor_app.db import make_engine
from mentor_app.models import AgendaItem, Enrolment, Goal, Member, Mentorship, Profile, Programme, SignIn
from mentor_app.models.base import new_id
from mentor_app.security.credentials import hash_token, make_token

ITEMS = 5
GOALS = 3


@dataclass
class Pair:
    """Two open pages on one list.

    Args:
        pages: of the one who writes and the one who watches.
        item_id: the item that is renamed.
        title: what it says at first.
        rename: has a page rename it: the page, the item, the new title, how often it was renamed before.
    """

    pages: tuple[Page, Page]
    item_id: str
    title: str
    rename: Callable[[Page, str, str, int], Awaitable[None]]
    renamed: int = 0


def mentor_pairs(database: str, how_many: int) -> list[Pair]:
    """Mentorships in the product's own database, both partners signed in."""
    with Session(make_engine(database), expire_on_commit=False) as session:
        programme = Programme(slug="alumni", name="Alumni")
        session.add(programme)
        session.flush()
        pairs = [_mentorship(session, programme.id, number) for number in range(how_many)]
        session.commit()
    return pairs


def bare_pairs(file: Path, how_many: int) -> list[Pair]:
    """The same for the bare app, whose table it has made itself."""
    with sqlite3.connect(file) as connection:
        rows = [
            (f"{number:06}-{place}", f"b{number}", f"Item {number}-{place} ")
            for number in range(how_many)
            for place in range(ITEMS)
        ]
        connection.executemany("INSERT INTO item (id, board, title) VALUES (?, ?, ?)", rows)
    return [
        Pair(
            (Page("/", f"name=b{number}.1"), Page("/", f"name=b{number}.2")),
            f"{number:06}-0",
            f"Item {number}-0 ",
            _rename_bare,
        )
        for number in range(how_many)
    ]


def _mentorship(session: Session, programme_id: str, number: int) -> Pair:
    people = [person(session, programme_id, f"Person {number} {side}") for side in "ab"]
    (mentor, cookie_1), (mentee, cookie_2) = people
    mentorship = Mentorship(programme_id=programme_id, mentor_id=mentor, mentee_id=mentee)
    session.add(mentorship)
    session.flush()
    items = [
        AgendaItem(mentorship_id=mentorship.id, author_id=mentor, title=f"Item {number}-{place} ", position=place)
        for place in range(ITEMS)
    ]
    session.add_all(items)
    for place in range(GOALS):
        session.add(Goal(mentorship_id=mentorship.id, author_id=mentee, title=f"Goal {place}", position=place))
    path = f"/mentorships/{mentorship.id}"
    return Pair((Page(path, cookie_1), Page(path, cookie_2)), items[0].id, items[0].title, _rename)


def person(session: Session, programme_id: str, name: str) -> tuple[str, str]:
    """A member who is signed in: the id, and the `Cookie` header."""
    moment, token = now(), make_token()
    member = Member(email=f"{new_id()}@example.org", name=name, verified_at=moment)
    session.add(member)
    session.flush()
    session.add(Profile(member_id=member.id, updated_at=moment, headline="Works with people", city="Lyon"))
    session.add(Enrolment(programme_id=programme_id, member_id=member.id))
    session.add(
        SignIn(
            member_id=member.id,
            token_hash=hash_token(token),
            last_seen_at=moment,
            expires_at=moment + timedelta(days=1),
        )
    )
    return member.id, f"mentor={token}"


async def _rename(page: Page, item_id: str, title: str, renamed: int) -> None:
    handler = "mentor_app___state___mentorship___agenda____agenda_state.rename"
    await page.send(handler, item_id=item_id, title=title, version=renamed + 1)


async def _rename_bare(page: Page, item_id: str, title: str, renamed: int) -> None:
    del renamed
    await page.send("bare_app____board.rename", item_id=item_id, title=title)
