"""Both calendars equal the application, whatever fails; and an engine broken on purpose is caught.

Short here; `MENTOR_LONG_RUNS=1` runs 40 seeds on every server.
"""

import contextlib
import itertools
import os
import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from mentor_app.calendars import marks
from mentor_app.calendars.books import Books, Copy, Place, address_of
from mentor_app.calendars.keeping import Pulled, due
from mentor_app.calendars.reading import read_meeting
from mentor_app.calendars.sync import Sync
from mentor_app.calendars.timing import same_timing
from mentor_app.calendars.writing import write_meeting
from tests.calendars.fault_run import NOW, SPAN, App, Client, Crash, MemoryLedger, Run
from tests.calendars.quirks import Quirky, quirky
from tests.calendars.servers import Server

LONG = bool(os.environ.get("MENTOR_LONG_RUNS"))
SEEDS, STEPS = (range(1, 41), 300) if LONG else (range(1, 2), 60)
QUIRKS = {
    "no tokens, weak ETags": ("no_tokens", "weak_etags"),
    "teapots, pages, silent": ("teapot", "pages", "silent_put", "escapes", "whole_lists", "last_ctag"),
    "duplicates, signs out": ("duplicates", "session", "no_ctag", "strict_lists", "echoes"),
    "no ETags at all": ("no_etags", "whole_lists"),
    "a ctag that never changes": ("stuck_ctag", "restarts"),
}
counter = itertools.count()


