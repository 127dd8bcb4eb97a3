"""The shared goals: title in place, progress by hand, live on both sides."""

from dataclasses import dataclass

import reflex as rx

from mentor_app.components.cards import glowing, section
from mentor_app.components.dialogs import menu, menu_button, menu_item, opener
from mentor_app.components.forms import Errors
from mentor_app.components.goal_details import adding_dialog
from mentor_app.components.icons import icon
from mentor_app.components.ordering import place_items
from mentor_app.components.people import badge
from mentor_app.components.writing import editable_text
from mentor_app.i18n.text import _, moment
from mentor_app.services.goals import GoalDetail
from mentor_app.services.mentorships import MentorshipDetail


@dataclass(frozen=True)
class GoalVerbs:
    """The handlers behind the goals' controls."""

    add: rx.EventHandler
    rename: rx.EventHandler
    progress: rx.EventHandler
    move: rx.EventHandler
    drop: rx.EventHandler
    write_at: rx.EventHandler
    describe: rx.EventHandler | None = None


def goals(
    frame: rx.Var[MentorshipDetail],
    items: rx.Var[list[GoalDetail]],
    writing: rx.Var[list[str]],
    verbs: GoalVerbs,
    errors: Errors,
    done: rx.Var[int],
    serves: rx.Var[dict[str, str]] | None = None,
) -> rx.Component:
    """The card with all goals; `serves` names the learning goals that they serve, by key."""
    listed = rx.el.ul(
        rx.foreach(items, lambda goal, index: _goal(goal, index, items.length(), frame, writing, verbs, serves)),
        class_name="rows",
    )
    nothing = rx.el.p(
        _("No goal yet. One sentence about what should be different in six months is a good start."),
        class_name="card-body note",
    )
    add = rx.cond(
        frame.is_active, opener(_("Add goal"), opens="add-goal", class_name="button button--soft"), rx.fragment()
    )
    return section(
        _("Goals"),
        rx.cond(items.length() > 0, listed, nothing),
        adding_dialog(frame, verbs.add, errors, done),
        aside=add,
    )


def _goal(
    goal: rx.Var[GoalDetail],
    index: rx.Var[int],
    how_many: rx.Var[int],
    frame: rx.Var[MentorshipDetail],
    writing: rx.Var[list[str]],
    verbs: GoalVerbs,
    serves: rx.Var[dict[str, str]] | None,
) -> rx.Component:
    skill = rx.fragment()
    if serves is not None:
        words = _("for “{{skill}}”", skill=serves[goal.skill_key])
        skill = rx.cond(goal.skill_key != "", rx.el.p(words, class_name="tiny"))
    return rx.el.li(
        glowing(
            rx.Var.create([goal.version, goal.progress]).to_string(),
            _top(goal, index, how_many, frame, verbs),
            rx.cond(goal.measure != "", rx.el.p(goal.measure, class_name="tiny")),
            skill,
            _progress(goal, frame, verbs),
            rx.cond(
                writing.contains(goal.id),
                rx.el.div(_("{{name}} is writing …", name=frame.partner.first_name), class_name="typing"),
            ),
            class_name="goal",
        ),
        key=goal.id,
    )


def _top(
    goal: rx.Var[GoalDetail],
    index: rx.Var[int],
    how_many: rx.Var[int],
    frame: rx.Var[MentorshipDetail],
    verbs: GoalVerbs,
) -> rx.Component:
    return rx.el.div(
        editable_text(
            goal.title,
            lambda words, version: verbs.rename(goal.id, words, version),
            label=_("Goal"),
            version=goal.version,
            on_typing=verbs.write_at(goal.id),
            read_only=~frame.is_active,
            multiline=True,
            max_length=300,
        ),
        rx.cond(goal.due_on != "", rx.el.span(_("by {{date}}", date=moment(goal.due_on, "short")), class_name="tiny")),
        rx.cond(frame.is_active, _more(goal, index, how_many, verbs), rx.fragment()),
        class_name="goal-top",
    )


def _progress(goal: rx.Var[GoalDetail], frame: rx.Var[MentorshipDetail], verbs: GoalVerbs) -> rx.Component:
    return rx.cond(
        goal.is_reached,
        badge(_("Reached"), tone="good", picture="check"),
        rx.el.label(
            rx.el.span(_("Progress of {{title}}", title=goal.title), class_name="unseen"),
            rx.el.input(
                type="range",
                min="0",
                max="100",
                step="5",
                default_value=goal.progress.to_string(),
                key=goal.progress,
                disabled=~frame.is_active,
                on_change=lambda value: verbs.progress(goal.id, value.to(int)).debounce(250),
                class_name="goal-range",
                custom_attrs={
                    "aria-valuetext": goal.progress.to_string() + " %",
                    "style": {"--share": goal.progress.to_string() + "%"},
                },
            ),
            rx.el.span(goal.progress, " %", class_name="tiny", aria_hidden="true"),
            class_name="goal-progress",
        ),
    )


def _more(goal: rx.Var[GoalDetail], index: rx.Var[int], how_many: rx.Var[int], verbs: GoalVerbs) -> rx.Component:
    name = "goal-" + goal.id
    reached = rx.cond(goal.is_reached, _("Not reached after all"), _("Goal reached"))
    return rx.fragment(
        menu_button(
            icon("ellipsis"),
            opens=name,
            class_name="button button--icon",
            aria_label=_("More for {{title}}", title=goal.title),
        ),
        menu(
            menu_item(
                reached,
                menu=name,
                picture="flag",
                on_click=verbs.progress(goal.id, rx.cond(goal.is_reached, 90, 100)),
            ),
            menu_item(_("Measure and date"), menu=name, picture="ruler", on_click=verbs.describe(goal.id))
            if verbs.describe is not None
            else rx.fragment(),
            *place_items(name, index, how_many, lambda place: verbs.move(goal.id, place)),
            menu_item(_("Drop this goal"), menu=name, picture="trash-2", on_click=verbs.drop(goal.id)),
            name=name,
            label=_("More for {{title}}", title=goal.title),
        ),
    )
