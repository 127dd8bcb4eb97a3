"""How many places a mentor has, and the lock that keeps the last one from being given twice."""

from dataclasses import dataclass

from sqlmodel import func, select

from mentor_app.db import UnitOfWork
from mentor_app.errors import NotFound, TooMany
from mentor_app.i18n.catalogue import N_
from mentor_app.models import Mentorship, Profile


@dataclass(frozen=True)
class Places:
    """A mentor's places: how many there are, how many are taken, and whether the number is a hard limit."""

    capacity: int
    taken: int
    is_hard: bool

    @property
    def free(self) -> int:
        """Places left, never below nought."""
        return max(0, self.capacity - self.taken)

    @property
    def closed(self) -> bool:
        """Whether nobody may ask any more. A suggested number closes nothing: the mentor decides."""
        return self.is_hard and self.free == 0


def places_of(uow: UnitOfWork, mentor_id: str, *, lock: bool = False) -> Places:
    """Count a mentor's places.

    Args:
        lock: hold the mentor's row until this transaction ends, so that nobody else counts meanwhile.

    Raises:
        NotFound: when there is no such member.
    """
    query = select(Profile).where(Profile.member_id == mentor_id)
    profile = uow.session.exec(query.with_for_update() if lock else query).first()
    if profile is None:
        raise NotFound
    taken = select(func.count()).where(
        Mentorship.mentor_id == mentor_id, Mentorship.status == "active", Mentorship.kind == "mentoring"
    )
    return Places(profile.capacity, uow.session.exec(taken).one(), profile.capacity_is_hard)


def take_place(uow: UnitOfWork, mentor_id: str) -> None:
    """Make sure that a mentor may take one more mentee, holding the mentor's row until this transaction ends.

    A suggested number may be exceeded by the mentor's own decision; a hard limit may not.

    Raises:
        TooMany: when the hard limit is reached.
    """
    places = places_of(uow, mentor_id, lock=True)
    if places.closed:
        raise TooMany(
            N_("All {{capacity}} of your places are taken. You can raise the number in your preferences."),
            capacity=places.capacity,
        )
