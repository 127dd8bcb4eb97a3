"""Removing an event of ours from a calendar, and nothing that is not ours."""

from mentor_app.calendars.books import Remote, new_address
from mentor_app.calendars.caldav_account import WITHOUT_ETAG, RemoteEvent
from mentor_app.calendars.reading import read_meeting
from mentor_app.calendars.troubles import Stale, Trouble

ROUNDS = 4
"""How often an event that somebody changes meanwhile is read again."""


def take_out(remote: Remote, uid: str, href: str = "", etag: str = "") -> bool:
    """Delete our event: the version we know, or whatever it has become while it carries our UID.

    Args:
        uid: the meeting's.
        href: where it was; empty when it was never seen there.
        etag: the version we know.

    Returns:
        Whether there was one.

    Raises:
        Trouble: when the server does not do it.
    """
    href = href or new_address(remote.href, uid)
    # What stands for a missing ETag makes no condition, so that what is there is read first.
    known = "" if etag.startswith(WITHOUT_ETAG) else etag
    for _ in range(ROUNDS):
        try:
            if known and remote.delete(href, known):
                return True
            found = _ours(remote, uid, href)
            if found is None:
                return False
            href = found.href
            if remote.delete(href, found.etag):
                return True
        except Stale:
            pass
        known = ""
    raise Trouble("rejected", "changed again and again")


def _ours(remote: Remote, uid: str, href: str) -> RemoteEvent | None:
    """The event where it was, or where its owner's client put it."""
    there = remote.get(href)
    if there is not None and _carries(there, uid):
        return there
    try:
        found = remote.with_uid(uid)
    except Trouble as trouble:
        if trouble.kind == "calendar_gone":
            return None
        raise
    return next((each for each in found if _carries(each, uid)), None)


def _carries(event: RemoteEvent, uid: str) -> bool:
    return read_meeting(event.text, "UTC", uid) is not None
