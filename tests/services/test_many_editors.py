"""A hundred who write at once, on the agenda, the minutes, a note and the agreement: no words of anybody's are lost."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Barrier
from typing import Any

import pytest

from mentor_app.errors import Conflict
from mentor_app.models import AgendaItem, Clause, MinutesSection, Note, NoteVersion
from mentor_app.services.agenda import add_agenda_item, note_agenda_item
from mentor_app.services.agreement_points import KEYS
from mentor_app.services.agreement_text import digest_of, write_clause
from mentor_app.services.agreements import send_revision
from mentor_app.services.meetings import confirm_meeting, propose_meeting
from mentor_app.services.minutes import write_minutes
from mentor_app.services.notes import add_note, save_note
from tests.services.meeting_days import act, on, open_slots, rows

ROUNDS = 13
"""With two people in four places these are 104 editors."""


@dataclass
class Place:
    """Where both write: what stands there, and how it is saved."""

    table: type
    column: str
    save: Callable[[str, str, int], Any]

    def now(self) -> tuple[str, int]:
        [row] = rows(self.table)
        return getattr(row, self.column), row.version


@pytest.fixture
def places(cast):
    with on():
        pair, ada, ben = cast.mentorship, cast.ada, cast.ben
        item = act(ada, add_agenda_item, pair, "How to begin")
        note = act(ben, add_note, pair, "note", is_private=False)
        meeting = act(ben, propose_meeting, pair, ["2026-03-27T18:00"])
        act(ada, confirm_meeting, meeting, open_slots(meeting)[0])
        act(ben, write_minutes, meeting, "topics", "minutes", 0)
        act(ben, write_clause, pair, KEYS[0], "agreement", 1)
        act(ben, send_revision, pair, digest_of({KEYS[0]: "agreement"}))
        yield [
            Place(AgendaItem, "note", lambda who, *text: act(who, note_agenda_item, pair, item, *text)),
            Place(MinutesSection, "words", lambda who, *text: act(who, write_minutes, meeting, "topics", *text)),
            Place(Note, "text", lambda who, *text: act(who, save_note, pair, note, *text)),
            Place(Clause, "words", lambda who, *text: act(who, write_clause, pair, KEYS[0], *text)),
        ]


def test_a_hundred_editors_lose_no_words_and_see_both_texts_in_every_conflict(cast, places):
    start = [place.now() for place in places]
    meet = [Barrier(2) for _ in places]

    def edit(number: int, who: str) -> tuple[list[str], list[tuple[str, ...]]]:
        """Write in one place, round by round, each time from the same text as the other.

        Returns:
            what was saved; and of each conflict what was to be saved, both texts it was told with, what was seen.
        """
        place, saved, told = places[number], [], []
        for turn in range(ROUNDS):
            words, version = place.now()
            mark = f"{'ada' if who == cast.ada else 'ben'}{turn}"
            meet[number].wait(120)
            while mark:
                mine = f"{words} {mark}".strip()
                try:
                    place.save(who, mine, version)
                except Conflict as both:
                    told.append((mine, both.mine, both.theirs, words))
                    words, version = both.theirs, both.version
                else:
                    saved.append(mine)
                    mark = ""
        return saved, told

    with ThreadPoolExecutor(8) as pool:
        tries = [[pool.submit(edit, number, who) for who in (cast.ada, cast.ben)] for number in range(len(places))]
    for place, (words, version), both in zip(places, start, tries, strict=True):
        saved = [text for each in both for text in each.result()[0]]
        now, last = place.now()
        assert last - version == len(saved) == 2 * ROUNDS, "accepted saves are versions"
        assert now in saved
        marks = {f"{who}{turn}" for who in ("ada", "ben") for turn in range(ROUNDS)}
        assert sorted(now.split()) == sorted([*words.split(), *marks]), "words are lost, or there twice"
        conflicts = [conflict for each in both for conflict in each.result()[1]]
        assert len(conflicts) >= ROUNDS, "nobody was ever told of the other"
        assert all(mine == held and theirs in saved and theirs != seen for mine, held, theirs, seen in conflicts)
        if place.table is Note:
            assert {row.text for row in rows(NoteVersion)} <= {words, *saved}
