"""Reading what changed in a calendar since the last look."""

import contextlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta

from mentor_app.calendars.books import UNLISTED, Copy, Known, Place, address_of, is_elsewhere
from mentor_app.calendars.caldav_account import RemoteChanges
from mentor_app.calendars.free_busy import read_busy
from mentor_app.calendars.guard import Budget
from mentor_app.calendars.keeping import Keeping, Pulled
from mentor_app.calendars.marks import WRONG, Mark
from mentor_app.calendars.recurrence import LONGEST_READING
from mentor_app.calendars.troubles import TokenLost, Trouble
from mentor_app.calendars.versions import same_version
from mentor_app.clock import now

DOUBTED_AFTER = timedelta(hours=1)
"""How long after everything was compared a list of changes is believed though the calendar's mark contradicts it."""


class Pulling(Keeping):
    """One pull: what changed, or the whole window where that cannot be told."""

    def pull(self, *, thorough: bool = True) -> None:
        """Read what changed and keep it, with all that follows from it, in one transaction.

        Args:
            thorough: list what changed, whatever the calendar's mark says.
        """
        place = self.ledger.within(lambda books: books.place())
        mark = self._mark(place)
        if not thorough and mark.vouches(place.mark, now()) and not self._runs_out(place):
            return
        known, copies = self.ledger.within(lambda books: (books.known(), books.copies()))
        pulled = self._read(place, mark, known, copies)
        work = Budget(seconds=LONGEST_READING)
        for each in pulled.events:
            _ = work.left
            pulled.readings[each.href] = read_busy(
                each.text, self.span.start, self.span.end, place.zone, place.addresses
            )
        self.ledger.within(lambda books: self._keep(books, pulled))

    def _lists(self, place: Place) -> bool:
        """Whether a list of changes is enough."""
        compared = place.compared_at
        believed = compared is not None and self.span.now - compared < self.span.compare_after
        return bool(place.token) and place.reports_changes is not False and believed

    def _runs_out(self, place: Place) -> bool:
        end = place.window_end
        return place.reads_busy and end is not None and end < self.span.end - self.span.slack

    def _mark(self, place: Place) -> Mark:
        if place.mark.text == WRONG:
            return place.mark
        if not self._lists(place):
            return Mark()
        return Mark(self._willing(lambda: self.remote.mark(place.token)), now())

    def _read(self, place: Place, mark: Mark, known: Mapping[str, Known], copies: Mapping[str, Copy]) -> Pulled:
        pulled: Pulled | None = None
        if self._lists(place):
            with contextlib.suppress(TokenLost):
                pulled = self._since(place, mark, known)
        pulled = pulled or self._everything(place, known, copies)
        self._follow(pulled, known, copies)
        return pulled

    def _since(self, place: Place, mark: Mark, known: Mapping[str, Known]) -> Pulled:
        listed = mark.listed(place.mark, now())
        changes = self.remote.changes(place.token)
        fresh = _fresh(changes.changed, known)
        if self._is_doubtful(place, mark, changes) or _is_everything(changes, fresh, known):
            raise TokenLost
        unlisted = {href for href, each in known.items() if each.etag == UNLISTED}
        if fresh or unlisted or changes.gone & known.keys():
            # Marks made of what is there come back with it: this one may be of before these changes.
            sleeps = mark.denies(place.mark) and self._mark(place).denies(place.mark)
            listed = Mark(WRONG) if sleeps else replace(mark, listed_at=None)
        pulled = Pulled(replace(place, token=changes.token, mark=listed), gone=set(changes.gone))
        pulled.events += [each for href, each in changes.events.items() if href in fresh]
        # What came and went since the last list is on none: what we wrote meanwhile and is not on this one may be gone.
        self._fetch(pulled, (fresh - changes.events.keys()) | (unlisted - changes.changed.keys() - changes.gone))
        end = place.window_end
        if end is not None and self._runs_out(place):
            seen = {each.href for each in pulled.events}
            pulled.events += [each for each in self.remote.window(end, self.span.end) if each.href not in seen]
            pulled.place = replace(pulled.place, window_end=self.span.end)
        return pulled

    def _is_doubtful(self, place: Place, mark: Mark, changes: RemoteChanges) -> bool:
        """Whether nothing is listed though something changed: so sabre/dav answers once a backup was restored."""
        compared = place.compared_at
        believed = compared is not None and self.span.now - compared < DOUBTED_AFTER
        return not (believed or changes.changed or changes.gone) and mark.contradicts(place.mark)

    def _everything(self, place: Place, known: Mapping[str, Known], copies: Mapping[str, Copy]) -> Pulled:
        """The whole window anew. The token is taken first, so that what changes meanwhile is reported next time."""
        token = "" if place.reports_changes is False else self._willing(self.remote.token)
        mark = place.mark if place.mark.text == WRONG else Mark()
        pulled = Pulled(replace(place, token=token, mark=mark, reports_changes=bool(token), compared_at=self.span.now))
        pulled.complete = True
        end = place.window_end
        if known and end is not None and end >= self.span.end - self.span.slack:
            etags = self.remote.etags(self.span.start, self.span.end)
            fresh = _fresh(etags, known)
            self._fetch(pulled, fresh)
            pulled.unchanged = frozenset(etags.keys() - fresh)
        else:
            pulled.events = self.remote.window(self.span.start, self.span.end)
            pulled.place = replace(pulled.place, window_end=self.span.end)
        kept = [each for each in copies.values() if each.status != "removed" and not is_elsewhere(place.href, each)]
        own = {address_of(place.href, each) for each in kept}
        self._fetch(pulled, own - {each.href for each in pulled.events} - pulled.unchanged)
        return pulled

    def _willing(self, ask: Callable[[], str]) -> str:
        try:
            return ask()
        except Trouble as trouble:
            if trouble.kind in ("not_caldav", "rejected"):
                return ""
            raise

    def _fetch(self, pulled: Pulled, hrefs: set[str]) -> None:
        """Read single objects; those that are not there are gone."""
        found = self.remote.fetch(hrefs) if hrefs else {}
        pulled.events += found.values()
        pulled.gone |= hrefs - found.keys()

    def _follow(self, pulled: Pulled, known: Mapping[str, Known], copies: Mapping[str, Copy]) -> None:
        """Where a copy is gone, look at objects known to have its UID: its owner's client wrote it there before."""
        here = {each.href for each in pulled.events}
        lost = {each.uid for each in copies.values() if each.status == "written" and each.href in pulled.gone - here}
        again = {href for href, each in known.items() if each.uid in lost} if lost else set[str]()
        self._fetch(pulled, again - here - pulled.gone)


def _fresh(etags: Mapping[str, str], known: Mapping[str, Known]) -> set[str]:
    """The objects of a list that are not known in that version; our own writes are."""
    return {href for href, etag in etags.items() if href not in known or not same_version(known[href].etag, etag)}


def _is_everything(changes: RemoteChanges, fresh: set[str], known: Mapping[str, Known]) -> bool:
    """Whether a list seems to be of all there is, less than there was: so DAViCal answers a token it forgot."""
    same = changes.changed.keys() - fresh
    return bool(same) and 0 < len(known.keys() - changes.changed.keys() - changes.gone) < len(same)
