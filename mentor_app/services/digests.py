"""The daily digest: what happened and was not seen yet, in one letter a day; none when there is nothing."""

from dataclasses import dataclass
from datetime import timedelta

from sqlmodel import col, func, select

from mentor_app.db import UnitOfWork
from mentor_app.models import Letter, Member, Notification
from mentor_app.security.machine import only_the_machine
from mentor_app.services.digest_hours import last_hour
from mentor_app.services.letters import write_letter
from mentor_app.services.occasions import OCCASION_OF, OCCASIONS

TOGETHER = timedelta(minutes=1)
"""A notice and a letter of the same transaction are at most so far apart."""

APART = timedelta(hours=20)
"""Least between two digests: whoever moves the hour gets no second one that day, and a late one puts off none."""


@dataclass(frozen=True)
class DigestEntry:
    """Something a digest tells: the kind of letter it would have been, its words, and how often it happened."""

    kind: str
    params: dict[str, str]
    times: int


def due_digests(uow: UnitOfWork) -> list[str]:
    """Ids of the members for whom something was gathered before their last hour.

    Raises:
        NotPermitted: for anyone but the machine itself.
    """
    only_the_machine(uow)
    waiting = (
        select(Member, func.min(Letter.created_at))
        .join(Letter, col(Letter.member_id) == col(Member.id))
        .where(Letter.status == "gathered")
        .group_by(col(Member.id))
    )
    return [member.id for member, oldest in uow.session.exec(waiting) if oldest <= last_hour(member)]


def write_digest(uow: UnitOfWork, member_id: str) -> int:
    """Write a member's digest, if it is due: doing it twice, or in two processes at once, writes one.

    What its reader has seen in the app meanwhile is left out.

    Returns:
        how many letters it tells of; 0 when there is none to write.

    Raises:
        NotPermitted: for anyone but the machine itself.
    """
    only_the_machine(uow)
    held = select(Member).where(Member.id == member_id).with_for_update()
    member = uow.session.exec(held.execution_options(populate_existing=True)).first()
    if member is None or _had_one_lately(uow, member):
        return 0
    gathered = select(Letter).where(
        Letter.member_id == member.id, Letter.status == "gathered", Letter.created_at <= last_hour(member)
    )
    waiting = list(uow.session.exec(gathered))
    told = [letter for letter in waiting if member.suspended_at is None and not _was_seen(uow, letter)]
    for letter in waiting:
        letter.status = "told" if letter in told else "in_app"
    if not told:
        return 0
    digest = write_letter(uow, "digest", member)
    uow.session.flush()
    for letter in told:
        letter.digest_id = digest.id
    return len(told)


def entries_of(uow: UnitOfWork, digest_id: str) -> list[DigestEntry]:
    """What a digest tells, by occasion and then by time; the same thing said often stands there once.

    Raises:
        NotPermitted: for anyone but the machine itself.
    """
    only_the_machine(uow)
    told = select(Letter).where(Letter.digest_id == digest_id).order_by(col(Letter.created_at), col(Letter.id))
    merged: dict[tuple[str, ...], DigestEntry] = {}
    for letter in uow.session.exec(told):
        params = {name: str(value) for name, value in letter.params.items()}
        key = (letter.kind, *(f"{name}={params[name]}" for name in sorted(params) if _tells_apart(name)))
        times = merged[key].times + 1 if key in merged else 1
        merged[key] = DigestEntry(letter.kind, params, times)
    places = [each.name for each in OCCASIONS]
    return sorted(merged.values(), key=lambda entry: places.index(OCCASION_OF[entry.kind]))


def _tells_apart(name: str) -> bool:
    return name == "partner" or name.endswith("_id")


def _had_one_lately(uow: UnitOfWork, member: Member) -> bool:
    latest = select(func.max(Letter.created_at)).where(Letter.member_id == member.id, Letter.kind == "digest")
    written = uow.session.exec(latest).one()
    return bool(written) and written > last_hour(member) - APART


def _was_seen(uow: UnitOfWork, letter: Letter) -> bool:
    """Whether the notices of the same act, about the same thing, have all been read."""
    things = [str(value) for name, value in letter.params.items() if name.endswith("_id") and value]
    beside = select(Notification).where(
        Notification.member_id == letter.member_id,
        Notification.created_at >= letter.created_at - TOGETHER,
        Notification.created_at <= letter.created_at + TOGETHER,
    )
    about = [each for each in uow.session.exec(beside) if any(thing in each.link for thing in things)]
    return bool(about) and all(each.read_at is not None for each in about)
