"""The shared agenda of the next meeting."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import bindparam
from sqlmodel import col, func, select

from mentor_app.clock import now
from mentor_app.db import UnitOfWork
from mentor_app.errors import InvalidInput, TooMany
from mentor_app.i18n.catalogue import N_
from mentor_app.models import AgendaItem, Meeting
from mentor_app.realtime.changes import in_mentorship
from mentor_app.security.access import editable_agenda_item, editable_mentorship
from mentor_app.services.ordering import move_to
from mentor_app.services.texts import clean_text
from mentor_app.services.times import MOST_MINUTES
from mentor_app.services.versions import claim_version

MOST_ITEMS = 100
LONGEST_MINUTES = 240

_NEXT = (
    select(Meeting.id)
    .where(Meeting.mentorship_id == bindparam("mentorship"), Meeting.status == "confirmed")
    .where(col(Meeting.starts_at) > bindparam("since"))
    .order_by(col(Meeting.starts_at))
    .limit(1)
    .scalar_subquery()
)
# Built once: every open dashboard asks this at every change.
_ORDERED = (
    select(AgendaItem)
    .where(AgendaItem.mentorship_id == bindparam("mentorship"))
    .where(col(AgendaItem.meeting_id).is_(None) | (col(AgendaItem.meeting_id) == _NEXT))
    .order_by(col(AgendaItem.position), col(AgendaItem.created_at))
)


@dataclass(frozen=True)
class AgendaItemDetail:
    """A line of the agenda as both see it. `minutes` is how long it may take; `version` is what a save must name."""

    id: str
    title: str
    note: str
    minutes: int
    author_id: str
    is_done: bool
    version: int
    position: int


def list_agenda(uow: UnitOfWork, mentorship_id: str) -> list[AgendaItemDetail]:
    """The agenda of whichever meeting comes next. The caller has checked that the actor may see this mentorship."""
    return [detail_of(item) for item in _for_the_next(uow, mentorship_id)]


def add_agenda_item(uow: UnitOfWork, mentorship_id: str, title: str) -> str:
    """Put a topic or question at the end of the agenda, and return its id."""
    mentorship = editable_mentorship(uow, mentorship_id)
    words = clean_text("title", title, 300, least=1)
    how_many = select(func.count()).where(AgendaItem.mentorship_id == mentorship.id)
    count = uow.session.exec(how_many).one()
    if count >= MOST_ITEMS:
        raise TooMany(N_("An agenda holds {{most}} items. Please remove some first."), most=MOST_ITEMS)
    item = AgendaItem(
        mentorship_id=mentorship.id,
        author_id=uow.actor.id,
        edited_by=uow.actor.id,
        title=words,
        position=count,
    )
    uow.session.add(item)
    _announce(uow, mentorship.id, "agenda.added", item)
    return item.id


def rename_agenda_item(uow: UnitOfWork, mentorship_id: str, item_id: str, title: str, version: int) -> None:
    """Change what an item says.

    Raises:
        Conflict: when the other person saved in between.
    """
    item = editable_agenda_item(uow, mentorship_id, item_id)
    words = clean_text("title", title, 300, least=1)
    claim_version(item, version, uow.actor.id, mine=words, theirs=item.title)
    item.title = words
    _announce(uow, mentorship_id, "agenda.changed", item)


def note_agenda_item(uow: UnitOfWork, mentorship_id: str, item_id: str, note: str, version: int) -> None:
    """Change the note under an item.

    Raises:
        Conflict: when the other person saved in between.
    """
    item = editable_agenda_item(uow, mentorship_id, item_id)
    words = clean_text("note", note, 2000, lines=True)
    claim_version(item, version, uow.actor.id, mine=words, theirs=item.note)
    item.note = words
    _announce(uow, mentorship_id, "agenda.changed", item)


def time_agenda_item(uow: UnitOfWork, mentorship_id: str, item_id: str, minutes: int) -> None:
    """Say how many minutes an item may take."""
    item = editable_agenda_item(uow, mentorship_id, item_id)
    if not 0 < minutes <= LONGEST_MINUTES:
        raise InvalidInput("minutes", N_("Between 1 and {{most}} minutes, please."), most=LONGEST_MINUTES)
    item.minutes = minutes
    _announce(uow, mentorship_id, "agenda.changed", item)


def tick_agenda_item(uow: UnitOfWork, mentorship_id: str, item_id: str, done: bool) -> None:
    """Mark an item as talked about, or not."""
    item = editable_agenda_item(uow, mentorship_id, item_id)
    item.done_at = now() if done else None
    _announce(uow, mentorship_id, "agenda.ticked" if done else "agenda.unticked", item)


def move_agenda_item(uow: UnitOfWork, mentorship_id: str, item_id: str, place: int) -> None:
    """Move an item to a place in the order, counted from 0."""
    item = editable_agenda_item(uow, mentorship_id, item_id)
    move_to(_beside(uow, item), item.id, place)
    _announce(uow, mentorship_id, "agenda.moved", item)


def remove_agenda_item(uow: UnitOfWork, mentorship_id: str, item_id: str) -> None:
    """Take an item off the agenda."""
    item = editable_agenda_item(uow, mentorship_id, item_id)
    uow.session.delete(item)
    _announce(uow, mentorship_id, "agenda.removed", item)


def _for_the_next(uow: UnitOfWork, mentorship_id: str) -> list[AgendaItem]:
    since = now() - timedelta(minutes=MOST_MINUTES)
    return list(uow.session.exec(_ORDERED, params={"mentorship": mentorship_id, "since": since}))


def _beside(uow: UnitOfWork, item: AgendaItem) -> list[AgendaItem]:
    """The items among which this one is shown, in order."""
    shown = _for_the_next(uow, item.mentorship_id)
    if item in shown:
        return shown
    own = select(AgendaItem).where(AgendaItem.meeting_id == item.meeting_id)
    return list(uow.session.exec(own.order_by(col(AgendaItem.position), col(AgendaItem.created_at))))


def _announce(uow: UnitOfWork, mentorship_id: str, action: str, item: AgendaItem) -> None:
    uow.record(action, item.id)
    uow.announce(in_mentorship(mentorship_id, "agenda"))


def detail_of(item: AgendaItem) -> AgendaItemDetail:
    """A line of the agenda for the page."""
    return AgendaItemDetail(
        id=item.id,
        title=item.title,
        note=item.note,
        minutes=item.minutes,
        author_id=item.author_id,
        is_done=item.done_at is not None,
        version=item.version,
        position=item.position,
    )
