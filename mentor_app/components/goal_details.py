"""A new goal, and how one is measured, by when, and which learning goal it serves."""

import reflex as rx

from mentor_app.components.dialogs import closer, dialog
from mentor_app.components.forms import Errors, control_id, field, form, left_out, submit, text
from mentor_app.components.writing import kept_input
from mentor_app.i18n.text import _
from mentor_app.services.goals import GoalDetail
from mentor_app.services.mentorships import MentorshipDetail

NAME, SCOPE = "describe-goal", "describe-"


def description_dialog(
    goal: rx.Var[GoalDetail],
    skills: rx.Var[dict[str, str]],
    describe: rx.EventHandler,
    begin: rx.EventHandler,
    errors: Errors,
) -> rx.Component:
    """The form for one goal; open while there is one."""
    serves = rx.el.select(
        rx.el.option(_("none of them"), value=""),
        rx.foreach(skills, lambda skill: rx.el.option(skill[1], value=skill[0])),
        name="skill",
        class_name="input",
        default_value=goal.skill_key,
        custom_attrs={"id": control_id("skill", SCOPE)},
    )
    measure = text("measure", scope=SCOPE, default_value=goal.measure, max_length=500)
    due = text("due_on", scope=SCOPE, type="date", default_value=goal.due_on)
    return dialog(
        form(
            field(_("How will you know?"), "measure", measure, errors=errors, scope=SCOPE, hint=left_out()),
            field(_("By when?"), "due_on", due, errors=errors, scope=SCOPE, hint=left_out()),
            field(_("Which learning goal does it serve?"), "skill", serves, errors=errors, scope=SCOPE),
            submit(_("Save"), closer(_("Not now"), closes=NAME)),
            on_submit=lambda sent: describe(goal.id, goal.version, sent),
            key=goal.id,
        ),
        name=NAME,
        title=goal.title,
        shown=goal.id != "",
        on_shut=begin(""),
    )


def adding_dialog(
    frame: rx.Var[MentorshipDetail], add: rx.EventHandler, errors: Errors, done: rx.Var[int]
) -> rx.Component:
    """Where a new goal is set."""
    kept = "goal-" + frame.id
    return dialog(
        form(
            field(
                _("What should be different?"),
                "title",
                kept_input("title", keep=kept, scope="goal-", limit=300),
                errors=errors,
                scope="goal-",
            ),
            field(
                _("How will you know?"),
                "measure",
                kept_input("measure", keep=kept + "-measure", scope="goal-", limit=500),
                errors=errors,
                scope="goal-",
                hint=left_out(),
            ),
            field(
                _("By when?"),
                "due_on",
                text("due_on", scope="goal-", type="date"),
                errors=errors,
                scope="goal-",
                hint=left_out(),
            ),
            submit(_("Add goal"), closer(_("Not now"), closes="add-goal")),
            on_submit=add,
            done=done,
        ),
        name="add-goal",
        title=_("A new goal"),
    )
