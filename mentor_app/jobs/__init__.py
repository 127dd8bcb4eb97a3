"""Durable work. Importing any of it registers all of it, since an engine can only run what it knows."""

from mentor_app.jobs import (
    calendar_finding,
    calendar_leaving,
    calendars,
    choices,
    digests,
    files,
    inbound,
    mail,
    meetings,
    requests,
)

__all__ = [
    "calendar_finding",
    "calendar_leaving",
    "calendars",
    "choices",
    "digests",
    "files",
    "inbound",
    "mail",
    "meetings",
    "requests",
]
