"""Coming in through the organisation's identity provider.

A member is recognised by (issuer, subject) alone (OpenID Connect Core section 5.7), never by the address in
the claims, proven or not. Somebody whose address belongs to another account is asked to sign in there and to
connect the provider from the settings, where both are proven in one browser. The one account an address may
be taken from is one that nobody ever confirmed: it is somebody's leftover or trap, and starts anew.
"""

from dataclasses import dataclass

from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select

from mentor_app.db import UnitOfWork
from mentor_app.errors import Conflict, NotFound, NotPermitted
from mentor_app.i18n.catalogue import N_
from mentor_app.models.accounts import Identity, Member
from mentor_app.realtime.changes import for_member
from mentor_app.security import sign_ins
from mentor_app.security.limits import may_write_to
from mentor_app.services import accounts, links
from mentor_app.services.letters import write_letter

ADDRESS_TAKEN = N_(
    "An account with your e-mail address exists already. Sign in to it with your password, "
    "then connect this sign-in in the settings."
)


@dataclass(frozen=True, slots=True)
class Arrival:
    """A person as the provider vouches for them.

    Args:
        issuer: the provider.
        subject: the person there, for ever.
        joining: the name and address told, tidied.
        proven: whether the provider says that the address is theirs.
    """

    issuer: str
    subject: str
    joining: accounts.Joining
    proven: bool


def returning(uow: UnitOfWork, issuer: str, subject: str, browser: sign_ins.Browser) -> str | None:
    """Sign in somebody who came this way before.

    Returns:
        the new sign-in's token, or None when nobody did, or nobody who confirmed their address since.

    Raises:
        NotPermitted: when the account is suspended.
    """
    member = _behind(uow, issuer, subject)
    if member is None:
        return None
    if member.suspended_at is not None:
        raise NotPermitted(N_("This account is suspended. Please write to your programme's coordinators."))
    return sign_ins.sign_in(uow, member.id, browser) if member.verified_at else None


def arrive(uow: UnitOfWork, arrival: Arrival, browser: sign_ins.Browser) -> str | None:
    """Let somebody in who comes through the provider for the first time.

    Returns:
        the new sign-in's token, or None when a letter was sent to confirm the address first. That is also
        the answer for a known address which the provider does not vouch for, so that nobody can try them.

    Raises:
        Conflict: when the provider vouches for an address that another member confirmed here.
    """
    begun = _behind(uow, arrival.issuer, arrival.subject)
    if begun is not None:
        accounts.start_anew(uow, begun)
    member = accounts.by_address(uow, arrival.joining.email) or accounts.admit(uow, arrival.joining)
    if member.verified_at is not None:
        if arrival.proven:
            raise Conflict(ADDRESS_TAKEN)
        if may_write_to(arrival.joining.email):
            write_letter(uow, "address_in_use", member)
        return None
    accounts.start_anew(uow, member)
    accounts.describe(uow, member, arrival.joining)
    uow.session.add(Identity(member_id=member.id, issuer=arrival.issuer, subject=arrival.subject))
    if arrival.proven:
        accounts.mark_verified(uow, member)
        return sign_ins.sign_in(uow, member.id, browser)
    if may_write_to(member.email):
        write_letter(uow, "verify_email", member, secret=links.make(uow, member.id, links.VERIFY))
    return None


def confirm(uow: UnitOfWork, issuer: str, subject: str, token: str, browser: sign_ins.Browser) -> str:
    """Confirm an address with the link from the letter and the identity the account was begun with.

    Returns:
        the new sign-in's token.

    Raises:
        NotFound: when the link is dead, or belongs to another person.
    """
    member = _behind(uow, issuer, subject)
    if member is None or links.owner_of(uow, token, links.VERIFY).member_id != member.id:
        raise NotFound(links.DEAD)
    return accounts.confirm_address(uow, token, None, browser)


def connect(uow: UnitOfWork, issuer: str, subject: str) -> None:
    """Connect an identity to the account of the person signed in.

    Raises:
        Conflict: when it is connected to another account.
        NotPermitted: when nobody is signed in.
    """
    if uow.actor.member_id is None:
        raise NotPermitted(N_("Please sign in first."))
    held = _behind(uow, issuer, subject)
    if held is not None:
        if held.id != uow.actor.member_id:
            raise Conflict(N_("This sign-in is connected to another account already."))
        return
    try:
        with uow.session.begin_nested():
            uow.session.add(Identity(member_id=uow.actor.member_id, issuer=issuer, subject=subject))
    except IntegrityError as taken:
        raise Conflict(N_("This sign-in is connected to another account already.")) from taken
    uow.record("identity.connected", uow.actor.member_id)
    uow.announce(for_member(uow.actor.member_id, "session"))


def disconnect(uow: UnitOfWork, identity_id: str) -> None:
    """Disconnect one of one's own identities, unless it is the only way in.

    Raises:
        NotFound: when it is not one's own.
        NotPermitted: when no password would be left to sign in with.
    """
    identity = uow.session.exec(
        select(Identity).where(Identity.id == identity_id, Identity.member_id == uow.actor.member_id)
    ).first()
    if identity is None:
        raise NotFound
    member = uow.session.get_one(Member, uow.actor.id)
    others = select(Identity.id).where(Identity.member_id == member.id, Identity.id != identity_id)
    if member.password_hash is None and uow.session.exec(others).first() is None:
        raise NotPermitted(N_("Choose a password first, so that you can still sign in."))
    uow.session.delete(identity)
    uow.record("identity.disconnected", member.id)
    uow.announce(for_member(member.id, "session"))


def _behind(uow: UnitOfWork, issuer: str, subject: str) -> Member | None:
    return uow.session.exec(
        select(Member)
        .join(Identity, col(Identity.member_id) == col(Member.id))
        .where(Identity.issuer == issuer, Identity.subject == subject)
        .with_for_update(of=Member)
    ).first()
