"""The parts of forms that go to the server by themselves, without the live connection (see `door_forms`)."""

from typing import Any

import reflex as rx

_LIBRARY = rx.asset("doors.js", shared=True).importable_path


class _Own(rx.Component):
    library = _LIBRARY


class DoorForm(_Own):
    """A form sent by fetch; `carries` names what it takes from the page's address or the browser.

    `by_hand`: never before a person has touched the page.
    """

    tag = "DoorForm"
    action: rx.Var[str]
    carries: rx.Var[list[str]]
    by_hand: rx.Var[bool]
    unreachable: rx.Var[str]


class DoorError(_Own):
    """The refusal that belongs to one field; the empty name stands for the whole form."""

    tag = "DoorError"
    name: rx.Var[str]
    speech: rx.Var[Any]
    words: rx.Var[dict[str, str]]


class DoorSubmit(_Own):
    """The button that sends the form; not to be pressed twice."""

    tag = "DoorSubmit"


class DoorDone(_Own):
    """What is said once the form was accepted."""

    tag = "DoorDone"


class DoorUndone(_Own):
    """What is there until then."""

    tag = "DoorUndone"


class DoorFill(_Own):
    """A button that fills in fields of the form beside it."""

    tag = "DoorFill"
    fills: rx.Var[dict[str, str]]


class DoorButton(_Own):
    """A button that is a form without fields."""

    tag = "DoorButton"
    action: rx.Var[str]


class WhenOption(_Own):
    """Content for when the server says that there is a `provider`, or that this is a `demo`."""

    tag = "WhenOption"
    option: rx.Var[str]


class ProviderLabel(_Own):
    """A sentence with the identity provider's `{{label}}`."""

    tag = "ProviderLabel"
    sentence: rx.Var[str]
    speech: rx.Var[Any]


class ProviderLink(_Own):
    """A link to the identity provider that takes something of the page's address with it."""

    tag = "ProviderLink"
    carries: rx.Var[str]
    becomes: rx.Var[str]


class SignedInGo(_Own):
    """Takes people who are signed in already to another page."""

    tag = "SignedInGo"
    to: rx.Var[str]


class WhenCarried(_Own):
    """Content for whoever comes with, or without, something in the page's address."""

    tag = "WhenCarried"
    name: rx.Var[str]
    absent: rx.Var[bool]


class Problem(_Own):
    """The sentence for the `problem` in the page's address."""

    tag = "Problem"
    sentences: rx.Var[dict[str, str]]
    speech: rx.Var[Any]


class ZoneSelect(_Own):
    """A choice among the time zones the browser knows."""

    tag = "ZoneSelect"
    value: rx.Var[str]
    on_choose: rx.EventHandler[rx.event.passthrough_event_spec(str)]
