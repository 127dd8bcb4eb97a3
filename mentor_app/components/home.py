"""What waits for me: the first step large, the others in a list."""

import reflex as rx

from mentor_app.components.cards import next_step, section
from mentor_app.components.links import link
from mentor_app.i18n.text import _, moment, plural
from mentor_app.services.step_item import StepItem


def step_words(step: rx.Var[StepItem]) -> rx.Var[str]:
    """What a step asks."""
    name, count = step.name, step.count
    return rx.match(
        step.kind,
        *_of_requests(name),
        ("choose_time", _("Choose a time to meet {{name}}", name=name)),
        ("say", _("Say what became of your meeting with {{name}}", name=name)),
        ("approve_agreement", _("Read the agreement that {{name}} sent you", name=name)),
        ("draft_agreement", _("Write down what you and {{name}} agree on", name=name)),
        ("prepare_agenda", _("Prepare the first meeting with {{name}}", name=name)),
        ("set_goals", _("Set a first goal with {{name}}", name=name)),
        ("tick_agenda", _("Meet {{name}}, and tick what you have talked about", name=name)),
        ("prepare_end", _("Bring your mentorship with {{name}} to a good end", name=name)),
        ("pulse", _("How was your meeting with {{name}}?", name=name)),
        ("evaluate", _("Look back on your mentorship with {{name}}", name=name)),
        *_of_many(name, count),
        ("profile", _("Complete your profile")),
        "",
    )


def _of_requests(name: rx.Var[str]) -> list[tuple[str, rx.Var[str]]]:
    return [
        ("answer", _("{{name}} waits for your answer", name=name)),
        ("reply", _("{{name}} has a question about your request", name=name)),
        ("times", _("{{name}} waits for you to choose a time", name=name)),
        ("offer", _("{{name}} offers you a flash meeting", name=name)),
        ("referral", _("{{name}} would like to name you to somebody", name=name)),
        ("next_choice", _("{{name}} is next in your line: ask now?", name=name)),
    ]


def _of_many(name: rx.Var[str], count: rx.Var[int]) -> list[tuple[str, rx.Var[str]]]:
    return [
        ("message", _("{{name}} has written to you", name=name)),
        ("messages", plural("{{count}} person has written to you", "{{count}} people have written to you", count)),
        (
            "question",
            plural(
                "{{count}} question of {{name}} waits for you",
                "{{count}} questions of {{name}} wait for you",
                count,
                name=name,
            ),
        ),
        ("calendar", _("Your calendar needs you")),
        (
            "concerns",
            plural(
                "{{count}} concern waits for you ({{name}})",
                "{{count}} concerns wait for you ({{name}})",
                count,
                name=name,
            ),
        ),
        (
            "letters",
            plural(
                "{{count}} letter could not be delivered ({{name}})",
                "{{count}} letters could not be delivered ({{name}})",
                count,
                name=name,
            ),
        ),
    ]


def _why(step: rx.Var[StepItem]) -> rx.Var[str]:
    return rx.match(
        step.kind,
        ("answer", rx.cond(step.detail != "", step.detail, _("Is interested in working with you"))),
        ("reply", _("Your answer helps them to decide.")),
        ("times", _("Take one of the times suggested, or suggest another.")),
        ("offer", _("One meeting in place of a whole mentorship. Take it up, or say no.")),
        ("referral", _("You are named only if you agree.")),
        ("next_choice", _("Nobody else you have asked is still to answer.")),
        ("choose_time", _("Times are suggested. Confirm one, or suggest others.")),
        ("say", _("It was to be on {{when}}. One word is enough.", when=moment(step.detail))),
        ("approve_agreement", _("Approve it as it stands, or send your own proposal back.")),
        ("draft_agreement", _("A text to start from is there already.")),
        ("prepare_agenda", _("One or two topics are enough to begin with.")),
        ("set_goals", _("A goal you both see keeps the two of you on one path.")),
        ("tick_agenda", _("What is left moves on to the next meeting.")),
        ("prepare_end", _("Meet once more, look back together, and finish.")),
        ("pulse", _("Two taps, for programme staff alone.")),
        ("evaluate", _("Programme staff read it; your partner never does.")),
        ("message", _("You have not read it yet.")),
        ("messages", _("You have not read it yet.")),
        ("question", _("A few lines between two meetings often help most.")),
        ("calendar", _("Something has to be settled before your meetings are in it again.")),
        ("concerns", _("Nobody has taken it up yet.")),
        ("letters", _("See why, and have it sent again.")),
        ("profile", _("It is {{percent}} % complete; a full one is found more often.", percent=step.detail)),
        "",
    )


def _button(step: rx.Var[StepItem]) -> rx.Var[str]:
    return rx.match(
        step.kind,
        ("answer", _("Read and answer")),
        ("reply", _("Answer")),
        ("times", _("Choose a time")),
        ("choose_time", _("Choose a time")),
        ("say", _("Say what happened")),
        ("message", _("Read")),
        ("messages", _("Read")),
        ("question", _("Answer")),
        ("approve_agreement", _("Read")),
        ("evaluate", _("Look back")),
        ("profile", _("Open my profile")),
        _("Open"),
    )


def steps(items: rx.Var[list[StepItem]]) -> rx.Component:
    """The first step in the one place that stands out; the others below it."""
    first = items[0]

    def other(step: rx.Var[StepItem]) -> rx.Component:
        words = step_words(step)
        return rx.el.li(
            rx.el.span(words, class_name="row-main"),
            link(
                _button(step),
                to=step.link,
                class_name="button button--small",
                aria_label=_button(step).to(str) + ": " + words.to(str),
            ),
            class_name="row",
            key=step.kind + step.link,
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
