"""Everything people do to a request, a mentorship and its meetings, each step with those who may take it.

A step is drawn together with what it is done to and who tries it: most often whoever may, else anybody.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from types import SimpleNamespace as Row
from typing import Any

from mentor_app.clock import now
from mentor_app.db import SYSTEM, Actor, read, transact
from mentor_app.errors import DomainError
from mentor_app.models import (
    Clause,
    Evaluation,
    Goal,
    Meeting,
    MentoringRequest,
    Mentorship,
    Referral,
    Revision,
    TimeEntry,
    TimeProposal,
    TimeSlot,
)
from mentor_app.services.agenda import add_agenda_item
from mentor_app.services.agreement_points import KEYS
from mentor_app.services.agreement_text import digest_of, write_clause
from mentor_app.services.agreements import approve_revision, send_revision, set_changes_aside, withdraw_revision
from mentor_app.services.asks import Wishes
from mentor_app.services.certificates import issue_certificate
from mentor_app.services.endings import REASONS, end_mentorship
from mentor_app.services.evaluations import RATED, evaluate
from mentor_app.services.flash_offers import accept_offer, decline_offer, offer_flash
from mentor_app.services.goals import add_goal, drop_goal, set_progress
from mentor_app.services.meeting_accounts import ACCOUNTS, say_what_happened
from mentor_app.services.meeting_places import change_place
from mentor_app.services.meeting_tending import due_meetings, tend_meeting
from mentor_app.services.meetings import (
    cancel_meeting,
    confirm_meeting,
    decline_times,
    propose_meeting,
    suggest_times,
)
from mentor_app.services.minutes import SECTIONS, write_minutes
from mentor_app.services.referral_expiry import due_referrals, tend_referral
from mentor_app.services.referrals import agree_to_referral, refer, refuse_referral
from mentor_app.services.request_expiry import due_requests, tend_request
from mentor_app.services.requests import accept_request, decline_request, send_request, withdraw_request
from mentor_app.services.time_answers import accept_time, suggest_time
from mentor_app.services.time_log import log_time, remove_time
from tests.lifecycle.world import Pick, Seen, World, ended, typed

WHY = "You moved from teaching to data yourself, and wrote honestly about the first year."
DAYS_ON = (1, 2, 4, 8, 16)


@dataclass
class Attempt:
    """Something to be tried: by `able` it may succeed, by the rest of `party` it is refused.

    For everybody else it does not exist. Without a `party` it is open to all; without an act only time passes.
    """

    act: Callable[..., Any]
    args: tuple[Any, ...] = ()
    able: set[str] = field(default_factory=set[str])
    party: set[str] | None = None
    by_machine: bool = False


@dataclass
class Step:
    name: str
    targets: Callable[[Seen], list[Any]]
    make: Callable[[World, Any, Pick], Attempt]
    weight: int = 1


@dataclass
class Outcome:
    """Who tried which step, and how it ended: refused with an error, or done."""

    name: str
    attempt: Attempt
    who: str | None
    refusal: DomainError | None


STEPS: list[Step] = []


def step(targets: Callable[[Seen], list[Any]], weight: int = 1) -> Callable[..., Any]:
    def known(make: Callable[[World, Any, Pick], Attempt]) -> Callable[[World, Any, Pick], Attempt]:
        STEPS.append(Step(make.__name__, targets, make, weight))
        return make

    return known


def take(world: World, pick: Pick, forward: Callable[[timedelta], None]) -> Outcome:
    """One step of one person, or of the clock; `world.seen` stays what it was before."""
    forward(timedelta(minutes=1))
    possible = [each for each in STEPS for _ in range(each.weight) if each.targets(world.seen)]
    chosen = pick(possible)
    attempt = chosen.make(world, pick(chosen.targets(world.seen)), pick)
    if attempt.by_machine:
        attempt.act(forward, *attempt.args)
        return Outcome(chosen.name, attempt, None, None)
    likely = [each for each in world.ids if each in attempt.able]
    who = pick([*likely * 10, *world.ids])
    try:
        transact(Actor(who), attempt.act, *attempt.args)
    except DomainError as refusal:
        return Outcome(chosen.name, attempt, who, refusal)
    return Outcome(chosen.name, attempt, who, None)


# Requests


def _requests(status: str) -> Callable[[Seen], list[Row]]:
    return lambda seen: seen.all(MentoringRequest, status=status)


def _about(request: Row, act: Callable[..., Any], able: str, *args: Any) -> Attempt:
    both = {request.sender_id, request.recipient_id}
    return Attempt(act, (request.id, *args), both if able == "both" else {getattr(request, able)}, both)


def _slots(seen: Seen, **of: str) -> list[str]:
    """The times that wait for an answer, of the meeting of a request or of a mentorship."""
    meetings = {meeting.id for meeting in seen.all(Meeting, **of)}
    waiting = {row.id for row in seen.all(TimeProposal, status="open") if row.meeting_id in meetings}
    return [slot.id for slot in seen.all(TimeSlot) if slot.proposal_id in waiting]


def _times(pick: Pick) -> list[str]:
    return [typed(hours=each) for each in pick(((26,), (50, 74), (98, 2)))]


@step(lambda _seen: [None], weight=2)
def ask(world: World, _target: None, pick: Pick) -> Attempt:
    sender, to = world.people[pick(("ben", "cy", "fay"))], world.people[pick(("ada", "gus"))]
    kind = pick(("mentoring", "mentoring", "flash"))
    wishes = Wishes(purpose="question") if kind == "flash" else Wishes()
    times = pick(([], _times(pick)))

    def as_sender(uow: Any) -> str:
        return send_request(uow, to, kind, WHY, goals=["SQL"], wishes=wishes, times=times)

    return Attempt(as_sender, (), {sender})


@step(_requests("open"), weight=3)
def accept(world: World, request: Row, pick: Pick) -> Attempt:
    slot = pick(["", *_slots(world.seen, request_id=request.id)])
    return _about(request, accept_request, "recipient_id", slot)


@step(lambda seen: [row for row in seen.all(MentoringRequest, status="open") if _slots(seen, request_id=row.id)], 2)
def take_time(world: World, request: Row, pick: Pick) -> Attempt:
    return _about(request, accept_time, "both", pick(_slots(world.seen, request_id=request.id)))


@step(_requests("open"))
def suggest_other_time(_world: World, request: Row, pick: Pick) -> Attempt:
    return _about(request, suggest_time, "both", _times(pick))


@step(_requests("open"))
def decline(_world: World, request: Row, _pick: Pick) -> Attempt:
    return _about(request, decline_request, "recipient_id", "no_time")


@step(_requests("open"))
def withdraw(_world: World, request: Row, _pick: Pick) -> Attempt:
    return _about(request, withdraw_request, "sender_id")


@step(_requests("open"), weight=2)
def offer_less(_world: World, request: Row, _pick: Pick) -> Attempt:
    return _about(request, offer_flash, "recipient_id")


@step(_requests("flash_offered"), weight=5)
def take_offer(_world: World, request: Row, _pick: Pick) -> Attempt:
    return _about(request, accept_offer, "sender_id")


@step(_requests("flash_offered"))
def leave_offer(_world: World, request: Row, _pick: Pick) -> Attempt:
    return _about(request, decline_offer, "sender_id")


@step(_requests("open"))
def refer_on(world: World, request: Row, _pick: Pick) -> Attempt:
    colleague = world.people["gus" if request.recipient_id == world.people["ada"] else "ada"]
    return _about(request, refer, "recipient_id", colleague, "Somebody who wants to learn SQL.")


@step(lambda seen: seen.all(Referral, status="asked"), weight=2)
def answer_referral(_world: World, referral: Row, pick: Pick) -> Attempt:
    verb = pick((agree_to_referral, refuse_referral))
    return Attempt(verb, (referral.id,), {referral.colleague_id}, {referral.colleague_id})


@step(lambda seen: [row for row in seen.all(MentoringRequest) if row.status not in ("open", "flash_offered")])
def answer_too_late(_world: World, request: Row, pick: Pick) -> Attempt:
    verb = pick((accept_request, withdraw_request, accept_offer, offer_flash))
    both = {request.sender_id, request.recipient_id}
    return Attempt(verb, (request.id,), set(), both)


# The mentorship


def _in(mentorship: Row, act: Callable[..., Any], *args: Any, able: set[str] | None = None) -> Attempt:
    both = {mentorship.mentor_id, mentorship.mentee_id}
    return Attempt(act, (mentorship.id, *args), both if able is None else able, both)


def _active(seen: Seen) -> list[Row]:
    return seen.all(Mentorship, status="active")


def _ended(seen: Seen) -> list[Row]:
    return seen.all(Mentorship, status="ended")


def _of_active(table: type, **matching: object) -> Callable[[Seen], list[tuple[Row, Row]]]:
    def pairs(seen: Seen) -> list[tuple[Row, Row]]:
        found = [(seen.get(Mentorship, row.mentorship_id), row) for row in seen.all(table, **matching)]
        return [pair for pair in found if pair[0].status == "active"]

    return pairs


def _digest(seen: Seen, mentorship: Row) -> str:
    return digest_of({row.point: row.words for row in seen.all(Clause, mentorship_id=mentorship.id)})


@step(_active, weight=4)
def write_text(world: World, mentorship: Row, pick: Pick) -> Attempt:
    point = pick(KEYS[:2])
    version = next((row.version for row in world.seen.all(Clause, mentorship_id=mentorship.id, point=point)), 1)
    is_first = not world.seen.all(Revision, mentorship_id=mentorship.id)
    able = {mentorship.mentee_id} if is_first else None
    words = pick(("Six months.", "Weekly.", ""))
    return _in(mentorship, write_clause, point, words, pick((version, version, version, 0)), able=able)


def _unsent(seen: Seen) -> list[Row]:
    """Those in which something is written that is neither sent nor agreed on."""
    sent = {(row.mentorship_id, row.digest) for row in seen.all(Revision) if row.status in ("waiting", "official")}
    nothing = digest_of({})
    return [row for row in _active(seen) if _digest(seen, row) != nothing and (row.id, _digest(seen, row)) not in sent]


@step(_unsent, weight=5)
def send_text(world: World, mentorship: Row, pick: Pick) -> Attempt:
    return _in(mentorship, send_revision, pick((_digest(world.seen, mentorship),) * 5 + ("another",)))


@step(_of_active(Revision, status="waiting"), weight=8)
def approve_text(world: World, pair: tuple[Row, Row], pick: Pick) -> Attempt:
    mentorship, revision = pair
    able = {mentorship.mentor_id, mentorship.mentee_id} - {revision.author_id}
    digest = pick((revision.digest, revision.digest, _digest(world.seen, mentorship), "another"))
    return _in(mentorship, approve_revision, revision.id, digest, able=able)


@step(_of_active(Revision, status="waiting"), weight=2)
def take_text_back(_world: World, pair: tuple[Row, Row], _pick: Pick) -> Attempt:
    mentorship, revision = pair
    return _in(mentorship, withdraw_revision, revision.id, able={revision.author_id})


@step(lambda seen: [pair for pair in _of_active(Revision)(seen) if pair[0] in _unsent(seen)], weight=2)
def set_text_aside(world: World, pair: tuple[Row, Row], _pick: Pick) -> Attempt:
    return _in(pair[0], set_changes_aside, _digest(world.seen, pair[0]))


@step(_active)
def set_goal(_world: World, mentorship: Row, _pick: Pick) -> Attempt:
    return _in(mentorship, add_goal, "Teach my first course")


@step(_of_active(Goal))
def change_goal(_world: World, pair: tuple[Row, Row], pick: Pick) -> Attempt:
    verb, *args = pick(((set_progress, 50), (set_progress, 100), (drop_goal,)))
    return _in(pair[0], verb, pair[1].id, *args)


@step(_active)
def add_to_agenda(_world: World, mentorship: Row, _pick: Pick) -> Attempt:
    return _in(mentorship, add_agenda_item, "How to begin")


@step(_active)
def write_time_down(_world: World, mentorship: Row, _pick: Pick) -> Attempt:
    return _in(mentorship, log_time, now().date().isoformat(), 20, "Reading")


@step(_of_active(TimeEntry))
def strike_time(_world: World, pair: tuple[Row, Row], _pick: Pick) -> Attempt:
    mentorship, entry = pair
    return _in(mentorship, remove_time, entry.id, able={entry.member_id} if entry.member_id else set())


@step(_active)
def end(_world: World, mentorship: Row, pick: Pick) -> Attempt:
    return _in(mentorship, end_mentorship, pick(REASONS).value, pick(("", "Thank you for everything.")))


def _unanswered(seen: Seen) -> list[Row]:
    return [row for row in _ended(seen) if len(seen.all(Evaluation, mentorship_id=row.id)) < 2]


def _with_hours(seen: Seen) -> list[Row]:
    """Those of which there is something to confirm."""
    counted = {row.mentorship_id for row in seen.all(TimeEntry) if row.meeting_id}
    return [row for row in _ended(seen) if row.id in counted]


@step(_unanswered)
def look_back(_world: World, mentorship: Row, _pick: Pick) -> Attempt:
    return _in(mentorship, evaluate, ["clarity"], {choice.value: 4 for choice in RATED}, "It helped.")


@step(_with_hours, weight=5)
def get_certificate(_world: World, mentorship: Row, _pick: Pick) -> Attempt:
    return _in(mentorship, issue_certificate)


@step(_ended)
def change_what_ended(world: World, mentorship: Row, pick: Pick) -> Attempt:
    times, meetings = [typed(hours=30)], world.seen.all(Meeting, mentorship_id=mentorship.id)
    verbs: list[tuple[Any, ...]] = [
        (write_clause, mentorship.id, KEYS[0], "Too late", 1),
        (send_revision, mentorship.id, _digest(world.seen, mentorship)),
        (add_goal, mentorship.id, "Too late"),
        (add_agenda_item, mentorship.id, "Too late"),
        (log_time, mentorship.id, now().date().isoformat(), 20, "Too late"),
        (propose_meeting, mentorship.id, times),
        (end_mentorship, mentorship.id, "circumstances"),
        *((drop_goal, mentorship.id, row.id) for row in world.seen.all(Goal, mentorship_id=mentorship.id)),
        *((suggest_times, meeting.id, times) for meeting in meetings),
        *((cancel_meeting, meeting.id) for meeting in meetings),
        *((write_minutes, meeting.id, SECTIONS[0], "Too late", 0) for meeting in meetings),
    ]
    verb, *args = pick(verbs)
    return Attempt(verb, tuple(args), set(), {mentorship.mentor_id, mentorship.mentee_id})


# Its meetings


def _meetings(*statuses: str) -> Callable[[Seen], list[Row]]:
    def found(seen: Seen) -> list[Row]:
        rows = [row for row in seen.all(Meeting) if row.mentorship_id and row.status in statuses]
        return [row for row in rows if seen.get(Mentorship, row.mentorship_id).status == "active"]

    return found


def _at(meeting: Row, act: Callable[..., Any], *args: Any, able: set[str] | None = None) -> Attempt:
    both = {meeting.mentor_id, meeting.mentee_id}
    return Attempt(act, (meeting.id, *args), both if able is None else able, both)


def _waiting(seen: Seen) -> list[tuple[Row, Row]]:
    open_ones = seen.all(TimeProposal, status="open")
    found = [(seen.get(Meeting, row.meeting_id), row) for row in open_ones]
    return [(meeting, row) for meeting, row in found if meeting in _meetings("proposed", "confirmed")(seen)]


@step(_active, weight=3)
def propose(_world: World, mentorship: Row, pick: Pick) -> Attempt:
    return _in(mentorship, propose_meeting, _times(pick), pick((30, 60)))


@step(_meetings("proposed", "confirmed"))
def suggest(_world: World, meeting: Row, pick: Pick) -> Attempt:
    return _at(meeting, suggest_times, _times(pick))


@step(_waiting, weight=8)
def confirm(world: World, pair: tuple[Row, Row], pick: Pick) -> Attempt:
    meeting, proposal = pair
    slot = pick(world.seen.all(TimeSlot, proposal_id=proposal.id))
    return _at(meeting, confirm_meeting, slot.id, able={meeting.mentor_id, meeting.mentee_id} - {proposal.author_id})


@step(_waiting)
def say_no_to_times(_world: World, pair: tuple[Row, Row], _pick: Pick) -> Attempt:
    return _at(pair[0], decline_times, "Not then.")


@step(lambda seen: [row for row in _meetings("confirmed")(seen) if not ended(row, now())], weight=2)
def cancel(_world: World, meeting: Row, _pick: Pick) -> Attempt:
    return _at(meeting, cancel_meeting, "I am ill.")


@step(_meetings("proposed", "confirmed"))
def place(_world: World, meeting: Row, _pick: Pick) -> Attempt:
    return _at(meeting, change_place, "in_person", "Reading Room")


@step(_meetings("confirmed", "held"))
def write_down(_world: World, meeting: Row, pick: Pick) -> Attempt:
    return _at(meeting, write_minutes, SECTIONS[0], "What we said", pick((0, 1, 2)))


def _over(seen: Seen) -> list[Row]:
    return [row for row in seen.all(Meeting) if row.mentorship_id and row.starts_at and ended(row, now())]


@step(_over, weight=8)
def say_it(_world: World, meeting: Row, pick: Pick) -> Attempt:
    return _at(meeting, say_what_happened, pick(("held", "held", "held", *ACCOUNTS)))


# Time


def tend(forward: Callable[[timedelta], None], *_args: Any) -> None:
    """What the hourly sweeps do."""
    del forward
    for request in read(SYSTEM, due_requests):
        transact(SYSTEM, tend_request, request)
    for referral in read(SYSTEM, due_referrals):
        transact(SYSTEM, tend_referral, referral)
    for meeting in read(SYSTEM, due_meetings):
        transact(SYSTEM, tend_meeting, meeting)


@step(lambda _seen: [None], weight=2)
def days_pass(world: World, _target: None, pick: Pick) -> Attempt:
    return Attempt(_pass_and_tend, (pick(DAYS_ON),), by_machine=True)


def _pass_and_tend(forward: Callable[[timedelta], None], days: int) -> None:
    forward(timedelta(days=days))
    tend(forward)


@step(lambda seen: [row for row in seen.all(Meeting, status="confirmed") if not ended(row, now())], weight=3)
def meeting_time_comes(_world: World, meeting: Row, _pick: Pick) -> Attempt:
    return Attempt(_until, (meeting.starts_at + timedelta(minutes=meeting.minutes),), by_machine=True)


def _until(forward: Callable[[timedelta], None], moment: datetime) -> None:
    forward(max(moment - now(), timedelta(0)))
    tend(forward)
