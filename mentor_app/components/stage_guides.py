"""Each stage with its short guide, and what one may talk about or ask in it; one click puts it on the agenda."""

import reflex as rx

from mentor_app.i18n.text import _


def guide(stage: rx.Var[str]) -> rx.Component:
    """What a stage is for, in two or three sentences, folded away until somebody wants it."""
    words = rx.match(
        stage,
        (
            "first_meeting",
            _(
                "Get to know each other before you solve anything: what brought you here, how each of you works, "
                "what you hope for. Half an hour is enough. End by settling when you meet next."
            ),
        ),
        (
            "agreement",
            _(
                "A few sentences that you both stand by prevent most disappointments: how often you meet and how, "
                "what stays between you, what you will not do, and until when."
            ),
        ),
        (
            "under_way",
            _(
                "The mentee brings the topics, the mentor asks more than tells. Write down at the end of each meeting "
                "who does what next, and begin the following one there."
            ),
        ),
        (
            "final_meeting",
            _(
                "Look back at the goals, say what helped and what did not, thank each other, and decide "
                "whether and how you stay in touch."
            ),
        ),
        "",
    )
    return rx.cond(
        words != "",
        rx.el.details(
            rx.el.summary(_("A short guide to this stage")), rx.el.p(words, class_name="note"), class_name="guide"
        ),
    )


def ideas(stage: rx.Var[str], suggest: rx.EventHandler) -> rx.Component:
    """Topics and questions for a stage, each a button.

    Args:
        stage: where the two stand.
        suggest: called with the words of the one pressed.
    """
    return rx.match(stage, *[(name, _buttons(suggest, words)) for name, words in _ideas().items()], rx.fragment())


def _ideas() -> dict[str, tuple[rx.Var[str], ...]]:
    return {
        "first_meeting": (
            _("What brought you here"),
            _("What we expect of each other"),
            _("How often we meet, and how"),
            _("What would make this a success in six months?"),
            _("What should we rather not do?"),
        ),
        "agreement": (
            _("How often we meet, and how"),
            _("What stays between us"),
            _("How we tell each other that something does not work"),
            _("Until when we want to work together"),
        ),
        "under_way": (
            _("What has gone well since last time"),
            _("Ask for one piece of honest feedback"),
            _("Who else should I talk to?"),
            _("What is the next small step?"),
            _("What would you do in my place?"),
            _("Are the goals still the right ones?"),
        ),
        "final_meeting": (
            _("What have I learnt, and what will I do with it?"),
            _("What helped most, and what did not?"),
            _("How do we stay in touch?"),
        ),
    }


def _buttons(suggest: rx.EventHandler, words: tuple[rx.Var[str], ...]) -> rx.Component:
    return rx.el.div(
        rx.el.span(_("Ideas for this stage:"), class_name="tiny"),
        *[rx.el.button("+ ", idea, type="button", class_name="chip", on_click=suggest(idea)) for idea in words],
        class_name="chips",
    )
