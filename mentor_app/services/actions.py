"""What the two have promised to do: by whom, by when, for which goal, out of which meeting."""

from dataclasses import dataclass

from sqlmodel import col, func, select

from mentor_app.clock import iso, now, to_zone
from mentor_app.db import UnitOfWork
from mentor_app.errors import InvalidInput, TooMany
from mentor_app.i18n.catalogue import N_
from mentor_app.models import ActionItem, Goal, Meeting, Member, Mentorship
from mentor_app.realtime.changes import in_mentorship
from mentor_app.security.access import editable_mentorship
from mentor_app.security.workspace import editable_action
from mentor_app.services.activities import note_activity
from mentor_app.services.texts import clean_text, optional_day
from mentor_app.services.versions import claim_version

MOST_ACTIONS = 200


@dataclass(frozen=True)
class ActionDetail:
    """An action as both see it. `due_on` and `meeting_at`, on the reader's own clock, are ISO dates or empty."""

    id: str
    title: str
    owner_id: str
    due_on: str
    is_done: bool
    is_late: bool
    goal_id: str
    goal: str
    meeting_id: str
    meeting_at: str
    version: int


@dataclass(frozen=True)
class MeetingChoice:
    """A meeting an action may come out of. `at` is its day on the reader's own clock (ISO)."""

    id: str
    at: str


@dataclass(frozen=True)
class ActionsDetail:
    """The actions: open ones first by date, then those done; and the meetings they may be linked to."""

    actions: list[ActionDetail]
    meetings: list[MeetingChoice]


def actions_of(uow: UnitOfWork, mentorship: Mentorship) -> ActionsDetail:
    """The actions of a mentorship that the caller has already checked the actor may see."""
    found = (
        select(ActionItem, Goal.title, Meeting.starts_at)
        .join(Goal, col(Goal.id) == ActionItem.goal_id, isouter=True)
        .join(Meeting, col(Meeting.id) == ActionItem.meeting_id, isouter=True)
        .where(ActionItem.mentorship_id == mentorship.id)
        .order_by(
            col(ActionItem.done_at).is_not(None),
            col(ActionItem.due_on).is_(None),
            col(ActionItem.due_on),
            col(ActionItem.created_at),
        )
    )
    zone = uow.session.get_one(Member, uow.actor.id).time_zone
    today = to_zone(now(), zone).date()
    return ActionsDetail(
        actions=[
            ActionDetail(
                id=row.id,
                title=row.title,
                owner_id=row.owner_id,
                due_on=iso(row.due_on),
                is_done=row.done_at is not None,
                is_late=row.done_at is None and row.due_on is not None and row.due_on < today,
                goal_id=row.goal_id or "",
                goal=goal or "",
                meeting_id=row.meeting_id or "",
                meeting_at=to_zone(at, zone).date().isoformat() if at else "",
                version=row.version,
            )
            for row, goal, at in uow.session.exec(found)
        ],
        meetings=_meetings(uow, mentorship, zone),
    )


def _meetings(uow: UnitOfWork, mentorship: Mentorship, zone: str) -> list[MeetingChoice]:
    met = select(Meeting).where(Meeting.mentorship_id == mentorship.id, col(Meeting.starts_at).is_not(None))
    found = uow.session.exec(met.order_by(col(Meeting.starts_at).desc()).limit(20))
    return [
        MeetingChoice(each.id, to_zone(each.starts_at, zone).date().isoformat()) for each in found if each.starts_at
    ]


