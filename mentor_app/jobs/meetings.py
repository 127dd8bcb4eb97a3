"""Meetings are looked after at their hours: each promised its moments, and a sweep picks up what was missed."""

import logging

from dbos import DBOS

from mentor_app.jobs.durable import ask, every_hour, perform
from mentor_app.services import meeting_tending


@DBOS.workflow(name="tend_meeting")
def tend_meeting(meeting_id: str) -> str:
    """Remind, ask, or find nothing to do: a meeting that was moved or called off keeps its old appointments."""
    return tend_once(meeting_id)


@DBOS.step(name="tend_meeting_once", retries_allowed=True, max_attempts=10, interval_seconds=1.0)
def tend_once(meeting_id: str) -> str:
    """One transaction; repeated after a crash it tells nobody twice."""
    return perform(meeting_tending.tend_meeting, meeting_id)


@every_hour
def tend_meetings() -> int:
    """Do what is due for every meeting, each in a transaction of its own, so that a fault with one stops no other.

    Returns:
        for how many something was done.
    """
    done = 0
    for meeting_id in ask(meeting_tending.due_meetings):
        try:
            done += perform(meeting_tending.tend_meeting, meeting_id) != "nothing"
        except Exception:
            logging.getLogger(__name__).exception("A meeting could not be tended; the next sweep tries again")
    return done
