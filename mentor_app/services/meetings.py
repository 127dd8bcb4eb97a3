"""The meetings of a mentorship: proposed, confirmed, moved, cancelled."""

from datetime import timedelta

from sqlmodel import case, col, func, select, update

from mentor_app.clock import now
from mentor_app.db import UnitOfWork
from mentor_app.errors import InvalidInput, NotPermitted, TooMany
from mentor_app.i18n.catalogue import N_
from mentor_app.models import AgendaItem, Meeting, Member, Mentorship
from mentor_app.security.access import editable_mentorship
from mentor_app.security.meetings import editable_meeting
from mentor_app.services.letters import write_letter
from mentor_app.services.meeting_invitations import take_out, words_for_all
from mentor_app.services.meeting_steps import (
    call_off,
    letter_words,
    settle_time,
    tell_of_meeting,
    touch_meeting,
)
from mentor_app.services.proposals import agree, close_proposal, open_proposal, spelled_out, suggest
from mentor_app.services.series import (
    ONCE,
    Rhythm,
    later_ones,
    read_rhythm,
    settle_series,
    told_rhythm,
    within_a_year,
)
from mentor_app.services.texts import clean_text
from mentor_app.services.times import read_minutes

FORMATS = ("video", "phone", "in_person", "written")
MOST_OPEN = 12
LONGEST_PLACE, LONGEST_WORDS = 500, 1000


def propose_meeting(
    uow: UnitOfWork,
    mentorship_id: str,
    times: list[str],
    minutes: int = 30,
    meeting_format: str = "video",
    place: str = "",
    words: str = "",
    rhythm: Rhythm = ONCE,
) -> str:
    """Suggest one or several times for a new meeting, or for the first of a series; returns its id.

    Args:
        times: as typed, on the actor's own wall clock.
        meeting_format: one of `FORMATS`.
        place: a link, number or address.
        words: a few words for the other.
        rhythm: how it repeats.

    Raises:
        InvalidInput, NotFound, NotPermitted, TooMany: when it cannot be; nothing is sent.
    """
    mentorship = editable_mentorship(uow, mentorship_id)
    repeats, count = read_rhythm(rhythm)
    _room_for_more(uow, mentorship.id, count)
    meeting = _meeting_of(mentorship, uow.actor.id)
    meeting.minutes, meeting.format = read_minutes(minutes), read_format(meeting_format)
    meeting.place = clean_text("place", place, LONGEST_PLACE)
    meeting.repeats, meeting.occurrences = repeats, count
    uow.session.add(meeting)
    uow.session.flush()
    _suggest_and_tell(uow, meeting, times, words, "meeting.proposed")
    return meeting.id


def suggest_times(uow: UnitOfWork, meeting_id: str, times: list[str], words: str = "") -> None:
    """Suggest other times: for a meeting that has none yet, or to move a confirmed one, which keeps its time meanwhile.

    Raises:
        NotPermitted: when the meeting is over, or called off.
    """
    meeting = editable_meeting(uow, meeting_id)
    if meeting.status == "proposed":
        _suggest_and_tell(uow, meeting, times, words, "meeting.times_suggested")
        return
    still_to_come(meeting)
    _suggest_and_tell(uow, meeting, times, words, "meeting.move_suggested", kind="move")


def confirm_meeting(uow: UnitOfWork, meeting_id: str, slot_id: str) -> None:
    """Take one of the other's times: the meeting is settled there, or moved there; a series begins there.

    Raises:
        NotPermitted: when it is not the actor's turn, or the time cannot be any more.
    """
    meeting = editable_meeting(uow, meeting_id)
    if meeting.status not in ("proposed", "confirmed"):
        raise NotPermitted(N_("This meeting is over, or was called off."))
    is_new, starts_at = meeting.status == "proposed", agree(uow, meeting, slot_id)
    if is_new and meeting.repeats:
        settle_series(uow, meeting, starts_at)
    else:
        settle_time(uow, meeting, starts_at)


def decline_times(uow: UnitOfWork, meeting_id: str, words: str = "") -> None:
    """Say no to the other's times: a meeting without a time ends, a confirmed one stays where it is.

    Whoever made the suggestion takes it back in the same way.

    Raises:
        NotPermitted: when nothing is suggested.
    """
    meeting = editable_meeting(uow, meeting_id)
    suggestion = open_proposal(uow, meeting.id)
    if suggestion is None:
        raise NotPermitted(N_("These times have been replaced meanwhile. Please look again."))
    note = clean_text("words", words, LONGEST_WORDS, lines=True)
    is_mine = suggestion.author_id == uow.actor.id
    close_proposal(uow, meeting, "withdrawn" if is_mine else "declined")
    if meeting.status == "confirmed":
        touch_meeting(uow, meeting, "meeting.stays")
        kind = "meeting.stays"
    else:
        call_off(uow, meeting, "cancelled" if is_mine else "declined", note)
        kind = "meeting.withdrawn" if is_mine else "meeting.declined"
        _free_agenda(uow, meeting)
    other = uow.session.get_one(Member, meeting.partner_of(uow.actor.id))
    tell_of_meeting(uow, meeting, other, kind)
    write_letter(uow, kind.replace(".", "_"), other, _said(uow, meeting, other, note))


