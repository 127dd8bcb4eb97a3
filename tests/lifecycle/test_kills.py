"""Killed at any moment, with no time to tidy up: what is left is a moment of the life-cycle like any other."""

import multiprocessing
import os
import random
import signal

import time_machine
from sqlalchemy import text

from mentor_app import db
from mentor_app.jobs import durable
from mentor_app.services.requests import send_request
from tests.lifecycle.mortal import live
from tests.lifecycle.rules import promises_are_kept, reachable, true_of_a_moment
from tests.lifecycle.steps import WHY
from tests.lifecycle.world import look, make_world
from tests.services.meeting_days import TODAY, act

KILLS = 100 if os.environ.get("MENTOR_LONG_RUNS") else 8
CONTEXT = multiprocessing.get_context("forkserver")
CONTEXT.set_forkserver_preload(["tests.lifecycle.mortal"])


def promised() -> set[str]:
    """The keys of all work that was ever promised."""
    table = "workflow_status" if db.engine().dialect.name == "sqlite" else "dbos.workflow_status"
    with db.engine().connect() as connection:
        return set(connection.execute(text(f"select workflow_uuid from {table}")).scalars())


def test_killed_in_the_middle_of_anything_nothing_is_left_half_done(database):
    draw = random.Random(7)
    with durable.promising():
        with time_machine.travel(TODAY, tick=False):
            world = make_world()
            act(world.people["cy"], send_request, world.people["ada"], "mentoring", WHY)
        world.seen = first = look()
        for _ in range(KILLS):
            dying = CONTEXT.Process(target=live, args=(database, draw.getrandbits(32), draw.randint(60, 1200)))
            dying.start()
            dying.join(120)
            assert dying.exitcode == -signal.SIGKILL
            seen = look()
            true_of_a_moment(world, seen)
            reachable(world.seen, seen)
            promises_are_kept(seen, promised())
            world.seen = seen
    assert world.seen.audit >= first.audit + 2 * KILLS, "they died before they did anything"
    if database.startswith("sqlite"):
        with db.engine().connect() as connection:
            assert connection.execute(text("pragma integrity_check")).scalar() == "ok"
