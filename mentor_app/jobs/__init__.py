"""Durable work. Importing any of it registers all of it, since an engine can only run what it knows."""

from mentor_app.jobs import calendars, choices, digests, files, inbound, mail, meetings, requests

__all__ = ["calendars", "choices", "digests", "files", "inbound", "mail", "meetings", "requests"]
