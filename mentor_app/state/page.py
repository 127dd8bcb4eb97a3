"""The one door between an open page and the domain."""

import asyncio
from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from typing import Any

import reflex as rx

from mentor_app.db import Actor, UnitOfWork
from mentor_app.errors import DomainError
from mentor_app.realtime.hub import hub
from mentor_app.security.policy import policy
from mentor_app.security.sign_ins import identify
from mentor_app.state.acting import ActingState
from mentor_app.state.notices import NoticeState
from mentor_app.state.painting import Question, answer, is_same, painters


class PageState(ActingState, mixin=True):
    """What every page does the same way: act, ask, and follow what others change.

    A mixin with methods only: a var here would exist once per state. A page's state defines `_topics`, `_question`,
    `_show` and `_blank`.
    """

    @rx.event(background=True)
    @policy("page")
    async def live(self) -> rx.event.EventSpec:
        """Paint this page, then repaint it, as its own person, whenever something it watches changes.

        Started by the page's on_load and ended by Reflex when the person leaves the page or disconnects; called in
        any other way it would never end, so nobody may. Somebody whose sign-in ends meanwhile is left with an empty
        page and led to the door.
        """
        async with self:
            cookie = self.router.headers.cookie
        actor = await identify(cookie)
        async with self:
            topics, presence = (*self._topics(actor), f"session/{actor.sign_in_id}"), self._presence(actor)
            # Past Reflex's proxy, here and below, which makes another at every access: the lock is held.
            question = self.__wrapped__._question()  # noqa: SLF001  our own
        # Watch first: a change between watching and painting is then painted twice, never missed.
        with hub.watch(topics, self._unhurried()) as watch, ExitStack() as present:
            while (question := await self._repaint(cookie, question)) is not None:
                if presence is not None:
                    # Only now is it certain that this person may be here at all.
                    present.enter_context(presence)
                    presence = None
                # What was painted may show more than was watched until now: then once more.
                while not hub.follow(watch, self._follows()) and not self._minds(await watch.changed()):
                    pass
        async with self:
            self._blank()
        return rx.redirect("/sign-in")

    async def _repaint(self, cookie: str, question: Question) -> Question | None:
        """Ask as whoever the cookie speaks for by now, show the answer, and return what to ask the next time.

        None: the cookie speaks for nobody. On a refusal: blank the page, and say why.
        """
        try:
            view = await asyncio.get_running_loop().run_in_executor(painters(), answer, cookie, question)
        except DomainError as refusal:
            # Whoever may not look is not told when to look, either: `live` ends here.
            async with self:
                self._blank()
                notices = await self.get_state(NoticeState)
                notices.missing = refusal.message
            raise
        if view is None:
            return None
        async with self:
            asked_now = self.__wrapped__._question()  # noqa: SLF001  our own
            if is_same(question, asked_now):
                self.__wrapped__._show_news(view)  # noqa: SLF001  our own
                return asked_now
        # The person has gone on meanwhile: this is no longer the answer.
        return await self._repaint(cookie, asked_now)

    def _show_news(self, view: Any) -> None:
        """Show the answer, and send only what is not on the screen already: Reflex sends all that was assigned."""
        before = {name: self.get_value(name) for name in self.base_vars if name not in self.dirty_vars}
        self._show(view)
        self.dirty_vars.difference_update({name for name, old in before.items() if self.get_value(name) == old})

    def _topics(self, actor: Actor) -> tuple[str, ...]:
        """What this page watches."""
        raise NotImplementedError

    def _minds(self, nouns: frozenset[str]) -> bool:
        """Whether a change of these nouns may change what is shown here."""
        return bool(nouns)

    def _unhurried(self) -> frozenset[str]:
        """Nouns whose change alone may be shown a moment later, together with what follows on it."""
        return frozenset()

    def _follows(self) -> tuple[str, ...]:
        """What this page watches as well, now that it has been painted."""
        return ()

    def _question(self) -> Callable[[UnitOfWork], Any]:
        """What this page asks the domain: a function, or a `partial` of one with values.

        Two that ask the same are equal. It is asked in a worker thread, so it holds ids and no state.
        """
        raise NotImplementedError

    def _show(self, view: Any) -> None:
        """Put the answer into vars; assign, and change nothing in place."""
        raise NotImplementedError

    def _blank(self) -> None:
        """Forget everything shown."""
        self.reset()

    def _presence(self, actor: Actor) -> AbstractContextManager[object] | None:
        """What tells others that this person has this page open; nothing unless a page says so."""
        del actor
        return None
