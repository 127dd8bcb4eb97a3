"""Where the links in letters lead: confirming an address, and setting a new password. Opening changes nothing."""

import reflex as rx

from mentor_app.components.cards import card
from mentor_app.components.door_forms import (
    done,
    door_field,
    door_form,
    door_submit,
    email_field,
    new_password_field,
    provider_way,
    undone,
)
from mentor_app.components.doors import WhenCarried
from mentor_app.components.links import link
from mentor_app.i18n.catalogue import N_
from mentor_app.i18n.text import _
from mentor_app.pages.frame import framed_openly


@framed_openly(route="/verify-email", title=N_("Confirm your address"))
def verify_email() -> rx.Component:
    """The password proves that whoever opens the letter is who joined."""
    form = door_form(
        door_field(
            _("Password"),
            "password",
            type="password",
            auto_complete="current-password",
            required=True,
            hint=_("The one you chose when you joined."),
        ),
        door_submit(_("Confirm and sign in")),
        action="/auth/verify",
        carries=("token",),
    )
    way = provider_way(N_("Confirm with {{label}}"), carries="token", becomes="confirm")
    return rx.el.div(
        rx.el.h1(_("Confirm your address"), class_name="page-title"),
        rx.el.p(_("One last step, so that nobody can join in your name."), class_name="page-lead"),
        card(rx.el.div(form, way, class_name="form"), class_name="card gate-card"),
        rx.el.p(
            _("Did you not join? Then do nothing: without the password this link opens nothing."),
            class_name="note",
        ),
        rx.el.div(link(_("Set a new password by letter"), to="/reset-password"), class_name="cluster"),
        class_name="gate",
    )


@framed_openly(route="/reset-password", title=N_("New password"))
def reset_password() -> rx.Component:
    """Without a letter one asks for it; with it one chooses."""
    return rx.el.div(
        rx.el.h1(_("New password"), class_name="page-title"),
        card(
            WhenCarried.create(_request(), name="token", absent=True),
            WhenCarried.create(_choose(), name="token"),
            class_name="card gate-card",
        ),
        rx.el.div(link(_("Back to signing in"), to="/sign-in"), class_name="cluster"),
        class_name="gate",
    )


def _request() -> rx.Component:
    return door_form(
        undone(email_field(), door_submit(_("Send me a letter"))),
        done(
            rx.el.p(
                _("If there is an account with this address, a letter is on its way. Its link works for 30 minutes.")
            )
        ),
        action="/auth/reset-request",
    )


def _choose() -> rx.Component:
    return door_form(
        new_password_field(_("New password")),
        rx.el.p(_("Everywhere else you will be signed out."), class_name="note"),
        door_submit(_("Save and sign in")),
        action="/auth/reset",
        carries=("token",),
    )
