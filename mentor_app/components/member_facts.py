"""How free a member is, in a few short lines."""

import reflex as rx

from mentor_app.i18n.text import _, plural, say
from mentor_app.services.member_cards import MemberCard

Card = rx.Var[MemberCard]


def facts_of(card: Card) -> rx.Component:
    """How free somebody is, and how they answer, in up to five short lines."""
    return rx.el.ul(
        rx.cond(card.commitment != "", rx.el.li(say(card.commitment))),
        rx.cond(card.offers_flash, rx.el.li(_("Open to flash meetings"))),
        rx.cond(card.offers_mentoring, rx.el.li(_places(card))),
        rx.cond(card.seeks_mentor & ~card.offers_mentoring, rx.el.li(_("Looking for a mentor"))),
        rx.cond(card.answer_unit != "", rx.el.li(_answers(card))),
        rx.cond(card.answered_share >= 0, rx.el.li(_("Answers {{share}} % of requests", share=card.answered_share))),
        class_name="member-facts",
    )


def _places(card: Card) -> rx.Var[str]:
    free = plural(
        "{{free}} of {{count}} place free",
        "{{free}} of {{count}} places free",
        count=card.capacity,
        free=card.free,
    )
    full = rx.cond(card.closed, _("All places taken, no requests now"), _("All places taken"))
    return rx.cond(card.is_full, full, free)


def _answers(card: Card) -> rx.Var[str]:
    hours = plural("Answers in about {{count}} hour", "Answers in about {{count}} hours", count=card.answer_amount)
    days = plural("Answers in about {{count}} day", "Answers in about {{count}} days", count=card.answer_amount)
    return rx.cond(card.answer_unit == "hours", hours, days)
