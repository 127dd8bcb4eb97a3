"""Carrying a composed message to the mail server, or into a folder where there is none.

What a server answers is sorted into the two things a sender can do about it: `Refused` (RFC 5321 section
4.2.1, a 5yz reply about this recipient or this message: asking again will not help) and `Unavailable`
(everything else: try again later). A refusal of our sign-in or of our own sender address concerns every
letter and is the operator's to mend, so it counts as `Unavailable` and loses no letter meanwhile.
"""

import contextlib
import os
import smtplib
import ssl
import tempfile
from email.message import EmailMessage
from pathlib import Path

from mentor_app.config import Settings, settings

TIMEOUT = 20.0
"""Seconds to wait for any one answer of the server."""


class Refused(Exception):
    """The server will never take this message for this recipient."""


class Unavailable(Exception):
    """The message was not taken now; it may be later."""


def send(message: EmailMessage) -> None:
    """Hand a message over; when this returns, the server has taken responsibility for it.

    Without a server (`mail_server`) the message becomes a file in `mailbox_dir`.

    Args:
        message: complete, with exactly one recipient.

    Raises:
        Refused: for good.
        Unavailable: for now. The server may still have taken it, if the connection broke after the last byte.
    """
    chosen = settings()
    if chosen.mail_server is None:
        keep(message, chosen.mailbox_dir)
        return
    try:
        server = _connect(chosen, chosen.mail_server)
    except (OSError, smtplib.SMTPException) as error:
        raise Unavailable(_reason(error)) from error
    try:
        server.send_message(message)
    except smtplib.SMTPRecipientsRefused as error:
        code, text = next(iter(error.recipients.values()))
        raise _verdict(code, text) from error
    except smtplib.SMTPDataError as error:
        raise _verdict(error.smtp_code, error.smtp_error) from error
    except smtplib.SMTPNotSupportedError as error:
        raise Refused(_reason(error)) from error
    except (OSError, smtplib.SMTPException) as error:
        raise Unavailable(_reason(error)) from error
    finally:
        with contextlib.suppress(OSError, smtplib.SMTPException):
            server.quit()  # a rude farewell does not undo the delivery


def keep(message: EmailMessage, folder: Path) -> Path:
    """Write a message as a file named after its Message-ID, whole or not at all; a repeat replaces itself."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    name = str(message["Message-ID"]).strip("<>").partition("@")[0]
    handle, draft = tempfile.mkstemp(dir=folder, suffix=".part")
    with os.fdopen(handle, "wb") as file:
        file.write(message.as_bytes())
        file.flush()
        os.fsync(file.fileno())
    return Path(draft).replace(folder / f"{name}.eml")


def _connect(chosen: Settings, host: str) -> smtplib.SMTP:
    tls = ssl.create_default_context()
    if chosen.smtp_security == "tls":
        server = smtplib.SMTP_SSL(host, chosen.smtp_port, timeout=TIMEOUT, context=tls)
    else:
        server = smtplib.SMTP(host, chosen.smtp_port, timeout=TIMEOUT)
    try:
        if chosen.smtp_security == "starttls":
            server.starttls(context=tls)
        if chosen.smtp_user and chosen.smtp_password:
            server.login(chosen.smtp_user, chosen.smtp_password.get_secret_value())
    except BaseException:
        server.close()
        raise
    return server


def _verdict(code: int, text: bytes | str) -> Refused | Unavailable:
    said = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    kind = Refused if 500 <= code < 600 else Unavailable
    return kind(f"{code} {said}"[:500])


def _reason(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:500]
