"""Members as cards in a grid: who, what they can do for me, how free they are, and how to reach them."""

import reflex as rx

from mentor_app.components.icons import icon
from mentor_app.components.links import link
from mentor_app.components.member_facts import facts_of
from mentor_app.components.people import avatar, chip, chips, ring
from mentor_app.components.reaching import connect
from mentor_app.i18n.text import _, plural
from mentor_app.services.member_cards import MemberCard

Card = rx.Var[MemberCard]


def member_card(
    card: Card, *, mark: rx.EventHandler, explain: rx.EventHandler, interest: rx.EventHandler, why: str
) -> rx.Component:
    """One member.

    Args:
        card: who.
        mark: called with the member's id and `favourite`, `ignored` or nothing.
        explain: called with the member's id and the side when the ring is pressed.
        interest: called with the member's id to ask for mentoring in one click.
        why: id of the dialog that shows the explanation.
    """
    return rx.el.article(
        _top(card, explain, why),
        _offers(card, mark),
        rx.el.div(facts_of(card), connect(card, interest), class_name="member-foot"),
        class_name=rx.cond(card.mark == "ignored", "card member member--ignored", "card member"),
        aria_label=card.name,
        key=card.id,
    )


def _top(card: Card, explain: rx.EventHandler, why: str) -> rx.Component:
    place = rx.cond(card.place & card.languages, card.place + " · " + card.languages, card.place + card.languages)
    return rx.el.div(
        avatar(card.name),
        rx.el.div(
            rx.el.h2(link(card.name, to="/members/" + card.id, class_name=""), class_name="member-name"),
            rx.el.p(card.headline, class_name="member-headline"),
            rx.el.p(place, class_name="member-place"),
            class_name="grow",
        ),
        score_ring(card, opens=why, on_click=explain(card.id, card.side)),
        class_name="member-top",
    )


def score_ring(card: Card, *, opens: str, **attributes: object) -> rx.Component:
    """The compatibility symbol, a button that explains itself; nothing when there is nothing to compare."""
    words = _("Compatibility with {{name}}: {{score}} of 100. Why?", name=card.name, score=card.score)
    known = rx.cond(
        card.score >= 0,
        ring(card.score, opens=opens, label=words, **attributes),
        rx.el.button(
            rx.el.span("–", aria_hidden="true"),
            type="button",
            class_name="ring ring--unknown",
            aria_label=_("Compatibility with {{name}} is not known yet. Why?", name=card.name),
            custom_attrs={"commandfor": opens, "command": "show-modal"},
            **attributes,
        ),
    )
    return rx.cond(card.compares, known)


def _offers(card: Card, mark: rx.EventHandler) -> rx.Component:
    return rx.el.div(
        rx.el.div(help_words(card), marks(card, mark), class_name="member-marks"),
        rx.cond(card.helps.length() > 0, chips(card.helps, accent=True)),
        wishes(card),
        rx.el.div(
            rx.foreach(card.skills, chip),
            rx.cond(
                card.more > 0,
                rx.el.span(
                    rx.el.span("+", card.more, aria_hidden="true"),
                    rx.el.span(plural("{{count}} more", "{{count}} more", count=card.more), class_name="unseen"),
                    class_name="chip chip--line",
                ),
            ),
            class_name="chips",
        ),
        class_name="member-offers",
    )


def wishes(card: Card) -> rx.Component:
    """What somebody who is here to learn wants to learn; their own skills follow under words of their own."""
    also = rx.cond(card.helps.length() > 0, rx.el.p(_("Also wants to learn"), class_name="tiny"))
    return rx.cond(
        card.wants.length() > 0,
        rx.fragment(
            also,
            rx.el.div(rx.foreach(card.wants, chip), class_name="chips"),
            rx.cond(card.skills.length() > 0, rx.el.p(_("Knows about"), class_name="tiny")),
        ),
    )


def help_words(card: Card) -> rx.Component:
    """What the chips below mean, from the reader's side."""
    found = rx.cond(card.side == "mentor", _("You can help with"), _("Can help you with"))
    apart = rx.cond(card.side == "mentor", _("No overlap with your offers yet"), _("No overlap with your goals yet"))
    plain = rx.cond(card.skills.length() > 0, _("Can help with"), "")
    nothing = rx.cond(card.wants.length() > 0, _("Wants to learn"), rx.cond(card.no_overlap, apart, plain))
    return rx.el.p(rx.cond(card.helps.length() > 0, found, nothing), class_name="tiny")


def marks(card: Card, mark: rx.EventHandler) -> rx.Component:
    """Two quiet switches: a favourite, or not for me."""
    liked, unwanted = card.mark == "favourite", card.mark == "ignored"
    return rx.el.div(
        _mark_button(
            mark(card.id, rx.cond(liked, "", "favourite")),
            "heart",
            liked,
            _("Favourite {{name}}", name=card.name),
        ),
        _mark_button(
            mark(card.id, rx.cond(unwanted, "", "ignored")),
            "eye-off",
            unwanted,
            _("{{name}} is not for me", name=card.name),
        ),
        class_name="member-mark-buttons",
    )


def _mark_button(press: object, picture: str, on: rx.Var[bool], words: rx.Var[str]) -> rx.Component:
    return rx.el.button(
        icon(picture),
        type="button",
        class_name="button button--icon button--small mark",
        aria_label=words,
        title=words,
        on_click=press,
        custom_attrs={"aria-pressed": rx.cond(on, "true", "false")},
    )
