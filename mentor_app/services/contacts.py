"""Contact details in a mentorship: shown to either once both have said yes, and to neither once one takes it back."""

import re
from dataclasses import dataclass, field

from sqlalchemy import bindparam
from sqlmodel import col, select

from mentor_app.db import UnitOfWork
from mentor_app.errors import InvalidInput
from mentor_app.i18n.catalogue import N_
from mentor_app.models import ContactOffer, Member, Mentorship
from mentor_app.realtime.changes import in_mentorship
from mentor_app.security.access import current_member, visible_mentorship
from mentor_app.security.agreements import held_mentorship
from mentor_app.services.letters import write_letter
from mentor_app.services.notifications import notify
from mentor_app.services.texts import clean_text

LONGEST_PHONE, LONGEST_OTHER = 40, 200
_PHONE = re.compile(r"\+?[\d\s()/.-]{5,40}")
LEAST_DIGITS = 5
# Built once: every open dashboard asks this at every change.
_GIVEN = (
    select(ContactOffer, Member.email)
    .join(Member, col(Member.id) == ContactOffer.member_id)
    .where(ContactOffer.mentorship_id == bindparam("mentorship"), col(Member.suspended_at).is_(None))
)


@dataclass(frozen=True)
class ContactCard:
    """Ways to reach somebody; empty where they do not share one."""

    email: str = ""
    phone: str = ""
    other: str = ""


@dataclass(frozen=True)
class ContactsDetail:
    """Who has said yes, what the reader shares, and, once both have said yes, what the other one does."""

    i_offer: bool = False
    they_offer: bool = False
    mine: ContactCard = field(default_factory=ContactCard)
    theirs: ContactCard = field(default_factory=ContactCard)


def contacts_of(uow: UnitOfWork, mentorship: Mentorship) -> ContactsDetail:
    """How the two reach each other, in a mentorship that the caller has already checked the actor may see."""
    given = uow.session.exec(_GIVEN, params={"mentorship": mentorship.id})
    cards = {offer.member_id: _card(offer, email) for offer, email in given}
    mine, theirs = cards.get(uow.actor.id), cards.get(mentorship.partner_of(uow.actor.id))
    return ContactsDetail(
        i_offer=mine is not None,
        they_offer=theirs is not None,
        mine=mine or ContactCard(),
        theirs=theirs if mine and theirs else ContactCard(),
    )


def offer_contact(uow: UnitOfWork, mentorship_id: str, *, email: bool, phone: str = "", other: str = "") -> None:
    """Say yes to sharing contact details, or change what is shared.

    Args:
        email: whether the address of one's account is shared.
        phone: a telephone number.
        other: any other way, such as a name in a messenger.

    Raises:
        InvalidInput: when there is no way among them, or the number is none.
        NotFound: for a stranger.
        NotPermitted: once the mentorship has ended.
    """
    mentorship = held_mentorship(uow, mentorship_id)
    number = clean_text("phone", phone, LONGEST_PHONE)
    if number and (not _PHONE.fullmatch(number) or sum(each.isdigit() for each in number) < LEAST_DIGITS):
        raise InvalidInput("phone", N_("Please write a telephone number, such as +43 660 1234567."))
    way = clean_text("other", other, LONGEST_OTHER)
    if not (email or number or way):
        raise InvalidInput("email", N_("Please choose at least one way to reach you."))
    mine = _own(uow, mentorship.id)
    offer = mine or ContactOffer(mentorship_id=mentorship.id, member_id=uow.actor.id, shows_email=email)
    offer.shows_email, offer.phone, offer.other = email, number, way
    uow.session.add(offer)
    uow.announce(in_mentorship(mentorship.id, "contacts"))
    uow.record("contact.changed" if mine else "contact.offered", mentorship.id)
    if mine is None:
        _tell_partner(uow, mentorship)


def take_contact_back(uow: UnitOfWork, mentorship_id: str) -> None:
    """Take one's yes back, at any time: from now on neither sees the other's details, and one's own are deleted.

    Raises:
        NotFound: for a stranger.
    """
    mentorship = visible_mentorship(uow, mentorship_id)
    mine = _own(uow, mentorship.id)
    if mine is None:
        return
    uow.session.delete(mine)
    uow.announce(in_mentorship(mentorship.id, "contacts"))
    uow.record("contact.taken_back", mentorship.id)


def _own(uow: UnitOfWork, mentorship_id: str) -> ContactOffer | None:
    """The actor's yes, held until this transaction ends: changing it in one tab may meet taking it back in another."""
    mine = select(ContactOffer).where(
        ContactOffer.mentorship_id == mentorship_id, ContactOffer.member_id == uow.actor.id
    )
    return uow.session.exec(mine.with_for_update()).first()


def _tell_partner(uow: UnitOfWork, mentorship: Mentorship) -> None:
    """That there is an offer, or that both can now see; never what is in it."""
    me, partner = current_member(uow), uow.session.get_one(Member, mentorship.partner_of(uow.actor.id))
    theirs = select(ContactOffer.id).where(
        ContactOffer.mentorship_id == mentorship.id, ContactOffer.member_id == partner.id
    )
    both = uow.session.exec(theirs).first() is not None
    kind = "contact.shared" if both else "contact.offered"
    notify(uow, partner.id, kind, f"/mentorships/{mentorship.id}", {"name": me.name})
    if not both:
        write_letter(uow, "contact_offered", partner, {"partner": me.name, "mentorship_id": mentorship.id})


def _card(offer: ContactOffer, email: str) -> ContactCard:
    return ContactCard(email=email if offer.shows_email else "", phone=offer.phone, other=offer.other)
