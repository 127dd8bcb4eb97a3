"""Requests that nobody answers are not forgotten: once an hour reminders leave, and what is overdue expires."""

import logging
from collections.abc import Callable

from mentor_app.db import UnitOfWork
from mentor_app.jobs.durable import ask, every_hour, perform
from mentor_app.services.referral_expiry import due_referrals, tend_referral
from mentor_app.services.request_expiry import due_requests, tend_request


@every_hour
def tend_requests() -> int:
    """Remind and expire requests and referrals, each in a transaction of its own, so that a fault stops no other.

    Returns:
        for how many something was done.
    """
    return _tend_each(due_requests, tend_request) + _tend_each(due_referrals, tend_referral)


def _tend_each(due: Callable[[UnitOfWork], list[str]], tend: Callable[[UnitOfWork, str], str]) -> int:
    done = 0
    for each in ask(due):
        try:
            done += perform(tend, each) != "nothing"
        except Exception:
            logging.getLogger(__name__).exception("A request could not be tended; the next sweep tries again")
    return done
