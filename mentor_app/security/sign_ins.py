"""Sign-ins: the browsers that came in, and who stands behind a cookie.

The cookie holds 256 random bits and nothing else; the database keeps their hash. A socket's headers are
frozen when it connects, so every event asks again who is behind them: `actor_from_cookie`, or `identify` on
the event loop. Answers are remembered for two seconds and forgotten at once when a sign-in is revoked.
"""

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock

from sqlalchemy import bindparam
from sqlmodel import col, or_, select, update

from mentor_app.clock import now
from mentor_app.config import settings
from mentor_app.db import NOBODY, Actor, UnitOfWork, read, transact
from mentor_app.models.accounts import Member, SignIn
from mentor_app.realtime.changes import Change, for_member, of_session
from mentor_app.realtime.hub import hub
from mentor_app.security.credentials import hash_token, make_token

REMEMBERED = timedelta(seconds=2)
SEEN_EVERY = timedelta(minutes=5)
LONGEST_TOKEN = 64
MOST_REMEMBERED = 20_000


@dataclass(frozen=True, slots=True)
class Browser:
    """Where somebody signs in from, as far as a request tells.

    Args:
        device: the browser's own name for itself, shortened.
        address: the IP address, behind trusted proxies the one they saw.
    """

    device: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class _Found:
    actor: Actor
    expires_at: datetime
    last_seen_at: datetime


def cookie_name() -> str:
    """The cookie's name: over https with a prefix that binds it to this host (RFC 6265bis 4.1.3.2)."""
    return "__Host-mentor" if settings().secure else "mentor"


def token_in(cookie_header: str) -> str:
    """The token in a `Cookie` header, or an empty string."""
    for part in cookie_header.split(";"):
        name, _, value = part.strip().partition("=")
        if name == cookie_name() and len(value) <= LONGEST_TOKEN and value.isascii():
            return value
    return ""


def may_enter(member: Member) -> bool:
    """Whether an account can be signed in to: never while suspended, and an invented one only in a demonstration."""
    return member.suspended_at is None and (settings().demo or not member.is_demo)


async def identify(cookie_header: str) -> Actor:
    """`actor_from_cookie` for the event loop: a remembered answer at once, else from a thread."""
    token = token_in(cookie_header)
    if not token:
        return NOBODY
    return _memory.recall(hash_token(token)) or await asyncio.to_thread(actor_from_cookie, cookie_header)


def actor_from_cookie(cookie_header: str) -> Actor:
    """Who a `Cookie` header speaks for: a member with a living sign-in, else nobody. Asks the database."""
    token = token_in(cookie_header)
    if not token:
        return NOBODY
    digest = hash_token(token)
    remembered = _memory.recall(digest)
    if remembered is not None:
        return remembered
    known_so_far = _memory.revocations
    found = read(NOBODY, _living_sign_in, digest)
    if found is None:
        return NOBODY
    if now() - found.last_seen_at >= SEEN_EVERY:
        transact(found.actor, _touch)
    _memory.remember(digest, found, known_so_far)
    return found.actor


def sign_in(uow: UnitOfWork, member_id: str, browser: Browser) -> str:
    """Let a browser in as a member: always a new token, so that none planted beforehand is worth anything.

    The sign-in that the browser came with (the actor's) ends.

    Returns:
        the token, to be put in the cookie and nowhere else.
    """
    token, moment = make_token(), now()
    if uow.actor.member_id and uow.actor.sign_in_id:
        revoke(uow, uow.actor.member_id, uow.actor.sign_in_id)
    entered = SignIn(
        member_id=member_id,
        token_hash=hash_token(token),
        last_seen_at=moment,
        expires_at=moment + timedelta(days=settings().session_absolute_days),
        device=browser.device[:200],
        address=browser.address[:64],
    )
    uow.session.add(entered)
    uow.record("sign_in.made", member_id, sign_in=entered.id)
    uow.announce(for_member(member_id, "session"))
    return token


