"""How a meeting was: two taps and a third to send them, for programme staff alone."""

import reflex as rx

from mentor_app.components.forms import Errors, control_id, field, field_error, form, left_out, submit
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
    taps = [_tap("rating", str(value), str(value), label) for value, label in enumerate(words, start=1)]
    ends = rx.el.div(rx.el.span(words[0]), rx.el.span(words[-1]), class_name="tiny pulse-ends", aria_hidden="true")
    return _question(_("Was it helpful?"), rx.el.div(*taps, class_name="taps taps--even"), ends, "rating", errors)


def _fit(name: rx.Var[str], errors: Errors) -> rx.Component:
    taps = [_tap("fit", choice.value, say(choice.label)) for choice in FITS]
    return _question(
        _("Are you and {{name}} a good fit?", name=name),
        rx.el.div(*taps, class_name="taps"),
        rx.fragment(),
        "fit",
        errors,
    )


def _question(legend: rx.Var[str], taps: rx.Component, below: rx.Component, name: str, errors: Errors) -> rx.Component:
    return rx.el.fieldset(
        rx.el.legend(legend, class_name="legend"), taps, below, field_error(name, errors), class_name="facet"
    )


def _tap(name: str, value: str, words: rx.Var[str] | str, label: rx.Var[str] | None = None) -> rx.Component:
    said = {} if label is None else {"aria-label": label}
    return rx.el.label(
        rx.el.input(type="radio", name=name, value=value, class_name="unseen", custom_attrs=said),
        rx.el.span(words),
        class_name="tap",
        title=label if label is not None else "",
    )


def _note() -> rx.Component:
    # Not kept by the browser: the next person at this computer has no business with it.
    return rx.el.textarea(
        name="note",
        rows=3,
        max_length=LONGEST_NOTE,
        class_name="input",
        custom_attrs={"id": control_id("note", SCOPE)},
    )
