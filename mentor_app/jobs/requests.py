"""Requests that nobody answers are not forgotten: once an hour reminders leave, and what is overdue expires."""

import logging

from mentor_app.jobs.durable import ask, every_hour, perform
from mentor_app.services.request_expiry import due_requests, tend_request


@every_hour
def tend_requests() -> int:
    """Remind and expire, each request in a transaction of its own, so that a fault with one stops no other.

    Returns:
        for how many something was done.
    """
    done = 0
    for request_id in ask(due_requests):
        try:
            done += perform(tend_request, request_id) != "nothing"
        except Exception:
            logging.getLogger(__name__).exception("A request could not be tended; the next sweep tries again")
    return done
