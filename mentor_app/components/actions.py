"""What the two have promised to do: by whom, by when, what for."""

from dataclasses import dataclass

import reflex as rx

from mentor_app.components.cards import glowing, section
from mentor_app.components.dialogs import closer, dialog, menu, menu_button, menu_item
from mentor_app.components.forms import Errors, field, form, left_out, select, submit, text
from mentor_app.components.icons import icon
from mentor_app.components.lists import folded
from mentor_app.components.people import avatar
from mentor_app.components.tick import tick
from mentor_app.components.writing import editable_text, kept_input
from mentor_app.i18n.text import _, moment
from mentor_app.services.actions import ActionDetail, MeetingChoice
from mentor_app.services.goals import GoalDetail
from mentor_app.services.mentorships import MentorshipDetail

Frame = rx.Var[MentorshipDetail]
Action = rx.Var[ActionDetail]
PLAN = "plan-action"


@dataclass(frozen=True)
class ActionVerbs:
    """The handlers behind the actions' controls."""

    add: rx.EventHandler
    rename: rx.EventHandler
    plan: rx.EventHandler
    begin_plan: rx.EventHandler
    tick: rx.EventHandler
    remove: rx.EventHandler
    write_at: rx.EventHandler


@dataclass(frozen=True)
class ActionLinks:
    """What an action may be for and come out of."""

    goals: rx.Var[list[GoalDetail]]
    meetings: rx.Var[list[MeetingChoice]]


def actions(
    frame: Frame,
    items: rx.Var[list[ActionDetail]],
    links: ActionLinks,
    verbs: ActionVerbs,
    errors: Errors,
    done: rx.Var[int],
) -> rx.Component:
    """The card with everything promised."""
    listed = rx.el.ul(rx.foreach(items, lambda action: _action(action, frame, verbs)), class_name="rows")
    nothing = rx.el.p(
        _("Nothing promised yet. Small steps with a name and a date are the ones that get done."),
        class_name="card-body note",
    )
    return section(
        _("Actions"),
        rx.cond(items.length() > 0, listed, nothing),
        rx.cond(frame.is_active, _adding(frame, links, verbs, errors, done)),
        aside=rx.cond(frame.is_active, _("shared, live"), ""),
    )


def _action(action: Action, frame: Frame, verbs: ActionVerbs) -> rx.Component:
    owner = rx.cond(action.owner_id == frame.me.id, frame.me.name, frame.partner.name)
    who = rx.cond(action.owner_id == frame.me.id, _("You"), frame.partner.first_name)
    by = rx.cond(action.due_on != "", rx.fragment(" · ", _("by {{date}}", date=moment(action.due_on, "short"))))
    late = rx.cond(action.is_late, rx.el.span(" · ", _("late"), class_name="late"))
    goal = rx.cond(action.goal != "", rx.fragment(" · ", icon("flag"), action.goal))
    meeting = rx.cond(
        action.meeting_at != "", rx.fragment(" · ", _("meeting of {{date}}", date=moment(action.meeting_at, "short")))
    )
    words = editable_text(
        action.title,
        lambda words, version: verbs.rename(action.id, words, version),
        label=_("Action"),
        version=action.version,
        on_typing=verbs.write_at(action.id),
        read_only=~frame.is_active,
        multiline=True,
        max_length=300,
    )
    return rx.el.li(
        glowing(
            rx.Var.create([action.version, action.is_done]).to_string(),
            tick(
                action.is_done,
                lambda on: verbs.tick(action.id, on),
                disabled=~frame.is_active,
                aria_label=_("{{title}} is done", title=action.title),
            ),
            rx.el.div(
                words,
                rx.el.p(who, by, late, goal, meeting, class_name="tiny action-facts"),
                class_name="row-main",
            ),
            avatar(owner, size="tiny"),
            rx.cond(frame.is_active, _more(action, verbs)),
            class_name=rx.cond(action.is_done, "row row--done", "row"),
        ),
        key=action.id,
    )


