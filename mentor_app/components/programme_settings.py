"""What coordinators settle for their programme, part by part, each saved by itself."""

from typing import NamedTuple

import reflex as rx

from mentor_app.components.cards import section
from mentor_app.components.forms import Errors, field, form, submit, switch
from mentor_app.components.settled import Values, crossed, settled_input
from mentor_app.i18n.text import _
from mentor_app.services.evaluations import MOST_QUESTIONS
from mentor_app.services.programme_settings import ProgrammeSettings

Settled = rx.Var[ProgrammeSettings]


class Told(NamedTuple):
    """What went wrong last: what was refused; both values where two people crossed."""

    errors: Errors
    mine: Values
    theirs: Values
    settle: rx.EventHandler


def request_rules(
    settled: Settled, turn: rx.EventHandler, save: rx.EventHandler, done: rx.Var[int], told: Told
) -> rx.Component:
    """Interest in one click, how many requests at once, and the days that count."""
    numbers = (
        (
            "open_request_limit",
            _("Open requests at once"),
            settled.open_request_limit,
            _("So many of one person may wait for an answer."),
        ),
        (
            "request_days",
            _("Days until a request expires"),
            settled.request_days,
            _("Counts for requests sent from now on."),
        ),
        ("first_reminder_days", _("First reminder after days"), settled.first_reminder_days, _("0 for none.")),
        ("second_reminder_days", _("Second reminder after days"), settled.second_reminder_days, _("0 for none.")),
    )
    interest = switch(
        _("Interest in one click"),
        hint=_("Members may ask for mentoring without a word of why."),
        checked=settled.allows_interest,
        on_change=turn,
    )
    fields = [_number(*number, told) for number in numbers]
    rules = form(
        rx.el.div(*fields, class_name="settings-numbers"),
        _end([(name, label) for name, label, _value, _hint in numbers], told),
        on_submit=save,
        done=done,
    )
    return section(_("Requests"), rx.el.div(interest, rules, class_name="card-body stack stack--wide"))


def places(settled: Settled, save: rx.EventHandler, done: rx.Var[int], told: Told) -> rx.Component:
    """With how many places new mentors begin."""
    name, label = "suggested_capacity", _("Suggested mentees at once")
    hint = _("Mentors who join begin with it, and change it as they like. Two is what most can do well.")
    return section(
        _("Places"),
        form(
            rx.el.div(_number(name, label, settled.suggested_capacity, hint, told), class_name="settings-numbers"),
            _end([(name, label)], told),
            on_submit=save,
            done=done,
            class_name="form card-body",
        ),
    )


def questions(settled: Settled, save: rx.EventHandler, done: rx.Var[int], told: Told) -> rx.Component:
    """What is asked at the end of a mentorship, beside what everybody is asked."""
    labels = [(f"question_{place}", _("Question {{number}}", number=place + 1)) for place in range(MOST_QUESTIONS)]
    lines = [
        field(
            label,
            name,
            settled_input(name, settled.questions[place], told.theirs),
            errors=told.errors,
        )
        for place, (name, label) in enumerate(labels)
    ]
    return section(
        _("Questions at the end"),
        form(
            rx.el.p(
                _("Asked when both look back, after the questions of every programme. Only staff read the answers."),
                class_name="note",
            ),
            *lines,
            _end(labels, told),
            on_submit=save,
            done=done,
            class_name="form card-body",
        ),
    )


def _end(labels: list[tuple[str, rx.Var[str]]], told: Told) -> rx.Component:
    return crossed(labels, told.mine, told.theirs, told.settle, submit(_("Save"), class_name="button"))


def _number(name: str, label: rx.Var[str], value: rx.Var[int], hint: rx.Var[str], told: Told) -> rx.Component:
    control = settled_input(name, value.to_string(), told.theirs, input_mode="numeric", required=True)
    return field(label, name, control, errors=told.errors, hint=hint)
