"""Letters of the demonstration's last days, for its delivery log: most arrived, one did not."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from mentor_app.demo.cast import BEN, MAYA
from mentor_app.demo.circle import CELINE, SAMIR
from mentor_app.demo.planting import id_of
from mentor_app.models import Letter

_POST = (
    (BEN, "request_received", "sent", timedelta(hours=2), "Samir Iyer"),
    (CELINE, "request_received", "sent", timedelta(days=2, hours=3), "Maya Okafor"),
    (MAYA, "request_accepted", "sent", timedelta(days=71), "Ben Lindqvist"),
    (BEN, "message_received", "in_app", timedelta(days=1), "Maya Okafor"),
    (SAMIR, "request_declined", "failed", timedelta(days=3), "Farid Haddad"),
)
_FULL = "452 4.2.2 The mailbox of this recipient is full"


def post(at: datetime) -> Iterator[Letter]:
    """The letters, as the present sees them."""
    for address, kind, status, ago, partner in _POST:
        failed = status == "failed"
        yield Letter(
            member_id=id_of(address),
            address=address,
            kind=kind,
            params={"partner": partner, "name": "", "request_id": "", "note": "", "message": "", "mentorship_id": ""},
            status=status,
            attempts=10 if failed else 1,
            last_error=_FULL if failed else "",
            created_at=at - ago,
            sent_at=at - ago + timedelta(seconds=1) if status == "sent" else None,
        )
