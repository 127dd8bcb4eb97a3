"""One member: who, what they can help with, and how to reach them."""

import reflex as rx

from mentor_app.components.compatibility import why_dialog
from mentor_app.components.icons import icon
from mentor_app.components.links import link
from mentor_app.components.lists import skeleton_rows
from mentor_app.components.member_cards import help_words, marks, score_ring, wishes
from mentor_app.components.member_facts import facts_of
from mentor_app.components.people import avatar, chips
from mentor_app.components.profiles import profile_facts, profile_parts
from mentor_app.components.reaching import connect, send_message_link
from mentor_app.components.record import achievements
from mentor_app.i18n.catalogue import N_
from mentor_app.i18n.text import _, listed
from mentor_app.pages.frame import framed
from mentor_app.pages.safety import safety_menu
from mentor_app.state.member import MemberState
from mentor_app.state.reaching import ReachingState

WHY = "why-you-fit"


@framed("/members/[member_id]", N_("Member"), MemberState)
def member() -> rx.Component:
    """A member's whole profile, as far as it is for the reader's eyes."""
    return rx.fragment(
        link(icon("chevron-left"), _("Explore the Community"), to="/explore", class_name="button button--quiet"),
        rx.cond(MemberState.is_ready, _whole(), skeleton_rows(4)),
        why_dialog(MemberState.explained, name=WHY),
    )


def _whole() -> rx.Component:
    return rx.fragment(
        _head(),
        rx.el.div(
            rx.el.article(profile_parts(MemberState.profile), class_name="card card--padded profile-whole"),
            rx.el.aside(
                profile_facts(MemberState.profile),
                _programmes(),
                achievements(MemberState.achievements),
                class_name="card card--padded profile-whole",
                aria_label=_("At a glance"),
            ),
            class_name="profile",
        ),
    )


def _head() -> rx.Component:
    card, texts = MemberState.card, MemberState.profile.texts
    name = rx.el.h1(
        card.name,
        rx.cond(texts.pronouns != "", rx.el.span(texts.pronouns, class_name="pronouns")),
        class_name="page-title",
    )
    place = rx.cond(card.place & card.languages, card.place + " · " + card.languages, card.place + card.languages)
    return rx.el.header(
        avatar(card.name, size="huge"),
        rx.el.div(
            name,
            rx.el.p(card.headline, class_name="page-lead"),
            rx.el.p(place, class_name="member-place"),
            _paused(),
            class_name="grow",
        ),
        rx.cond(MemberState.is_me, _mine(), _reach()),
        class_name="profile-head",
    )


def _paused() -> rx.Component:
    return rx.cond(
        MemberState.is_paused,
        rx.el.p(icon("circle-pause"), " ", _("Taking a break: not looking for new contacts now."), class_name="note"),
    )


def _mine() -> rx.Component:
    return link(icon("pencil"), _("Edit my profile"), to="/profile", class_name="button")


def _reach() -> rx.Component:
    card = MemberState.card
    helps = rx.cond(
        (card.helps.length() > 0) | (card.wants.length() > 0),
        rx.el.div(help_words(card), chips(card.helps, accent=True), wishes(card), class_name="stack stack--tight"),
    )
    return rx.el.div(
        rx.el.div(
            score_ring(card, opens=WHY),
            marks(card, lambda _member_id, mark: MemberState.mark(mark)),
            rx.cond((card.mentorship_id != "") | MemberState.is_paused, send_message_link(card)),
            rx.cond((card.mentorship_id != "") | ~MemberState.is_paused, connect(card, ReachingState.interest)),
            safety_menu(card.id, card.name),
            class_name="cluster",
        ),
        facts_of(card),
        helps,
        class_name="profile-reach",
    )


def _programmes() -> rx.Component:
    return rx.cond(
        MemberState.programmes.length() > 0,
        rx.el.p(_("Both in {{programmes}}", programmes=listed(MemberState.programmes)), class_name="note"),
    )