def revoke(uow: UnitOfWork, member_id: str, sign_in_id: str) -> bool:
    """End one of a member's sign-ins; its sockets close.

    Returns:
        False when the member has no such living sign-in.
    """
    ended = uow.session.exec(
        update(SignIn)
        .where(col(SignIn.id) == sign_in_id, col(SignIn.member_id) == member_id)
        .where(col(SignIn.revoked_at).is_(None))
        .values(revoked_at=now())
    )
    if not ended.rowcount:
        return False
    uow.record("sign_in.revoked", member_id, sign_in=sign_in_id)
    uow.announce(of_session(sign_in_id), for_member(member_id, "session"))
    return True


def revoke_all(uow: UnitOfWork, member_id: str, keep: str | None = None) -> None:
    """End every sign-in of a member, but for the one to `keep`."""
    living = select(SignIn.id).where(SignIn.member_id == member_id, col(SignIn.revoked_at).is_(None))
    for sign_in_id in uow.session.exec(living).all():
        if sign_in_id != keep:
            revoke(uow, member_id, sign_in_id)


def oldest_living_sight() -> datetime:
    """A sign-in last seen before this moment has idled too long."""
    return now() - timedelta(days=settings().session_idle_days)


# Built once: asked at almost every event.
_LIVING = (
    select(SignIn.id, SignIn.member_id, SignIn.expires_at, SignIn.last_seen_at)
    .join(Member, col(Member.id) == col(SignIn.member_id))
    .where(SignIn.token_hash == bindparam("digest"), col(SignIn.revoked_at).is_(None))
    .where(col(Member.suspended_at).is_(None), or_(bindparam("demo"), col(Member.is_demo).is_(False)))
    .where(SignIn.expires_at > bindparam("moment"), SignIn.last_seen_at > bindparam("sight"))
)


def _living_sign_in(uow: UnitOfWork, digest: str) -> _Found | None:
    asked = {"digest": digest, "moment": now(), "sight": oldest_living_sight(), "demo": settings().demo}
    row = uow.session.exec(_LIVING, params=asked).first()
    if row is None:
        return None
    sign_in_id, member_id, expires_at, last_seen_at = row
    return _Found(Actor(member_id, sign_in_id), expires_at, last_seen_at)


def _touch(uow: UnitOfWork) -> None:
    uow.session.exec(
        update(SignIn)
        .where(col(SignIn.id) == uow.actor.sign_in_id, col(SignIn.last_seen_at) <= now() - SEEN_EVERY)
        .values(last_seen_at=now())
    )


class _Memory:
    """Answers of the last two seconds, by token hash."""

    def __init__(self) -> None:
        self.revocations = 0
        self._lock = Lock()
        self._answers: dict[str, tuple[datetime, Actor]] = {}

    def recall(self, digest: str) -> Actor | None:
        """The answer, if it is fresh."""
        until, actor = self._answers.get(digest, (None, None))
        return actor if until is not None and until - REMEMBERED <= now() < until else None

    def remember(self, digest: str, found: _Found, known_so_far: int) -> None:
        """Keep an answer, unless something was revoked since the question was asked."""
        with self._lock:
            if self.revocations != known_so_far:
                return
            if len(self._answers) >= MOST_REMEMBERED:
                self._answers.clear()
            self._answers[digest] = (min(now() + REMEMBERED, found.expires_at), found.actor)

    def forget(self, changes: tuple[Change, ...]) -> None:
        """Drop the answers about sign-ins that were revoked."""
        if not any(change.noun == "revoked" for change in changes):
            return
        topics = {change.topic for change in changes}
        with self._lock:
            self.revocations += 1
            self._answers = {
                digest: (until, actor)
                for digest, (until, actor) in self._answers.items()
                if f"session/{actor.sign_in_id}" not in topics
            }

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self.revocations += 1
            self._answers.clear()


_memory = _Memory()
hub.connect_listener(_memory.forget)
forget_answers = _memory.clear
"""Ask the database again about everybody: after the database itself was exchanged."""
