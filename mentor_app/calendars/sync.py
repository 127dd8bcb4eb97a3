"""Keeping one calendar and the meetings in it true to each other, both ways.

One round reads what changed since the last (pull), then writes what should change (push). What makes it safe under
lost requests, lost replies and crashes at every step:

- a pull's effects, its sync-token and its mark are kept in one transaction, so that nothing is seen half or twice;
- a copy is written at an address made from its UID, a new one only where nothing is, another only over the version
  that was read; so a repetition finds what an earlier attempt left, and adopts it;
- every write carries the present meeting, and counts as done only for the state of it that was written;
- what a member changed is compared with the last state both sides agreed on: a move or a removal is handed on as a
  question, once, and never undone or carried out silently.

It knows neither tables nor the network: `Books` is one transaction of the application, `Remote` one calendar.
"""

import contextlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from mentor_app.calendars.books import Books, Copy, Known, Ledger, Place, Remote
from mentor_app.calendars.caldav_account import RemoteEvent, same_version
from mentor_app.calendars.free_busy import Reading, read_busy
from mentor_app.calendars.guard import Budget
from mentor_app.calendars.icalendar import (
    Timing,
    patch_meeting,
    raised,
    read_meeting,
    same_timing,
    write_meeting,
)
from mentor_app.calendars.marks import WRONG, Mark
from mentor_app.calendars.recurrence import LONGEST_READING
from mentor_app.calendars.troubles import Stale, TokenLost, Trouble
from mentor_app.clock import now

MANY = 20
"""So many of our meetings gone at once, or nearly a third of at least `SOME`, is taken for an accident."""
SOME, SHARE = 5, 0.3
ROUNDS = 3
"""How often a push that met a newer version pulls and tries again within one round."""


@dataclass
class Pulled:
    """What one pull found, before it is kept.

    Args:
        place: the calendar as it is now.
        events: objects read whole.
        gone: addresses where nothing is any more.
        complete: whether `events` and `unchanged` are all there is, so that what else is known is gone.
        unchanged: addresses where what is known still stands.
        readings: what each event says, by href.
    """

    place: Place
    events: list[RemoteEvent] = field(default_factory=list[RemoteEvent])
    gone: set[str] = field(default_factory=set[str])
    complete: bool = False
    unchanged: frozenset[str] = frozenset()
    readings: dict[str, Reading] = field(default_factory=dict[str, Reading])


@dataclass(frozen=True, slots=True)
class Span:
    """The time about which a calendar is asked.

    Args:
        start: busy times before it are of no interest.
        end: nor those after it.
        now: the present.
        compare_after: how long the tokens are believed.
        slack: how much of the window may have run out before more is asked for.
    """

    start: datetime
    end: datetime
    now: datetime
    compare_after: timedelta = timedelta(days=1)
    slack: timedelta = timedelta(days=7)


