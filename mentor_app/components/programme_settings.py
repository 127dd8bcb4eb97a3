"""What coordinators settle for their programme, part by part, each saved by itself."""

import reflex as rx

from mentor_app.components.cards import section
from mentor_app.components.forms import Errors, field, form, submit, switch, text
from mentor_app.i18n.text import _
from mentor_app.services.evaluations import LONGEST_QUESTION, MOST_QUESTIONS
from mentor_app.services.programme_settings import ProgrammeSettings

Settled = rx.Var[ProgrammeSettings]


def request_rules(
    settled: Settled, turn: rx.EventHandler, save: rx.EventHandler, errors: Errors, params: rx.Var
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
    fields = [_number(*number, errors, params) for number in numbers]
    rules = form(rx.el.div(*fields, class_name="settings-numbers"), _save(), on_submit=save)
    return section(_("Requests"), rx.el.div(interest, rules, class_name="card-body stack stack--wide"))


def places(settled: Settled, save: rx.EventHandler, errors: Errors, params: rx.Var) -> rx.Component:
    """With how many places new mentors begin."""
    hint = _("Mentors who join begin with it, and change it as they like. Two is what most can do well.")
    return section(
        _("Places"),
        form(
            rx.el.div(
                _number(
                    "suggested_capacity",
                    _("Suggested mentees at once"),
                    settled.suggested_capacity,
                    hint,
                    errors,
                    params,
                ),
                class_name="settings-numbers",
            ),
            _save(),
            on_submit=save,
            class_name="form card-body",
        ),
    )


def questions(settled: Settled, save: rx.EventHandler, errors: Errors, params: rx.Var) -> rx.Component:
    """What is asked at the end of a mentorship, beside what everybody is asked."""

    def one(place: int) -> rx.Component:
        name, asked = f"question_{place}", settled.questions[place]
        line = text(name, default_value=asked, key=name + asked, max_length=LONGEST_QUESTION)
        label = _("Question {{number}}", number=place + 1)
        return field(label, name, line, errors=errors, error_params=params)

    return section(
        _("Questions at the end"),
        form(
            rx.el.p(
                _("Asked when both look back, after the questions of every programme. Only staff read the answers."),
                class_name="note",
            ),
            *[one(place) for place in range(MOST_QUESTIONS)],
            _save(),
            on_submit=save,
            class_name="form card-body",
        ),
    )


def _save() -> rx.Component:
    return submit(_("Save"), class_name="button")


def _number(
    name: str, label: rx.Var[str], value: rx.Var[int], hint: rx.Var[str], errors: Errors, params: rx.Var
) -> rx.Component:
    # Typed again when somebody else saved another number meanwhile.
    told = value.to_string()
    control = text(name, default_value=told, key=name + told, input_mode="numeric", required=True, max_length=4)
    return field(label, name, control, errors=errors, error_params=params, hint=hint)
