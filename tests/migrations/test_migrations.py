"""The schema: from nothing to the newest, and back, on both engines."""

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlmodel import SQLModel

from alembic import command
from mentor_app.db import make_engine
from mentor_app.routes.health import alembic_config
from tests.postgres import fresh_database


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request, tmp_path):
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.db'}"
    else:
        with fresh_database(request.getfixturevalue("postgres_url")) as url:
            yield url


def tables(url):
    engine = make_engine(url)
    names = set(sa.inspect(engine).get_table_names()) - {"alembic_version"}
    engine.dispose()
    return names


def test_up_is_what_the_models_say_and_down_leaves_nothing(empty):
    command.upgrade(alembic_config(empty), "head")
    assert tables(empty) == set(SQLModel.metadata.tables)
    engine = make_engine(empty)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, SQLModel.metadata) == []
    engine.dispose()
    command.downgrade(alembic_config(empty), "base")
    assert tables(empty) == set()


def test_there_is_one_head():
    assert len(ScriptDirectory.from_config(alembic_config()).get_heads()) == 1


def test_migrating_twice_changes_nothing(empty):
    for _again in range(2):
        command.upgrade(alembic_config(empty), "head")
    assert tables(empty) == set(SQLModel.metadata.tables)
