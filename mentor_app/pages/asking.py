"""Asking somebody for mentoring or for one meeting."""

import reflex as rx

from mentor_app.components.advice import asking_well, beside, folded
from mentor_app.components.asking import first_times, goals, hope, how_long, seen, what_for, whom, why
from mentor_app.components.cards import page_head
from mentor_app.components.forms import form, submit
from mentor_app.components.links import link
from mentor_app.components.lists import skeleton_rows
from mentor_app.i18n.catalogue import N_
from mentor_app.i18n.text import _
from mentor_app.pages.frame import framed
from mentor_app.services.requests import send_request
from mentor_app.state.asking import AskingState
from mentor_app.state.notices import NoticeState, last_try

IS_FLASH = AskingState.kind == "flash"


@framed("/requests/new", N_("Ask for mentoring"), AskingState, class_name="page page--asking")
def ask() -> rx.Component:
    """The request form, with what makes an answer likely beside it."""
    return rx.cond(AskingState.to, _form(), skeleton_rows(3))


def _form() -> rx.Component:
    to = AskingState.to
    name = to.person.first_name
    title = rx.cond(
        IS_FLASH,
        _("Ask {{name}} for a flash meeting", name=name),
        _("Ask {{name}} to be your mentor", name=name),
    )
    lead = rx.cond(
        IS_FLASH,
        _("One conversation of about half an hour, with no further promise on either side."),
        _("A few honest sentences are enough. Say why this person, and what you would work on."),
    )
    guide = _("Asking well")
    return rx.fragment(
        page_head(title, lead),
        rx.el.div(
            folded(guide, *asking_well(name)),
            rx.el.div(whom(to, IS_FLASH), _fields(), class_name="card card--padded stack"),
            beside(guide, *asking_well(name)),
            class_name="asking",
        ),
    )


def _fields() -> rx.Component:
    to = AskingState.to
    kept = "request-" + to.person.id
    errors, params = NoticeState.errors, NoticeState.error_params
    return form(
        rx.cond(IS_FLASH, what_for(errors)),
        why(to, kept, errors, params),
        hope(kept, errors, params),
        goals(to, errors),
        rx.cond(IS_FLASH, rx.fragment(), how_long()),
        first_times(to, kept, IS_FLASH, errors, params),
        seen(to),
        submit(
            _("Send request"),
            link(_("Back"), to=f"/members/{to.person.id}", class_name="button button--quiet"),
        ),
        on_submit=AskingState.send,
        done=last_try(send_request),
    )
