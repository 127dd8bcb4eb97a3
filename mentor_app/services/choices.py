"""Ranked choices: up to five mentors whom a mentee would ask next, known to nobody else."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlmodel import col, select

from mentor_app.clock import now
from mentor_app.db import UnitOfWork
from mentor_app.errors import NotFound, NotPermitted, TooMany
from mentor_app.i18n.catalogue import N_
from mentor_app.models import ChoiceRule, Member, RankedChoice
from mentor_app.realtime.changes import for_member
from mentor_app.security.access import current_member, visible_member
from mentor_app.security.choices import own_choice
from mentor_app.services.asking import asking
from mentor_app.services.asks import Ask, Wishes, checked_ask
from mentor_app.services.beginnings import work_together
from mentor_app.services.ordering import move_to
from mentor_app.services.people import Person, people_by_id
from mentor_app.services.requests import send, waits_for
from mentor_app.services.texts import preview
from mentor_app.services.times import read_times

MOST_CHOICES = 5
PREVIEW = 90


@dataclass(frozen=True, slots=True)
class ChoiceItem:
    """Somebody lined up.

    Args:
        rank: from 1.
        preview: the beginning of the words that would be sent.
        is_skipped: their turn came and they could not be asked.
        is_there: the mentee can still look at them.
        times: how many times for a first conversation would be sent.
        passed: how many more were kept and have passed meanwhile.
    """

    id: str
    person: Person
    rank: int
    preview: str
    is_skipped: bool
    is_there: bool
    is_last: bool
    times: int = 0
    passed: int = 0


@dataclass(frozen=True, slots=True)
class LineDetail:
    """Everybody lined up, in order; whether the next one is asked without the mentee doing anything, and who is next.

    `upcoming` holds the first who can be asked, or nobody.
    """

    choices: list[ChoiceItem] = field(default_factory=list[ChoiceItem])
    upcoming: list[ChoiceItem] = field(default_factory=list[ChoiceItem])
    asks_alone: bool = False


def get_line(uow: UnitOfWork) -> LineDetail:
    """The actor's own choices."""
    me = current_member(uow)
    rows = choices_of(uow, me.id)
    rule = uow.session.get(ChoiceRule, me.id)
    people = people_by_id(uow, [row.mentor_id for row in rows])
    items = [
        ChoiceItem(
            id=row.id,
            person=people[row.mentor_id],
            rank=rank,
            preview=preview(row.message, PREVIEW),
            is_skipped=row.skipped_at is not None,
            is_there=_is_there(uow, row.mentor_id),
            is_last=rank == len(rows),
            times=len(kept_times(row)),
            passed=len(row.times) - len(kept_times(row)),
        )
        for rank, row in enumerate(rows, 1)
    ]
    upcoming = [item for item in items if item.is_there and not item.is_skipped][:1]
    return LineDetail(items, upcoming, asks_alone=rule is not None and rule.asks_alone)


def line_up(uow: UnitOfWork, to_id: str, ask: Ask) -> str:
    """Put a mentor at the end of the actor's line, with the words to be sent when their turn comes.

    Raises:
        InvalidInput: when the words or times could not be sent.
        NotFound: when the actor may not see this member.
        NotPermitted: when there would be nothing to ask, or they are lined up already.
        TooMany: when five are.
    """
    me = current_member(uow)
    mentor, profile = visible_member(uow, to_id)
    if mentor.id == me.id:
        raise NotPermitted(N_("You cannot ask yourself."))
    if not profile.offers_mentoring:
        raise NotPermitted(N_("{{name}} is not taking requests of this kind at present."), name=mentor.name)
    if work_together(uow, mentor.id, me.id, "mentoring"):
        raise NotPermitted(N_("You and {{name}} already work together."), name=mentor.name)
    if waits_for(uow, mentor.id):
        raise NotPermitted(N_("You have already asked {{name}} and are waiting for an answer."), name=mentor.name)
    hold_line(uow, me.id)
    rows = choices_of(uow, me.id)
    if any(row.mentor_id == mentor.id for row in rows):
        raise NotPermitted(N_("{{name}} is in your line already. You can change your words there."), name=mentor.name)
    if len(rows) >= MOST_CHOICES:
        raise TooMany(N_("Five people are lined up already. Take somebody out first."))
    choice = RankedChoice(mentee_id=me.id, mentor_id=mentor.id, position=len(rows))
    _write(uow, choice, ask)
    uow.record("choice.lined_up", choice.id, place=len(rows))
    return choice.id


