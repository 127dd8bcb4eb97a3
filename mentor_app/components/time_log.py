"""Hours by month: held meetings by themselves, anything else by hand."""

import reflex as rx

from mentor_app.components.cards import facts, section
from mentor_app.components.forms import Errors, field, form, left_out, submit, text
from mentor_app.components.icons import icon
from mentor_app.components.links import file_link
from mentor_app.components.lists import empty
from mentor_app.components.people import avatar
from mentor_app.components.writing import kept_input
from mentor_app.i18n.text import _, moment, number, plural
from mentor_app.services.mentorships import MentorshipDetail
from mentor_app.services.time_log import LONGEST_WORDS, MonthItem, TimeItem

Frame = rx.Var[MentorshipDetail]


def hours(minutes: rx.Var[int]) -> rx.Var[str]:
    """Minutes as people say them: whole hours, minutes alone, or both."""
    whole, rest = number(minutes // 60), minutes % 60
    return rx.cond(
        minutes < 60,
        plural("{{count}} min", "{{count}} min", count=minutes),
        rx.cond(
            rest == 0,
            _("{{hours}} h", hours=whole),
            _("{{hours}} h {{minutes}} min", hours=whole, minutes=number(rest)),
        ),
    )


def totals(frame: Frame, minutes: rx.Var[int], held: rx.Var[int]) -> rx.Component:
    """All time together, and the table to keep."""
    return section(
        _("Time together"),
        rx.el.div(
            facts((_("Meetings held"), number(held)), (_("Time in all"), hours(minutes))),
            file_link(
                icon("download"),
                _("Download as a table (CSV)"),
                to="/mentorships/" + frame.id + "/time.csv",
                class_name="button",
                download=True,
            ),
            class_name="card-body stack",
        ),
        open_head=True,
    )


def months(items: rx.Var[list[MonthItem]], frame: Frame, remove: rx.EventHandler) -> rx.Component:
    """Each month with its sum and entries, the newest first."""
    nothing = empty(
        _("No time yet"),
        _("A meeting that you both say happened is counted here by itself. Add anything else by hand."),
        picture="clock",
    )
    listed = rx.el.div(rx.foreach(items, lambda month: _month(month, frame, remove)), class_name="stack")
    return rx.cond(items.length() > 0, listed, nothing)


def _month(month: rx.Var[MonthItem], frame: Frame, remove: rx.EventHandler) -> rx.Component:
    return rx.el.section(
        rx.el.div(
            rx.el.h2(moment(month.month, "month"), class_name="heading"),
            rx.el.span(hours(month.minutes), class_name="tiny"),
            class_name="card-head",
        ),
        rx.el.ul(rx.foreach(month.lines, lambda entry: _entry(entry, frame, remove)), class_name="rows"),
        class_name="card",
        key=month.month,
    )


def _entry(entry: rx.Var[TimeItem], frame: Frame, remove: rx.EventHandler) -> rx.Component:
    who = rx.cond(entry.is_mine, frame.me.name, frame.partner.name)
    words = rx.cond(entry.is_meeting, _("Meeting"), rx.cond(entry.words != "", entry.words, _("Other time")))
    return rx.el.li(
        rx.el.span(moment(entry.on_day, "weekday_short"), class_name="tiny entry-day"),
        rx.el.span(words, class_name="row-main"),
        rx.cond(entry.is_meeting, icon("users"), avatar(who, size="tiny")),
        rx.el.span(plural("{{count}} min", "{{count}} min", count=entry.minutes), class_name="tiny"),
        rx.cond(
            entry.is_mine & frame.is_active,
            rx.el.button(
                icon("x"),
                type="button",
                class_name="button button--icon",
                on_click=remove(entry.id),
                aria_label=_("Remove {{words}}", words=words),
            ),
        ),
        class_name="row",
        key=entry.id,
    )


def log_form(frame: Frame, today: rx.Var[str], log: rx.EventHandler, done: rx.Var[int], errors: Errors) -> rx.Component:
    """Where time is written down by hand."""
    told = {"errors": errors, "scope": "log-"}
    day = text("on_day", type="date", scope="log-", max=today, required=True)
    minutes = text("minutes", type="number", scope="log-", min=1, max=720, required=True)
    return section(
        _("Add time by hand"),
        form(
            rx.el.div(
                field(_("Day"), "on_day", day, **told),
                field(_("How many minutes"), "minutes", minutes, **told),
                class_name="side-by-side",
            ),
            field(
                _("What for"),
                "words",
                kept_input("words", keep="time-" + frame.id, scope="log-", limit=LONGEST_WORDS),
                hint=left_out(),
                **told,
            ),
            submit(_("Add")),
            on_submit=log,
            done=done,
            class_name="form card-body",
        ),
        open_head=True,
    )