@pytest.fixture(autouse=True)
def at_once(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Marks that no clock makes are believed at once, so that a short run goes by them as often as it can."""
    if "radicale" not in request.node.name:
        monkeypatch.setattr(marks, "SETTLES", timedelta())


@pytest.fixture(params=QUIRKS)
def odd(request: pytest.FixtureRequest) -> Iterator[Quirky]:
    with quirky(*QUIRKS[request.param]) as running:
        yield running


@pytest.fixture(scope="module")
def lenient() -> Iterator[Quirky]:
    with quirky("duplicates") as running:
        yield running


def two(server: Server | Quirky) -> tuple[str, str]:
    if isinstance(server, Server):
        return server.new_calendar(), server.new_calendar()
    names = (f"/cal/{next(counter)}/", f"/cal/{next(counter)}/")
    server.calendars |= set(names)
    return names


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_is_lost_or_doubled_on_real_servers(server: Server, seed: int):
    assert Run(server, two(server), seed).go(STEPS) == []


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_is_lost_or_doubled_on_odd_servers(odd: Quirky, seed: int):
    # Without ETags nothing guards a write against another at the same moment; what can be promised is the rest.
    chance = 0.0 if odd.has("no_etags") else 0.12
    assert Run(odd, two(odd), seed, chance=chance).go(STEPS) == []


class Unconditional(Sync):
    """Writes over whatever is there."""

    def __init__(self, remote: Any, *more: Any) -> None:
        super().__init__(remote, *more)
        remote.update = lambda href, text, _: remote._known(href, remote._wire.put(href, text, {}))
        remote.create = lambda href, text: remote._known(href, remote._wire.put(href, text, {}))


class NewAddressEachTime(Sync):
    """Takes a lost reply for a failure, and writes under another name."""

    def _create(self, place: Place, copy: Copy) -> None:
        href = f"{place.href}{next(counter)}-{copy.uid}.ics"
        self._wrote(replace(copy, href=href, etag=self.remote.create(href, write_meeting(copy.draft))))

    def _keep(self, books: Books, pulled: Pulled) -> None:
        unbound = {copy.uid for copy in books.copies().values() if copy.status == "new"}
        pulled.events = [each for each in pulled.events if pulled.readings[each.href].uid not in unbound]
        super()._keep(books, pulled)


class BelievesTokens(Sync):
    """Does not look for what is gone after a token was lost."""

    def _everything(self, *what: Any) -> Pulled:
        pulled = super()._everything(*what)
        pulled.complete, pulled.gone = False, set()
        return pulled


class WritesAnew(Sync):
    """Replaces the member's copy by its own."""

    def _update(self, place: Place, copy: Copy) -> None:
        there = self.remote.get(copy.href)
        if there is None:
            super()._update(place, copy)
            return
        self._wrote(replace(copy, etag=self.remote.update(copy.href, write_meeting(copy.draft), copy.etag)))


class TokenFirst(Sync):
    """Keeps the token before what it stands for."""

    def _since(self, place: Place, *what: Any) -> Pulled:
        pulled = super()._since(place, *what)
        self.ledger.within(lambda books: books.keep_place(replace(books.place(), token=pulled.place.token)))
        return pulled


class DoneWhateverHappened(Sync):
    """Counts a write as the last, though the meeting changed meanwhile."""

    def _keep_written(self, books: Books, copy: Copy) -> None:
        now = books.copies()[copy.uid]
        super()._keep_written(books, replace(copy, written=now.wanted, base=now.draft.timing))


class RemovalUnheard(Sync):
    """Does not ask about what was removed."""

    def _removed(self, books: Books, copy: Copy, *_: Any) -> None:
        books.keep_copy(replace(copy, status="gone", etag="", written=copy.wanted))


class ForgetsItsTries(Sync):
    """Takes its own write, whose reply was lost, for the member's."""

    def _merge(self, books: Books, copy: Copy, *more: Any) -> None:
        super()._merge(books, replace(copy, tried=None), *more)


class ForgetsTheBase(Sync):
    """Does not remember what both sides agreed on."""

    def _keep_written(self, books: Books, copy: Copy) -> None:
        super()._keep_written(books, replace(copy, base=books.copies()[copy.uid].base))


class CancelsOnce(Sync):
    """Gives up cancelling when the copy was edited meanwhile."""

    def _delete(self, place: Place, copy: Copy) -> None:
        href = address_of(place.href, copy)
        if copy.etag:
            self.remote.delete(href, copy.etag)
        self.ledger.within(lambda books: self._deleted(books, copy, href))

    def _merge(self, books: Books, copy: Copy, *more: Any) -> None:
        if copy.cancelled:
            books.keep_copy(replace(copy, status="removed", written=copy.wanted))
        else:
            super()._merge(books, copy, *more)


class MovesInSilence(Sync):
    """Writes the meeting's time over the member's without asking."""

    def _moved(self, books: Books, copy: Copy, *_: Any) -> None:
        books.keep_copy(due(copy))


BROKEN = [
    *(Unconditional, NewAddressEachTime, BelievesTokens, WritesAnew),
    *(RemovalUnheard, ForgetsItsTries, ForgetsTheBase, CancelsOnce, MovesInSilence),
]


@pytest.mark.parametrize("broken", BROKEN)
def test_an_engine_broken_on_purpose_is_caught(lenient: Quirky, broken: Callable[..., Sync]):
    runs = (Run(lenient, two(lenient), seed, broken, chance=0.2).go(80) for seed in range(1, 12))
    assert any(runs)


class Dies:
    """Transactions of a process that ends right after one of them has committed."""

    def __init__(self, ledger: MemoryLedger, after: int) -> None:
        self._ledger, self._left = ledger, after

    def within(self, act: Callable[[Books], Any]) -> Any:
        result = self._ledger.within(act)
        self._left -= 1
        if self._left == 0:
            raise Crash
        return result


def asks_after_a_crash(server: Quirky, make: Callable[..., Sync], after: int) -> bool:
    """Whether a member's move is asked about, when the process ends after so many transactions and is started again."""
    app, client = App(random.Random(1)), Client(server, two(server)[0])
    app.connect("ben", client.calendar.href)
    app.create(NOW + timedelta(days=1))
    remote, ledger = client.calendar, MemoryLedger(app, "ben")
    make(remote, ledger, SPAN).round()
    (event,) = client.everything()
    assert client.write(event, event.text.replace("20261202T09", "20261202T15").replace("20261202T10", "20261202T16"))
    with contextlib.suppress(Crash):
        make(remote, Dies(ledger, after), SPAN).round()
    make(remote, ledger, SPAN).round()
    return bool(app.kept.asked)


@pytest.mark.parametrize("after", range(1, 6))
def test_a_crash_after_any_transaction_loses_nothing(lenient: Quirky, after: int):
    assert asks_after_a_crash(lenient, Sync, after)


def test_a_token_kept_before_its_effects_is_caught(lenient: Quirky):
    assert not all(asks_after_a_crash(lenient, TokenFirst, after) for after in range(1, 6))


def catches_up(server: Quirky, make: Callable[..., Sync]) -> bool:
    """Whether the calendar shows the right time at last, when the meeting moves while it is being written."""
    app, client = App(random.Random(1)), Client(server, two(server)[0])
    app.connect("ben", client.calendar.href)
    uid = app.create(NOW + timedelta(days=1))
    remote: Any = client.calendar
    create = remote.create

    def meanwhile(href: str, text: str) -> str:
        etag = create(href, text)
        app.change(uid, NOW + timedelta(days=2))
        return etag

    remote.create = meanwhile
    make(remote, MemoryLedger(app, "ben"), SPAN).round()
    (event,) = client.everything()
    seen = read_meeting(event.text, "UTC")
    return seen is not None and same_timing(seen.timing, app.kept.meetings[uid].draft.timing)


def test_a_meeting_that_moves_while_it_is_written_is_written_again(lenient: Quirky):
    assert catches_up(lenient, Sync)
    assert not catches_up(lenient, DoneWhateverHappened)
