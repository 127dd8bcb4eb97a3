"""A profile and its editor: parts with who can see them, choices, skills, completeness."""

from collections.abc import Sequence

import reflex as rx

from mentor_app.components.forms import Errors, field, form, select, text
from mentor_app.components.icons import icon
from mentor_app.components.people import removable_chip
from mentor_app.i18n.text import _, say
from mentor_app.services.audiences import AUDIENCES
from mentor_app.vocabularies.choice import Choice

Words = rx.Var[str] | str


def audience(part: str, label: Words, audiences: rx.Var[dict[str, str]], choose: rx.EventHandler) -> rx.Component:
    """Who can see a part, to be chosen beside it.

    Args:
        part: the part's name.
        label: what the part is called.
        audiences: the present choice by part.
        choose: called with the part and the audience.
    """
    mark = rx.match(audiences[part], ("me", icon("lock")), ("partners", icon("users")), icon("eye"))
    chooser = rx.el.select(
        *[rx.el.option(say(choice.label), value=choice.value) for choice in AUDIENCES],
        value=audiences[part],
        on_change=lambda value: choose(part, value),
        class_name="audience-choice",
        aria_label=_("Who can see this: {{part}}", part=label),
    )
    return rx.el.span(mark, chooser, class_name="audience")


def part_head(label: Words, shown_to: rx.Component | None = None) -> rx.Component:
    """The name of a part and, at its end, who can see it."""
    return rx.el.div(
        rx.el.span(label, class_name="field-label"),
        shown_to if shown_to is not None else rx.el.span(icon("eye"), _("All members"), class_name="audience"),
        class_name="part-head",
    )


def part(
    label: Words, content: Words, empty: Words, shown_to: rx.Component | None = None, *, lines: bool = False
) -> rx.Component:
    """A part that is read: its name, who can see it, its words, or what it would be good for.

    Args:
        label: what it is.
        content: what it says.
        empty: what stands there instead when it says nothing.
        shown_to: made by `audience`; without it every member sees the part.
        lines: keep the lines of the text.
    """
    words = rx.el.p(content, class_name="said" if lines else "")
    return rx.el.div(
        part_head(label, shown_to),
        rx.cond(content != "", words, rx.el.p(empty, class_name="soft small")),
        class_name="part",
    )


def toggles(
    kind: str, choices: Sequence[Choice], chosen: rx.Var[list[str]], turn: rx.EventHandler, label: Words
) -> rx.Component:
    """A short vocabulary as chips that are on or off.

    Args:
        kind: the kind of tag.
        choices: the vocabulary.
        chosen: the values that are on.
        turn: called with kind, whether it shall be on, and value.
        label: what they are.
    """

    def one(choice: Choice) -> rx.Component:
        on = chosen.contains(choice.value)
        return rx.el.button(
            rx.cond(on, icon("check"), icon("plus")),
            say(choice.label),
            type="button",
            class_name=rx.cond(on, "chip chip--accent", "chip chip--line"),
            on_click=turn(kind, ~on, choice.value),
            custom_attrs={"aria-pressed": on},
        )

    return rx.el.div(*[one(choice) for choice in choices], class_name="chips", role="group", aria_label=label)


def picker(
    kind: str,
    options: Sequence[tuple[str, Words]],
    chosen: rx.Var[list],
    turn: rx.EventHandler,
    label: Words,
) -> rx.Component:
    """A long vocabulary: what is chosen as chips, and a list to add from.

    Args:
        kind: the kind of tag.
        options: value and words of the vocabulary.
        chosen: items with `value` and `label`.
        turn: called with kind, whether it shall be on, and value.
        label: what the list adds to.
    """
    adding = rx.el.select(
        rx.el.option(_("Add"), value=""),
        *[rx.el.option(words, value=value) for value, words in options],
        value="",
        on_change=lambda value: turn(kind, True, value),
        class_name="input input--adding",
        aria_label=_("Add to {{part}}", part=label),
    )
    return rx.el.div(removable_tags(kind, chosen, turn), adding, class_name="chips")


def removable_tags(kind: str, chosen: rx.Var[list], turn: rx.EventHandler) -> rx.Component:
    """What is chosen, each to be taken away."""

    def one(item: rx.Var) -> rx.Component:
        words = say(item.label)
        return removable_chip(
            words,
            remove=turn(kind, False, item.value),
            label=_("Remove {{thing}}", thing=words),
        )

    return rx.foreach(chosen, one)


def skill_rows(
    skills: rx.Var[list], weights: Sequence[Choice], weigh: rx.EventHandler, drop: rx.EventHandler, use: str
) -> rx.Component:
    """Skills offered or wanted, each with its level or priority."""

    def one(skill: rx.Var) -> rx.Component:
        return rx.el.li(
            rx.el.span(skill.name, class_name="row-main strong"),
            rx.el.select(
                *[rx.el.option(say(choice.label), value=choice.value) for choice in weights],
                value=skill.weight.to_string(),
                on_change=lambda value: weigh(use, skill.name, value),
                class_name="input input--adding",
                aria_label=_("Level of {{skill}}", skill=skill.name)
                if use == "offers"
                else _("Priority of {{skill}}", skill=skill.name),
            ),
            rx.el.button(
                icon("x"),
                type="button",
                class_name="button button--icon",
                on_click=drop(use, skill.key),
                aria_label=_("Remove {{thing}}", thing=skill.name),
            ),
            class_name="skill-row",
        )

    nothing = (
        _("Nobody can ask you about what you do not name. Two or three are a good start.")
        if use == "offers"
        else _("Name one thing, and the mentors who know it come first.")
    )
    return rx.cond(
        skills.length() > 0,
        rx.el.ul(rx.foreach(skills, one), class_name="rows"),
        rx.el.p(nothing, class_name="soft small"),
    )


def skill_form(
    label: Words,
    weight_label: Words,
    weights: Sequence[Choice],
    default: str,
    use: str,
    add: object,
    done: rx.Var[int],
    errors: Errors,
) -> rx.Component:
    """One line to name a skill with its level or priority."""
    named = text("skill", scope=use, list="skill-names", required=True, max_length=80, auto_complete="off")
    levels = select(
        "weight", [(choice.value, say(choice.label)) for choice in weights], scope=use, default_value=default
    )
    return form(
        field(label, "skill", named, errors=errors, scope=use),
        field(weight_label, "weight", levels, errors=errors, scope=use),
        rx.el.button(_("Add"), type="submit", class_name="button button--soft"),
        on_submit=add,
        done=done,
        class_name="skill-form",
    )
