"""The first-meeting checklist: what a mentor and a mentee agree on, with a text to start from for each point."""

from dataclasses import dataclass

from mentor_app.errors import InvalidInput
from mentor_app.i18n.catalogue import N_


@dataclass(frozen=True)
class Point:
    """One point: its title, the question to talk about, and a text to start from (empty for none)."""

    key: str
    title: str
    question: str
    start: str


POINTS: tuple[Point, ...] = (
    Point(
        "period",
        N_("Period"),
        N_("From when until when do we work together?"),
        N_("We work together for six months. After three months we look back and decide whether to go on as planned."),
    ),
    Point(
        "meetings",
        N_("Number of meetings"),
        N_("How often do we meet, and for how long?"),
        N_(
            "We meet once a month for an hour, at least five times in all. Whoever cannot come says so two days "
            "before, and proposes another time."
        ),
    ),
    Point(
        "contact",
        N_("Kind and frequency of contact"),
        N_("How do we meet, and how do we reach each other in between?"),
        N_(
            "We meet by video, and in person when we are in the same city. In between we write to each other here, "
            "and answer within five working days."
        ),
    ),
    Point(
        "topics",
        N_("Topics"),
        N_("What do we work on, meeting by meeting?"),
        N_(
            "First meeting: getting to know each other, and goals. Second and third: the most important goal. Fourth: "
            "what has changed, and what is still missing. Last meeting: looking back, and what comes next.\n\n"
            "The mentee prepares the agenda; both add to it."
        ),
    ),
    Point(
        "confidentiality",
        N_("Confidentiality"),
        N_("What stays between us?"),
        N_(
            "What we tell each other stays between us, also after the mentorship. We pass something on only when the "
            "other has said yes, or when somebody would otherwise come to harm."
        ),
    ),
    Point(
        "boundaries",
        N_("Boundaries"),
        N_("What do we expect of each other, and what not?"),
        N_(
            "The mentor shares experience and asks questions; decisions are the mentee's. The mentee does not expect "
            "a job, money or introductions. Each of us may say that something is too much, and may end the "
            "mentorship without giving reasons."
        ),
    ),
    Point("more", N_("Anything else"), N_("What else matters to you?"), ""),
)
"""In the order of the text. The last one is free."""

KEYS = tuple(point.key for point in POINTS)


def known_point(key: str) -> str:
    """A point by its key.

    Raises:
        InvalidInput: when there is none.
    """
    if key not in KEYS:
        raise InvalidInput("point")
    return key
