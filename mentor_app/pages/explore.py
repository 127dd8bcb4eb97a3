"""Explore the Community: search, facets, and people as cards."""

import reflex as rx

from mentor_app.components.cards import page_head
from mentor_app.components.compatibility import why_dialog
from mentor_app.components.facets import facet_list, filter_chips, filter_sheet, relax_hints
from mentor_app.components.icons import icon
from mentor_app.components.links import link
from mentor_app.components.lists import empty, skeleton_cards
from mentor_app.components.member_cards import member_card
from mentor_app.components.searching import pager, search_field
from mentor_app.i18n.catalogue import N_
from mentor_app.i18n.text import _, plural
from mentor_app.pages.frame import framed
from mentor_app.state.explore import ExploreState
from mentor_app.state.reaching import ReachingState

WHY = "why-you-fit"


@framed("/explore", N_("Explore the Community"), ExploreState)
def explore() -> rx.Component:
    """Find somebody: start with one or two criteria, then refine."""
    preferences = link(icon("settings-2"), _("Mentorship preferences"), to="/preferences", class_name="button")
    return rx.fragment(
        page_head(
            _("Explore the Community"),
            _("Start with one or two criteria, then refine. Everyone here chose to be found."),
            preferences,
        ),
        _search_bar(),
        _found_line(),
        rx.el.div(
            rx.el.aside(_facets(), class_name="facet-side", aria_label=_("Filters")),
            rx.cond(ExploreState.summary.is_ready, _people(), skeleton_cards(6)),
            class_name="explore",
        ),
        why_dialog(ExploreState.explained, name=WHY),
    )


def _search_bar() -> rx.Component:
    orders = (("best", _("Best match")), ("soonest", _("Soonest available")), ("newest", _("Newest")))
    return rx.el.div(
        search_field(ExploreState.typed, search=ExploreState.search),
        rx.el.select(
            *[rx.el.option(words, value=order) for order, words in orders],
            value=ExploreState.summary.sort,
            on_change=ExploreState.sort_by,
            aria_label=_("Order"),
            class_name="input",
        ),
        filter_sheet(_facets(), ExploreState.summary.total, ExploreState.chips.length()),
        class_name="searchbar",
    )


def _found_line() -> rx.Component:
    summary = ExploreState.summary
    total = plural("{{count}} person", "{{count}} people", count=summary.total)
    return rx.el.div(
        rx.el.span(
            rx.cond(summary.is_ready, total, ""),
            class_name="found-count",
            id="found",
            tab_index=-1,
            role="status",
        ),
        filter_chips(
            ExploreState.chips,
            toggle=ExploreState.toggle,
            leave_out=ExploreState.leave_out,
            clear=ExploreState.clear,
        ),
        rx.el.span(icon("refresh-cw"), _("Updated live"), class_name="found-live"),
        class_name="found",
    )


def _facets() -> rx.Component:
    return facet_list(ExploreState.groups, toggle=ExploreState.toggle, show_all=ExploreState.show_all)


def _people() -> rx.Component:
    def card(member: rx.Var) -> rx.Component:
        state = ExploreState
        return member_card(member, mark=state.mark, explain=state.explain, interest=ReachingState.interest, why=WHY)

    grid = rx.el.div(rx.foreach(ExploreState.cards, card), class_name="people")
    return rx.el.div(
        rx.cond(~ExploreState.summary.has_goals, _no_goals()),
        rx.cond(ExploreState.cards.length() > 0, grid, _nobody()),
        pager(ExploreState.summary.page, ExploreState.summary.pages, turn_to=ExploreState.turn_to),
        class_name="stack",
    )


def _no_goals() -> rx.Component:
    return rx.el.p(
        _("Say what you want to learn, and everyone's card shows how they can help you."),
        " ",
        link(_("Add learning goals"), to="/profile"),
        class_name="note",
    )


def _nobody() -> rx.Component:
    return empty(
        _("Nobody fits all of this"),
        _("Leave one thing out, and see who is there."),
        relax_hints(ExploreState.hints, leave_out=ExploreState.leave_out),
        rx.el.button(
            _("Clear all filters"), type="button", class_name="button button--quiet", on_click=ExploreState.clear
        ),
        picture="users",
    )