def cancel_meeting(uow: UnitOfWork, meeting_id: str, words: str = "", *, later: bool = False) -> None:
    """Call a confirmed meeting off, with words for the other. It needs no consent: nobody is made to come.

    Args:
        later: whether all later ones of its series are called off with it.

    Raises:
        NotPermitted: when it is over, or was never settled.
    """
    meeting = editable_meeting(uow, meeting_id)
    still_to_come(meeting)
    note = clean_text("words", words, LONGEST_WORDS, lines=True)
    ended = [meeting, *(later_ones(uow, meeting) if later else ())]
    for each in ended:
        close_proposal(uow, each, "withdrawn")
        call_off(uow, each, "cancelled", note)
        _free_agenda(uow, each)
    other = uow.session.get_one(Member, meeting.partner_of(uow.actor.id))
    if len(ended) > 1:
        tell_of_meeting(uow, meeting, other, "meeting.series_cancelled")
        write_letter(uow, "meeting_series_cancelled", other, words_for_all(uow, ended, other, note))
    else:
        tell_of_meeting(uow, meeting, other, "meeting.cancelled")
        write_letter(uow, "meeting_cancelled", other, _said(uow, meeting, other, note))
    take_out(uow, ended, uow.session.get_one(Member, uow.actor.id))


def read_format(meeting_format: str) -> str:
    """How two people meet.

    Raises:
        InvalidInput: when there is no such way.
    """
    if meeting_format not in FORMATS:
        raise InvalidInput("format", N_("Please choose how you meet."))
    return meeting_format


def still_to_come(meeting: Meeting) -> None:
    """Refuse what can only be done to a settled meeting that is not over.

    Raises:
        NotPermitted: when it is over, or was called off.
    """
    if meeting.status != "confirmed" or has_ended(meeting):
        raise NotPermitted(N_("This meeting is over, or was called off."))


def has_ended(meeting: Meeting) -> bool:
    """Whether the time of a settled meeting is over."""
    return meeting.starts_at is not None and meeting.starts_at + timedelta(minutes=meeting.minutes) <= now()


def _meeting_of(mentorship: Mentorship, proposer_id: str) -> Meeting:
    return Meeting(
        mentorship_id=mentorship.id,
        mentor_id=mentorship.mentor_id,
        mentee_id=mentorship.mentee_id,
        proposer_id=proposer_id,
        changed_at=now(),
    )


def _suggest_and_tell(
    uow: UnitOfWork, meeting: Meeting, typed: list[str], words: str, step: str, kind: str = "times"
) -> None:
    times = suggest(uow, meeting, typed, words, kind)
    if meeting.status == "proposed":
        # A series keeps the hour of whoever wrote the times it begins with.
        meeting.time_zone = uow.session.get_one(Member, uow.actor.id).time_zone
        within_a_year(meeting, times)
    touch_meeting(uow, meeting, step)
    other = uow.session.get_one(Member, meeting.partner_of(uow.actor.id))
    tell_of_meeting(uow, meeting, other, step)
    note = clean_text("words", words, LONGEST_WORDS, lines=True)
    if meeting.status == "proposed" and meeting.repeats:
        note = "\n\n".join(filter(None, (told_rhythm(other.locale, meeting.repeats, meeting.occurrences), note)))
    params = {**letter_words(uow, meeting, other), "times": spelled_out(times, other, note)}
    write_letter(uow, step.replace(".", "_"), other, params)


def _said(uow: UnitOfWork, meeting: Meeting, other: Member, note: str) -> dict[str, str]:
    return {**letter_words(uow, meeting, other), "note": note}


def _room_for_more(uow: UnitOfWork, mentorship_id: str, count: int) -> None:
    # A proposed series is one row for as many meetings as it will have.
    weight = case((col(Meeting.status) == "proposed", col(Meeting.occurrences)), else_=1)
    ahead = select(func.coalesce(func.sum(weight), 0)).where(
        Meeting.mentorship_id == mentorship_id, col(Meeting.status).in_(("proposed", "confirmed"))
    )
    left = MOST_OPEN - uow.session.exec(ahead).one()
    if left <= 0:
        raise TooMany(N_("You have {{most}} meetings open. Please settle some first."), most=MOST_OPEN)
    if count > left:
        words = N_("At most {{left}} more, please: {{most}} meetings can be open at once.")
        raise InvalidInput("occurrences", words, left=left, most=MOST_OPEN)


def _free_agenda(uow: UnitOfWork, meeting: Meeting) -> None:
    """What was to be talked about there is for the next meeting again."""
    uow.session.exec(update(AgendaItem).where(col(AgendaItem.meeting_id) == meeting.id).values(meeting_id=None))
