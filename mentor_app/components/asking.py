"""The fields of a request: why this person, what is hoped for, how long and how often, or what a meeting is for."""

from collections.abc import Sequence

import reflex as rx

from mentor_app.components.forms import Errors, field, field_error, left_out
from mentor_app.components.free_times import FreeOffer
from mentor_app.components.people import chips, person
from mentor_app.components.picking import pill, pills
from mentor_app.components.times import times_field
from mentor_app.components.ways import chosen_way, way
from mentor_app.components.writing import chips_input, kept_textarea
from mentor_app.i18n.text import _, say
from mentor_app.services.asking import AskingDetail
from mentor_app.services.asks import LEAST_MESSAGE, LONGEST_MESSAGE
from mentor_app.services.drafts import DraftDetail
from mentor_app.vocabularies import FREQUENCIES, MONTHS, PURPOSES
from mentor_app.vocabularies.choice import Choice

To = rx.Var[AskingDetail]
Draft = rx.Var[DraftDetail]


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


def why(draft: Draft, may_be_silent: rx.Var[bool], kept: rx.Var[str], errors: Errors) -> rx.Component:
    """The message, with an opening for those who do not know how to begin."""
    sample = _("Hello {{name}}, I would like to ask you in particular, because", name=draft.whom.person.first_name)
    return field(
        _("Message"),
        "message",
        kept_textarea(
            "message",
            keep=kept,
            initial=draft.ask.message,
            limit=LONGEST_MESSAGE,
            least=LEAST_MESSAGE,
            may_be_empty=may_be_silent,
            sample=sample + " ",
            rows=6,
        ),
        errors=errors,
        hint=rx.cond(
            may_be_silent,
            _("Why this person? Your programme lets you leave this empty; a few words make a yes more likely."),
            _("Why this person? At least {{least}} characters.", least=LEAST_MESSAGE),
        ),
    )


def first_times(
    draft: Draft, free: FreeOffer, kept: rx.Var[str], is_flash: rx.Var[bool], errors: Errors
) -> rx.Component:
    """Times for a first conversation: a flash meeting needs one, for mentoring they may wait."""
    label = rx.cond(is_flash, _("Times that suit you"), _("Times for a first conversation"))
    passed = rx.el.p(_("Times that have passed meanwhile are left out."), class_name="tiny")
    return rx.fragment(
        times_field(free, errors, keep=kept + "-times", label=label, required=is_flash, initial=draft.ask.times),
        rx.cond(draft.has_passed_times, passed),
    )


def hope(draft: Draft, kept: rx.Var[str], errors: Errors) -> rx.Component:
    """What the sender hopes for."""
    return field(
        _("What I hope for"),
        "hope",
        kept_textarea("hope", keep=kept + "-hope", initial=draft.ask.hope, limit=LONGEST_MESSAGE, rows=3),
        errors=errors,
        hint=left_out(),
    )


def goals(draft: Draft, errors: Errors) -> rx.Component:
    """What to work on, picked from what the sender wants to learn."""
    return field(
        _("Goals"),
        "goals",
        chips_input("goals", initial=draft.ask.goals, options=draft.whom.my_goals),
        errors=errors,
        hint=_("Up to five; they become the first goals you share."),
    )


def how_long(draft: Draft) -> rx.Component:
    """How long and how often; leaving it open is the first answer."""
    return rx.fragment(
        _choice(_("For how long"), "months", MONTHS, draft.ask.wishes.months.to_string()),
        _choice(_("How often"), "frequency", FREQUENCIES, draft.ask.wishes.frequency),
    )


def what_for(draft: Draft, errors: Errors) -> rx.Component:
    """What the one meeting is for."""
    return rx.el.div(
        pills(_("What the meeting is for"), *_pills("purpose", PURPOSES, draft.ask.wishes.purpose, required=True)),
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


def sending(draft: Draft, is_flash: rx.Var[bool], back: rx.Component) -> rx.Component:
    """How the form is sent: at once, or later from the line; whoever takes no requests now can be lined up alone."""
    name = draft.whom.person.first_name
    now = way(_("Send request"), "way", "now", "button button--primary")
    later = _("Line up instead of sending now")
    both = rx.fragment(now, rx.cond(draft.may_line_up & ~is_flash, way(later, "way", "later")))
    only_later = way(_("Line up for later"), "way", "later", "button button--primary")
    ways = rx.cond(
        draft.choice_id != "",
        rx.el.button(_("Save"), type="submit", class_name="button button--primary"),
        rx.cond(draft.whom.is_full & draft.may_line_up & ~is_flash, only_later, both),
    )
    kept = _("{{name}} is in your line. Sending now takes them out of it.", name=name)
    explained = _("Lined up, {{name}} is asked when others have said no. Only you know of your line.", name=name)
    return rx.fragment(
        rx.cond(
            is_flash | (draft.choice_id != ""),
            rx.fragment(),
            rx.cond(
                draft.is_lined_up,
                rx.el.p(kept, class_name="tiny"),
                rx.cond(draft.may_line_up, rx.el.p(explained, class_name="tiny")),
            ),
        ),
        rx.el.div(chosen_way("way", "now"), ways, back, class_name="submit"),
    )


def _choice(legend: rx.Var[str], name: str, choices: Sequence[Choice], chosen: rx.Var[str]) -> rx.Component:
    unsaid = pill(_("I leave it open"), name, "", default_checked=(chosen == "") | (chosen == "0"))
    return pills(legend, unsaid, *_pills(name, choices, chosen))


def _pills(name: str, choices: Sequence[Choice], chosen: rx.Var[str], **attributes: object) -> list[rx.Component]:
    return [
        pill(say(choice.label), name, choice.value, default_checked=chosen == choice.value, **attributes)
        for choice in choices
    ]
