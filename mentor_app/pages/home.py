"""*My mentoring*: next steps, mentorships, matching."""

import reflex as rx

from mentor_app.components.cards import page_head, section
from mentor_app.components.compatibility import why_dialog
from mentor_app.components.home import steps
from mentor_app.components.icons import icon
from mentor_app.components.links import link
from mentor_app.components.lists import choice_tabs, empty, skeleton_rows
from mentor_app.components.member_cards import member_card
from mentor_app.components.mentorships import mentorship_row
from mentor_app.i18n.catalogue import N_
from mentor_app.i18n.text import _
from mentor_app.pages.frame import framed
from mentor_app.state.explore import ExploreState
from mentor_app.state.home import HomeState, MatchesState
from mentor_app.state.reaching import ReachingState

WHY = "why-you-fit"


@framed("/home", N_("Home"), HomeState, beside=(MatchesState,))
def home() -> rx.Component:
    """What waits first, then whom one works with, then who fits."""
    return rx.fragment(
        page_head(rx.cond(HomeState.is_ready, _("Good to see you, {{name}}", name=HomeState.first_name), _("Home"))),
        rx.el.div(
            rx.cond(HomeState.is_ready, rx.fragment(steps(HomeState.steps), _mentorships()), skeleton_rows(3)),
            _matching(),
            class_name="stack stack--wide",
        ),
    )


def _mentorships() -> rx.Component:
    nothing = empty(
        _("No mentorship yet"),
        _("When a request is accepted, the two of you work together here."),
        link(_("Explore the Community"), to="/explore", class_name="button button--soft"),
    )
    listed = rx.el.ul(rx.foreach(HomeState.mentorships, mentorship_row), class_name="rows")
    return section(_("My mentorships"), rx.cond(HomeState.mentorships.length() > 0, listed, nothing))


def _matching() -> rx.Component:
    gear = link(
        icon("settings"),
        to="/preferences",
        class_name="button button--icon",
        aria_label=_("Mentorship preferences"),
    )
    cards = rx.el.div(rx.foreach(MatchesState.cards, _match), class_name="people")
    nothing = empty(
        _("Nobody to show yet"),
        rx.cond(
            MatchesState.side == "mentor",
            _("Say what you can help with, and members who want to learn it appear here."),
            _("Say what you want to learn, and members who can help appear here."),
        ),
        link(_("Open my profile"), to="/profile", class_name="button button--soft"),
        picture="search",
    )
    return rx.el.section(
        rx.el.div(
            rx.el.h2(_("Mentorship Matching"), class_name="heading"), gear, class_name="card-head card-head--open"
        ),
        choice_tabs(
            (_("Find a Mentor"), "mentee"),
            (_("Find a Mentee"), "mentor"),
            chosen=MatchesState.side,
            choose=MatchesState.look_for,
            label=_("Mentorship Matching"),
        ),
        rx.cond(MatchesState.cards.length() > 0, cards, rx.cond(MatchesState.is_ready, nothing, skeleton_rows(2))),
        why_dialog(ExploreState.explained, name=WHY),
        class_name="stack",
    )


def _match(card: rx.Var) -> rx.Component:
    return member_card(
        card, mark=MatchesState.mark, explain=ExploreState.explain, interest=ReachingState.interest, why=WHY
    )
