"""The Meetings tab: what is coming, what has been, and one meeting open with its agenda and minutes."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial

from sqlmodel import col, select

from mentor_app.clock import iso, now
from mentor_app.db import UnitOfWork
from mentor_app.models import Meeting, Mentorship
from mentor_app.services.agenda import AgendaItemDetail
from mentor_app.services.meeting_accounts import CHANGE_WITHIN
from mentor_app.services.meeting_agenda import agenda_of, next_meeting_of
from mentor_app.services.meetings import has_ended
from mentor_app.services.minutes import SectionDetail, list_minutes
from mentor_app.services.proposals import NO_PROPOSAL, ProposalDetail, proposals_of, their_zone, zones_of

SHOWN = 30


@dataclass(frozen=True)
class MeetingItem:
    """A meeting in a list, as one of its two people sees it. Times are ISO, UTC.

    `turn` is `mine`, `theirs`, or empty when no time is suggested. `asks` says that it is over and nothing is settled:
    `i_said` and `they_said` are what both have said so far; for some weeks either `may_correct` it. One that `repeats`
    is one of `occurrences`; once they are settled it `is_of_series` under its `number`, and may have later ones.
    """

    id: str
    mentorship_id: str
    status: str
    starts_at: str
    ends_at: str
    minutes: int
    format: str
    place: str
    is_link: bool
    their_zone: str
    turn: str
    asks: bool
    i_said: str
    they_said: str
    called_off_by_me: bool
    words: str
    version: int
    proposal: ProposalDetail = NO_PROPOSAL
    may_correct: bool = False
    repeats: str = ""
    occurrences: int = 1
    number: int = 1
    is_of_series: bool = False
    has_later: bool = False


@dataclass(frozen=True)
class OpenMeeting:
    """One meeting with what was prepared for it and written down about it."""

    meeting: MeetingItem
    is_next: bool
    agenda: list[AgendaItemDetail]
    left_open: int
    minutes: list[SectionDetail]


@dataclass(frozen=True)
class MeetingsDetail:
    """The tab. `my_zone` is the reader's; of those that are `over` nobody knows yet what became of them."""

    my_zone: str
    over: list[MeetingItem] = field(default_factory=list[MeetingItem])
    coming: list[MeetingItem] = field(default_factory=list[MeetingItem])
    past: list[MeetingItem] = field(default_factory=list[MeetingItem])
    opened: OpenMeeting | None = None


def meetings_tab(meeting_id: str = "") -> Callable[[UnitOfWork, Mentorship], MeetingsDetail]:
    """What the tab asks, with one meeting open.

    Args:
        meeting_id: the meeting to open; by default the next one, else the last.
    """
    return partial(list_meetings, meeting_id=meeting_id)


def list_meetings(uow: UnitOfWork, mentorship: Mentorship, meeting_id: str = "") -> MeetingsDetail:
    """The meetings of a mentorship which the caller has already checked that the actor may see."""
    newest = select(Meeting).where(Meeting.mentorship_id == mentorship.id).order_by(col(Meeting.created_at).desc())
    rows = list(uow.session.exec(newest.limit(3 * SHOWN)))
    items = meeting_items(uow, rows)
    coming = [item for row, item in zip(rows, items, strict=True) if is_ahead(row)]
    over = [item for item in items if item.asks and item.may_correct]
    past = [item for row, item in zip(rows, items, strict=True) if not is_ahead(row) and item not in over]
    coming.sort(key=lambda item: (item.turn != "mine", item.starts_at == "", item.starts_at))
    over.sort(key=lambda item: item.starts_at)
    past.sort(key=lambda item: _reversed(item.starts_at))
    nearest = next_meeting_of(uow, mentorship.id)
    chosen = next((row for row in rows if row.id == (meeting_id or (nearest.id if nearest else ""))), None)
    opened = None
    if chosen is not None:
        opened = _open(uow, chosen, items[rows.index(chosen)], is_next=nearest is not None and nearest.id == chosen.id)
    zone = zones_of(uow, rows)[uow.actor.id]
    return MeetingsDetail(my_zone=zone, over=over, coming=coming, past=past[:SHOWN], opened=opened)


def meeting_items(uow: UnitOfWork, rows: list[Meeting]) -> list[MeetingItem]:
    """These meetings, all of them the actor's, in the same order."""
    zones, proposals = zones_of(uow, rows), proposals_of(uow, rows)
    return [_item(row, uow.actor.id, zones, proposals.get(row.id)) for row in rows]


def is_ahead(meeting: Meeting) -> bool:
    """Whether a meeting is still to be settled, or to take place."""
    return meeting.status == "proposed" or (meeting.status == "confirmed" and not has_ended(meeting))


def _item(meeting: Meeting, me: str, zones: dict[str, str], proposal: ProposalDetail | None) -> MeetingItem:
    partner, starts_at = meeting.partner_of(me), meeting.starts_at
    said = (meeting.mentor_says, meeting.mentee_says)
    i_said, they_said = said if me == meeting.mentor_id else said[::-1]
    return MeetingItem(
        id=meeting.id,
        mentorship_id=meeting.mentorship_id or "",
        status=meeting.status,
        starts_at=iso(starts_at),
        ends_at=(starts_at + timedelta(minutes=meeting.minutes)).isoformat() if starts_at else "",
        minutes=meeting.minutes,
        format=meeting.format,
        place=meeting.place,
        is_link=meeting.place.startswith(("https://", "http://")),
        their_zone=their_zone(starts_at or now(), zones[me], zones[partner]),
        turn="" if proposal is None else "theirs" if proposal.is_mine else "mine",
        asks=meeting.status == "confirmed" and has_ended(meeting),
        i_said=i_said,
        they_said=they_said,
        called_off_by_me=meeting.cancelled_by == me,
        words=meeting.cancel_words,
        version=meeting.version,
        proposal=proposal or NO_PROPOSAL,
        may_correct=starts_at is not None and now() <= starts_at + CHANGE_WITHIN,
        repeats=meeting.repeats,
        occurrences=meeting.occurrences,
        number=meeting.number,
        is_of_series=meeting.series_id is not None,
        has_later=meeting.series_id is not None and meeting.number < meeting.occurrences,
    )


def _open(uow: UnitOfWork, meeting: Meeting, item: MeetingItem, *, is_next: bool) -> OpenMeeting:
    agenda = agenda_of(uow, meeting, is_next=is_next)
    return OpenMeeting(
        meeting=item,
        is_next=is_next,
        agenda=agenda,
        left_open=0 if is_ahead(meeting) else sum(not each.is_done for each in agenda),
        minutes=list_minutes(uow, meeting),
    )


def _reversed(moment: str) -> tuple[int, ...]:
    return tuple(-ord(each) for each in moment)
