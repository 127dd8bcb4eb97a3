"""What must be true of a life-cycle: of every moment, and of every step from one moment to the next."""

from collections import Counter
from types import SimpleNamespace as Row
from typing import Any

from mentor_app.db import Job
from mentor_app.errors import NotFound
from mentor_app.models import (
    AgendaItem,
    Clause,
    Goal,
    Letter,
    Meeting,
    MentoringRequest,
    Mentorship,
    MinutesSection,
    Referral,
    Revision,
    TimeEntry,
    TimeProposal,
    TimeSlot,
)
from mentor_app.models.calendars import MeetingCopy
from mentor_app.services.agreement_text import digest_of
from tests.lifecycle.steps import Outcome
from tests.lifecycle.world import PLACES, Seen, World, audit_since

NEW = "new"
WAYS: dict[type, dict[str, set[str]]] = {
    MentoringRequest: {
        NEW: {"open"},
        "open": {"accepted", "declined", "withdrawn", "expired", "flash_offered", "referred"},
        "flash_offered": {"accepted", "flash_declined"},
    },
    Referral: {NEW: {"asked"}, "asked": {"agreed", "refused", "expired"}},
    Mentorship: {NEW: {"active"}, "active": {"ended"}},
    Meeting: {
        NEW: {"proposed"},
        "proposed": {"confirmed", "cancelled", "declined"},
        "confirmed": {"held", "missed", "moved", "cancelled"},
        # What both settled is open again while they say different things.
        **{account: {"confirmed"} for account in ("held", "missed", "moved")},
    },
    TimeProposal: {NEW: {"open"}, "open": {"agreed", "answered", "declined", "withdrawn"}},
    Revision: {
        NEW: {"waiting", "set_aside"},
        "waiting": {"official", "countered", "superseded", "withdrawn", "lapsed"},
        "official": {"replaced"},
    },
}
AUTOSAVED = {"write_text"}
"""Saved with every pause in typing: the versions of the text are its record."""
ACCOUNTS_AFTER_THE_END = {"say_it", "days_pass", "meeting_time_comes"}


def true_of_a_moment(world: World, seen: Seen) -> None:
    """What is true however the moment came about, also after a machine that stopped half-way."""
    _places_are_not_oversold(world, seen)
    _agreements_are_agreed(seen)
    _meetings_have_times(seen)
    held = {row.id: row.minutes for row in seen.all(Meeting, status="held")}
    assert {row.meeting_id: row.minutes for row in seen.all(TimeEntry) if row.meeting_id} == held, "the time log"


def true_of_a_step(world: World, after: Seen, outcome: Outcome) -> None:
    """What is true of one step: who could take it, what it changed, and what it left behind."""
    before, attempt, who = world.seen, outcome.attempt, outcome.who
    if attempt.party is not None and who not in attempt.party:
        assert isinstance(outcome.refusal, NotFound), f"{outcome.name} exists for a stranger: {outcome.refusal!r}"
    if attempt.party is not None and who not in attempt.able:
        assert outcome.refusal is not None, f"{outcome.name} was done by somebody who may not"
    if outcome.refusal is not None:
        assert after == before, f"{outcome.name} was refused and changed something"
        assert world.promised == [], f"{outcome.name} was refused and promised something"
        return
    true_of_a_moment(world, after)
    _only_along_known_ways(before, after)
    _written_down(before, after, outcome)
    _ended_is_read_only(before, after, outcome.name)
    _promised(before, after, world.promised)


def reachable(before: Seen, after: Seen) -> None:
    """That each row got where it is along known ways, in any number of steps."""
    for table, row, old in _changed(before, after, WAYS):
        ways, came = WAYS[table], {NEW if old is None else old.status}
        while more := {to for each in came for to in ways.get(each, ())} - came:
            came |= more
        assert row.status in came, f"{table.__name__} became {row.status} out of {old and old.status}"


