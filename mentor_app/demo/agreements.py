"""What Maya and Ben have agreed on."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlmodel import SQLModel

from mentor_app.demo.cast import BEN, MAYA
from mentor_app.demo.planting import id_of
from mentor_app.models import Clause, Mentorship, Revision
from mentor_app.services.agreement_points import KEYS
from mentor_app.services.agreement_text import digest_of

_TEXT = {
    "period": "Six months, until the first analyst job is signed or the half year is over, whichever comes first.",
    "meetings": "Once a month for an hour, on a Monday or Thursday after 17:00. Six meetings in all.",
    "contact": "By video. In between we write here; Ben answers within three working days, never at weekends.",
    "topics": "SQL aloud, the three portfolio projects, applications. Maya sends the agenda the evening before.",
    "confidentiality": "What we tell each other stays between us. Names of employers stay out of the notes.",
    "boundaries": "Ben opens no doors at his bank, and says honestly when something is not good enough yet.",
}


def agreement_of(mentorship: Mentorship, at: datetime) -> Iterator[SQLModel]:
    """The official text, sent by Maya and approved by Ben two months ago."""
    sent = at - timedelta(days=62)
    for point in KEYS[:-1]:
        yield Clause(
            mentorship_id=mentorship.id,
            point=point,
            words=_TEXT[point],
            talked_at=sent - timedelta(days=1),
            version=2,
            edited_by=id_of(MAYA),
            edited_from=2,
            created_at=sent,
        )
    yield Revision(
        mentorship_id=mentorship.id,
        number=1,
        author_id=id_of(MAYA),
        words=_TEXT,
        digest=digest_of(_TEXT),
        note="As we said last week. Is the weekend rule all right?",
        status="official",
        approved_by=id_of(BEN),
        approved_at=sent + timedelta(hours=20),
        created_at=sent,
    )
