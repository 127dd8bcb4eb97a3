"""The sections of a profile where one chooses: skills, help, fields of work, languages, contact."""

from collections.abc import Sequence
from dataclasses import dataclass

import reflex as rx

from mentor_app.components.cards import section
from mentor_app.components.forms import field, form, text
from mentor_app.components.profile import (
    Words,
    audience,
    part,
    part_head,
    picker,
    removable_tags,
    skill_form,
    skill_rows,
    toggles,
)
from mentor_app.i18n.text import _, language_called, say
from mentor_app.vocabularies import (
    CHANNELS,
    FORMATS,
    FUNCTIONS,
    HELP_AREAS,
    INDUSTRIES,
    LEVELS,
    PRIORITIES,
    SKILLS,
    STRENGTHS,
    VALUES,
    Choice,
    languages,
)


@dataclass(frozen=True)
class Choosing:
    """What these sections need of the page's state.

    Args:
        tags: chosen items by kind, with `value` and `label`.
        chosen: chosen values by kind.
        audiences: who can see each part.
        errors: as for any field.
        turn: receives kind, whether it shall be on, and value.
        choose: receives a part and an audience.
        add_city: receives a form with a city.
        chose: how the last choice ended, as in `form`.
        add_skill: receives the use, and a form with a skill and its weight.
        named: how naming the last skill ended.
        weigh_skill: receives use, name and weight.
        drop_skill: receives use and key.
    """

    tags: rx.Var
    chosen: rx.Var
    audiences: rx.Var
    errors: rx.Var
    turn: rx.EventHandler
    choose: rx.EventHandler
    add_city: rx.EventHandler
    chose: rx.Var[int]
    add_skill: rx.EventHandler
    named: rx.Var[int]
    weigh_skill: rx.EventHandler
    drop_skill: rx.EventHandler


def offers_section(offers: rx.Var, state: Choosing) -> rx.Component:
    """What somebody can help with, and how well they know it."""
    label, add = _("Skills I can help with"), state.add_skill("offers")
    names = rx.el.datalist(*[rx.el.option(value=skill.name) for skill in SKILLS], id="skill-names")
    return _section(
        label,
        "offers",
        state,
        skill_rows(offers, LEVELS, state.weigh_skill, state.drop_skill, "offers"),
        skill_form(_("Skill"), _("Level"), LEVELS, "3", "offers", add, state.named, state.errors),
        names,
    )


def goals_section(goals: rx.Var, state: Choosing) -> rx.Component:
    """What somebody wants to learn, and how much."""
    add = state.add_skill("goals")
    return _section(
        _("Skills I want to learn"),
        "goals",
        state,
        skill_rows(goals, PRIORITIES, state.weigh_skill, state.drop_skill, "goals"),
        skill_form(_("Skill"), _("Priority"), PRIORITIES, "2", "goals", add, state.named, state.errors),
    )


def help_section(state: Choosing) -> rx.Component:
    """Areas of life and work somebody can help with."""
    label = _("Areas I can help with")
    chips = toggles("help_area", HELP_AREAS, state.chosen["help_area"], state.turn, label)
    return _section(label, "help_area", state, chips, address="help")


def fields_section(state: Choosing) -> rx.Component:
    """Industries and job functions."""
    return section(
        _("Fields"),
        rx.el.div(
            _picked(_("Industries"), "industry", _options(INDUSTRIES), state),
            _picked(_("Job functions"), "function", _options(FUNCTIONS), state),
            class_name="card-body parts",
        ),
        custom_attrs={"id": "fields"},
    )


def languages_section(state: Choosing) -> rx.Component:
    """Languages, and the cities where one could meet."""
    spoken = [(choice.value, language_called(choice.value)) for choice in languages()]
    city = text("city", required=True, max_length=80)
    adding = form(
        field(_("Add a city"), "city", city, errors=state.errors, hide_label=True),
        rx.el.button(_("Add"), type="submit", class_name="button button--soft"),
        on_submit=state.add_city,
        done=state.chose,
        class_name="city-form",
    )
    cities = rx.el.div(
        part_head(_("Cities where I can meet"), _audience("city", _("Cities where I can meet"), state)),
        rx.cond(
            state.tags["city"].length() > 0,
            rx.el.div(removable_tags("city", state.tags["city"], state.turn), class_name="chips"),
        ),
        adding,
        class_name="part",
    )
    return section(
        _("Languages and cities"),
        rx.el.div(_picked(_("Languages"), "language", spoken, state), cities, class_name="card-body parts"),
        custom_attrs={"id": "languages"},
    )


def strengths_section(state: Choosing) -> rx.Component:
    """How somebody is to work with."""
    return section(
        _("Strengths and values"),
        rx.el.div(
            _toggled(_("Strengths"), "strength", STRENGTHS, state),
            _toggled(_("Values"), "value", VALUES, state),
            class_name="card-body parts",
        ),
        custom_attrs={"id": "strengths"},
    )


def contact_section(email: rx.Var[str], state: Choosing) -> rx.Component:
    """How to reach somebody, and the address that stays hidden until they choose."""
    return section(
        _("Contact"),
        rx.el.div(
            _toggled(_("Channels I prefer"), "channel", CHANNELS, state),
            _toggled(_("Meeting formats"), "format", FORMATS, state),
            part(_("E-mail"), email, "", _audience("email", _("E-mail"), state)),
            class_name="card-body parts",
        ),
        custom_attrs={"id": "contact"},
    )


def _section(label: Words, kind: str, state: Choosing, *content: rx.Component, address: str = "") -> rx.Component:
    return section(
        label,
        rx.el.div(*content, class_name="card-body stack"),
        aside=_audience(kind, label, state),
        custom_attrs={"id": address or kind},
    )


def _audience(kind: str, label: Words, state: Choosing) -> rx.Component:
    return audience(kind, label, state.audiences, state.choose)


def _toggled(label: Words, kind: str, choices: Sequence[Choice], state: Choosing) -> rx.Component:
    chips = toggles(kind, choices, state.chosen[kind], state.turn, label)
    return rx.el.div(part_head(label, _audience(kind, label, state)), chips, class_name="part")


def _picked(label: Words, kind: str, options: Sequence[tuple[str, Words]], state: Choosing) -> rx.Component:
    chips = picker(kind, options, state.tags[kind], state.turn, label)
    return rx.el.div(part_head(label, _audience(kind, label, state)), chips, class_name="part")


def _options(choices: Sequence[Choice]) -> list[tuple[str, Words]]:
    return [(choice.value, say(choice.label)) for choice in choices]
