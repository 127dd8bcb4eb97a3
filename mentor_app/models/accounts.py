"""People: their accounts, how they sign in, and what they tell the community about themselves."""

from datetime import datetime
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from mentor_app.models.base import Row, UtcDateTime, json_dict, json_list, moment


class Member(Row, table=True):
    """An account. `email` is stored lower-case and is never shown to others unless the member says so.

    Life-cycle: joined (unverified) -> verified -> suspended or erased. `password_hash` is None for people who
    only come through the identity provider. `digest_hour` (0 to 23) is when the daily digest leaves, in their zone.
    """

    email: str = Field(unique=True, max_length=254)
    name: str = Field(max_length=120)
    password_hash: str | None = None
    verified_at: datetime | None = moment()
    suspended_at: datetime | None = moment()
    locale: str = Field(default="en", max_length=5)
    time_zone: str = Field(default="UTC", max_length=64)
    is_demo: bool = False
    digest_hour: int = Field(default=8, sa_column_kwargs={"server_default": "8"})


class Identity(Row, table=True):
    """A member's account at an OpenID Connect provider: (issuer, subject), never an e-mail address."""

    __table_args__ = (UniqueConstraint("issuer", "subject"),)

    member_id: str = Field(foreign_key="member.id", index=True)
    issuer: str
    subject: str


class SignIn(Row, table=True):
    """One browser that signed in. Only the SHA-256 of its cookie is kept; revoked rows stay for the list."""

    member_id: str = Field(foreign_key="member.id", index=True)
    token_hash: str = Field(unique=True, max_length=64)
    last_seen_at: datetime = Field(sa_type=UtcDateTime)
    expires_at: datetime = Field(sa_type=UtcDateTime)
    revoked_at: datetime | None = moment()
    device: str = Field(default="", max_length=200)
    address: str = Field(default="", max_length=64)


class EmailLink(Row, table=True):
    """A single-use link sent by mail: purpose `verify` or `reset`. Only its hash is kept."""

    member_id: str = Field(foreign_key="member.id", index=True)
    purpose: str = Field(max_length=16)
    token_hash: str = Field(unique=True, max_length=64)
    expires_at: datetime = Field(sa_type=UtcDateTime)
    used_at: datetime | None = moment()


class Profile(SQLModel, table=True):
    """What a member tells the community; exists for every member. Edited with optimistic versions.

    `is_active` False means paused: hidden from Explore. `capacity` is how many mentees at once;
    `time_commitment` is minutes a month (15, 30, 60 or 120; 0 when not said). `audiences` maps a field's name
    to who may see it: `members` (default), `partners` or `me`.
    """

    member_id: str = Field(foreign_key="member.id", primary_key=True)
    version: int = 1
    updated_at: datetime = Field(sa_type=UtcDateTime)
    headline: str = Field(default="", max_length=160)
    job_title: str = Field(default="", max_length=120)
    organisation: str = Field(default="", max_length=120)
    pronouns: str = Field(default="", max_length=40)
    biography: str = Field(default="", max_length=4000)
    city: str = Field(default="", max_length=80)
    country: str = Field(default="", max_length=2)
    course: str = Field(default="", max_length=120)
    course_year: int | None = None
    career_stage: str = Field(default="", max_length=32)
    job_history: list[dict[str, Any]] = json_list()
    successes: str = Field(default="", max_length=2000)
    transitions: str = Field(default="", max_length=2000)
    offers_mentoring: bool = False
    seeks_mentor: bool = False
    offers_flash: bool = False
    is_active: bool = True
    time_commitment: int = 0
    capacity: int = 2
    capacity_is_hard: bool = False
    audiences: dict[str, Any] = json_dict()
    confirmed_at: datetime | None = moment()


class ProfileTag(SQLModel, table=True):
    """One chosen value of a member in one vocabulary.

    `kind` is one of `industry`, `function`, `language`, `city`, `help_area`, `strength`, `value`, `channel`, `format`.
    """

    member_id: str = Field(foreign_key="member.id", primary_key=True)
    kind: str = Field(primary_key=True, max_length=16)
    value: str = Field(primary_key=True, max_length=80)
    position: int = 0


class Skill(SQLModel, table=True):
    """A skill anyone can offer or want; `key` is its normalised name, `name` the one shown."""

    key: str = Field(primary_key=True, max_length=80)
    name: str = Field(max_length=80)
    is_free: bool = False


class Offer(SQLModel, table=True):
    """A skill a member can help with, at a level from 1 (learning myself) to 4 (could teach it)."""

    member_id: str = Field(foreign_key="member.id", primary_key=True)
    skill_key: str = Field(foreign_key="skill.key", primary_key=True)
    level: int = 2
    position: int = 0


class LearningGoal(SQLModel, table=True):
    """A skill a member wants to learn, with priority 1 (nice), 2 (important) or 3 (urgent)."""

    member_id: str = Field(foreign_key="member.id", primary_key=True)
    skill_key: str = Field(foreign_key="skill.key", primary_key=True)
    priority: int = 2
    position: int = 0


class Mark(SQLModel, table=True):
    """What one member privately thinks of another's card: `favourite` or `ignored`."""

    member_id: str = Field(foreign_key="member.id", primary_key=True)
    target_id: str = Field(foreign_key="member.id", primary_key=True)
    mark: str = Field(max_length=16)


class Block(SQLModel, table=True):
    """One member does not want to meet another again: neither sees the other."""

    member_id: str = Field(foreign_key="member.id", primary_key=True)
    target_id: str = Field(foreign_key="member.id", primary_key=True)
