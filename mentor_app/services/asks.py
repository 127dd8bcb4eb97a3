"""What somebody who asks says: why this person, what for, how long and how often."""

from dataclasses import dataclass, field
from datetime import datetime

from mentor_app.errors import InvalidInput
from mentor_app.i18n.catalogue import N_
from mentor_app.models import MentoringRequest
from mentor_app.services.texts import clean_text
from mentor_app.vocabularies import FREQUENCIES, MONTHS, PURPOSES, label

LEAST_MESSAGE, LONGEST_MESSAGE = 40, 2000
MOST_GOALS = 5


@dataclass(frozen=True, slots=True)
class Wishes:
    """What is wished, as values of the vocabularies; nothing means that it is left open.

    Args:
        months: 3, 6, 12, or 0; for mentoring.
        frequency: `weekly`, `fortnightly`, `monthly` or empty; for mentoring.
        purpose: `interview`, `networking` or `question`; for a flash meeting, which needs one.
    """

    months: int = 0
    frequency: str = ""
    purpose: str = ""


OPEN = Wishes()


@dataclass(frozen=True, slots=True)
class Ask:
    """The words of a request.

    Args:
        message: why this person.
        hope: what is hoped for.
        goals: names of skills to work on.
        wishes: how long and how often, or what a flash meeting is for.
        times: that suit for a first conversation, as typed on the sender's own clock.
        kept: times that were typed earlier, instead; those that have passed meanwhile are left out.
    """

    message: str = ""
    hope: str = ""
    goals: list[str] = field(default_factory=list[str])
    wishes: Wishes = OPEN
    times: list[str] = field(default_factory=list[str])
    kept: tuple[datetime, ...] = ()


def checked_ask(ask: Ask, kind: str, *, may_be_silent: bool = False) -> Ask:
    """These words as they are kept and sent.

    Args:
        kind: `mentoring` or `flash`.
        may_be_silent: the message may be empty; when there is one, it is as long as any other.

    Raises:
        InvalidInput: when one of them cannot be accepted.
    """
    least = 0 if may_be_silent and not ask.message.strip() else LEAST_MESSAGE
    return Ask(
        message=clean_text("message", ask.message, LONGEST_MESSAGE, least=least, lines=True),
        hope=clean_text("hope", ask.hope, LONGEST_MESSAGE, lines=True),
        goals=[clean_text("goals", goal, 80, least=1) for goal in ask.goals[:MOST_GOALS]],
        wishes=checked_wishes(ask.wishes, kind),
    )


def checked_wishes(wishes: Wishes, kind: str) -> Wishes:
    """What of these wishes belongs to a request of this kind.

    Args:
        kind: `mentoring` or `flash`.

    Raises:
        InvalidInput: for a value that is not offered, and when a flash meeting has no purpose.
    """
    if kind == "flash":
        if wishes.purpose not in {choice.value for choice in PURPOSES}:
            raise InvalidInput("purpose", N_("Please choose what the meeting is for."))
        return Wishes(purpose=wishes.purpose)
    if wishes.months and str(wishes.months) not in {choice.value for choice in MONTHS}:
        raise InvalidInput("months")
    if wishes.frequency and wishes.frequency not in {choice.value for choice in FREQUENCIES}:
        raise InvalidInput("frequency")
    return Wishes(wishes.months, wishes.frequency)


def wished(request: MentoringRequest) -> list[str]:
    """What is wished, as English labels to be translated where they are shown."""
    said = (
        label("months", request.months) if request.months else "",
        label("frequency", request.frequency) if request.frequency else "",
        label("purpose", request.purpose) if request.purpose else "",
    )
    return [each for each in said if each]
