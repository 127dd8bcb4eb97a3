"""A process that goes through the life-cycle until it is killed, most often in the middle of a step."""

import itertools
import os
import random
import signal
from datetime import timedelta

import time_machine
from sqlalchemy import event, func, select

from mentor_app import db
from mentor_app.config import settings
from mentor_app.jobs import durable
from mentor_app.models import AuditEntry
from tests.lifecycle.steps import take
from tests.lifecycle.world import known_world, look


def live(url: str, seed: int, statements: int) -> None:
    """Take one step after the other, and die at that statement, or commit, from now."""
    os.environ["MENTOR_DATABASE_URL"] = url
    settings.cache_clear()
    db.engine.cache_clear()
    world, count = known_world(), itertools.count(1)

    def die(*_of_what: object) -> None:
        if next(count) == statements:
            os.kill(os.getpid(), signal.SIGKILL)

    with db.engine().connect() as connection:
        began = connection.execute(select(func.max(AuditEntry.__table__.c.at))).scalar_one()
    event.listen(db.engine(), "before_cursor_execute", die)
    event.listen(db.engine(), "commit", die)
    draw = random.Random(seed)
    with durable._promises(), time_machine.travel(began + timedelta(minutes=1), tick=False) as clock:
        while True:
            take(world, draw.choice, clock.shift)
            world.seen = look()
