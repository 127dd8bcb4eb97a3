"""The official agreement as a paper: every word of it, in the reader's language."""

from dataclasses import asdict, dataclass

from mentor_app.clock import to_zone
from mentor_app.config import settings
from mentor_app.db import UnitOfWork
from mentor_app.errors import NotFound
from mentor_app.i18n.catalogue import N_, day, translate
from mentor_app.models import Member, Programme
from mentor_app.security.access import current_member, visible_mentorship
from mentor_app.services.agreement_pages import text_of
from mentor_app.services.agreements import standing

PAGE_WORDS = N_("Page {{page}} of {{pages}}")


@dataclass(frozen=True)
class PaperPart:
    """A heading and what stands below it."""

    title: str
    words: str


@dataclass(frozen=True)
class AgreementPaper:
    """Everything on the paper, in words; `number` is the revision's."""

    number: int
    language: str
    organisation: str
    title: str
    between: str
    parts: list[PaperPart]
    approvals: list[str]
    fingerprint_words: str
    fingerprint: str
    page_words: str

    def content(self) -> dict[str, object]:
        """For the template, whose names have hyphens."""
        return {name.replace("_", "-"): value for name, value in asdict(self).items()}


def agreement_paper(uow: UnitOfWork, mentorship_id: str) -> AgreementPaper:
    """The official agreement, for one of the two.

    Raises:
        NotFound: for a stranger, and while there is none.
    """
    mentorship = visible_mentorship(uow, mentorship_id)
    official = standing(uow, mentorship.id, "official")
    if official is None or official.approved_at is None:
        raise NotFound
    me, language = current_member(uow), current_member(uow).locale
    people = {each: uow.session.get_one(Member, each) for each in (mentorship.mentor_id, mentorship.mentee_id)}
    programme = uow.session.get_one(Programme, mentorship.programme_id)
    sent = day(language, to_zone(official.created_at, me.time_zone))
    approved = day(language, to_zone(official.approved_at, me.time_zone))
    author, approver = people[official.author_id].name, people[str(official.approved_by)].name
    return AgreementPaper(
        number=official.number,
        language=language,
        organisation=settings().organisation,
        title=translate(language, N_("Mentoring agreement")),
        between=translate(
            language,
            N_("between {{mentor}} (mentor) and {{mentee}} (mentee), {{programme}}"),
            mentor=people[mentorship.mentor_id].name,
            mentee=people[mentorship.mentee_id].name,
            programme=programme.name,
        ),
        parts=[PaperPart(translate(language, part.title), part.words) for part in text_of(official.words)],
        approvals=[
            translate(language, N_("Approved and sent by {{name}} on {{date}}"), name=author, date=sent),
            translate(language, N_("Approved by {{name}} on {{date}}"), name=approver, date=approved),
        ],
        fingerprint_words=translate(
            language, N_("Revision {{number}}. Fingerprint of this text (SHA-256):"), number=official.number
        ),
        fingerprint=official.digest,
        page_words=translate(language, PAGE_WORDS, page="{{page}}", pages="{{pages}}"),
    )
