"""Bringing people into a programme from outside, one person per transaction.

An imported account is confirmed, since the organisation vouches for its addresses, and has no password: its owner
comes in through *reset password*, with a letter that only that mailbox receives. An account that somebody prepared
for the address without confirming it loses every way in first. Nobody is written to by an import.

Whoever is a member already keeps what they wrote: an import fills what is empty and never overwrites, so that
importing the same file again changes nothing.
"""

from typing import Literal

from sqlmodel import SQLModel, col, func, select

from mentor_app.clock import now
from mentor_app.db import UnitOfWork
from mentor_app.errors import InvalidInput
from mentor_app.i18n.catalogue import N_
from mentor_app.models import Enrolment, LearningGoal, Member, Offer, Profile, ProfileTag
from mentor_app.realtime.changes import for_member, in_community
from mentor_app.security.machine import only_the_machine
from mentor_app.services.accounts import by_address, start_anew
from mentor_app.services.import_rows import ImportedPerson
from mentor_app.services.programmes import enrol, programme_by_slug
from mentor_app.services.skills import kept_skills

Outcome = Literal["imported", "merged", "unchanged"]
USUAL_LEVEL = 2


def import_person(uow: UnitOfWork, slug: str, person: ImportedPerson) -> Outcome:
    """Bring one person into a programme.

    Args:
        uow: the transaction, of the machine itself.
        slug: the programme's short name.
        person: a row that was found good.

    Returns:
        `imported` for a new account, `merged` when an account gained something, else `unchanged`.

    Raises:
        NotPermitted: when the actor is not the machine itself.
        NotFound: when there is no such programme.
        InvalidInput: (field `email`) when the account is suspended.
    """
    only_the_machine(uow)
    programme = programme_by_slug(uow, slug)
    member, is_new = _account(uow, person)
    profile = uow.session.get_one(Profile, member.id)
    joins = _enrolment(uow, programme.id, member.id) is None
    gained = [
        _fill_texts(profile, person),
        _fill_skills(uow, member.id, person),
        _fill_languages(uow, member.id, person),
        joins and _take_role(profile, person),
        joins,
    ]
    if joins:
        enrol(uow, member.id, programme)
    if not is_new and not any(gained):
        return "unchanged"
    _note(uow, profile, "member.imported" if is_new else "member.merged")
    return "imported" if is_new else "merged"


def _account(uow: UnitOfWork, person: ImportedPerson) -> tuple[Member, bool]:
    member = by_address(uow, person.email)
    if member is None:
        return _new_account(uow, person), True
    if member.suspended_at is not None:
        raise InvalidInput("email", N_("The account with this address is suspended."))
    if member.verified_at is not None:
        return member, False
    start_anew(uow, member)
    member.name, member.verified_at = person.name, now()
    uow.session.add(member)
    return member, True


def _new_account(uow: UnitOfWork, person: ImportedPerson) -> Member:
    member = Member(email=person.email, name=person.name, verified_at=now())
    uow.session.add(member)
    uow.session.flush()
    uow.session.add(Profile(member_id=member.id, updated_at=now()))
    uow.session.flush()
    return member


def _enrolment(uow: UnitOfWork, programme_id: str, member_id: str) -> Enrolment | None:
    own = (Enrolment.programme_id == programme_id, Enrolment.member_id == member_id)
    return uow.session.exec(select(Enrolment).where(*own)).first()


def _fill_texts(profile: Profile, person: ImportedPerson) -> bool:
    empty = {name: text for name, text in person.texts.items() if not getattr(profile, name)}
    for name, text in empty.items():
        setattr(profile, name, text)
    return bool(empty)


def _fill_skills(uow: UnitOfWork, member_id: str, person: ImportedPerson) -> bool:
    gained = False
    if person.skills and _has_none(uow, Offer, member_id):
        for position, key in enumerate(kept_skills(uow.session, person.skills, "skills")):
            uow.session.add(Offer(member_id=member_id, skill_key=key, level=USUAL_LEVEL, position=position))
        gained = True
    if person.goals and _has_none(uow, LearningGoal, member_id):
        for position, key in enumerate(kept_skills(uow.session, person.goals, "goals")):
            uow.session.add(LearningGoal(member_id=member_id, skill_key=key, position=position))
        gained = True
    return gained


def _has_none(uow: UnitOfWork, table: type[Offer | LearningGoal], member_id: str) -> bool:
    return uow.session.exec(select(func.count()).where(col(table.member_id) == member_id)).one() == 0


def _fill_languages(uow: UnitOfWork, member_id: str, person: ImportedPerson) -> bool:
    spoken = (ProfileTag.member_id == member_id, ProfileTag.kind == "language")
    if not person.languages or uow.session.exec(select(ProfileTag).where(*spoken)).first():
        return False
    rows: list[SQLModel] = [
        ProfileTag(member_id=member_id, kind="language", value=code, position=position)
        for position, code in enumerate(person.languages)
    ]
    uow.session.add_all(rows)
    return True


def _take_role(profile: Profile, person: ImportedPerson) -> bool:
    before = (profile.offers_mentoring, profile.seeks_mentor)
    profile.offers_mentoring = profile.offers_mentoring or person.offers_mentoring
    profile.seeks_mentor = profile.seeks_mentor or person.seeks_mentor
    return before != (profile.offers_mentoring, profile.seeks_mentor)


def _note(uow: UnitOfWork, profile: Profile, action: str) -> None:
    profile.version += 1
    profile.updated_at = now()
    uow.session.add(profile)
    uow.record(action, profile.member_id)
    uow.announce(in_community(profile.member_id), for_member(profile.member_id, "profile"))