def add_action(
    uow: UnitOfWork,
    mentorship_id: str,
    title: str,
    whose: str,
    due_on: str = "",
    goal_id: str = "",
    meeting_id: str = "",
) -> str:
    """Promise something, for oneself or, in agreement, for the other one; returns the action's id.

    Args:
        whose: `mentor` or `mentee`.
        due_on: an ISO date, or empty for none.
        goal_id: a goal of this mentorship, or empty.
        meeting_id: a meeting of this mentorship, or empty.
    """
    mentorship = editable_mentorship(uow, mentorship_id)
    words = clean_text("title", title, 300, least=1)
    held = select(func.count()).where(ActionItem.mentorship_id == mentorship.id)
    if uow.session.exec(held).one() >= MOST_ACTIONS:
        raise TooMany(N_("There is room for {{most}} actions. Please remove some first."), most=MOST_ACTIONS)
    action = ActionItem(
        mentorship_id=mentorship.id,
        author_id=uow.actor.id,
        edited_by=uow.actor.id,
        owner_id=_owner(mentorship, whose),
        title=words,
        due_on=optional_day("due_on", due_on),
        goal_id=_goal(uow, mentorship, goal_id),
        meeting_id=_meeting(uow, mentorship, meeting_id),
    )
    uow.session.add(action)
    note_activity(uow, mentorship.id, "action.added", title=action.title)
    _announce(uow, mentorship_id, "action.added", action)
    return action.id


def rename_action(uow: UnitOfWork, mentorship_id: str, action_id: str, title: str, version: int) -> None:
    """Change what an action says.

    Raises:
        Conflict: when the other person saved in between.
    """
    action = editable_action(uow, mentorship_id, action_id)
    words = clean_text("title", title, 300, least=1)
    claim_version(action, version, uow.actor.id, mine=words, theirs=action.title)
    action.title = words
    _announce(uow, mentorship_id, "action.changed", action)


def plan_action(uow: UnitOfWork, mentorship_id: str, action_id: str, whose: str, due_on: str, goal_id: str) -> None:
    """Change who does it, by when and what for."""
    action, mentorship = editable_action(uow, mentorship_id, action_id), editable_mentorship(uow, mentorship_id)
    action.owner_id, action.due_on = _owner(mentorship, whose), optional_day("due_on", due_on)
    action.goal_id = _goal(uow, mentorship, goal_id)
    _announce(uow, mentorship_id, "action.changed", action)


def tick_action(uow: UnitOfWork, mentorship_id: str, action_id: str, done: bool) -> None:
    """Say that it is done, or not."""
    action = editable_action(uow, mentorship_id, action_id)
    if done and action.done_at is None:
        note_activity(uow, mentorship_id, "action.done", title=action.title)
    action.done_at = (action.done_at or now()) if done else None
    _announce(uow, mentorship_id, "action.done" if done else "action.reopened", action)


def remove_action(uow: UnitOfWork, mentorship_id: str, action_id: str) -> None:
    """Take an action off the list."""
    action = editable_action(uow, mentorship_id, action_id)
    uow.session.delete(action)
    _announce(uow, mentorship_id, "action.removed", action)


def _owner(mentorship: Mentorship, whose: str) -> str:
    if whose not in ("mentor", "mentee"):
        raise InvalidInput("whose", N_("Please choose who does it."))
    return mentorship.mentor_id if whose == "mentor" else mentorship.mentee_id


def _goal(uow: UnitOfWork, mentorship: Mentorship, goal_id: str) -> str | None:
    goal = uow.session.get(Goal, goal_id) if goal_id else None
    if goal_id and (goal is None or goal.mentorship_id != mentorship.id):
        raise InvalidInput("goal_id", N_("This goal is no longer there."))
    return goal_id or None


def _meeting(uow: UnitOfWork, mentorship: Mentorship, meeting_id: str) -> str | None:
    meeting = uow.session.get(Meeting, meeting_id) if meeting_id else None
    if meeting_id and (meeting is None or meeting.mentorship_id != mentorship.id):
        raise InvalidInput("meeting_id", N_("This meeting is no longer there."))
    return meeting_id or None


def _announce(uow: UnitOfWork, mentorship_id: str, action: str, row: ActionItem) -> None:
    uow.record(action, row.id)
    uow.announce(in_mentorship(mentorship_id, "actions"))
