"""Removing an event of ours from a calendar, and nothing that is not ours.

An object is ours when it names our UID, whatever else its owner's program made of it, and even when nothing else of it
can be read; and where we left ours, also when it names the page of the meeting, as programs do that rename events.
"""

from dataclasses import dataclass

from mentor_app.calendars.books import Remote, new_address
from mentor_app.calendars.caldav_account import RemoteEvent
from mentor_app.calendars.reading import names
from mentor_app.calendars.troubles import Stale, Trouble
from mentor_app.calendars.versions import WITHOUT_ETAG

ROUNDS = 4
"""How often an event that somebody changes meanwhile is read again."""


@dataclass(frozen=True, slots=True)
class OurEvent:
    """An event that we wrote into a calendar.

    Args:
        uid: the meeting's.
        href: where it was; empty when it was never seen there.
        etag: the version we know.
        url: the meeting's page; empty when there is no such meeting any more.
    """

    uid: str
    href: str = ""
    etag: str = ""
    url: str = ""


def take_out(remote: Remote, event: OurEvent) -> bool:
    """Delete our event: the version we know, or whatever it has become.

    Returns:
        Whether there was one.

    Raises:
        Trouble: when the server does not do it.
    """
    href = event.href or new_address(remote.href, event.uid)
    # What stands for a missing ETag makes no condition, so that what is there is read first.
    known = "" if event.etag.startswith(WITHOUT_ETAG) else event.etag
    for _ in range(ROUNDS):
        try:
            if known and remote.delete(href, known):
                return True
            found = _ours(remote, event, href)
            if found is None:
                return False
            href = found.href
            if remote.delete(href, found.etag):
                return True
        except Stale:
            pass
        known = ""
    raise Trouble("rejected", "changed again and again")


def _ours(remote: Remote, event: OurEvent, href: str) -> RemoteEvent | None:
    """The event where it was, or where its owner's client put it."""
    there = remote.get(href)
    if there is not None and (names(there.text, "UID", event.uid) or names(there.text, "URL", event.url)):
        return there
    try:
        found = remote.with_uid(event.uid)
    except Trouble as trouble:
        if trouble.kind == "calendar_gone":
            return None
        raise
    return next((each for each in found if names(each.text, "UID", event.uid)), None)
