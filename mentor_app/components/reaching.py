"""The one control for reaching somebody, with what is possible now."""

import reflex as rx

from mentor_app.components.dialogs import menu, menu_button, menu_item
from mentor_app.components.icons import icon
from mentor_app.components.links import link
from mentor_app.i18n.text import _
from mentor_app.services.member_cards import MemberCard

Card = rx.Var[MemberCard]


def connect(card: Card, interest: rx.EventHandler) -> rx.Component:
    """The one way to reach somebody, with what is possible now; who is full says so, too.

    Args:
        card: who.
        interest: called with the member's id to ask for mentoring in one click.
    """
    name = "connect-" + card.id
    button = menu_button(
        _("Connect"),
        icon("chevron-down"),
        opens=name,
        class_name="button button--soft",
        aria_label=_("Connect with {{name}}", name=card.name),
    )
    choices = menu(
        send_message_link(card, "menu-item"),
        rx.cond(card.asked_id != "", _asked(card), _ways_to_ask(card, interest, name)),
        name=name,
        label=_("Connect with {{name}}", name=card.name),
    )
    return rx.cond(card.mentorship_id != "", _together(card), rx.fragment(button, choices))


def _ways_to_ask(card: Card, interest: rx.EventHandler, menu_name: rx.Var[str]) -> rx.Component:
    ask = "/requests/new?to=" + card.id + "&kind="
    one_click = menu_item(
        _("I am interested"),
        menu=menu_name,
        picture="hand-heart",
        on_click=interest(card.id),
        aria_label=_("Tell {{name}} that you are interested", name=card.name),
    )
    return rx.fragment(
        rx.cond(
            card.may_flash,
            link(icon("zap"), _("Request a flash meeting"), to=ask + "flash", class_name="menu-item"),
        ),
        rx.cond(
            card.may_ask,
            link(icon("sprout"), _("Request mentoring"), to=ask + "mentoring", class_name="menu-item"),
        ),
        rx.cond(card.may_interest, one_click),
        rx.cond(card.is_full, rx.el.p(_("All places are taken for now."), class_name="menu-words")),
    )


def _asked(card: Card) -> rx.Component:
    return link(
        icon("clock"),
        _("You are waiting for an answer"),
        to="/inbox?request=" + card.asked_id,
        class_name="menu-item",
        aria_label=_("You are waiting for an answer from {{name}}", name=card.name),
    )


def send_message_link(card: Card, class_name: str = "button") -> rx.Component:
    """The way to a conversation with somebody, begun or not."""
    return link(
        icon("message-circle"),
        _("Send message"),
        to="/inbox/conversations/new?to=" + card.id,
        class_name=class_name,
        aria_label=_("Send message to {{name}}", name=card.name),
    )


def _together(card: Card) -> rx.Component:
    return link(
        icon("handshake"),
        _("You work together"),
        to="/mentorships/" + card.mentorship_id,
        class_name="button button--soft",
        aria_label=_("Your mentorship with {{name}}", name=card.name),
    )
