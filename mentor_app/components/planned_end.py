"""When two people plan to end: a day that either may set."""

import reflex as rx

from mentor_app.components.cards import section
from mentor_app.components.forms import Errors, field, form, submit, text
from mentor_app.i18n.text import _, moment
from mentor_app.services.mentorships import MentorshipDetail


def planned_end(
    frame: rx.Var[MentorshipDetail], plan: rx.EventHandler, done: rx.Var[int], errors: Errors
) -> rx.Component:
    """The day, and the form that changes it; not for a flash meeting, which is one conversation.

    Args:
        plan: receives the form.
        done: how the last try ended.
        errors: as for any field.
    """
    name = frame.partner.first_name
    day = text("ends_on", type="date", required=True, default_value=frame.ends_on, key=frame.ends_on)
    planned = _("You plan to end on {{date}}.", date=moment(frame.ends_on, "date"))
    return rx.cond(
        frame.kind != "flash",
        section(
            _("When we plan to end"),
            rx.el.div(
                rx.el.p(
                    rx.cond(frame.ends_on != "", planned, _("No day is planned yet.")),
                    " ",
                    _("Four weeks before, your last stage begins. Nothing ends by itself."),
                ),
                form(
                    field(_("Planned end"), "ends_on", day, errors=errors),
                    submit(_("Save and tell {{name}}", name=name), class_name="button"),
                    on_submit=plan,
                    done=done,
                    class_name="form planned-end",
                ),
                class_name="card-body stack",
            ),
        ),
    )
