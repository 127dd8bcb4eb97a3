"""The doors of the product without the rest of the house: the sign-in routes, asked as a browser asks."""

from collections.abc import Iterator

import pytest
from httpx import Response
from sqlmodel import Session, select
from starlette.applications import Starlette
from starlette.testclient import TestClient

from mentor_app import db
from mentor_app.clock import now
from mentor_app.identity import provider
from mentor_app.models import Letter, Member, Profile
from mentor_app.routes.sign_in import routes
from mentor_app.security.credentials import hash_password_now
from mentor_app.security.limits import forget_counts
from mentor_app.security.sign_ins import forget_answers

ORIGIN = "http://localhost:3000"
PASSWORD = "velvet otter 92 lamps"
AT_HOME = {"origin": ORIGIN, "x-mentor-form": "1"}


class Doorstep:
    """A browser in front of the sign-in routes; each has its own cookies."""

    def __init__(self, origin: str = ORIGIN, **headers: str) -> None:
        self.client = TestClient(Starlette(routes=routes()), base_url=origin, follow_redirects=False, headers=headers)

    def post(self, path: str, **fields: object) -> Response:
        """Send a form as our own pages do."""
        return self.client.post(path, json=fields, headers=AT_HOME)

    def sign_in(self, email: str, password: str = PASSWORD) -> Response:
        """Fill in the sign-in form."""
        return self.post("/auth/sign-in", email=email, password=password)

    @property
    def cookie(self) -> str:
        """The `Cookie` header this browser sends to our pages."""
        return "; ".join(f"{name}={value}" for name, value in self.client.cookies.items())


@pytest.fixture
def door() -> Iterator[Doorstep]:
    """A browser that has never been here, while nobody has been counted or remembered."""
    forget_counts()
    forget_answers()
    provider.cache_clear()
    yield Doorstep()
    forget_counts()
    forget_answers()
    provider.cache_clear()


def letters(address: str) -> list[Letter]:
    """What was written to an address, the oldest first."""
    with Session(db.engine()) as session:
        return list(session.exec(select(Letter).where(Letter.address == address).order_by(Letter.created_at)))


def admit(email: str, password: str | None = PASSWORD, *, verified: bool = True) -> str:
    """A member with a password; returns the id."""
    with Session(db.engine()) as session:
        member = Member(email=email, name="Ada", password_hash=hash_password_now(password) if password else None)
        member.verified_at = now() if verified else None
        session.add(member)
        session.flush()
        session.add(Profile(member_id=member.id, updated_at=now()))
        session.commit()
        return member.id


def member_at(email: str) -> Member | None:
    """The account behind an address."""
    with Session(db.engine()) as session:
        return session.exec(select(Member).where(Member.email == email)).first()
