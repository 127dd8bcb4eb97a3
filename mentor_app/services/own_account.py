"""One's own account: language, time zone, and the ways and browsers one signs in with."""

from dataclasses import dataclass
from zoneinfo import available_timezones

from sqlmodel import col, select

from mentor_app.clock import now
from mentor_app.config import settings
from mentor_app.db import UnitOfWork
from mentor_app.errors import InvalidInput, NotFound
from mentor_app.i18n.catalogue import LOCALES, N_
from mentor_app.models.accounts import Identity, SignIn
from mentor_app.realtime.changes import for_member
from mentor_app.security import sign_ins
from mentor_app.security.access import current_member


@dataclass(frozen=True, slots=True)
class SignInView:
    """A browser that is signed in.

    Args:
        id: the sign-in.
        device: the browser's own name for itself.
        address: where it signed in from.
        made_at: when, as an ISO time in UTC.
        seen_at: when it was last here, give or take five minutes, as an ISO time in UTC.
        is_this: whether it is the one asking.
    """

    id: str
    device: str
    address: str
    made_at: str
    seen_at: str
    is_this: bool


@dataclass(frozen=True, slots=True)
class IdentityView:
    """A connected account at the identity provider.

    Args:
        id: the connection.
        label: the provider as people call it, else its address.
    """

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class AccountView:
    """One's own account, for the settings page.

    Args:
        email: the address one signs in with.
        language: two letters.
        time_zone: an IANA name.
        has_password: whether signing in with a password is possible.
        identities: connected accounts at the identity provider.
        sign_ins: the browsers signed in, the latest first.
    """

    email: str
    language: str
    time_zone: str
    has_password: bool
    identities: tuple[IdentityView, ...]
    sign_ins: tuple[SignInView, ...]


def get_account(uow: UnitOfWork) -> AccountView:
    """One's own account.

    Raises:
        NotPermitted: when nobody is signed in.
    """
    member = current_member(uow)
    identities = uow.session.exec(select(Identity).where(Identity.member_id == member.id)).all()
    return AccountView(
        email=member.email,
        language=member.locale,
        time_zone=member.time_zone,
        has_password=member.password_hash is not None,
        identities=tuple(IdentityView(identity.id, _label(identity.issuer)) for identity in identities),
        sign_ins=list_sign_ins(uow),
    )


def list_sign_ins(uow: UnitOfWork) -> tuple[SignInView, ...]:
    """One's own living sign-ins, the latest first; at most 50.

    Raises:
        NotPermitted: when nobody is signed in.
    """
    member = current_member(uow)
    living = uow.session.exec(
        select(SignIn)
        .where(SignIn.member_id == member.id, col(SignIn.revoked_at).is_(None))
        .where(SignIn.expires_at > now(), SignIn.last_seen_at > sign_ins.oldest_living_sight())
        .order_by(col(SignIn.last_seen_at).desc())
        .limit(50)
    ).all()
    return tuple(
        SignInView(
            id=entry.id,
            device=entry.device,
            address=entry.address,
            made_at=entry.created_at.isoformat(),
            seen_at=entry.last_seen_at.isoformat(),
            is_this=entry.id == uow.actor.sign_in_id,
        )
        for entry in living
    )


def end_sign_in(uow: UnitOfWork, sign_in_id: str) -> None:
    """End one of one's own sign-ins.

    Raises:
        NotFound: when it is not one's own, or has ended already.
    """
    if not sign_ins.revoke(uow, current_member(uow).id, sign_in_id):
        raise NotFound


def end_other_sign_ins(uow: UnitOfWork) -> None:
    """End all of one's own sign-ins but the one asking.

    Raises:
        NotPermitted: when nobody is signed in.
    """
    sign_ins.revoke_all(uow, current_member(uow).id, keep=uow.actor.sign_in_id)


def choose_language(uow: UnitOfWork, language: str) -> None:
    """Choose the language of pages and letters.

    Raises:
        InvalidInput: for a language there is no translation in.
        NotPermitted: when nobody is signed in.
    """
    member = current_member(uow)
    if language not in LOCALES:
        raise InvalidInput("language", N_("Please choose one of the languages."))
    member.locale = language
    uow.session.add(member)
    uow.announce(for_member(member.id, "session"))


def choose_time_zone(uow: UnitOfWork, time_zone: str) -> None:
    """Choose the zone that times are shown in.

    Raises:
        InvalidInput: for a name that is no IANA time zone.
        NotPermitted: when nobody is signed in.
    """
    member = current_member(uow)
    if time_zone not in available_timezones():
        raise InvalidInput("time_zone", N_("Please choose one of the time zones."))
    member.time_zone = time_zone
    uow.session.add(member)
    uow.announce(for_member(member.id, "session"))


def _label(issuer: str) -> str:
    return settings().oidc_label if issuer == settings().oidc_issuer else issuer
