"""Keeping one calendar and the meetings in it true to each other, both ways.

One round reads what changed since the last (pull), then writes what should change (push). What makes it safe under
lost requests, lost replies and crashes at every step:

- a pull's effects, its sync-token and its mark are kept in one transaction, so that nothing is seen half or twice;
- a copy is written at an address made from its UID, a new one only where nothing is, another only over the version
  that was read; so a repetition finds what an earlier attempt left, and adopts it;
- every write carries the present meeting, and counts as done only for the state of it that was written;
- what a member changed is compared with the last state both sides agreed on: a move or a removal is handed on as a
  question, once, and never undone or carried out silently.

It knows neither tables nor the network: `Books` is one transaction of the application, `Remote` one calendar.
"""

from mentor_app.calendars.pulling import Pulling
from mentor_app.calendars.pushing import ROUNDS, Pushing


class Sync(Pulling, Pushing):
    """One calendar's rounds; `Keeping` says what they are made of."""

    def round(self) -> bool:
        """Pull, then push; again while pushing meets newer versions. Says whether all is done.

        After a write another pull follows: what is removed before a list of changes first showed it, none ever shows.

        Raises:
            Trouble: when the server does not do its part; whatever was kept until then stays right.
        """
        for turn in range(ROUNDS):
            self.pull(thorough=turn > 0)
            self._has_written = False
            if self.push() and not self._has_written:
                return True
        return False
