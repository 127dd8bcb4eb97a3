"""Signing in with a password, and choosing a new one.

Passwords come here as hashes only: they are checked and hashed before the transaction begins, by whoever read
them (see `security.credentials`).
"""

from dataclasses import dataclass

from sqlmodel import select

from mentor_app.db import UnitOfWork
from mentor_app.errors import NotFound, NotPermitted
from mentor_app.i18n.catalogue import N_
from mentor_app.models.accounts import Member, SignIn
from mentor_app.realtime.changes import for_member
from mentor_app.security import sign_ins
from mentor_app.security.access import current_member
from mentor_app.security.limits import may_write_to
from mentor_app.services import accounts, links
from mentor_app.services.letters import write_letter


@dataclass(frozen=True, slots=True)
class Known:
    """What a typed password is compared with and judged by; for the server's eyes only.

    Args:
        email: the address.
        name: the person's name, or an empty string.
        password_hash: the hash, or None when there is none, or nobody.
    """

    email: str
    name: str = ""
    password_hash: str | None = None


def known_at(uow: UnitOfWork, email: str) -> Known:
    """What is known at an address; for an unknown one, nothing."""
    member = uow.session.exec(select(Member).where(Member.email == email)).first()
    return Known(email, member.name, member.password_hash) if member else Known(email)


def known_of_actor(uow: UnitOfWork) -> Known:
    """What is known of the person signed in.

    Raises:
        NotPermitted: when nobody is.
    """
    member = current_member(uow)
    return Known(member.email, member.name, member.password_hash)


def enter(uow: UnitOfWork, email: str, checked_hash: str | None, browser: sign_ins.Browser) -> str | None:
    """Sign in with a password that was compared before.

    Args:
        uow: the transaction.
        email: the address typed, tidied.
        checked_hash: the hash that the password was found right against, or None when it was wrong.
        browser: where they are.

    Returns:
        the new sign-in's token, or None: the caller says one thing for every reason. To somebody whose
        password is right and whose address is not confirmed, the letter goes out again.
    """
    member = accounts.by_address(uow, email)
    right = member is not None and checked_hash is not None and member.password_hash == checked_hash
    if member is None or not right or not sign_ins.may_enter(member):
        uow.record("sign_in.refused", member.id if member else "")
        return None
    if member.verified_at is None:
        uow.record("sign_in.refused", member.id)
        if may_write_to(email):
            write_letter(uow, "verify_email", member, secret=links.make(uow, member.id, links.VERIFY))
        return None
    _tell_of_new_device(uow, member, browser)
    return sign_ins.sign_in(uow, member.id, browser)


def sign_out(uow: UnitOfWork) -> None:
    """End the sign-in that the actor came with."""
    if uow.actor.member_id and uow.actor.sign_in_id:
        sign_ins.revoke(uow, uow.actor.member_id, uow.actor.sign_in_id)


def request_reset(uow: UnitOfWork, email: str) -> None:
    """Send a link for a new password, if there is an account. The caller cannot tell."""
    member = accounts.by_address(uow, email)
    uow.record("password.reset_requested", member.id if member else "")
    if member is not None and sign_ins.may_enter(member):
        write_letter(uow, "reset_password", member, secret=links.make(uow, member.id, links.RESET))


def reset(uow: UnitOfWork, token: str, password_hash: str, browser: sign_ins.Browser) -> str:
    """Set a new password by letter: every other sign-in and link ends, and this browser is signed in.

    The letter proves the address. If nobody had proven it before, whatever was prepared there goes.

    Returns:
        the new sign-in's token.

    Raises:
        NotFound: when the link is used, too old or unknown.
    """
    member = links.spend(uow, token, links.RESET)
    if not sign_ins.may_enter(member):
        raise NotFound(links.DEAD)
    if member.verified_at is None:
        accounts.start_anew(uow, member)
    accounts.mark_verified(uow, member)
    _replace(uow, member, password_hash)
    sign_ins.revoke_all(uow, member.id)
    return sign_ins.sign_in(uow, member.id, browser)


def change(uow: UnitOfWork, checked_hash: str, password_hash: str) -> None:
    """Change one's own password: the other sign-ins end, and links on their way stop working.

    Args:
        uow: the transaction.
        checked_hash: the hash that the present password was found right against.
        password_hash: the new one's.

    Raises:
        NotPermitted: when the password was changed elsewhere in the meantime.
    """
    member = current_member(uow)
    if member.password_hash != checked_hash:
        raise NotPermitted(N_("Your password was changed a moment ago. Please sign in again."))
    links.kill(uow, member.id)
    _replace(uow, member, password_hash)
    sign_ins.revoke_all(uow, member.id, keep=uow.actor.sign_in_id)


def _replace(uow: UnitOfWork, member: Member, password_hash: str) -> None:
    member.password_hash = password_hash
    uow.session.add(member)
    uow.record("password.changed", member.id)
    uow.announce(for_member(member.id, "session"))


def _tell_of_new_device(uow: UnitOfWork, member: Member, browser: sign_ins.Browser) -> None:
    """A letter when a browser comes that never came before, and it is not the first of all."""
    seen = uow.session.exec(select(SignIn.device).where(SignIn.member_id == member.id).distinct()).all()
    if seen and browser.device[:200] not in seen and not member.is_demo:
        write_letter(uow, "signed_in_anew", member, {"device": browser.device[:200]})
