"""What Maya and Ben work on together."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlmodel import SQLModel

from mentor_app.demo.cast import BEN, MAYA
from mentor_app.demo.planting import id_of
from mentor_app.models import Activity, AgendaItem, Goal, Mentorship

_AGENDA = (
    (MAYA, "What I learned from the first interview", "They asked for a window function; I froze.", 15),
    (BEN, "Portfolio: which of the three projects first?", "", 20),
    (MAYA, "Salary range for junior analysts in Graz", "", 10),
)
"""Author, title, note and minutes."""

_GOALS = (
    ("Write SQL I can defend in an interview", "Solve ten tasks aloud, without looking things up", 23, 70),
    ("Three portfolio projects online", "Each with a question, a chart and a page of text", 70, 33),
    ("Ten applications sent", "Five of them to people I have spoken to before", 98, 20),
    ("Finish the SQL course", "Certificate", -3, 100),
)
"""Title, measure, days until it is due, and progress."""

_LATELY = (
    (BEN, "mentorship.begun", "", timedelta(days=71)),
    (MAYA, "goal.added", "Ten applications sent", timedelta(days=20)),
    (MAYA, "goal.reached", "Finish the SQL course", timedelta(days=3)),
    (BEN, "agenda.added", "Portfolio: which of the three projects first?", timedelta(minutes=50)),
)
"""Who did what, about what, and how long ago."""


def workspace_of(mentorship: Mentorship, at: datetime) -> Iterator[SQLModel]:
    """The agenda of the next meeting, the goals, and what happened lately."""
    for position, (author, title, note, minutes) in enumerate(_AGENDA):
        yield AgendaItem(
            mentorship_id=mentorship.id,
            author_id=id_of(author),
            edited_by=id_of(author),
            title=title,
            note=note,
            minutes=minutes,
            position=position,
            created_at=at - timedelta(days=6 - position),
        )
    for position, (title, measure, days, progress) in enumerate(_GOALS):
        yield Goal(
            mentorship_id=mentorship.id,
            author_id=id_of(MAYA),
            edited_by=id_of(MAYA),
            title=title,
            measure=measure,
            due_on=(at + timedelta(days=days)).date(),
            progress=progress,
            position=position,
            reached_at=at - timedelta(days=3) if progress == 100 else None,
            created_at=at - timedelta(days=60 - position),
        )
    for author, kind, title, ago in _LATELY:
        yield Activity(
            mentorship_id=mentorship.id,
            actor_id=id_of(author),
            kind=kind,
            params={"title": title},
            created_at=at - ago,
        )