def promises_are_kept(seen: Seen, keys: set[str]) -> None:
    """Jobs and rows were committed together: neither is there without the other."""
    letters = {row.id: row for row in seen.all(Letter)}
    copies = {row.id: row for row in seen.all(MeetingCopy)}
    meetings = {row.id: row for row in seen.all(Meeting)}
    assert {row.id for row in letters.values() if row.status == "queued"} <= keys, "a letter nobody will send"
    for copy in copies.values():
        wanted = {f"calendar:{copy.calendar_id}:{copy.id}:{count}" for count in range(1, copy.wanted + 1)}
        assert wanted <= keys, "a calendar nobody will write to"
    for key in keys:
        kind, _, rest = key.partition(":")
        if kind == "calendar":
            _calendar, copy_id, count = rest.split(":")
            assert copies[copy_id].wanted >= int(count), "a calendar to be written to for nothing"
        elif kind == "meeting":
            meeting_id, sequence, _name = rest.split(":")
            assert meetings[meeting_id].sequence >= int(sequence), "a meeting to be tended that never was"
        else:
            assert key in letters, f"work for something that is not there: {key}"


def _places_are_not_oversold(world: World, seen: Seen) -> None:
    active = seen.all(Mentorship, status="active")
    pairs = Counter((row.mentor_id, row.mentee_id, row.kind, row.programme_id) for row in active)
    assert all(count == 1 for count in pairs.values()), "two mentorships of one pair"
    for name, places in PLACES.items():
        taken = [row for row in active if row.mentor_id == world.people[name] and row.kind == "mentoring"]
        assert len(taken) <= places, f"{name} has {len(taken)} mentees in {places} places"
    assert {row.request_id for row in seen.all(Mentorship) if row.request_id} == {
        row.id for row in seen.all(MentoringRequest, status="accepted")
    }, "a request was accepted without a mentorship, or the other way round"


def _agreements_are_agreed(seen: Seen) -> None:
    for status in ("waiting", "official"):
        count = Counter(row.mentorship_id for row in seen.all(Revision, status=status))
        assert all(each == 1 for each in count.values()), f"two texts are {status}"
    for row in seen.all(Revision):
        mentorship = seen.get(Mentorship, row.mentorship_id)
        both = {mentorship.mentor_id, mentorship.mentee_id}
        assert row.digest == digest_of(row.words), "a text is not the one that its digest names"
        if row.status in ("official", "replaced"):
            assert {row.author_id, row.approved_by} == both, "official, and not approved by both"
        else:
            assert row.approved_by is None
        assert row.status != "waiting" or mentorship.status == "active", "a text waits in a mentorship that is over"


def _meetings_have_times(seen: Seen) -> None:
    proposals, copies = seen.all(TimeProposal), seen.all(MeetingCopy)
    for meeting in seen.all(Meeting):
        mine = [row for row in proposals if row.meeting_id == meeting.id]
        waiting = [row for row in mine if row.status == "open"]
        assert len(waiting) <= 1, "two suggestions wait"
        if meeting.status == "proposed":
            assert (len(waiting), meeting.starts_at) == (1, None), "a meeting without a time, and nobody's turn"
        if meeting.status not in ("proposed", "confirmed"):
            assert not waiting, f"a meeting is {meeting.status}, and times are waiting"
        if meeting.status in ("confirmed", "held", "missed", "moved"):
            agreed = {row.id for row in mine if row.status == "agreed"}
            slots = {row.starts_at for row in seen.all(TimeSlot) if row.proposal_id in agreed}
            assert meeting.starts_at in slots, "a meeting at a time nobody agreed to"
            due = {row.member_id for row in copies if row.meeting_id == meeting.id and row.wanted >= 1}
            assert due == {meeting.mentor_id, meeting.mentee_id}, "a meeting that somebody's calendar lacks"


def _changed(before: Seen, after: Seen, tables: Any) -> list[tuple[type, Row, Row | None]]:
    return [
        (table, row, before.rows[table].get(key))
        for table in tables
        for key, row in after.rows[table].items()
        if before.rows[table].get(key) != row
    ]


