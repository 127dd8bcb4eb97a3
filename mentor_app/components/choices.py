"""Those a mentee would ask next: the line in the inbox, and who is first in it."""

import reflex as rx

from mentor_app.components.dialogs import menu, menu_button, menu_item
from mentor_app.components.forms import switch
from mentor_app.components.icons import icon
from mentor_app.components.links import link
from mentor_app.components.people import avatar, badge
from mentor_app.i18n.text import _
from mentor_app.services.choices import ChoiceItem, LineDetail

Line = rx.Var[LineDetail]


def line_panel(
    line: Line, *, move: rx.EventHandler, drop: rx.EventHandler, ask: rx.EventHandler, turn: rx.EventHandler
) -> rx.Component:
    """Everybody lined up, in order; nothing when nobody is.

    Args:
        line: who, and whether the next one is asked without being told to.
        move: called with the choice's id and a place.
        drop: called with the choice's id.
        ask: likewise, to ask now.
        turn: called with whether the next one is asked alone.
    """
    alone = switch(
        _("Ask the next one for me"),
        "asks_alone",
        hint=_("When somebody says no, or does not answer in time."),
        checked=line.asks_alone,
        on_change=turn,
    )
    return rx.cond(
        line.choices.length() > 0,
        rx.el.section(
            rx.el.h2(_("Next in your line"), class_name="heading heading--small"),
            rx.el.ol(
                rx.foreach(line.choices, lambda choice: _choice(choice, move, drop, ask)), class_name="line-choices"
            ),
            alone,
            rx.el.p(icon("lock"), _("Only you see this line."), class_name="tiny noted"),
            class_name="line",
            custom_attrs={"aria-label": _("Next in your line")},
        ),
    )


def _choice(
    choice: rx.Var[ChoiceItem], move: rx.EventHandler, drop: rx.EventHandler, ask: rx.EventHandler
) -> rx.Component:
    name, menu_name = choice.person.name, "choice-" + choice.id
    return rx.el.li(
        rx.el.span(choice.rank, class_name="line-rank", aria_hidden="true"),
        avatar(name, size="small"),
        rx.el.span(
            rx.el.span(name, class_name="person-name"),
            rx.cond(
                choice.is_skipped,
                badge(_("Could not be asked"), picture="circle-alert"),
                rx.el.span(choice.preview, class_name="thread-line clip"),
            ),
            rx.cond(
                choice.passed > 0,
                rx.el.span(_("Times that have passed meanwhile are left out."), class_name="tiny"),
                rx.cond(choice.times > 0, rx.el.span(_("Your times go with it."), class_name="tiny")),
            ),
            class_name="grow line-words",
        ),
        menu_button(
            icon("ellipsis"),
            opens=menu_name,
            class_name="button button--icon",
            aria_label=_("More for {{name}}", name=name),
        ),
        _more(choice, menu_name, move, drop, ask),
        key=choice.id,
    )


def _more(
    choice: rx.Var[ChoiceItem], name: rx.Var[str], move: rx.EventHandler, drop: rx.EventHandler, ask: rx.EventHandler
) -> rx.Component:
    words = "/requests/new?to=" + choice.person.id + "&kind=mentoring&choice=" + choice.id
    return menu(
        rx.cond(
            choice.is_there,
            rx.fragment(
                menu_item(_("Ask now"), menu=name, picture="send", on_click=ask(choice.id)),
                link(icon("pencil"), _("Change my words"), to=words, class_name="menu-item"),
            ),
        ),
        rx.cond(
            choice.rank > 1,
            menu_item(_("Move up"), menu=name, picture="arrow-up", on_click=move(choice.id, choice.rank - 2)),
        ),
        rx.cond(
            choice.is_last,
            rx.fragment(),
            menu_item(_("Move down"), menu=name, picture="arrow-down", on_click=move(choice.id, choice.rank)),
        ),
        menu_item(_("Take out"), menu=name, picture="x", on_click=drop(choice.id)),
        name=name,
        label=_("More for {{name}}", name=choice.person.name),
    )


def next_in_line(line: Line, ask: rx.EventHandler) -> rx.Component:
    """After a no: who is next, one click from being asked; nothing when nobody is lined up."""
    first = line.upcoming[0]
    name = first.person.first_name
    return rx.cond(
        line.upcoming.length() > 0,
        rx.el.section(
            rx.el.h3(_("{{name}} is next in your line", name=name), class_name="heading heading--small"),
            rx.cond(first.preview != "", rx.el.p(first.preview, class_name="note")),
            rx.el.div(
                rx.el.button(
                    _("Ask {{name}} now", name=name),
                    type="button",
                    class_name="button button--soft",
                    on_click=ask(first.id),
                ),
                link(_("See my line"), to="/inbox?shelf=waiting", class_name="button button--quiet"),
                class_name="cluster",
            ),
            class_name="card card--padded card--sunken stack stack--tight",
        ),
    )
