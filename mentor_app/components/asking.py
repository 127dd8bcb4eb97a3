"""The fields of a request: why this person, what is hoped for, how long and how often, or what a meeting is for."""

from collections.abc import Sequence

import reflex as rx

from mentor_app.components.forms import Errors, field, field_error, left_out
from mentor_app.components.people import chips, person
from mentor_app.components.picking import pill, pills
from mentor_app.components.times import times_field
from mentor_app.components.writing import chips_input, kept_textarea
from mentor_app.i18n.text import _, say
from mentor_app.services.asking import AskingDetail
from mentor_app.services.asks import LEAST_MESSAGE, LONGEST_MESSAGE
from mentor_app.vocabularies import FREQUENCIES, MONTHS, PURPOSES
from mentor_app.vocabularies.choice import Choice

To = rx.Var[AskingDetail]


def whom(to: To, is_flash: rx.Var[bool]) -> rx.Component:
    """Who is asked, what they can help with, and whether they take requests at present."""
    return rx.fragment(
        person(to.person.name, to.person.headline, size="large"),
        rx.cond(
            to.can_help_with.length() > 0,
            rx.el.div(
                rx.el.p(_("Can help you with"), class_name="tiny"),
                chips(to.can_help_with, accent=True),
                class_name="stack stack--tight",
            ),
        ),
        rx.cond(
            to.is_full & ~is_flash,
            rx.el.p(
                _("All places are taken at present. You can still ask for a flash meeting or come back later."),
                class_name="note",
            ),
        ),
    )


def why(to: To, kept: rx.Var[str], errors: Errors, params: rx.Var) -> rx.Component:
    """The message, with an opening for those who do not know how to begin."""
    sample = _("Hello {{name}}, I would like to ask you in particular, because", name=to.person.first_name)
    return field(
        _("Message"),
        "message",
        kept_textarea("message", keep=kept, limit=LONGEST_MESSAGE, least=LEAST_MESSAGE, sample=sample + " ", rows=6),
        errors=errors,
        error_params=params,
        hint=_("Why this person? At least {{least}} characters.", least=LEAST_MESSAGE),
    )


def first_times(to: To, kept: rx.Var[str], is_flash: rx.Var[bool], errors: Errors, params: rx.Var) -> rx.Component:
    """Times for a first conversation: a flash meeting needs one, for mentoring they may wait."""
    label = rx.cond(is_flash, _("Times that suit you"), _("Times for a first conversation"))
    hint = rx.cond(
        is_flash,
        _("On your own clock ({{zone}}); up to five.", zone=to.my_zone),
        _("Optional. On your own clock ({{zone}}); up to five.", zone=to.my_zone),
    )
    return times_field(to.my_zone, errors, params, keep=kept + "-times", label=label, hint=hint, required=is_flash)


def hope(kept: rx.Var[str], errors: Errors, params: rx.Var) -> rx.Component:
    """What the sender hopes for."""
    return field(
        _("What I hope for"),
        "hope",
        kept_textarea("hope", keep=kept + "-hope", limit=LONGEST_MESSAGE, rows=3),
        errors=errors,
        error_params=params,
        hint=left_out(),
    )


def goals(to: To, errors: Errors) -> rx.Component:
    """What to work on, picked from what the sender wants to learn."""
    return field(
        _("Goals"),
        "goals",
        chips_input("goals", initial=to.can_help_with, options=to.my_goals),
        errors=errors,
        hint=_("Up to five; they become the first goals you share."),
    )


def how_long() -> rx.Component:
    """How long and how often; leaving it open is the first answer."""
    return rx.fragment(
        _choice(_("For how long"), "months", MONTHS, _("I leave it open")),
        _choice(_("How often"), "frequency", FREQUENCIES, _("I leave it open")),
    )


def what_for(errors: Errors) -> rx.Component:
    """What the one meeting is for."""
    return rx.el.div(
        pills(_("What the meeting is for"), *_pills("purpose", PURPOSES, required=True)),
        field_error("purpose", errors),
        class_name="field",
    )


def seen(to: To) -> rx.Component:
    """Exactly what the other one will see."""
    return rx.el.p(
        _(
            "{{name}} sees what you write and choose here, how well you two fit, and your profile as members see it. "
            "Nobody else sees your request.",
            name=to.person.first_name,
        ),
        class_name="tiny",
    )


def _choice(legend: rx.Var[str], name: str, choices: Sequence[Choice], unsaid: rx.Var[str]) -> rx.Component:
    return pills(legend, pill(unsaid, name, "", default_checked=True), *_pills(name, choices))


def _pills(name: str, choices: Sequence[Choice], **attributes: object) -> list[rx.Component]:
    return [pill(say(choice.label), name, choice.value, **attributes) for choice in choices]
