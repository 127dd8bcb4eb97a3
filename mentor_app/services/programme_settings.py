"""What coordinators settle for their programme: how requests go, how many places are suggested, what is asked."""

from dataclasses import asdict, dataclass, field
from datetime import timedelta

from sqlmodel import col, select

from mentor_app.clock import now
from mentor_app.db import UnitOfWork
from mentor_app.errors import InvalidInput
from mentor_app.i18n.catalogue import N_
from mentor_app.models import Mentorship, Programme
from mentor_app.realtime.changes import in_community, in_mentorship, in_programme
from mentor_app.security.coordination import led_programme
from mentor_app.services.evaluations import LONGEST_QUESTION, MOST_QUESTIONS, set_evaluation_questions
from mentor_app.services.preferences import LARGEST_CAPACITY
from mentor_app.services.texts import clean_text
from mentor_app.services.versions import merge_fields

MOST_OPEN, SHORTEST, LONGEST = 20, 3, 90
"""Most requests somebody may have open at once, and between how many days a request expires."""
LOOKED_BACK_ON = timedelta(days=60)


@dataclass(frozen=True)
class RequestRules:
    """How many requests one person may have open, after how many days recipients are reminded, and when one expires.

    As typed: these are words until they have been read as numbers.
    """

    open_request_limit: str
    first_reminder_days: str
    second_reminder_days: str
    request_days: str


@dataclass(frozen=True)
class ProgrammeSettings:
    """Everything on the page. `questions` has a place for each question there may be."""

    programme: str
    slug: str
    allows_interest: bool
    open_request_limit: int
    first_reminder_days: int
    second_reminder_days: int
    request_days: int
    suggested_capacity: int
    questions: list[str] = field(default_factory=list[str])


def programme_settings(uow: UnitOfWork, slug: str) -> ProgrammeSettings:
    """The settings of a programme.

    Raises:
        NotFound: for anyone who does not coordinate it.
    """
    programme = led_programme(uow, slug)
    asked = list(programme.evaluation_questions)
    return ProgrammeSettings(
        programme=programme.name,
        slug=programme.slug,
        allows_interest=programme.allows_interest,
        open_request_limit=programme.open_request_limit,
        first_reminder_days=programme.first_reminder_days,
        second_reminder_days=programme.second_reminder_days,
        request_days=programme.request_days,
        suggested_capacity=programme.suggested_capacity,
        questions=list(_placed(asked).values()),
    )


def allow_interest(uow: UnitOfWork, slug: str, on: bool) -> None:
    """Say whether members may show interest in one click, without a word of why.

    Raises:
        NotFound: for anyone who does not coordinate the programme.
    """
    programme = led_programme(uow, slug)
    _change(uow, programme, allows_interest=on)
    # Whoever has cards of members before them sees the button come or go.
    uow.announce(in_community(uow.actor.id))


def set_request_rules(uow: UnitOfWork, slug: str, typed: RequestRules, seen: RequestRules) -> None:
    """Say how requests go. What was sent already expires when its sender was told it would.

    Args:
        typed: the numbers as they should be.
        seen: those that stood when the typing began.

    Raises:
        Conflict: when somebody else has set one of these numbers meanwhile; nothing has changed then.
        InvalidInput: when a number is none, or does not go with the others; nothing has changed then.
        NotFound: for anyone who does not coordinate the programme.
    """
    programme = _held(uow, slug)
    standing = {name: str(getattr(programme, name)) for name in asdict(typed)}
    rules = RequestRules(**merge_fields(asdict(typed), asdict(seen), standing))
    limit = _number("open_request_limit", rules.open_request_limit, 1, MOST_OPEN)
    days = _number("request_days", rules.request_days, SHORTEST, LONGEST)
    first = _number("first_reminder_days", rules.first_reminder_days, 0, days - 1)
    second = _number("second_reminder_days", rules.second_reminder_days, 0, days - 1)
    if second and second <= first:
        raise InvalidInput("second_reminder_days", N_("The second reminder comes after the first."))
    _change(
        uow,
        programme,
        open_request_limit=limit,
        request_days=days,
        first_reminder_days=first,
        second_reminder_days=second,
    )


def suggest_capacity(uow: UnitOfWork, slug: str, places: str, seen: str) -> None:
    """Say with how many places new mentors begin; each of them changes that as they like.

    Args:
        places: as typed.
        seen: the number that stood when the typing began.

    Raises:
        Conflict: when somebody else has set it meanwhile.
        InvalidInput: when it is no such number.
        NotFound: for anyone who does not coordinate the programme.
    """
    programme, name = _held(uow, slug), "suggested_capacity"
    mine = merge_fields({name: places}, {name: seen}, {name: str(programme.suggested_capacity)})
    _change(uow, programme, suggested_capacity=_number(name, mine[name], 1, LARGEST_CAPACITY))


def ask_at_the_end(uow: UnitOfWork, slug: str, questions: list[str], seen: list[str]) -> None:
    """Say what the programme asks at the end of a mentorship, beside what everybody is asked.

    Args:
        questions: as typed, each in its place.
        seen: those that stood when the typing began.

    Raises:
        Conflict: when somebody else has changed one of them meanwhile.
        InvalidInput: when one is too long, named by its place.
        NotFound: for anyone who does not coordinate the programme.
    """
    programme = _held(uow, slug)
    before = list(programme.evaluation_questions)
    typed = {name: clean_text(name, each, LONGEST_QUESTION) for name, each in _placed(questions).items()}
    asked = merge_fields(typed, _placed(seen), _placed(before))
    set_evaluation_questions(uow, slug, list(asked.values()))
    if programme.evaluation_questions == before:
        return
    # Answers belong to questions by their place: whoever has them open must see the new ones.
    ended = select(Mentorship.id).where(
        Mentorship.programme_id == programme.id, col(Mentorship.ended_at) > now() - LOOKED_BACK_ON
    )
    uow.announce(in_programme(programme.slug), *(in_mentorship(each, "finish") for each in uow.session.exec(ended)))


def _held(uow: UnitOfWork, slug: str) -> Programme:
    """The programme, held until this transaction ends: what stands is compared with what was seen."""
    programme = led_programme(uow, slug)
    uow.session.refresh(programme, with_for_update={"key_share": True})
    return programme


def _placed(questions: list[str]) -> dict[str, str]:
    """Questions by their fields; a place without one is empty."""
    padded = [*questions, *[""] * (MOST_QUESTIONS - len(questions))]
    return {f"question_{place}": each for place, each in enumerate(padded)}


def _change(uow: UnitOfWork, programme: Programme, **settings: int) -> None:
    """Keep what differs, and write down from what to what."""
    changed = {name: value for name, value in settings.items() if getattr(programme, name) != value}
    if not changed:
        return
    noted = {name: f"{int(getattr(programme, name))} > {int(value)}" for name, value in changed.items()}
    for name, value in changed.items():
        setattr(programme, name, value)
    uow.record("programme.settings_changed", programme.id, **noted)
    uow.announce(in_programme(programme.slug))


def _number(about: str, typed: str, least: int, most: int) -> int:
    text = typed.strip()
    if not (text.isascii() and text.isdigit() and len(text) <= 4 and least <= int(text) <= most):
        raise InvalidInput(about, N_("Choose a number from {{least}} to {{most}}."), least=least, most=most)
    return int(text)
