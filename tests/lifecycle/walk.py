"""One way through the life-cycle, step by step, each held against the rules."""

from typing import Any

from mentor_app.db import deliver_jobs_to
from tests.lifecycle.rules import true_of_a_moment, true_of_a_step
from tests.lifecycle.steps import take
from tests.lifecycle.world import Pick, World, look, make_world


class Walk:
    """A world, its clock, and the way it has come."""

    def __init__(self, clock: Any) -> None:
        self.clock, self.length = clock, 0
        self.world: World = make_world()
        deliver_jobs_to(lambda _connection, jobs: self.world.promised.extend(jobs))
        true_of_a_moment(self.world, self.world.seen)

    def on(self, pick: Pick) -> str:
        """One step further; says which one was taken, or nothing when it was refused."""
        self.world.promised.clear()
        self.length += 1
        outcome = take(self.world, pick, self.clock.shift)
        after = look()
        true_of_a_step(self.world, after, outcome)
        self.world.seen = after
        return f"{outcome.name} refused" if outcome.refusal else outcome.name
