"""How a person acts and asks from a page: one service function, one transaction."""

import asyncio
from collections.abc import Callable
from typing import Concatenate, ParamSpec, TypeVar

import reflex as rx

from mentor_app.db import UnitOfWork, read, transact
from mentor_app.realtime.hub import hub
from mentor_app.security.sign_ins import identify
from mentor_app.state.notices import NoticeState, forget_refusal, tried

P = ParamSpec("P")
T = TypeVar("T")


class ActingState(rx.State, mixin=True):
    """What every state does the same way when a person acts or asks. Methods only: a var would exist once per state."""

    async def _perform(self, act: Callable[Concatenate[UnitOfWork, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Act as this person, and tell the form that waits for it how it ended."""
        notices = await self.get_state(NoticeState)
        forget_refusal(notices)
        try:
            result = await self._note(act, *args, **kwargs)
        except Exception:
            notices.done = tried(notices.done, act, well=False)
            raise
        notices.done = tried(notices.done, act, well=True)
        return result

    async def _note(self, act: Callable[Concatenate[UnitOfWork, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run one service function as this person in one transaction, then wake the pages it changed.

        By itself for what the page tells and no form waits for, such as how far somebody has read.
        """
        actor = await identify(self.router.headers.cookie)
        # Reflex runs handlers on the event loop: a slow query here would stall every browser.
        result, changes = await asyncio.to_thread(lambda: transact(actor, act, *args, **kwargs))
        hub.publish(changes, last=f"session/{actor.sign_in_id}")
        return result

    async def _ask(self, ask: Callable[Concatenate[UnitOfWork, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run one reading service function as this person."""
        actor = await identify(self.router.headers.cookie)
        return await asyncio.to_thread(lambda: read(actor, ask, *args, **kwargs))
