"""Keeping what a pull found: what it means for the meetings of which the calendar holds copies."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from mentor_app.calendars.books import Books, Copy, Known, Ledger, Place, Remote, Span
from mentor_app.calendars.caldav_account import RemoteEvent
from mentor_app.calendars.free_busy import Reading
from mentor_app.calendars.reading import read_meeting
from mentor_app.calendars.timing import Timing, same_timing
from mentor_app.calendars.troubles import Trouble

MANY = 20
"""So many of our meetings gone at once, or nearly a third of at least `SOME`, is taken for an accident."""
SOME, SHARE = 5, 0.3


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


class Keeping:
    """What pulling and pushing share: both sides, and what follows from what was seen on the other one.

    Args:
        remote: the calendar.
        ledger: our side.
        span: the time of interest.
    """

    def __init__(self, remote: Remote, ledger: Ledger, span: Span) -> None:
        self.remote, self.ledger, self.span = remote, ledger, span
        self._has_written = False

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
        books.drop_objects(gone)
        read = {each.href: pulled.readings[each.href] for each in pulled.events}
        ours = {href: copies.get(each.uid) or at_href.get(href) for href, each in read.items()}
        others = [href for href, copy in ours.items() if copy is None and place.reads_busy]
        books.keep_objects(
            {each.href: Known(each.etag, read[each.href].uid) for each in pulled.events},
            {href: read[href].busy for href in others},
        )
        for event in pulled.events:
            copy = ours[event.href]
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
            books.keep_copy(due(copy))  # cancelling beats any edit
        elif seen is None or seen.timing is None:
            books.unclear(copy)
            books.keep_copy(due(copy))
        elif same_timing(seen.timing, copy.draft.timing) or same_timing(seen.timing, copy.base):
            agreed = copy.draft.timing if same_timing(seen.timing, copy.draft.timing) else copy.base
            done = copy.wanted if seen.shows(copy.draft) else copy.written
            copy = replace(copy, base=agreed, asked=None, written=done)
            # The meeting moved while the copy was thought gone, or asked about: it still has to hear of it.
            copy = copy if same_timing(agreed, copy.draft.timing) else due(copy)
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
            books.keep_copy(due(copy))

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
        books.keep_objects({event.href: Known(event.etag, copy.uid)}, {})
        self._merge(books, replace(copy, href=event.href), event, zone)


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


def due(copy: Copy) -> Copy:
    """The copy, to be written again."""
    return replace(copy, written=min(copy.written, copy.wanted - 1))
