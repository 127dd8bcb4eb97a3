"""Mentorship preferences: what somebody offers and seeks, how much time, how many places."""

import reflex as rx

from mentor_app.components.cards import section
from mentor_app.components.forms import checkbox, field, fieldset, select, switch
from mentor_app.i18n.text import _, say
from mentor_app.vocabularies import TIME_COMMITMENTS

LARGEST_CAPACITY = 20


def roles(preferences: rx.Var, turn: rx.EventHandler) -> rx.Component:
    """Whether somebody mentors, looks for a mentor, or meets once."""
    return section(
        _("What I am here for"),
        rx.el.div(
            _switch(
                preferences.offers_mentoring,
                "offers_mentoring",
                turn,
                _("Offer to Mentor"),
                _("You appear to those whose learning goals you can help with, and may be asked."),
            ),
            _switch(
                preferences.seeks_mentor,
                "seeks_mentor",
                turn,
                _("Seeking Mentor"),
                _("Mentors see that you are looking, and the best matches come first on your home page."),
            ),
            _switch(
                preferences.offers_flash,
                "offers_flash",
                turn,
                _("Available for flash meetings"),
                _("One meeting about one question, without any promise beyond it."),
            ),
            class_name="card-body stack",
        ),
    )


def presence_in_community(preferences: rx.Var, turn: rx.EventHandler) -> rx.Component:
    """Whether somebody can be found at all."""
    return section(
        _("Active"),
        rx.el.div(
            _switch(
                preferences.is_active,
                "is_active",
                turn,
                _("Show me in the community"),
                _(
                    "Switched off, you are not found and not asked, and open requests are answered politely. "
                    "Your partners keep working with you as before."
                ),
            ),
            rx.cond(
                preferences.is_active,
                rx.fragment(),
                rx.el.p(
                    _("You are paused. Nobody finds you until you switch this on again."), class_name="note strong"
                ),
            ),
            class_name="card-body stack",
        ),
    )


def time_and_places(
    preferences: rx.Var,
    choose_time: rx.EventHandler,
    choose_capacity: rx.EventHandler,
    turn: rx.EventHandler,
    errors: rx.Var,
) -> rx.Component:
    """How much time there is in a month, and for how many mentees at once."""
    times = [(choice.value, say(choice.label)) for choice in TIME_COMMITMENTS]
    times.append(("0", _("I would rather not say")))
    minutes = preferences.time_commitment.to_string()
    places = select(
        "capacity",
        [(str(number), str(number)) for number in range(1, LARGEST_CAPACITY + 1)],
        value=preferences.capacity.to_string(),
        on_change=choose_capacity,
    )
    return section(
        _("Time and places"),
        rx.el.div(
            fieldset(_("Time commitment"), *[_time(value, words, minutes, choose_time) for value, words in times]),
            field(
                _("How many mentees at once"),
                "capacity",
                places,
                errors=errors,
                hint=_("Two is what most mentors can do well."),
            ),
            _switch(
                preferences.capacity_is_hard,
                "capacity_is_hard",
                turn,
                _("Never more than that"),
                _("Otherwise you may still accept one more yourself."),
            ),
            class_name="card-body stack stack--wide",
        ),
    )


def _time(value: str, words: rx.Var[str], chosen: rx.Var[str], choose: rx.EventHandler) -> rx.Component:
    return checkbox(
        words,
        "time_commitment",
        kind="radio",
        value=value,
        checked=chosen == value,
        on_change=lambda _ticked: choose(value),
    )


def _switch(on: rx.Var, name: str, turn: rx.EventHandler, label: rx.Var[str], hint: rx.Var[str]) -> rx.Component:
    return switch(label, name, hint=hint, checked=on, on_change=lambda ticked: turn(name, ticked))
