"""What a conversation on screen does in the browser alone: follow, tell days apart, end, lead on."""

import reflex as rx

_LIBRARY = rx.asset("conversations.js", shared=True).importable_path


class Messages(rx.Component):
    """The box that follows the newest message and says how far the reader has seen."""

    library = _LIBRARY
    tag = "Messages"

    talk: rx.Var[str]
    sought: rx.Var[int]
    latest: rx.Var[int]
    unread: rx.Var[int]
    on_seen: rx.EventHandler[rx.event.passthrough_event_spec(int)]


class DayBreak(rx.Component):
    """A line where a new day begins on the reader's calendar."""

    library = _LIBRARY
    tag = "DayBreak"

    at: rx.Var[str]
    before: rx.Var[str]
    today: rx.Var[str]
    yesterday: rx.Var[str]


class Until(rx.Component):
    """A button for as long as a moment has not come, and the dialog it opens."""

    library = _LIBRARY
    tag = "Until"

    moment: rx.Var[str]


class GoOn(rx.Component):
    """Leads to another address, in place of this one, as soon as there is one."""

    library = _LIBRARY
    tag = "GoOn"

    to: rx.Var[str]


def go_on(to: rx.Var[str]) -> rx.Component:
    """Move to an address once the Var names one."""
    return GoOn.create(to=to)
