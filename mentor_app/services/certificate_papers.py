"""The confirmation of participation as a paper and as a page, in the reader's language."""

import io
from dataclasses import asdict, dataclass
from datetime import date

import segno

from mentor_app.db import UnitOfWork
from mentor_app.i18n.catalogue import N_, day, in_language, translate
from mentor_app.security.access import current_member
from mentor_app.services.agreement_papers import PAGE_WORDS
from mentor_app.services.certificates import CertificateDetail, check_address, own_certificate

_SENTENCES = {
    ("mentor", "mentoring"): N_("took part as a mentor in a mentorship with"),
    ("mentee", "mentoring"): N_("took part as a mentee in a mentorship with"),
    ("mentor", "flash"): N_("took part as a mentor in a flash meeting with"),
    ("mentee", "flash"): N_("took part as a mentee in a flash meeting with"),
}


@dataclass(frozen=True)
class CertificatePaper:
    """Everything on the paper and on the check page, in words; `qr` is a picture (SVG)."""

    language: str
    organisation: str
    title: str
    holder: str
    sentence: str
    partner: str
    facts: list[tuple[str, str]]
    address: str
    check_words: str
    page_words: str
    qr_words: str
    qr: str
    number: str

    def content(self) -> dict[str, object]:
        """For the template, whose names have hyphens."""
        return {name.replace("_", "-"): value for name, value in asdict(self).items()}


def own_certificate_paper(uow: UnitOfWork, mentorship_id: str) -> CertificatePaper:
    """The actor's own certificate, in their language.

    Raises:
        NotFound: for anyone else, and before it was issued.
    """
    own = own_certificate(uow, mentorship_id)
    return certificate_paper(own, current_member(uow).locale)


def certificate_paper(certificate: CertificateDetail, language: str) -> CertificatePaper:
    """What a certificate says, in a language."""

    def on(text: str) -> str:
        return day(language, date.fromisoformat(text))

    _, plural = in_language(language)
    hours = f"{certificate.minutes // 60}:{certificate.minutes % 60:02d}"
    period = translate(
        language, N_("{{from}} to {{until}}"), **{"from": on(certificate.began_on), "until": on(certificate.ended_on)}
    )
    address = check_address(certificate.code)
    was_counted_anew = certificate.counted_on != certificate.issued_on
    anew = [(translate(language, N_("Meetings as of")), on(certificate.counted_on))] if was_counted_anew else []
    return CertificatePaper(
        language=language,
        organisation=certificate.organisation,
        title=translate(language, N_("Confirmation of participation")),
        holder=certificate.holder,
        sentence=translate(language, _SENTENCES[certificate.role, certificate.kind]),
        partner=certificate.partner,
        facts=[
            (translate(language, N_("Programme")), certificate.programme),
            (translate(language, N_("Period")), period),
            (
                translate(language, N_("Confirmed by both")),
                plural("{{count}} meeting", "{{count}} meetings", count=certificate.meetings),
            ),
            (translate(language, N_("Time together")), translate(language, N_("{{hours}} hours"), hours=hours)),
            (translate(language, N_("Number")), certificate.number),
            (translate(language, N_("Issued on")), on(certificate.issued_on)),
            *anew,
        ],
        address=address,
        check_words=translate(language, N_("Anyone can check this confirmation at")),
        page_words=translate(language, PAGE_WORDS, page="{{page}}", pages="{{pages}}"),
        qr_words=translate(language, N_("QR code with the address of the check page: {{address}}"), address=address),
        qr=_qr(address),
        number=certificate.number,
    )


def _qr(address: str) -> str:
    drawn = io.BytesIO()
    segno.make_qr(address, error="m").save(drawn, kind="svg", border=2, xmldecl=False, dark="#1d3b31")
    return drawn.getvalue().decode()
