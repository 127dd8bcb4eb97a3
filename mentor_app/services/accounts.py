"""Accounts: joining, confirming an address, and what a member may change about how they come in.

**Nobody learns whether an address has an account.** Joining answers the same for a known and an unknown
one: a letter is on its way. The letter tells the owner of a known address that it is in use. A refused
sign-in has one sentence for all reasons, after the same work.

**Nobody can prepare an account for someone else to fall into.** An account whose address was never confirmed
belongs to nobody: it cannot be signed in to, and whoever joins next with that address starts it anew,
password, links and connected identities included (`start_anew`). Confirming needs both halves at once: the
link, which only the owner of the mailbox has, and the password (or the identity at the provider) it was
joined with. A person who receives the link for an account a stranger began cannot bring it to life by
clicking, as they do not know the stranger's password; and setting a new password by letter throws out
everything the stranger had. Accounts are never matched to an identity provider's by address (see
`services.identities`).
"""

import re
from dataclasses import dataclass
from zoneinfo import available_timezones

from sqlalchemy.exc import IntegrityError
from sqlmodel import col, delete, select

from mentor_app.clock import now
from mentor_app.db import UnitOfWork
from mentor_app.errors import InvalidInput, NotFound
from mentor_app.i18n.catalogue import LOCALES, N_
from mentor_app.models.accounts import Identity, Member, Profile
from mentor_app.models.programmes import Programme
from mentor_app.realtime.changes import for_member, in_community
from mentor_app.security import sign_ins
from mentor_app.services import links
from mentor_app.services.letters import write_letter
from mentor_app.services.programmes import enrol

_ADDRESS = re.compile(r"[^\s@<>()\[\],;:\\\"\x00-\x1f\x7f]{1,64}@[^\s@<>()\[\],;:\\\"\x00-\x1f\x7f]+\.[^\s@.]{2,}")


@dataclass(frozen=True, slots=True)
class Joining:
    """What somebody fills in to join; checked and tidied when made.

    Args:
        name: how others will see them.
        email: their address.
        programme: the slug of the programme whose link they followed, or an empty string.
        language: two letters.
        time_zone: an IANA name, as the browser tells it.

    Raises:
        InvalidInput: when a name or an address is missing or cannot be one.
    """

    name: str
    email: str
    programme: str = ""
    language: str = "en"
    time_zone: str = "UTC"

    def __post_init__(self) -> None:
        object.__setattr__(self, "name", tidy_name(self.name))
        object.__setattr__(self, "email", tidy_address(self.email))
        object.__setattr__(self, "language", self.language if self.language in LOCALES else "en")
        object.__setattr__(self, "time_zone", self.time_zone if self.time_zone in available_timezones() else "UTC")


def tidy_name(name: str) -> str:
    """A name on one line.

    Raises:
        InvalidInput: when it is empty, too long, or holds what no name does.
    """
    tidied = " ".join(name.split())
    if not tidied:
        raise InvalidInput("name", N_("Please tell your name."))
    if len(tidied) > 120 or not tidied.isprintable() or "://" in tidied:
        raise InvalidInput("name", N_("This does not look like a name."))
    return tidied


def tidy_address(email: str) -> str:
    """An e-mail address as it is kept, in lower case.

    Raises:
        InvalidInput: when it cannot be one.
    """
    tidied = email.strip().lower()
    if len(tidied) > 254 or not _ADDRESS.fullmatch(tidied):
        raise InvalidInput("email", N_("This does not look like an e-mail address."))
    return tidied


def join(uow: UnitOfWork, joining: Joining, password_hash: str) -> None:
    """Join, or tell the owner of an address that it is in use already. The caller cannot tell which."""
    member = by_address(uow, joining.email) or admit(uow, joining)
    if member.verified_at is not None:
        write_letter(uow, "address_in_use", member)
        return
    start_anew(uow, member)
    describe(uow, member, joining)
    member.password_hash = password_hash
    write_letter(uow, "verify_email", member, secret=links.make(uow, member.id, links.VERIFY))


def confirm_address(uow: UnitOfWork, token: str, password_hash: str | None, browser: sign_ins.Browser) -> str:
    """Confirm that the address is the member's own, and sign them in.

    Args:
        uow: the transaction.
        token: from the letter.
        password_hash: the hash that the password typed was found right against, or None when the member came
            from the identity provider instead.
        browser: where they are.

    Returns:
        the new sign-in's token.

    Raises:
        NotFound: when the link is used, too old or unknown, or the password has been changed since.
    """
    member = links.spend(uow, token, links.VERIFY)
    if member.password_hash != password_hash or not sign_ins.may_enter(member):
        raise NotFound(links.DEAD)
    mark_verified(uow, member)
    return sign_ins.sign_in(uow, member.id, browser)


def by_address(uow: UnitOfWork, email: str) -> Member | None:
    """The account that holds an address, locked until this transaction ends."""
    return uow.session.exec(select(Member).where(Member.email == email).with_for_update()).first()


def mark_verified(uow: UnitOfWork, member: Member) -> None:
    """The address is proven: from now on the account is somebody's, and can be found."""
    links.kill(uow, member.id)
    if member.verified_at is None:
        member.verified_at = now()
        uow.session.add(member)
        uow.record("member.verified", member.id)
        uow.announce(in_community(member.id), for_member(member.id, "session"))


def start_anew(uow: UnitOfWork, member: Member) -> None:
    """Take away every way in that was prepared while nobody had proven the address.

    Raises:
        ValueError: for an account that is somebody's.
    """
    if member.verified_at is not None:
        raise ValueError(member.id)
    links.kill(uow, member.id)
    sign_ins.revoke_all(uow, member.id)
    uow.session.exec(delete(Identity).where(col(Identity.member_id) == member.id))
    member.password_hash = None
    uow.session.add(member)


def describe(uow: UnitOfWork, member: Member, joining: Joining) -> None:
    """Write down what a joining person told about themselves."""
    member.name = joining.name
    member.locale, member.time_zone = joining.language, joining.time_zone
    uow.session.add(member)
    _enrol(uow, member, joining.programme)
    uow.record("member.joined", member.id)


def _enrol(uow: UnitOfWork, member: Member, slug: str) -> None:
    """Put a new member in the programme whose link they followed, or in the only one there is."""
    programmes = uow.session.exec(select(Programme).limit(2)).all()
    chosen = uow.session.exec(select(Programme).where(Programme.slug == slug)).first()
    if chosen is None and len(programmes) == 1:
        chosen = programmes[0]
    if chosen is None:
        return
    enrol(uow, member.id, chosen)


def admit(uow: UnitOfWork, joining: Joining) -> Member:
    """A member with an address nobody has proven yet, or the one who took the address in this moment."""
    try:
        with uow.session.begin_nested():
            member = Member(email=joining.email, name=joining.name)
            uow.session.add(member)
            uow.session.flush()
            uow.session.add(Profile(member_id=member.id, updated_at=now()))
            return member
    except IntegrityError:
        found = by_address(uow, joining.email)
        if found is None:
            raise
        return found
