"""Mentorship preferences: what a member offers and seeks, how much, and whether they may be found."""

from dataclasses import dataclass
from typing import Literal

from mentor_app.clock import now
from mentor_app.db import UnitOfWork
from mentor_app.errors import InvalidInput
from mentor_app.i18n.catalogue import N_
from mentor_app.models import Profile
from mentor_app.realtime.changes import for_member, in_community
from mentor_app.security.access import current_member
from mentor_app.services.pausing import leave_nobody_waiting, tell_of_return

Switch = Literal["offers_mentoring", "seeks_mentor", "offers_flash", "is_active", "capacity_is_hard"]
SWITCHES: tuple[Switch, ...] = (
    "offers_mentoring",
    "seeks_mentor",
    "offers_flash",
    "is_active",
    "capacity_is_hard",
)
SUGGESTED_CAPACITY = 2
LARGEST_CAPACITY = 20


@dataclass(frozen=True, slots=True)
class PreferencesDetail:
    """A member's preferences.

    Args:
        time_commitment: minutes a month: 15, 30, 60, 120, or 0 when not said.
        capacity: mentees at once.
        capacity_is_hard: nobody may ask once the places are taken.
    """

    offers_mentoring: bool = False
    seeks_mentor: bool = False
    offers_flash: bool = False
    is_active: bool = True
    time_commitment: int = 0
    capacity: int = SUGGESTED_CAPACITY
    capacity_is_hard: bool = False


def preferences_of(profile: Profile) -> PreferencesDetail:
    """The preferences in a profile."""
    return PreferencesDetail(
        offers_mentoring=profile.offers_mentoring,
        seeks_mentor=profile.seeks_mentor,
        offers_flash=profile.offers_flash,
        is_active=profile.is_active,
        time_commitment=profile.time_commitment,
        capacity=profile.capacity,
        capacity_is_hard=profile.capacity_is_hard,
    )


def get_preferences(uow: UnitOfWork) -> PreferencesDetail:
    """The actor's own preferences.

    Raises:
        NotPermitted: when nobody is signed in.
    """
    return preferences_of(uow.session.get_one(Profile, current_member(uow).id))


def set_switch(uow: UnitOfWork, switch: Switch, on: bool) -> None:
    """Turn one preference on or off; others see it at once.

    Pausing answers the requests that are open, and partners are told of it and of its end.

    Raises:
        InvalidInput: for a switch that does not exist.
        NotPermitted: when nobody is signed in.
    """
    profile = my_profile_row(uow)
    if switch not in SWITCHES:
        raise InvalidInput("switch")
    if getattr(profile, switch) == on:
        return
    setattr(profile, switch, on)
    if switch == "is_active":
        uow.record("profile.resumed" if on else "profile.paused", profile.member_id)
        tell = tell_of_return if on else leave_nobody_waiting
        tell(uow, current_member(uow))
    changed(uow, profile)


def set_time_commitment(uow: UnitOfWork, minutes: int) -> None:
    """Say how much time there is.

    Args:
        uow: the transaction.
        minutes: a month: 15, 30, 60, 120, or 0 for not saying.

    Raises:
        InvalidInput: for any other number.
    """
    profile = my_profile_row(uow)
    if minutes not in (0, 15, 30, 60, 120):
        raise InvalidInput("time_commitment", N_("Choose one of the times offered."))
    profile.time_commitment = minutes
    changed(uow, profile)


def set_capacity(uow: UnitOfWork, places: int) -> None:
    """Say how many mentees there may be at once.

    Raises:
        InvalidInput: below 1 or above 20.
    """
    profile = my_profile_row(uow)
    if not 1 <= places <= LARGEST_CAPACITY:
        raise InvalidInput("capacity", N_("Choose a number from 1 to 20."))
    profile.capacity = places
    changed(uow, profile)


def my_profile_row(uow: UnitOfWork) -> Profile:
    """The actor's own profile, locked until the transaction ends, so that nobody changes it in between.

    Raises:
        NotPermitted: when nobody is signed in.
    """
    member = current_member(uow)
    return uow.session.get_one(Profile, member.id, with_for_update=True)


def changed(uow: UnitOfWork, profile: Profile) -> None:
    """Note that a profile changed, and wake everyone who may be looking at it."""
    profile.version += 1
    profile.updated_at = now()
    uow.session.add(profile)
    uow.announce(in_community(profile.member_id), for_member(profile.member_id, "profile"))
