"""How a meeting was: two taps and a third to send them, for programme staff alone."""

import reflex as rx

from mentor_app.components.forms import Errors, control_id, field, form, left_out, submit
from mentor_app.components.taps import scale, taps
from mentor_app.i18n.text import _, moment, say
from mentor_app.services.mentorships import MentorshipDetail
from mentor_app.services.pulses import FITS, LONGEST_NOTE

SCOPE = "pulse-"


def pulse_card(
    frame: rx.Var[MentorshipDetail], give: rx.EventHandler, done: rx.Var[int], errors: Errors
) -> rx.Component:
    """The question after a meeting that was held; absent while there is none."""
    name, asked = frame.partner.first_name, frame.pulse
    day = moment(asked.at, "weekday")
    whole = rx.el.section(
        rx.el.h2(_("How was your meeting of {{day}}?", day=day), class_name="heading"),
        rx.el.p(_("Only programme staff read this. {{name}} is not told, now or later.", name=name), class_name="note"),
        form(
            rx.el.input(type="hidden", name="meeting_id", value=asked.meeting_id),
            rx.el.div(_rating(errors), _fit(name, errors), class_name="pulse-taps"),
            rx.el.details(
                rx.el.summary(_("Add a word for programme staff")),
                field(_("A word for programme staff"), "note", _note(), errors=errors, hint=left_out(), scope=SCOPE),
            ),
            submit(_("Send"), class_name="button button--soft"),
            on_submit=give,
            done=done,
            key=asked.meeting_id,
        ),
        class_name="card card--padded stack pulse",
        aria_label=_("How was it?"),
    )
    return rx.cond(asked.meeting_id != "", whole)


def _rating(errors: Errors) -> rx.Component:
    words = (_("Not helpful"), _("A little helpful"), _("Helpful"), _("Very helpful"), _("Exactly what I needed"))
    return scale(_("Was it helpful?"), "rating", words, errors)


def _fit(name: rx.Var[str], errors: Errors) -> rx.Component:
    choices = [(choice.value, say(choice.label)) for choice in FITS]
    return taps(_("Are you and {{name}} a good fit?", name=name), "fit", choices, errors)


def _note() -> rx.Component:
    # Not kept by the browser: the next person at this computer has no business with it.
    return rx.el.textarea(
        name="note",
        rows=3,
        max_length=LONGEST_NOTE,
        class_name="input",
        custom_attrs={"id": control_id("note", SCOPE)},
    )
