"""Meetings that repeat: chosen, told, and which of them are cancelled."""

import reflex as rx

from mentor_app.components.forms import Errors, checkbox, field, fieldset, select
from mentor_app.components.people import badge
from mentor_app.i18n.text import _, plural
from mentor_app.services.meeting_pages import MeetingItem
from mentor_app.services.series import LEAST, MOST

USUAL = "4"


def repeats_fields(scope: str, errors: Errors) -> rx.Component:
    """Whether a proposed meeting repeats, and how often; only a stylesheet hides what does not matter then."""
    rhythms = [
        ("once", _("Does not repeat")),
        ("weekly", _("Weekly")),
        ("fortnightly", _("Every two weeks")),
        ("monthly", _("Monthly")),
    ]
    numbers = [
        (str(count), plural("{{count}} meeting", "{{count}} meetings", count=count)) for count in range(LEAST, MOST + 1)
    ]

    def chosen(label: rx.Var[str], name: str, control: rx.Component) -> rx.Component:
        return field(label, name, control, errors=errors, scope=scope)

    many = select("occurrences", numbers, scope=scope, default_value=USUAL)
    return rx.el.div(
        rx.el.div(
            chosen(_("Repeats"), "repeats", select("repeats", rhythms, scope=scope)),
            rx.el.div(chosen(_("How many meetings"), "occurrences", many), class_name="repeats-more"),
            class_name="side-by-side",
        ),
        rx.el.p(
            _(
                "The times are for the first meeting. "
                "The others follow at the same hour, monthly ones on the same weekday; all are confirmed at once."
            ),
            class_name="note repeats-more",
        ),
        class_name="repeats",
    )


def rhythm_words(item: rx.Var[MeetingItem]) -> rx.Var[str]:
    """How a proposed series repeats."""
    return rx.match(
        item.repeats,
        ("weekly", _("Repeats weekly, {{times}} times", times=item.occurrences)),
        ("fortnightly", _("Repeats every two weeks, {{times}} times", times=item.occurrences)),
        ("monthly", _("Repeats monthly on the same weekday, {{times}} times", times=item.occurrences)),
        "",
    )


def series_badge(item: rx.Var[MeetingItem]) -> rx.Component:
    """Which meeting of a series it is."""
    return badge(_("{{number}} of {{all}}", number=item.number, all=item.occurrences), picture="repeat")


def which_ones(meeting: rx.Var[str], has_later: rx.Var[bool]) -> rx.Component:
    """Whether one meeting is cancelled, or all later ones of its series with it."""
    return rx.cond(
        has_later,
        fieldset(
            _("Which meetings"),
            checkbox(_("Only this one"), "which", kind="radio", value="this", default_checked=True),
            checkbox(_("This one and all later ones"), "which", kind="radio", value="later"),
            key=meeting,
        ),
        rx.el.input(type="hidden", name="which", value="this"),
    )
