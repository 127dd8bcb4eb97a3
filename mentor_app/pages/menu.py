"""What is behind the reader's face: their own pages, and those of the programmes they coordinate."""

import reflex as rx

from mentor_app.components.door_forms import sign_out_item
from mentor_app.components.links import link
from mentor_app.components.theme import colour_modes
from mentor_app.i18n.text import _
from mentor_app.state.session import SessionState


def account_items() -> tuple[rx.Component, ...]:
    """The lines of the account menu."""
    led = rx.foreach(
        SessionState.me.programmes,
        lambda led: link(
            _("Coordinate {{programme}}", programme=led.name),
            to="/programme/" + led.slug + "/delivery",
            class_name="menu-item",
            key=led.slug,
        ),
    )
    return (
        led,
        link(_("My profile"), to="/profile", class_name="menu-item"),
        link(_("My mentoring record"), to="/record", class_name="menu-item"),
        link(_("Mentorship preferences"), to="/preferences", class_name="menu-item"),
        link(_("Calendar"), to="/calendar", class_name="menu-item"),
        link(_("Settings"), to="/settings", class_name="menu-item"),
        colour_modes(),
        sign_out_item(),
    )
