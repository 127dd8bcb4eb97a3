"""Signing in and joining."""

import reflex as rx

from mentor_app.components.cards import card
from mentor_app.components.door_forms import (
    done,
    door_field,
    door_form,
    door_submit,
    email_field,
    new_password_field,
    problem,
    provider_way,
    undone,
)
from mentor_app.components.doors import DoorFill, SignedInGo, WhenOption
from mentor_app.components.links import link
from mentor_app.i18n.catalogue import N_
from mentor_app.i18n.text import _, say
from mentor_app.pages.frame import framed_openly

PROBLEMS = {
    "confirm": N_("One more step: open the link in the letter we have just sent you."),
    "taken": N_(
        "An account with your e-mail address exists already. Sign in to it with your password, "
        "then connect the other sign-in in the settings."
    ),
    "refused": N_("The other sign-in did not work. Please try again."),
    "unreachable": N_("The other sign-in cannot be reached just now. Please try again later."),
    "no_address": N_("The other sign-in did not tell us your e-mail address, which we need."),
    "dead_link": N_("This link was used already or is too old. Please ask for a new one."),
    "not_permitted": N_("You cannot sign in this way. Please write to your programme's coordinators."),
}
DEMO_PASSWORD = "mentor-demo"  # noqa: S105  public, and only in demo mode
DEMO_PEOPLE = (
    ("maya@demo.example", N_("Maya, who has a mentor")),
    ("ben@demo.example", N_("Ben, who mentors")),
    ("clara@demo.example", N_("Clara, who coordinates")),
)


@framed_openly(route="/sign-in", title=N_("Sign in"))
def sign_in() -> rx.Component:
    """E-mail and password, or the organisation's own way."""
    form = door_form(
        email_field(),
        door_field(_("Password"), "password", type="password", auto_complete="current-password", required=True),
        door_submit(_("Sign in")),
        action="/auth/sign-in",
        carries=("next",),
    )
    return rx.el.div(
        SignedInGo.create(to="/home"),
        rx.el.h1(_("Good to see you"), class_name="page-title"),
        problem(PROBLEMS),
        card(
            rx.el.div(
                form, provider_way(N_("Sign in with {{label}}"), carries="next", becomes="next"), class_name="form"
            ),
            class_name="card gate-card",
        ),
        _demo(),
        rx.el.div(
            link(_("Forgot your password?"), to="/reset-password"),
            link(_("New here? Join"), to="/join"),
            class_name="cluster cluster--apart",
        ),
        class_name="gate",
    )


@framed_openly(route="/join", title=N_("Join"))
def join() -> rx.Component:
    """Name, e-mail and a password; a letter does the rest."""
    form = door_form(
        undone(
            door_field(_("Name"), "name", auto_complete="name", required=True, hint=_("As others will see it.")),
            email_field(),
            new_password_field(_("Password")),
            door_submit(_("Join")),
        ),
        done(
            rx.el.h2(_("Look into your mailbox"), class_name="heading"),
            rx.el.p(_("A letter is on its way to you. Open the link in it within 24 hours, and you are in.")),
        ),
        action="/auth/join",
        carries=("programme", "language", "time_zone"),
    )
    return rx.el.div(
        rx.el.h1(_("Join"), class_name="page-title"),
        rx.el.p(_("A minute now; your profile can wait."), class_name="page-lead"),
        card(
            rx.el.div(form, provider_way(N_("Join with {{label}}"), carries="next", becomes="next"), class_name="form"),
            class_name="card gate-card",
        ),
        rx.el.div(link(_("Have an account? Sign in"), to="/sign-in"), class_name="cluster"),
        class_name="gate",
    )


def _demo() -> rx.Component:
    """Whose eyes to look through, in the demonstration."""
    people = [
        DoorFill.create(
            say(words), fills={"email": email, "password": DEMO_PASSWORD}, class_name="button button--small"
        )
        for email, words in DEMO_PEOPLE
    ]
    box = rx.el.section(
        rx.el.h2(_("Look around as"), class_name="heading heading--small"),
        rx.el.div(*people, class_name="cluster"),
        class_name="card card--padded card--sunken stack",
    )
    return WhenOption.create(box, option="demo")
