"""Anything anybody may try, in any order, from a request to the certificate: no step leads where none should."""

import os
import random
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager

import pytest
import time_machine
from hypothesis import HealthCheck, Phase, note, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from mentor_app import db
from mentor_app.db import deliver_jobs_to
from tests.conftest import use_database
from tests.lifecycle.steps import STEPS
from tests.lifecycle.walk import Walk
from tests.postgres import fresh_database
from tests.services.meeting_days import TODAY

LONG = bool(os.environ.get("MENTOR_LONG_RUNS"))
EXAMPLES, STEPS_EACH = (150, 120) if LONG else (12, 60)


@pytest.fixture(params=["sqlite", "postgresql"])
def databases(request, tmp_path, monkeypatch) -> Callable[[], AbstractContextManager[None]]:
    """As many fresh databases as there are walks, one after the other."""
    schema = request.getfixturevalue("migrated_sqlite" if request.param == "sqlite" else "migrated_postgres")

    @contextmanager
    def fresh() -> Iterator[None]:
        with ExitStack() as held:
            if request.param == "sqlite":
                url = f"sqlite:///{shutil.copy(schema, tmp_path / 'walk.db')}"
                held.callback(lambda: [path.unlink() for path in tmp_path.glob("walk.db*")])
            else:
                url = held.enter_context(fresh_database(request.getfixturevalue("postgres_url"), schema))
            use_database(url, monkeypatch)
            held.callback(lambda: db.engine().dispose())
            yield

    return fresh


def test_no_step_leads_where_none_should(databases):
    taken: Counter[str] = Counter()

    class LifeCycle(RuleBasedStateMachine):
        def __init__(self) -> None:
            super().__init__()
            self.held = ExitStack()
            self.held.enter_context(databases())
            self.walk = Walk(self.held.enter_context(time_machine.travel(TODAY, tick=False)))

        @rule(chance=st.integers(0, 2**32))
        def somebody_does_something(self, chance: int) -> None:
            # Drawn numbers like to be small and to come again; what is chosen with them should not.
            pick = random.Random(f"{chance} {self.walk.length}").choice
            name = self.walk.on(pick)
            note(name)
            taken[name] += 1

        def teardown(self) -> None:
            deliver_jobs_to(None)
            self.held.close()

    run_state_machine_as_test(
        LifeCycle,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=STEPS_EACH,
            deadline=None,
            derandomize=True,
            database=None,
            phases=[Phase.generate],  # a walk is short enough to be read; making it shorter takes minutes
            suppress_health_check=list(HealthCheck),
        ),
    )
    done = {step.name for step in STEPS if taken[step.name]}
    assert len(done) >= len(STEPS) * 3 // 4, "walks that stay near home prove little"
