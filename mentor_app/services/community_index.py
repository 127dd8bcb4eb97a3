"""This process's community index, kept true to the database.

Changes only mark members as stale; whoever searches next reads those few anew first, so that a page woken by
a change never asks an index that has not heard of it. Where signals may have been lost, the versions of all
profiles are compared now and then, and a gap rebuilds everything.
"""

from collections.abc import Collection
from datetime import datetime, timedelta
from threading import Lock

from sqlmodel import col, func, select

from mentor_app.clock import now
from mentor_app.db import UnitOfWork
from mentor_app.explore.index import CommunityIndex
from mentor_app.models import Profile
from mentor_app.realtime.changes import COMMUNITY, EVERYTHING, Change
from mentor_app.realtime.hub import hub
from mentor_app.services.findable import findable_members

AUDIT_EVERY = timedelta(seconds=60)
MOST_AT_ONCE = 500
"""With more stale members than this, building anew is quicker, and kinder to the database's limits."""


class KeptIndex:
    """A `CommunityIndex` that follows the database of whoever asks for it."""

    def __init__(self) -> None:
        self._index = CommunityIndex()
        self._refreshing = Lock()
        self._marking = Lock()
        self._stale: set[str] = set()
        self._everything_stale = True
        self._database: object = None
        self._versions: dict[str, int] = {}
        self._audited: datetime | None = None

    def hear(self, changes: tuple[Change, ...]) -> None:
        """Note whose discoverability changed. Quick, and safe on any thread."""
        with self._marking:
            self._stale.update(change.noun for change in changes if change.topic == COMMUNITY)
            self._everything_stale |= any(change.topic == EVERYTHING for change in changes)

    def fresh(self, uow: UnitOfWork) -> CommunityIndex:
        """The index with every change heard so far.

        Ask for it before anything else in a transaction: on SQLite the first question fixes what a
        transaction sees, and a change heard after that would be marked as read without having been seen.
        """
        with self._refreshing:
            if self._database is not uow.session.get_bind():
                self._database, self._everything_stale = uow.session.get_bind(), True
            stale, everything = self._take_marks()
            try:
                self._refresh(uow, stale, everything=everything or self._has_gap(uow, stale))
            except BaseException:
                self._give_back(stale, everything=everything)
                raise
        return self._index

    def _take_marks(self) -> tuple[set[str], bool]:
        with self._marking:
            taken = self._stale, self._everything_stale
            self._stale, self._everything_stale = set(), False
        return taken

    def _give_back(self, stale: set[str], *, everything: bool) -> None:
        with self._marking:
            self._stale |= stale
            self._everything_stale |= everything

    def _has_gap(self, uow: UnitOfWork, stale: Collection[str]) -> bool:
        """Whether the database moved on without a word about it, asked at most every `AUDIT_EVERY`."""
        if stale or (self._audited is not None and abs(now() - self._audited) < AUDIT_EVERY):
            return False
        self._audited = now()
        members, versions = uow.session.exec(
            select(func.count(col(Profile.member_id)), func.coalesce(func.sum(Profile.version), 0))
        ).one()
        return (members, versions) != (len(self._versions), sum(self._versions.values()))

    def _refresh(self, uow: UnitOfWork, stale: set[str], *, everything: bool) -> None:
        if everything or len(stale) > MOST_AT_ONCE:
            self._versions = self._current_versions(uow, None)
            self._index.rebuild(findable_members(uow))
            self._audited = now()
        elif stale:
            for member_id in stale:
                self._versions.pop(member_id, None)
            self._versions |= self._current_versions(uow, stale)
            self._index.update(findable_members(uow, stale), remove=stale)

    def _current_versions(self, uow: UnitOfWork, ids: Collection[str] | None) -> dict[str, int]:
        asked = select(Profile.member_id, Profile.version)
        rows = uow.session.exec(asked if ids is None else asked.where(col(Profile.member_id).in_(ids)))
        return dict(rows.all())


def _followed() -> KeptIndex:
    kept = KeptIndex()
    hub.connect_listener(kept.hear)
    return kept


community_index = _followed()
