"""When somebody is usually free: a week of hours, days that are otherwise, and how much at once."""

from typing import Any, NamedTuple

import reflex as rx

from mentor_app.components.cards import row, rows, section
from mentor_app.components.forms import Errors, field, form, left_out, select, submit, text
from mentor_app.i18n.text import _, moment, plural
from mentor_app.services.availability import AvailabilityDetail, OddDayItem
from mentor_app.services.hours import LONGEST

Mine = rx.Var[AvailabilityDetail]


class WeekActs(NamedTuple):
    """What is done here, and what went wrong with it last; `done` as in `form`."""

    save: Any
    add: Any
    drop: Any
    errors: Errors
    added: rx.Var[int]


def availability(mine: Mine, acts: WeekActs) -> rx.Component:
    """The week, and below it the exceptions."""
    return section(
        _("When I am usually free"),
        rx.el.div(
            rx.el.p(
                _("From this, your calendars and your meetings we find times that suit you and another."),
                " ",
                _("Others see only times that are free for both, never your hours or what else you do."),
                class_name="note",
            ),
            _week(mine, acts),
            rx.el.hr(class_name="line"),
            _exceptions(mine, acts),
            class_name="card-body stack",
        ),
        custom_attrs={"id": "availability"},
    )


def _week(mine: Mine, acts: WeekActs) -> rx.Component:
    days = [
        ("monday", _("Monday")),
        ("tuesday", _("Tuesday")),
        ("wednesday", _("Wednesday")),
        ("thursday", _("Thursday")),
        ("friday", _("Friday")),
        ("saturday", _("Saturday")),
        ("sunday", _("Sunday")),
    ]
    return form(
        rx.el.p(
            _(
                "On your own clock ({{zone}}), with commas between: 9:00-12:00, 14:00-17:30. Empty days are not free.",
                zone=mine.zone,
            ),
            class_name="field-hint",
        ),
        rx.el.div(*(_day(name, words, mine, acts) for name, words in days), class_name="week-hours"),
        rx.el.div(
            _choice("notice", _("At the earliest"), _notices(), mine.notice_hours, acts),
            _choice("pause", _("Pause before and after"), _pauses(), mine.pause_minutes, acts),
            _choice("most", _("Meetings on one day"), _numbers(), mine.most_a_day, acts),
            class_name="side-by-side",
        ),
        submit(_("Save hours")),
        on_submit=acts.save,
    )


def _day(name: str, words: rx.Var[str], mine: Mine, acts: WeekActs) -> rx.Component:
    said = mine.hours[name]
    # Its key holds what was saved: a day that changed shows that, and what is being typed beside it stays.
    typed = text(name, scope="week-", default_value=said, key=said, max_length=LONGEST, auto_complete="off")
    return field(words, name, typed, errors=acts.errors, scope="week-")


def _choice(
    name: str, words: rx.Var[str], options: list[tuple[str, rx.Var[str]]], chosen: rx.Var[int], acts: WeekActs
) -> rx.Component:
    given = chosen.to_string()
    return field(
        words,
        name,
        select(name, options, scope="week-", default_value=given, key=given),
        errors=acts.errors,
        scope="week-",
    )


def _notices() -> list[tuple[str, rx.Var[str]]]:
    hours = [(str(each), plural("in {{count}} hour", "in {{count}} hours", count=each)) for each in (2, 12, 24)]
    days = [(str(24 * each), plural("in {{count}} day", "in {{count}} days", count=each)) for each in (2, 3, 7)]
    return [("0", _("at once")), *hours, *days]


def _pauses() -> list[tuple[str, rx.Var[str]]]:
    minutes = [(str(each), plural("{{count}} minute", "{{count}} minutes", count=each)) for each in (5, 10, 15, 30, 60)]
    return [("0", _("none")), *minutes]


def _numbers() -> list[tuple[str, rx.Var[str]]]:
    return [("0", _("as many as fit")), *((str(each), _("at most {{most}}", most=each)) for each in range(1, 7))]


def _exceptions(mine: Mine, acts: WeekActs) -> rx.Component:
    told = {"errors": acts.errors, "scope": "odd-"}
    return rx.el.div(
        rx.el.h3(_("Exceptions"), class_name="heading heading--small"),
        rx.cond(mine.odd.length() > 0, rows(mine.odd, lambda each: _odd_day(each, acts))),
        form(
            rx.el.div(
                field(_("Day"), "first_day", text("first_day", scope="odd-", type="date", required=True), **told),
                field(_("Last day"), "last_day", text("last_day", scope="odd-", type="date"), hint=left_out(), **told),
                class_name="side-by-side odd-days",
            ),
            field(
                _("Free at"),
                "hours",
                text("hours", scope="odd-", max_length=LONGEST, auto_complete="off"),
                hint=_("Leave empty when you are not free at all, such as on holiday."),
                **told,
            ),
            submit(_("Add exception"), class_name="button"),
            on_submit=acts.add,
            done=acts.added,
        ),
        class_name="stack",
    )


def _odd_day(item: rx.Var[OddDayItem], acts: WeekActs) -> rx.Component:
    first, last = moment(item.first_day, "weekday_short"), moment(item.last_day, "weekday_short")
    days = rx.cond(item.first_day == item.last_day, first, _("{{first}} to {{last}}", first=first, last=last))
    return row(
        rx.el.div(
            rx.el.div(days, class_name="strong"),
            rx.el.div(
                rx.cond(item.hours != "", _("Free {{hours}}", hours=item.hours), _("Not free")), class_name="note"
            ),
            class_name="row-main",
        ),
        rx.el.button(
            _("Remove"),
            type="button",
            class_name="button button--small button--quiet",
            aria_label=_("Remove exception: {{days}}", days=days),
            on_click=acts.drop(item.id),
        ),
        key=item.id,
    )
