"""Digests leave at their readers' hours: each is promised for its hour, and a sweep picks up what was missed."""

import logging

from dbos import DBOS

from mentor_app.jobs.durable import ask, every_hour, perform
from mentor_app.services.digests import due_digests, write_digest


@DBOS.workflow(name="send_digest")
def send_digest(member_id: str) -> int:
    """Write one member's digest, or find nothing to tell."""
    return digest_once(member_id)


@DBOS.step(name="digest_once", retries_allowed=True, max_attempts=10, interval_seconds=1.0)
def digest_once(member_id: str) -> int:
    """One transaction; repeated after a crash it writes no second digest."""
    return perform(write_digest, member_id)


@every_hour
def write_due_digests() -> int:
    """Write every digest that is due, each in a transaction of its own, so that a fault with one stops no other.

    Returns:
        for how many members one was written.
    """
    done = 0
    for member_id in ask(due_digests):
        try:
            done += perform(write_digest, member_id) > 0
        except Exception:
            logging.getLogger(__name__).exception("A digest could not be written; the next sweep tries again")
    return done
