"""The guard before every event handler: deny by default, bind the state to its owner, validate the payload."""

import asyncio
from typing import Any

import reflex as rx
import structlog
from reflex.middleware.middleware import Middleware
from reflex.state import BaseState, StateUpdate
from reflex_base.event import Event
from reflex_base.event.context import EventContext
from reflex_base.registry import RegistrationContext
from reflex_base.utils.form import transform_form_data

from mentor_app.db import Actor, read
from mentor_app.errors import NotPermitted, TooLong
from mentor_app.security.access import coordinates
from mentor_app.security.policy import Policy, policy_of
from mentor_app.security.sign_ins import identify
from mentor_app.state.notices import explain

log = structlog.get_logger()

_STATE = "reflex___state____state"
HYDRATES = frozenset({f"{_STATE}.hydrate", f"{_STATE}.hydrate_and_load"})
_LOADS = f"{_STATE}.reflex___state____on_load_internal_state"
FRAMEWORK: dict[str, dict[str, type]] = {
    f"{_STATE}.hydrate": {},
    f"{_STATE}.hydrate_and_load": {"vars": dict, "hashes": list},
    f"{_STATE}.set_is_hydrated": {"value": bool},
    f"{_LOADS}.on_load_internal": {},
    f"{_LOADS}.set_is_hydrated": {"value": bool},
    f"{_STATE}.reflex___state____frontend_event_exception_state.handle_frontend_exception": {
        "info": str,
        "component_stack": str,
    },
}
"""The framework's own events that a page needs, with what they take; of the rest, `setvar` above all, none."""


class OwnerState(rx.State):
    """Whose state this is: a client token is an identifier in an address, not a credential."""

    _owner: str = ""


class EventGuard(Middleware):
    """Runs before every event: from a socket, chained, or started by the server."""

    async def preprocess(self, app: rx.App, state: BaseState, event: Event) -> StateUpdate | None:
        """Return None to let the event through, an update to answer in its stead."""
        del app
        actor = await identify(state.router.headers.cookie)
        if not await self._bind(state, event, actor):
            return StateUpdate()
        if event.name in FRAMEWORK:
            takes = FRAMEWORK[event.name]
            fits = all(isinstance(value, takes.get(name, ())) for name, value in event.payload.items())
            return None if fits else StateUpdate()
        rule = policy_of(RegistrationContext.get().event_handlers[event.name].handler.fn)
        if rule is None:
            log.warning("event.refused", handler=event.name, why="no policy")
            return StateUpdate()
        if not await self._permits(rule, actor):
            log.info("event.refused", handler=event.name, why=rule.rule)
            return self._turn_away(state, actor)
        return self._take(event, rule)

    @staticmethod
    def _take(event: Event, rule: Policy) -> StateUpdate | None:
        """Leave the payload as its handler wants it; nonsense is let fall, and whoever wrote too much is told so."""
        try:
            accepted = rule.accept(_unwrapped(event.payload, rule))
        except TooLong as refusal:
            return StateUpdate(events=_events(explain(refusal)))
        if accepted is None:
            log.info("event.refused", handler=event.name, why="payload")
            return StateUpdate()
        event.payload.clear()
        event.payload.update(accepted)
        return None

    @staticmethod
    async def _bind(state: BaseState, event: Event, actor: Actor) -> bool:
        """Give the state to whoever hydrates it, emptied of the last person's vars. False: it is somebody else's."""
        owner, me = await state.get_state(OwnerState), actor.sign_in_id or "nobody"
        if owner._owner == me:
            return True
        if event.name not in HYDRATES:
            # A reconnecting page always hydrates first; without, the tree may be only partly loaded.
            return False
        if owner._owner:
            router = state._get_root_state().router_data
            state._get_root_state().reset()
            state._get_root_state().router_data = router
        owner._owner = me
        return True

    @staticmethod
    async def _permits(rule: Policy, actor: Actor) -> bool:
        chained = EventContext.get().parent_txid is not None
        if rule.rule in ("public", "server"):
            return rule.rule == "public" or chained
        if actor.member_id is None:
            return False
        if rule.rule == "coordinator":
            return await asyncio.to_thread(read, actor, coordinates)
        return rule.rule == "member" or chained

    @staticmethod
    def _turn_away(state: BaseState, actor: Actor) -> StateUpdate:
        if actor.member_id is not None:
            return StateUpdate(events=_events(explain(NotPermitted())))
        path = state.router.url.path
        return StateUpdate(events=_events(rx.redirect(f"/sign-in?next={path}" if path != "/" else "/sign-in")))


def _unwrapped(payload: dict[str, Any], rule: Policy) -> dict[str, Any]:
    """The payload with submitted forms as plain mappings, as Reflex would make them."""
    try:
        return {name: transform_form_data(value, rule.hints.get(name)) for name, value in payload.items()}
    except (TypeError, ValueError, AttributeError):
        return {"malformed": True}


def _events(spec: Any) -> list[Event]:
    return Event.from_event_type(spec)
