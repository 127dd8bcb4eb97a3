"""Ending a mentorship well: the final meeting, a reason, and courteous words to begin from."""

import reflex as rx

from mentor_app.components.cards import section
from mentor_app.components.dialogs import closer, dialog, opener
from mentor_app.components.forms import Errors, checkbox, field, fieldset, form, left_out, submit
from mentor_app.components.icons import icon
from mentor_app.components.links import file_link
from mentor_app.components.next_meeting import what_comes_next
from mentor_app.components.writing import kept_textarea
from mentor_app.i18n.text import _, say
from mentor_app.services.endings import FAREWELLS, LONGEST_FAREWELL, REASONS
from mentor_app.services.mentorships import MentorshipDetail

ENDING = "end-mentorship"


def before_the_end(
    frame: rx.Var[MentorshipDetail],
    planned: rx.Component,
    reason: rx.Var[str],
    choose: rx.EventHandler,
    suggest: rx.EventHandler,
    end: rx.EventHandler,
    done: rx.Var[int],
    errors: Errors,
) -> rx.Component:
    """The day that is planned, a last meeting, then the end, which either may decide alone."""
    name = frame.partner.first_name
    return rx.el.div(
        planned,
        _final_meeting(frame, suggest),
        section(
            _("End the mentorship"),
            rx.el.div(
                rx.el.p(
                    _(
                        "Either of you may end it, alone and at any time. Both keep everything you wrote, to read and "
                        "to take along; nobody can change it any more."
                    )
                ),
                rx.el.div(opener(_("End mentorship"), opens=ENDING), take_along(frame), class_name="cluster"),
                class_name="card-body stack",
            ),
        ),
        _dialog(frame, name, reason, choose, end, done, errors),
        class_name="stack stack--wide",
    )


def take_along(frame: rx.Var[MentorshipDetail]) -> rx.Component:
    """Everything its reader may see of it, files and all, as one file."""
    here = f"/mentorships/{frame.id}/export.zip"
    return file_link(icon("download"), _("Take everything along (ZIP)"), to=here, download=True)


def _final_meeting(frame: rx.Var[MentorshipDetail], suggest: rx.EventHandler) -> rx.Component:
    ideas = (
        _("What have we reached, and what is left?"),
        _("What helped most, and what would we do differently?"),
        _("How do we stay in touch?"),
    )
    return section(
        _("A final meeting"),
        rx.el.div(
            rx.el.p(_("A good end has a last conversation. One click puts these questions on its agenda.")),
            rx.el.div(
                *[rx.el.button("+ ", idea, type="button", class_name="chip", on_click=suggest(idea)) for idea in ideas],
                class_name="chips",
            ),
            rx.el.div(what_comes_next(frame, _("Propose the final meeting")), class_name="cluster"),
            class_name="card-body stack",
        ),
    )


def _reasons(choose: rx.EventHandler) -> list[rx.Component]:
    return [
        checkbox(
            say(choice.label),
            "reason",
            kind="radio",
            value=choice.value,
            default_checked=choice.value == "objective_reached",
            on_change=choose(choice.value),
        )
        for choice in REASONS
    ]


def _dialog(
    frame: rx.Var[MentorshipDetail],
    name: rx.Var[str],
    reason: rx.Var[str],
    choose: rx.EventHandler,
    end: rx.EventHandler,
    done: rx.Var[int],
    errors: Errors,
) -> rx.Component:
    told = {"name": name}
    farewell = rx.match(reason, *[(key, say(words, told)) for key, words in FAREWELLS], "")
    return dialog(
        form(
            fieldset(_("Why?"), *_reasons(choose)),
            rx.el.p(_("Only programme staff see the reason, never {{name}}.", name=name), class_name="note"),
            field(
                _("Your message to {{name}}", name=name),
                "farewell",
                kept_textarea(
                    "farewell", keep="farewell-" + frame.id, limit=LONGEST_FAREWELL, rows=8, initial=farewell
                ),
                errors=errors,
                hint=left_out(),
            ),
            submit(_("End mentorship"), closer(_("Not now"), closes=ENDING)),
            on_submit=end,
            done=done,
        ),
        name=ENDING,
        title=_("End the mentorship with {{name}}", name=name),
        wide=True,
    )
