"""Single-use links in letters: made, looked at, spent. Only their hashes are kept.

Opening a link shows a page and changes nothing, as mail scanners open links too; the page then posts it.
"""

from dataclasses import dataclass
from datetime import timedelta

from sqlmodel import col, select, update

from mentor_app.clock import now
from mentor_app.db import UnitOfWork
from mentor_app.errors import NotFound
from mentor_app.i18n.catalogue import N_
from mentor_app.models.accounts import EmailLink, Member
from mentor_app.security.credentials import hash_token, make_token

VERIFY = "verify"
RESET = "reset"
LIFETIMES = {VERIFY: timedelta(hours=24), RESET: timedelta(minutes=30)}
DEAD = N_("This link was used already or is too old. Please ask for a new one.")


@dataclass(frozen=True, slots=True)
class Owner:
    """Whom a living link belongs to, for the server's eyes only.

    Args:
        member_id: the member.
        name: their name.
        email: their address.
        password_hash: what a password is compared with, or None.
    """

    member_id: str
    name: str
    email: str
    password_hash: str | None


def make(uow: UnitOfWork, member_id: str, purpose: str) -> str:
    """A new link; older ones for the same purpose stop working.

    Returns:
        its token, for the letter and nowhere else.
    """
    kill(uow, member_id, purpose)
    token = make_token()
    link = EmailLink(
        member_id=member_id,
        purpose=purpose,
        token_hash=hash_token(token),
        expires_at=now() + LIFETIMES[purpose],
    )
    uow.session.add(link)
    return token


def owner_of(uow: UnitOfWork, token: str, purpose: str) -> Owner:
    """Whose link it is; looking does not spend it.

    Raises:
        NotFound: when it is used, too old or unknown.
    """
    member = uow.session.exec(
        select(Member)
        .join(EmailLink, col(EmailLink.member_id) == col(Member.id))
        .where(EmailLink.token_hash == hash_token(token), EmailLink.purpose == purpose)
        .where(col(EmailLink.used_at).is_(None), EmailLink.expires_at > now())
    ).first()
    if member is None:
        raise NotFound(DEAD)
    return Owner(member.id, member.name, member.email, member.password_hash)


def spend(uow: UnitOfWork, token: str, purpose: str) -> Member:
    """Use a link up. Of two uses at the same time, one wins.

    Returns:
        the member it belongs to, locked until this transaction ends.

    Raises:
        NotFound: when it is used, too old or unknown.
    """
    spent = uow.session.exec(
        update(EmailLink)
        .where(col(EmailLink.token_hash) == hash_token(token), col(EmailLink.purpose) == purpose)
        .where(col(EmailLink.used_at).is_(None), col(EmailLink.expires_at) > now())
        .values(used_at=now())
    )
    if spent.rowcount != 1:
        raise NotFound(DEAD)
    return uow.session.exec(
        select(Member)
        .join(EmailLink, col(EmailLink.member_id) == col(Member.id))
        .where(EmailLink.token_hash == hash_token(token))
        .with_for_update(of=Member)
        .execution_options(populate_existing=True)
    ).one()


def kill(uow: UnitOfWork, member_id: str, purpose: str | None = None) -> None:
    """Make a member's unused links worthless: all, or those for one purpose."""
    unused = update(EmailLink).where(col(EmailLink.member_id) == member_id, col(EmailLink.used_at).is_(None))
    if purpose is not None:
        unused = unused.where(col(EmailLink.purpose) == purpose)
    uow.session.exec(unused.values(used_at=now()))
