"""The profile page's state, called as its page calls it."""

import asyncio
from types import SimpleNamespace

import pytest

from mentor_app.db import Actor, read, transact
from mentor_app.services.profile_sections import edit_section, get_section
from mentor_app.state.profile import ProfileState


@pytest.fixture
def page(cast, monkeypatch):
    """A profile page of Ada's, without a browser: its doors lead straight to the domain."""

    async def ask(_self, question, *args):
        return read(Actor(cast.ada), question, *args)

    async def perform(_self, act, *args, **kwargs):
        return transact(Actor(cast.ada), act, *args, **kwargs)[0]

    monkeypatch.setattr(ProfileState, "_ask", ask)
    monkeypatch.setattr(ProfileState, "_perform", perform)
    state = ProfileState(_reflex_internal_init=True)
    return SimpleNamespace(
        state=state,
        do=lambda name, *args: asyncio.run(finished(ProfileState.event_handlers[name].fn(state, *args))),
    )


async def finished(handling):
    if hasattr(handling, "__anext__"):
        async for _ in handling:
            pass
    else:
        await handling


def elsewhere(cast, **typed):
    version = read(Actor(cast.ada), get_section, "about").version
    transact(Actor(cast.ada), edit_section, "about", version, typed)


def headline(cast):
    return read(Actor(cast.ada), get_section, "about").texts["headline"]


def test_saving_closes_the_section(cast, page):
    page.do("edit", "about")
    assert page.state.texts["headline"] == "Head of data"
    page.do("save", {"headline": "Head of numbers"})
    assert page.state.editing == ""
    assert headline(cast) == "Head of numbers"


def test_on_a_conflict_nothing_typed_is_touched_and_the_next_save_keeps_mine(cast, page):
    page.do("edit", "about")
    elsewhere(cast, headline="Written elsewhere")
    opened, texts = page.state.opened, dict(page.state.texts)
    page.do("save", {"headline": "Written here"})
    assert (page.state.mine, page.state.theirs) == ("Written here", "Written elsewhere")
    assert (page.state.editing, page.state.opened, dict(page.state.texts)) == ("about", opened, texts)
    assert headline(cast) == "Written elsewhere"
    page.do("save", {"headline": "Written here"})
    assert headline(cast) == "Written here"
    assert page.state.editing == page.state.mine == page.state.theirs == ""


def test_taking_the_other_opens_it_with_what_stands(cast, page):
    page.do("edit", "about")
    elsewhere(cast, headline="Written elsewhere")
    page.do("save", {"headline": "Written here"})
    page.do("edit", "about")
    assert page.state.texts["headline"] == "Written elsewhere"
    assert page.state.theirs == ""
    assert headline(cast) == "Written elsewhere"
