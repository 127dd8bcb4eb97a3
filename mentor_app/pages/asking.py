"""Asking somebody for mentoring or for one meeting."""

import reflex as rx

from mentor_app.components.advice import asking_well, beside, folded
from mentor_app.components.asking import first_times, goals, hope, how_long, seen, sending, what_for, whom, why
from mentor_app.components.cards import page_head
from mentor_app.components.form_answers import Arrival
from mentor_app.components.forms import form
from mentor_app.components.links import link
from mentor_app.components.lists import skeleton_rows
from mentor_app.i18n.catalogue import N_
from mentor_app.i18n.text import _
from mentor_app.pages.frame import framed
from mentor_app.pages.free_times import free_with
from mentor_app.services.choices import line_up, rewrite_choice
from mentor_app.services.requests import send_request
from mentor_app.state.asking import AskingState
from mentor_app.state.notices import NoticeState, last_try

IS_FLASH = AskingState.kind == "flash"


@framed("/requests/new", N_("Ask for mentoring"), AskingState, class_name="page page--asking")
def ask() -> rx.Component:
    """The request form, with what makes an answer likely beside it."""
    return rx.cond(AskingState.draft, _form(), skeleton_rows(3))


def _form() -> rx.Component:
    draft = AskingState.draft
    name = draft.whom.person.first_name
    is_kept = draft.choice_id != ""
    title = rx.cond(
        IS_FLASH,
        _("Ask {{name}} for a flash meeting", name=name),
        rx.cond(is_kept, _("Your words for {{name}}", name=name), _("Ask {{name}} to be your mentor", name=name)),
    )
    lead = rx.cond(
        IS_FLASH,
        _("One conversation of about half an hour, with no further promise on either side."),
        rx.cond(
            is_kept,
            _("They are sent when it is {{name}}'s turn, or when you say so.", name=name),
            _("A few honest sentences are enough. Say why this person, and what you would work on."),
        ),
    )
    guide = _("Asking well")
    return rx.fragment(
        page_head(title, lead),
        rx.el.div(
            folded(guide, *asking_well(name)),
            rx.el.div(whom(draft.whom, IS_FLASH), _fields(), class_name="card card--padded stack"),
            beside(guide, *asking_well(name)),
            class_name="asking",
        ),
    )


def _fields() -> rx.Component:
    draft = AskingState.draft
    whose = draft.whom.person.id
    kept = rx.cond(draft.choice_id != "", "choice-" + draft.choice_id, "request-" + whose)
    errors = NoticeState.errors
    free = free_with(whose, draft.whom.person.first_name, draft.whom.my_zone)
    back = rx.cond(draft.choice_id != "", "/inbox?shelf=waiting", f"/members/{whose}")
    return form(
        rx.cond(IS_FLASH, what_for(draft, errors)),
        why(draft, draft.whom.may_be_silent & ~IS_FLASH, kept, errors),
        hope(draft, kept, errors),
        goals(draft, errors),
        rx.cond(IS_FLASH, rx.fragment(), how_long(draft)),
        first_times(draft, free, kept, IS_FLASH, errors),
        seen(draft.whom),
        sending(draft, IS_FLASH, link(_("Back"), to=back, class_name="button button--quiet")),
        Arrival.create(done=last_try(line_up)),
        Arrival.create(done=last_try(rewrite_choice)),
        on_submit=AskingState.send,
        done=last_try(send_request),
    )
