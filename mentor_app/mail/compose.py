"""A letter as an e-mail: text and HTML in the reader's language, headers nobody can write into."""

from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from functools import lru_cache

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from mentor_app.config import settings
from mentor_app.mail.filling import filling_of
from mentor_app.mail.headers import POLICY, recipient, sender, unencoded
from mentor_app.mail.lines import LINE, line
from mentor_app.mail.outgoing import Invitation, Outgoing, Unsendable
from mentor_app.mail.wording import WORDINGS


def compose(letter: Outgoing) -> EmailMessage:
    """The whole message, the same bytes each time for the same letter and settings.

    Raises:
        Unsendable: when the kind is unknown, a parameter is missing or the address is not one.
    """
    wording = WORDINGS.get(letter.kind)
    if wording is None:
        raise Unsendable(f"no letter of kind {letter.kind!r}")
    filling = filling_of(letter, wording.as_sent(letter.secret))
    message = EmailMessage(policy=POLICY)
    try:
        origin = sender()
        message["Subject"] = unencoded(line(str(filling["subject"]), 2 * LINE))
        message["From"] = origin
        message["To"] = recipient(letter.address)
        message["Date"] = letter.written_at
        message["Message-ID"] = f"<{letter.id}@{origin.domain}>"
        message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no holiday replies, please
        if letter.reply_to:
            partner = unencoded(line(letter.params.get("partner", "")))
            message["Reply-To"] = Address(display_name=partner, addr_spec=letter.reply_to)
        if letter.stop:
            message["List-Unsubscribe"] = f"<{filling['stop']}>"
            if settings().secure:
                message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"  # RFC 8058, which wants https
        message.set_content(_templates().get_template("letter.txt").render(filling), cte="quoted-printable")
        message.add_alternative(
            _templates().get_template("letter.html").render(filling), subtype="html", cte="quoted-printable"
        )
        message.set_boundary(f"=_{letter.id}")
        if letter.invitation:
            _enclose(message, letter.id, letter.invitation)
        message["Content-Language"] = letter.locale  # last: setting the content clears headers of this family
    except (ValueError, MessageError) as error:
        raise Unsendable(str(error)) from error
    return message


def _enclose(message: EmailMessage, name: str, invitation: Invitation) -> None:
    """Add a meeting as one more way to read the letter, and as a file for programs that look at nothing else."""
    if invitation.method != "PUBLISH":
        kind = {"method": invitation.method, "component": "VEVENT"}
        message.add_alternative(invitation.text, subtype="calendar", charset="utf-8", cte="base64", params=kind)
    message.make_mixed()
    message.add_attachment(
        invitation.text.encode(), maintype="application", subtype="ics", filename="meeting.ics", cte="base64"
    )
    message.set_boundary(f"=+{name}")


@lru_cache(maxsize=1)
def _templates() -> Environment:
    return Environment(
        loader=PackageLoader("mentor_app.mail", "letters"),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