def _only_along_known_ways(before: Seen, after: Seen) -> None:
    for table, row, old in _changed(before, after, WAYS):
        was = NEW if old is None else old.status
        if was != row.status:
            assert row.status in WAYS[table].get(was, set()), f"{table.__name__}: {was} -> {row.status}"
    for table in WAYS:
        assert before.rows[table].keys() <= after.rows[table].keys(), f"a {table.__name__} has gone"


def _written_down(before: Seen, after: Seen, outcome: Outcome) -> None:
    entries = audit_since(before)
    assert all(entry.actor_id == outcome.who for entry in entries), "written down as somebody else's"
    named = {entry.subject for entry in entries} | {entry.details.get("mentorship") for entry in entries}
    for table, row, _old in _changed(before, after, (MentoringRequest, Mentorship, Meeting)):
        assert row.id in named, f"{outcome.name}: a {table.__name__} changed and nothing says so"
    if after.rows != before.rows and outcome.name not in AUTOSAVED:
        assert entries, f"{outcome.name} changed something and nothing says so"
    for _table, row, old in _changed(before, after, (Revision,)):
        if row.status == "official":
            told = [entry for entry in entries if entry.action == "agreement.approved"]
            assert [(entry.actor_id, entry.details["digest"]) for entry in told] == [(row.approved_by, row.digest)]
            assert old.digest == row.digest, "another text became official than the one that was sent"


def _ended_is_read_only(before: Seen, after: Seen, name: str) -> None:
    for mentorship in before.all(Mentorship, status="ended"):
        assert _work_of(before, mentorship, name) == _work_of(after, mentorship, name), f"{name}: changed after the end"


def _work_of(seen: Seen, mentorship: Row, name: str) -> list[Any]:
    """All that two people wrote and agreed on; but they may still say which of their meetings took place."""
    meetings = seen.all(Meeting, mentorship_id=mentorship.id)
    ids = {row.id for row in meetings}
    tables: tuple[type, ...] = (Clause, Revision, Goal)
    kept: list[Any] = [mentorship, [(row.id, row.starts_at, row.place, row.format, row.sequence) for row in meetings]]
    kept += [seen.all(table, mentorship_id=mentorship.id) for table in tables]
    kept += [[row for row in seen.all(TimeEntry, mentorship_id=mentorship.id) if row.meeting_id is None]]
    kept += [[row for row in seen.all(MinutesSection) if row.meeting_id in ids]]
    kept += [[(row.id, row.title) for row in seen.all(AgendaItem, mentorship_id=mentorship.id)]]
    if name not in ACCOUNTS_AFTER_THE_END:
        kept += [meetings, [row for row in seen.all(TimeProposal) if row.meeting_id in ids]]
    return kept


def _promised(before: Seen, after: Seen, jobs: list[Job]) -> None:
    keys = {job.key for job in jobs}
    for _table, letter, old in _changed(before, after, (Letter,)):
        assert old is not None or letter.status != "queued" or letter.id in keys, "a letter that nobody will send"
    for _table, copy, old in _changed(before, after, (MeetingCopy,)):
        if old is None or copy.wanted > old.wanted:
            assert f"calendar:{copy.calendar_id}:{copy.id}:{copy.wanted}" in keys, "a calendar nobody will write to"
    for _table, meeting, old in _changed(before, after, (Meeting,)):
        shown = ("status", "starts_at", "place", "format")
        if meeting.starts_at and (old is None or any(getattr(old, each) != getattr(meeting, each) for each in shown)):
            _calendars_follow(before, after, meeting, old, keys)


def _calendars_follow(before: Seen, after: Seen, meeting: Row, old: Row | None, keys: set[str]) -> None:
    if meeting.status == "confirmed" and (old is None or old.starts_at != meeting.starts_at):
        assert f"meeting:{meeting.id}:{meeting.sequence}:end" in keys, "a meeting after which nobody will be asked"
    if meeting.status not in ("confirmed", "cancelled") or (old and old.status in ("held", "missed", "moved")):
        return
    for copy in after.all(MeetingCopy, meeting_id=meeting.id):
        former = before.rows[MeetingCopy].get(copy.id)
        assert former is None or former.wanted < copy.wanted, "a calendar that keeps the old time"
