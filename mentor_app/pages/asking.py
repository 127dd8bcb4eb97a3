"""Asking somebody for mentoring or for one meeting."""

import reflex as rx

from mentor_app.components.cards import page_head
from mentor_app.components.forms import field, form, left_out, submit
from mentor_app.components.links import link
from mentor_app.components.lists import skeleton_rows
from mentor_app.components.people import chips, person
from mentor_app.components.writing import chips_input, kept_textarea
from mentor_app.i18n.catalogue import N_
from mentor_app.i18n.text import _
from mentor_app.pages.frame import framed
from mentor_app.services.requests import LEAST_MESSAGE, LONGEST_MESSAGE, send_request
from mentor_app.state.asking import AskingState
from mentor_app.state.notices import NoticeState, last_try


@framed("/requests/new", N_("Ask for mentoring"), AskingState, class_name="page page--narrow")
def ask() -> rx.Component:
    """The request form, with what makes an answer likely beside it."""
    return rx.cond(AskingState.to, _form(), skeleton_rows(3))


def _form() -> rx.Component:
    to = AskingState.to
    title = rx.cond(
        AskingState.kind == "flash",
        _("Ask {{name}} for a flash meeting", name=to.person.first_name),
        _("Ask {{name}} to be your mentor", name=to.person.first_name),
    )
    lead = rx.cond(
        AskingState.kind == "flash",
        _("One conversation of about half an hour, with no further promise on either side."),
        _("A few honest sentences are enough. Say why this person, and what you would work on."),
    )
    return rx.fragment(
        page_head(title, lead),
        rx.el.div(
            person(to.person.name, to.person.headline, size="large"),
            rx.cond(
                to.can_help_with.length() > 0,
                rx.el.div(
                    rx.el.p(_("Can help you with"), class_name="tiny"),
                    chips(to.can_help_with, accent=True),
                    class_name="stack stack--tight",
                ),
            ),
            rx.cond(
                to.is_full & (AskingState.kind == "mentoring"),
                rx.el.p(
                    _("All places are taken at present. You can still ask for a flash meeting or come back later."),
                    class_name="note",
                ),
            ),
            _fields(),
            class_name="card card--padded stack",
        ),
        _asking_well(),
    )


def _fields() -> rx.Component:
    to = AskingState.to
    kept = "request-" + to.person.id
    return form(
        field(
            _("Message"),
            "message",
            kept_textarea("message", keep=kept, limit=LONGEST_MESSAGE, rows=6),
            errors=NoticeState.errors,
            error_params=NoticeState.error_params,
            hint=_("Why this person? At least {{least}} characters.", least=LEAST_MESSAGE),
        ),
        field(
            _("What I hope for"),
            "hope",
            kept_textarea("hope", keep=kept + "-hope", limit=LONGEST_MESSAGE, rows=3),
            errors=NoticeState.errors,
            error_params=NoticeState.error_params,
            hint=left_out(),
        ),
        field(
            _("Goals"),
            "goals",
            chips_input("goals", initial=to.can_help_with, options=to.my_goals),
            errors=NoticeState.errors,
            hint=_("Up to five; they become the first goals you share."),
        ),
        rx.el.p(
            _("{{name}} will see this message, your goals and your profile.", name=to.person.first_name),
            class_name="tiny",
        ),
        submit(
            _("Send request"),
            link(_("Back"), to=f"/members/{to.person.id}", class_name="button button--quiet"),
        ),
        on_submit=AskingState.send,
        done=last_try(send_request),
    )


def _asking_well() -> rx.Component:
    return rx.el.details(
        rx.el.summary(_("Asking well")),
        rx.el.ul(
            rx.el.li(_("Say what in this person's path speaks to you, in one sentence.")),
            rx.el.li(_("Name one or two things you want to get better at, not everything at once.")),
            rx.el.li(_("Say how much time you hope for, and that a no is fine.")),
            rx.el.li(_("Do not ask for a job: ask for experience, and jobs may follow.")),
            class_name="stack stack--tight",
        ),
        class_name="card card--padded",
    )
