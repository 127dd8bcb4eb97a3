"""A mentorship to take along: everything the two wrote together, part by part, for one of them."""

from collections.abc import Callable
from dataclasses import dataclass, field

from sqlmodel import col, or_, select

from mentor_app.db import UnitOfWork
from mentor_app.i18n.catalogue import N_, day
from mentor_app.models import AgendaItem, Evaluation, Meeting, Mentorship, MinutesSection, Revision, TimeEntry
from mentor_app.security.access import current_member, visible_mentorship
from mentor_app.services.agreement_pages import text_of
from mentor_app.services.evaluations import BENEFITS, RATED
from mentor_app.services.export_parts import BESIDE, ExportPart, Reader, folder_of
from mentor_app.services.goals import list_goals
from mentor_app.services.people import people_by_id


@dataclass(frozen=True)
class MentorshipExport:
    """Everything, in the order it is read; `files` are names in the folder by the ids of the files."""

    language: str
    title: str
    between: str
    parts: list[ExportPart]
    files: dict[str, str] = field(default_factory=dict[str, str])


def mentorship_export(uow: UnitOfWork, mentorship_id: str) -> MentorshipExport:
    """Everything in a mentorship that the actor may read, at any time, also long after its end.

    Raises:
        NotFound: for a stranger.
    """
    mentorship = visible_mentorship(uow, mentorship_id)
    people = people_by_id(uow, [mentorship.mentor_id, mentorship.mentee_id])
    reader = Reader(current_member(uow), people, folder_of(uow, mentorship))
    return MentorshipExport(
        language=reader.member.locale,
        title=reader.say(N_("Mentorship")),
        between=f"{people[mentorship.mentor_id].name} · {people[mentorship.mentee_id].name}",
        parts=[part(uow, mentorship, reader) for part in PARTS],
        files=reader.files,
    )


def _agreement(uow: UnitOfWork, mentorship: Mentorship, reader: Reader) -> ExportPart:
    official = select(Revision).where(
        Revision.mentorship_id == mentorship.id, col(Revision.status).in_(("official", "replaced"))
    )
    rows = uow.session.exec(official.order_by(col(Revision.number).desc()))
    entries = [
        [(reader.say(N_("Revision")), str(row.number))]
        + [(reader.say(part.title), part.words) for part in text_of(row.words)]
        + [(reader.say(N_("Fingerprint of this text (SHA-256)")), row.digest)]
        for row in rows
    ]
    return ExportPart("agreement", reader.say(N_("Agreement")), entries)


def _goals(uow: UnitOfWork, mentorship: Mentorship, reader: Reader) -> ExportPart:
    entries = [
        [
            (reader.say(N_("Goal")), goal.title),
            (reader.say(N_("How will you know?")), goal.measure),
            (reader.say(N_("By when?")), goal.due_on),
            (reader.say(N_("Progress")), f"{goal.progress} %"),
        ]
        for goal in list_goals(uow, mentorship.id)
    ]
    return ExportPart("goals", reader.say(N_("Goals")), entries)


def _agenda(uow: UnitOfWork, mentorship: Mentorship, reader: Reader) -> ExportPart:
    items = select(AgendaItem).where(AgendaItem.mentorship_id == mentorship.id).order_by(col(AgendaItem.created_at))
    entries = [
        [(reader.say(N_("Topic or question")), item.title), (reader.say(N_("Note")), item.note)]
        for item in uow.session.exec(items)
    ]
    return ExportPart("agenda", reader.say(N_("Topics")), entries)


def _meetings(uow: UnitOfWork, mentorship: Mentorship, reader: Reader) -> ExportPart:
    held = select(Meeting).where(Meeting.mentorship_id == mentorship.id, col(Meeting.starts_at).is_not(None))
    entries: list[list[tuple[str, str]]] = []
    for meeting in uow.session.exec(held.order_by(col(Meeting.starts_at))):
        minutes = select(MinutesSection).where(MinutesSection.meeting_id == meeting.id)
        entries.append(
            [
                (reader.say(N_("Meeting")), reader.told(meeting.starts_at)),
                (reader.say(N_("Minutes")), str(meeting.minutes)),
            ]
            + [(reader.say(N_("Written down")), part.words) for part in uow.session.exec(minutes) if part.words]
        )
    return ExportPart("meetings", reader.say(N_("Meetings")), entries)


def _time(uow: UnitOfWork, mentorship: Mentorship, reader: Reader) -> ExportPart:
    """The meetings, which count for both, and what the reader alone wrote down."""
    mine = or_(col(TimeEntry.member_id).is_(None), TimeEntry.member_id == uow.actor.id)
    spent = select(TimeEntry).where(TimeEntry.mentorship_id == mentorship.id, mine).order_by(col(TimeEntry.on_day))
    entries = [
        [
            (reader.say(N_("Day")), day(reader.member.locale, entry.on_day)),
            (reader.say(N_("Minutes")), str(entry.minutes)),
            (reader.say(N_("Note")), entry.words),
        ]
        for entry in uow.session.exec(spent)
    ]
    return ExportPart("time", reader.say(N_("Time")), entries)


def _evaluation(uow: UnitOfWork, mentorship: Mentorship, reader: Reader) -> ExportPart:
    """Only the reader's own."""
    own = select(Evaluation).where(Evaluation.mentorship_id == mentorship.id, Evaluation.author_id == uow.actor.id)
    entries = [
        [
            (reader.say(N_("How did you benefit?")), reader.say(each.label))
            for each in BENEFITS
            if each.value in row.benefits
        ]
        + [(reader.say(each.label), f"{row.ratings[each.value]} / 5") for each in RATED if each.value in row.ratings]
        + [(reader.say(N_("In your own words")), row.words)]
        + [(question, str(answer)) for question, answer in row.answers.items()]
        for row in uow.session.exec(own)
    ]
    return ExportPart("evaluation", reader.say(N_("Looking back")), entries)


PARTS: tuple[Callable[[UnitOfWork, Mentorship, Reader], ExportPart], ...] = (
    _agreement,
    _goals,
    _agenda,
    _meetings,
    *BESIDE,
    _time,
    _evaluation,
)
"""Each asks for itself what this reader may see."""