def _more(action: Action, verbs: ActionVerbs) -> rx.Component:
    name, label = "action-" + action.id, _("More for {{title}}", title=action.title)
    return rx.fragment(
        menu_button(icon("ellipsis"), opens=name, class_name="button button--icon", aria_label=label),
        menu(
            menu_item(_("Who, when, what for"), menu=name, picture="calendar", on_click=verbs.begin_plan(action.id)),
            menu_item(_("Remove"), menu=name, picture="trash-2", on_click=verbs.remove(action.id)),
            name=name,
            label=label,
        ),
    )


def _whose(frame: Frame, scope: str, **attributes: object) -> rx.Component:
    mentor = rx.cond(frame.role == "mentor", frame.me.first_name, frame.partner.first_name)
    mentee = rx.cond(frame.role == "mentor", frame.partner.first_name, frame.me.first_name)
    return select("whose", [("mentee", mentee), ("mentor", mentor)], scope=scope, **attributes)


def _what_for(goals: rx.Var[list[GoalDetail]], scope: str, **attributes: object) -> rx.Component:
    return rx.el.select(
        rx.el.option(_("no goal"), value=""),
        rx.foreach(goals, lambda goal: rx.el.option(goal.title, value=goal.id)),
        name="goal_id",
        class_name="input",
        custom_attrs={"id": scope + "field-goal_id"},
        **attributes,
    )


def _adding(frame: Frame, links: ActionLinks, verbs: ActionVerbs, errors: Errors, done: rx.Var[int]) -> rx.Component:
    scope = "action-"
    meetings = rx.el.select(
        rx.el.option(_("no meeting"), value=""),
        rx.foreach(links.meetings, lambda each: rx.el.option(moment(each.at, "date"), value=each.id)),
        name="meeting_id",
        class_name="input",
        custom_attrs={"id": scope + "field-meeting_id"},
    )
    title = kept_input(
        "title", keep="action-" + frame.id, scope=scope, required=True, placeholder=_("What will be done?"), limit=300
    )
    return form(
        field(_("New action"), "title", title, errors=errors, scope=scope, hide_label=True),
        rx.el.div(
            field(_("By whom?"), "whose", _whose(frame, scope), errors=errors, scope=scope),
            field(_("By when?"), "due_on", text("due_on", scope=scope, type="date"), errors=errors, scope=scope),
            class_name="action-fields",
        ),
        folded(
            _("Goal and meeting"),
            field(_("For which goal?"), "goal_id", _what_for(links.goals, scope), errors=errors, scope=scope),
            field(_("From which meeting?"), "meeting_id", meetings, errors=errors, scope=scope),
            class_name="action-fields",
        ),
        submit(_("Add action"), class_name="button button--soft"),
        on_submit=verbs.add,
        done=done,
        class_name="form card-body",
    )


def plan_dialog(
    frame: Frame, action: Action, goals: rx.Var[list[GoalDetail]], verbs: ActionVerbs, errors: Errors
) -> rx.Component:
    """Who does one action, by when and what for; open while there is one."""
    scope = "plan-"
    owner = rx.cond((action.owner_id == frame.me.id) == (frame.role == "mentor"), "mentor", "mentee")
    due = text("due_on", scope=scope, type="date", default_value=action.due_on)
    return dialog(
        form(
            rx.el.input(type="hidden", name="action_id", value=action.id),
            field(_("By whom?"), "whose", _whose(frame, scope, default_value=owner), errors=errors, scope=scope),
            field(_("By when?"), "due_on", due, errors=errors, scope=scope, hint=left_out()),
            field(
                _("For which goal?"),
                "goal_id",
                _what_for(goals, scope, default_value=action.goal_id),
                errors=errors,
                scope=scope,
            ),
            submit(_("Save"), closer(_("Not now"), closes=PLAN)),
            on_submit=verbs.plan,
            key=action.id,
        ),
        name=PLAN,
        title=action.title,
        shown=action.id != "",
        on_shut=verbs.begin_plan(""),
    )