class Sync:
    """One calendar's rounds.

    Args:
        remote: the calendar.
        ledger: our side.
        span: the time of interest.
    """

    def __init__(self, remote: Remote, ledger: Ledger, span: Span) -> None:
        self.remote, self.ledger, self.span = remote, ledger, span
        self._has_written = False

    def round(self) -> bool:
        """Pull, then push; again while pushing meets newer versions. Says whether all is done.

        After a write another pull follows: what is removed before a list of changes first showed it, none ever shows.

        Raises:
            Trouble: when the server does not do its part; whatever was kept until then stays right.
        """
        for turn in range(ROUNDS):
            self.pull(thorough=turn > 0)
            self._has_written = False
            if self.push() and not self._has_written:
                return True
        return False

    # Reading

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
        if (fresh or changes.gone & known.keys()) and mark.denies(place.mark) and self._mark(place).denies(place.mark):
            listed = Mark(WRONG)
        pulled = Pulled(replace(place, token=changes.token, mark=listed), gone=set(changes.gone))
        pulled.events += [each for href, each in changes.events.items() if href in fresh]
        self._fetch(pulled, fresh - changes.events.keys())
        end = place.window_end
        if end is not None and self._runs_out(place):
            seen = {each.href for each in pulled.events}
            pulled.events += [each for each in self.remote.window(end, self.span.end) if each.href not in seen]
            pulled.place = replace(pulled.place, window_end=self.span.end)
        return pulled

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
        own = {_address(place.href, each) for each in copies.values() if each.status != "removed"}
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

    # Keeping

    def _keep(self, books: Books, pulled: Pulled) -> None:
        place, copies, known = books.place(), books.copies(), books.known()
        here = {each.href for each in pulled.events}
        gone = pulled.gone - here
        if pulled.complete:
            gone |= known.keys() - here - pulled.unchanged
        at_href = {each.href: each for each in copies.values() if each.href}
        elsewhere = {each.uid for each in pulled.readings.values()}
        removed = [at_href[each] for each in sorted(gone) if each in at_href]
        removed = [each for each in removed if each.status == "written" and each.uid not in elsewhere]
        self._doubt(place, removed, copies)
        for href in gone:
            books.drop_object(href)
        for event in pulled.events:
            uid = pulled.readings[event.href].uid
            copy = copies.get(uid) or at_href.get(event.href)
            busy = () if copy or not place.reads_busy else pulled.readings[event.href].busy
            books.keep_object(event.href, event.etag, uid, busy)
            if copy is not None and _is_it(copy, event, gone, known):
                self._merge(books, replace(copy, href=event.href), event, place.zone)
        fresh = [each for each in pulled.events if each.href not in known and each.href not in at_href]
        strange = [each for each in fresh if pulled.readings[each.href].uid not in copies]
        for each in removed:
            self._removed(books, each, strange, place.zone)
        for each in strange:
            self._recognise(books, copies, each, place.zone)
        owners = {"reads_busy": place.reads_busy, "writes": place.writes}
        books.keep_place(replace(pulled.place, **owners, believe_removals=False))

    def _doubt(self, place: Place, removed: list[Copy], copies: Mapping[str, Copy]) -> None:
        """Stop when so many are gone that an accident is likelier than an intention."""
        alive = sum(each.status == "written" and not each.cancelled for each in copies.values())
        count = sum(not each.cancelled for each in removed)
        if place.believe_removals:
            return
        if count > MANY or (alive >= SOME and count > max(1, SHARE * alive)):
            raise Trouble("many_gone", f"{count} of {alive} meetings are gone")

    def _merge(self, books: Books, copy: Copy, event: RemoteEvent, zone: str) -> None:
        """Compare what stands there with what both sides agreed on last."""
        seen = read_meeting(event.text, zone, copy.uid) or read_meeting(event.text, zone)
        was_asked = copy.status == "gone" or copy.asked is not None
        copy = replace(copy, etag=event.etag, status="written", trouble="")
        if copy.cancelled:
            books.keep_copy(_due(copy))  # cancelling beats any edit
        elif seen is None or seen.timing is None:
            books.keep_copy(replace(copy, trouble="unclear"))
        elif same_timing(seen.timing, copy.draft.timing) or same_timing(seen.timing, copy.base):
            agreed = copy.draft.timing if same_timing(seen.timing, copy.draft.timing) else copy.base
            done = copy.wanted if seen.shows(copy.draft) else copy.written
            copy = replace(copy, base=agreed, asked=None, written=done)
            # The meeting moved while the copy was thought gone, or asked about: it still has to hear of it.
            copy = copy if same_timing(agreed, copy.draft.timing) else _due(copy)
            books.keep_copy(replace(copy, tried=None) if done == copy.wanted else copy)
            if was_asked:
                books.came_back(copy)
        elif same_timing(seen.timing, copy.tried):
            books.keep_copy(replace(copy, base=seen.timing, tried=None))  # our own write, whose reply was lost
        elif same_timing(seen.timing, copy.asked):
            books.keep_copy(copy)
        else:
            self._moved(books, copy, seen.timing)

    def _moved(self, books: Books, copy: Copy, timing: Timing) -> None:
        if timing.cancelled:
            books.keep_copy(replace(copy, asked=timing, written=copy.wanted))
            books.gone(copy)
            return
        app_moved = not same_timing(copy.draft.timing, copy.base)
        if books.moved(copy, timing) and not app_moved:
            books.keep_copy(replace(copy, asked=timing, written=copy.wanted))
        else:
            # Both moved it, or nobody can be asked: the meeting's own time is written again.
            books.keep_copy(_due(copy))

    def _removed(self, books: Books, copy: Copy, strange: list[RemoteEvent], zone: str) -> None:
        again = next((each for each in strange if _looks_like(copy, each)), None)
        if again is not None:
            strange.remove(again)
            self._rebind(books, copy, again, zone)
            return
        if copy.cancelled:
            books.keep_copy(replace(copy, status="removed", etag="", written=copy.wanted))
            return
        books.keep_copy(replace(copy, status="gone", etag="", asked=None, tried=None, written=copy.wanted))
        books.gone(copy)

    def _recognise(self, books: Books, copies: Mapping[str, Copy], event: RemoteEvent, zone: str) -> None:
        """An object under another UID that carries the address of a meeting whose copy is no longer where it was."""
        lost = [each for each in copies.values() if each.status != "written"]
        seen = read_meeting(event.text, zone) if lost else None  # reading is dear, and most have lost none
        for copy in lost:
            if seen is not None and seen.url == copy.draft.url != "":
                self._rebind(books, copy, event, zone)
                return

    def _rebind(self, books: Books, copy: Copy, event: RemoteEvent, zone: str) -> None:
        books.keep_object(event.href, event.etag, copy.uid, ())
        self._merge(books, replace(copy, href=event.href), event, zone)

    # Writing

    def push(self) -> bool:
        """Write what is due; False when a newer version was met, so that another pull is needed first.

        Raises:
            Trouble: when the server does not take part; a meeting that it alone refuses does not stop the others.
        """
        place, copies = self.ledger.within(lambda books: (books.place(), books.copies()))
        clean = True
        for copy in copies.values() if place.writes else ():
            if not copy.is_due:
                continue
            try:
                self._write(place, copy)
            except Stale:
                clean = False
            except Trouble as trouble:
                # Some servers keep what was deleted in a bin and forbid the same UID meanwhile.
                if trouble.kind != "rejected" and not (trouble.kind == "read_only" and copy.status == "gone"):
                    raise
                self._note(replace(copy, trouble="rejected", written=copy.wanted))
        return clean

    def _write(self, place: Place, copy: Copy) -> None:
        if copy.cancelled:
            self._delete(place, copy)
        elif copy.etag:
            self._update(place, copy)
        else:
            self._create(place, copy)

    def _create(self, place: Place, copy: Copy) -> None:
        href = new_address(place.href, copy.uid)
        self._note(replace(copy, tried=copy.draft.timing))
        try:
            etag = self.remote.create(href, write_meeting(copy.draft))
        except Stale:
            found = self.remote.get(href) or next(iter(self.remote.with_uid(copy.uid)), None)
            if found is None:
                raise Trouble("rejected", "the UID is taken where we cannot see it") from None
            self._adopt(copy.uid, found, place.zone)
            raise
        self._wrote(replace(copy, href=href, etag=etag))

    def _update(self, place: Place, copy: Copy) -> None:
        there = self.remote.get(copy.href)
        if there is None:
            # Removed, or just being written anew elsewhere: only a look at everything tells.
            self.ledger.within(lambda books: books.keep_place(replace(books.place(), compared_at=None)))
            raise Stale
        if not same_version(there.etag, copy.etag):
            self._adopt(copy.uid, there, place.zone)
            raise Stale
        seen = read_meeting(there.text, place.zone, copy.uid) or read_meeting(there.text, place.zone)
        sequence = raised(copy.draft.sequence, seen) if seen else copy.draft.sequence
        self._note(replace(copy, tried=copy.draft.timing))
        try:
            text = patch_meeting(there.text, replace(copy.draft, sequence=sequence))
        except ValueError:
            text = write_meeting(copy.draft)
        etag = self.remote.update(copy.href, text, there.etag)
        self._wrote(replace(copy, etag=etag))

    def _delete(self, place: Place, copy: Copy) -> None:
        href, etag = _address(place.href, copy), copy.etag
        if not etag and copy.tried:
            there = self.remote.get(href)
            etag = there.etag if there else ""
        for _ in range(ROUNDS):
            try:
                if etag:
                    self.remote.delete(href, etag)
                break
            except Stale:
                there = self.remote.get(href)
                etag = there.etag if there else ""
        else:
            raise Stale
        self.ledger.within(lambda books: self._deleted(books, copy, href))

    def _deleted(self, books: Books, copy: Copy, href: str) -> None:
        books.drop_object(href)
        books.keep_copy(
            replace(copy, href=href, status="removed", etag="", asked=None, tried=None, written=copy.wanted)
        )

    def _wrote(self, copy: Copy) -> None:
        """Keep what was written; the meeting may have changed meanwhile, and then it is due again."""
        self._has_written = True
        done = replace(copy, base=copy.draft.timing, asked=None, tried=None, written=copy.wanted)
        self.ledger.within(lambda books: self._keep_written(books, replace(done, status="written", trouble="")))

    def _keep_written(self, books: Books, copy: Copy) -> None:
        books.keep_object(copy.href, copy.etag, copy.uid, ())
        books.keep_copy(copy)

    def _adopt(self, uid: str, found: RemoteEvent, zone: str) -> None:
        """Take up what was found where we wanted to write."""
        self.ledger.within(lambda books: self._adopt_in(books, uid, found, zone))

    def _adopt_in(self, books: Books, uid: str, found: RemoteEvent, zone: str) -> None:
        copy = books.copies().get(uid)
        if copy is not None:
            self._rebind(books, copy, found, zone)

    def _note(self, copy: Copy) -> None:
        self.ledger.within(lambda books: books.keep_copy(copy))


def _fresh(etags: Mapping[str, str], known: Mapping[str, Known]) -> set[str]:
    """The objects of a list that are not known in that version; our own writes are."""
    return {href for href, etag in etags.items() if href not in known or not same_version(known[href].etag, etag)}


def _is_it(copy: Copy, event: RemoteEvent, gone: set[str], known: Mapping[str, Known]) -> bool:
    """Whether an object with a copy's UID is that copy, and not a second one that its owner made."""
    if copy.href in ("", event.href) or copy.status != "written":
        return True
    return copy.href in gone or copy.href not in known


def _looks_like(copy: Copy, event: RemoteEvent) -> bool:
    """The same meeting under another UID: some clients edit by deleting and writing anew."""
    seen = read_meeting(event.text, "UTC")
    if seen is None:
        return False
    return seen.url == copy.draft.url if seen.url else seen.title == copy.draft.title


def _due(copy: Copy) -> Copy:
    return replace(copy, written=min(copy.written, copy.wanted - 1))


def _address(calendar: str, copy: Copy) -> str:
    return copy.href or new_address(calendar, copy.uid)


def new_address(calendar: str, uid: str) -> str:
    """Where a new copy is written: always the same for the same meeting."""
    return f"{calendar}{uid}.ics"
