"""The next choice is asked once a request has ended without a yes: a job, so that whoever says no waits for nothing."""

from dbos import DBOS

from mentor_app.jobs.durable import perform
from mentor_app.services.next_choice import take_turns


@DBOS.workflow(name="ask_next_choice")
def ask_next_choice(request_id: str) -> str:
    """Ask the next one, if the mentee said so.

    Returns:
        the id of the new request; empty when none was sent.
    """
    return _take_turns(request_id)


@DBOS.step(name="take_turns", retries_allowed=True, max_attempts=10, interval_seconds=1.0)
def _take_turns(request_id: str) -> str:
    return perform(take_turns, request_id)
