"""What waits for me: the first step large, the others in a list."""

import reflex as rx

from mentor_app.components.cards import next_step, section
from mentor_app.components.icons import icon
from mentor_app.components.links import link
from mentor_app.i18n.text import _
from mentor_app.services.home import StepItem


def step_words(step: rx.Var[StepItem]) -> rx.Var[str]:
    """What a step asks."""
    name = step.name
    return rx.match(
        step.kind,
        ("answer", _("{{name}} waits for your answer", name=name)),
        ("referral", _("{{name}} would like to name you to somebody", name=name)),
        ("prepare_agenda", _("Prepare the first meeting with {{name}}", name=name)),
        ("set_goals", _("Set a first goal with {{name}}", name=name)),
        ("choose_time", _("Choose a time to meet {{name}}", name=name)),
        ("draft_agreement", _("Write down what you and {{name}} agree on", name=name)),
        ("approve_agreement", _("Read the agreement that {{name}} sent you", name=name)),
        ("tick_agenda", _("Meet {{name}}, and tick what you have talked about", name=name)),
        ("profile", _("Complete your profile")),
        "",
    )


def _why(step: rx.Var[StepItem]) -> rx.Var[str]:
    return rx.match(
        step.kind,
        ("answer", rx.cond(step.detail != "", step.detail, _("Is interested in working with you"))),
        ("referral", _("You are named only if you agree.")),
        ("prepare_agenda", _("One or two topics are enough to begin with.")),
        ("set_goals", _("A goal you both see keeps the two of you on one path.")),
        ("choose_time", _("Times are suggested. Confirm one, or suggest others.")),
        ("draft_agreement", _("A text to start from is there already.")),
        ("approve_agreement", _("Approve it as it stands, or send your own proposal back.")),
        ("tick_agenda", _("What is left moves on to the next meeting.")),
        ("profile", _("It is {{percent}} % complete; a full one is found more often.", percent=step.detail)),
        "",
    )


def _button(step: rx.Var[StepItem]) -> rx.Var[str]:
    return rx.match(step.kind, ("answer", _("Read and answer")), ("profile", _("Open my profile")), _("Open"))


def steps(items: rx.Var[list[StepItem]]) -> rx.Component:
    """The first step in the one place that stands out; the others below it."""
    first = items[0]

    def other(step: rx.Var[StepItem]) -> rx.Component:
        return rx.el.li(
            link(
                rx.el.span(step_words(step), class_name="row-main"),
                icon("chevron-right"),
                to=step.link,
                class_name="row row--link",
            ),
            key=step.link,
        )

    return rx.cond(
        items.length() > 0,
        rx.el.div(
            next_step(
                step_words(first), _why(first), link(_button(first), to=first.link, class_name="button button--primary")
            ),
            rx.cond(
                items.length() > 1,
                section(_("Then"), rx.el.ul(rx.foreach(items[1:], other), class_name="rows"), open_head=True),
            ),
            class_name="stack",
        ),
    )