def rewrite_choice(uow: UnitOfWork, choice_id: str, ask: Ask) -> None:
    """Change the words kept for somebody.

    Raises:
        InvalidInput: when they could not be sent.
        NotFound: when the choice is not the actor's.
    """
    choice = own_choice(uow, choice_id)
    hold_line(uow, choice.mentee_id)
    choice.skipped_at = None
    _write(uow, choice, ask)
    uow.record("choice.rewritten", choice.id)


def move_choice(uow: UnitOfWork, choice_id: str, place: int) -> None:
    """Give somebody another place in the line, counted from 0.

    Raises:
        NotFound: when the choice is not the actor's.
    """
    choice = own_choice(uow, choice_id)
    hold_line(uow, choice.mentee_id)
    move_to(choices_of(uow, choice.mentee_id), choice.id, place)
    _announce(uow)
    uow.record("choice.moved", choice.id, place=choice.position)


def drop_choice(uow: UnitOfWork, choice_id: str) -> None:
    """Take somebody out of the line; they never learn that they were in it.

    Raises:
        NotFound: when the choice is not the actor's.
    """
    choice = own_choice(uow, choice_id)
    hold_line(uow, choice.mentee_id)
    uow.session.delete(choice)
    _announce(uow)
    uow.record("choice.dropped", choice.id)


def ask_choice(uow: UnitOfWork, choice_id: str) -> str:
    """Ask somebody in the line now, and return the request's id.

    Raises:
        NotFound: when the choice is not the actor's.
        InvalidInput, NotFound, NotPermitted, TooMany: when they cannot be asked; they stay in the line.
    """
    choice = own_choice(uow, choice_id)
    hold_line(uow, choice.mentee_id)
    return send(uow, choice.mentor_id, "mentoring", kept_ask(choice))


def set_asks_alone(uow: UnitOfWork, on: bool) -> None:
    """Say whether the next one is asked without being told to."""
    hold_line(uow, current_member(uow).id).asks_alone = on
    _announce(uow)
    uow.record("choice.rule_set", alone=on)


def kept_ask(choice: RankedChoice) -> Ask:
    """What is kept for somebody, as it would be sent now."""
    wishes = Wishes(choice.months, choice.frequency)
    return Ask(choice.message, choice.hope, choice.goals, wishes, kept=tuple(kept_times(choice)))


def kept_times(choice: RankedChoice) -> list[datetime]:
    """The times kept for somebody that are still to come."""
    return [each for each in map(datetime.fromisoformat, choice.times) if each > now()]


def choices_of(uow: UnitOfWork, mentee_id: str) -> list[RankedChoice]:
    """Somebody's choices in order; for callers who act for this person."""
    mine = select(RankedChoice).where(RankedChoice.mentee_id == mentee_id)
    return list(uow.session.exec(mine.order_by(col(RankedChoice.position), col(RankedChoice.created_at))))


def hold_line(uow: UnitOfWork, mentee_id: str) -> ChoiceRule:
    """The rule of somebody's line, held until this transaction ends, so that nobody else changes the line."""
    # The member's row first, as sending does: the rule may not be there yet, and two tabs must not both write it.
    uow.session.exec(select(Member).where(Member.id == mentee_id).with_for_update(key_share=True)).one()
    rule = uow.session.get(ChoiceRule, mentee_id, populate_existing=True)
    if rule is None:
        rule = ChoiceRule(member_id=mentee_id)
        uow.session.add(rule)
        uow.session.flush()
    return rule


def _write(uow: UnitOfWork, choice: RankedChoice, ask: Ask) -> None:
    may_be_silent = asking(uow, choice.mentor_id).may_be_silent
    said = checked_ask(ask, "mentoring", may_be_silent=may_be_silent)
    choice.message, choice.hope, choice.goals = said.message, said.hope, said.goals
    choice.months, choice.frequency = said.wishes.months, said.wishes.frequency
    zone = current_member(uow).time_zone
    typed = any(each.strip() for each in ask.times)
    choice.times = [each.isoformat() for each in read_times(ask.times, zone)] if typed else []
    uow.session.add(choice)
    _announce(uow)


def _announce(uow: UnitOfWork) -> None:
    uow.announce(for_member(uow.actor.id, "requests"))


def _is_there(uow: UnitOfWork, member_id: str) -> bool:
    try:
        visible_member(uow, member_id)
    except NotFound:
        return False
    return True
