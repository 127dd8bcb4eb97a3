"""Native dialogs and menus, opened by the browser alone; sheets from below on a phone."""

from collections.abc import Sequence

import reflex as rx

from mentor_app.components.icons import icon
from mentor_app.i18n.text import _

Words = rx.Var[str] | str
_LIBRARY = rx.asset("dialogs.js", shared=True).importable_path


class Dialog(rx.Component):
    """`<dialog>` with an optional `shown` Var and an event when it closes."""

    library = _LIBRARY
    tag = "Dialog"
    alias = "NativeDialog"

    shown: rx.Var[bool]
    on_shut: rx.EventHandler[rx.event.no_args_event_spec]


def opener(
    *words: Words | rx.Component, opens: Words, class_name: str = "button", **attributes: object
) -> rx.Component:
    """A button that opens the dialog with that id."""
    return rx.el.button(
        *words,
        type="button",
        class_name=class_name,
        custom_attrs={"commandfor": opens, "command": "show-modal"},
        **attributes,
    )


def closer(
    *words: Words | rx.Component,
    closes: Words,
    class_name: str = "button button--quiet",
    **attributes: object,
) -> rx.Component:
    """A button that closes the dialog with that id and does nothing else."""
    return rx.el.button(
        *words,
        type="button",
        class_name=class_name,
        custom_attrs={"commandfor": closes, "command": "close"},
        **attributes,
    )


def dialog(
    *content: rx.Component,
    name: Words,
    title: Words,
    wide: bool = False,
    shown: rx.Var[bool] | None = None,
    on_shut: rx.EventHandler | None = None,
) -> rx.Component:
    """A modal dialog with a title and a way out; Escape and a press beside it close it, too.

    A `form(...)` inside closes it by itself once its words have arrived. An address that ends in `?open=` and its name
    opens it on arrival.

    Args:
        content: what it holds.
        name: its id on the page, for `opener` and `closer`; in a list, a Var that differs per row.
        title: what it is for.
        wide: 768 px instead of 544.
        shown: opens and closes it from the state; leave out unless the server decides.
        on_shut: an event once it is closed.
    """
    rest: dict[str, object] = {}
    if shown is not None:
        rest["shown"] = shown
    if on_shut is not None:
        rest["on_shut"] = on_shut
    titled = rx.Var.create(name) + "-title"
    return Dialog.create(
        rx.el.div(
            rx.el.h2(title, class_name="heading", custom_attrs={"id": titled}),
            closer(icon("x"), closes=name, class_name="button button--icon", aria_label=_("Close")),
            class_name="dialog-head",
        ),
        rx.el.div(*content, class_name="dialog-body"),
        class_name="dialog dialog--wide" if wide else "dialog",
        custom_attrs={"id": name, "aria-labelledby": titled},
        **rest,
    )


def menu_button(
    *words: Words | rx.Component, opens: Words, class_name: str = "button", **attributes: object
) -> rx.Component:
    """A button that opens the menu with that id beside itself."""
    return rx.el.button(
        *words, type="button", class_name=class_name, custom_attrs={"popoverTarget": opens}, **attributes
    )


def menu(*items: rx.Component, name: Words, label: Words) -> rx.Component:
    """What a `menu_button` opens: links and buttons, in a box beside it.

    Args:
        items: made by `menu_item`, or any words.
        name: its id on the page.
        label: what the choices are about.
    """
    return rx.el.div(
        *items,
        class_name="menu",
        role="group",
        aria_label=label,
        custom_attrs={"id": name, "popover": "auto"},
    )


def menu_item(
    *words: Words | rx.Component,
    menu: Words | None = None,
    opens: Words | None = None,
    on_click: object = None,
    picture: str = "",
    **attributes: object,
) -> rx.Component:
    """A button in a menu.

    Args:
        words: what it does.
        menu: id of its menu, which pressing then closes.
        opens: id of a dialog to open, instead of an event.
        on_click: the event.
        picture: a Lucide name.
        attributes: anything else, for example `aria_label`.
    """
    native: dict[str, object] = {}
    if opens is not None:
        native = {"commandfor": opens, "command": "show-modal"}
    elif menu is not None:
        native = {"popoverTarget": menu, "popoverTargetAction": "hide"}
    if on_click is not None:
        attributes["on_click"] = on_click
    shown: Sequence[object] = (icon(picture), *words) if picture else words
    return rx.el.button(*shown, type="button", class_name="menu-item", custom_attrs=native, **attributes)
