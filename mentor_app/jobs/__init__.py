"""Durable work. Importing any of it registers all of it, since an engine can only run what it knows."""

from mentor_app.jobs import mail, meetings, requests

__all__ = ["mail", "meetings", "requests"]
