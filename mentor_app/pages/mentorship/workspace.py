"""The dashboard around every tab: the partner beside, where the two stand, the next step, and the row of tabs."""

from collections.abc import Callable

import reflex as rx

from mentor_app.components.lists import skeleton_cards
from mentor_app.components.next_meeting import next_meeting
from mentor_app.components.stage_guides import guide
from mentor_app.components.workspace import help_line, partner, so_far, stages, tab_bar, your_next_step
from mentor_app.i18n.text import _
from mentor_app.pages.frame import Page, framed
from mentor_app.pages.mentorship.care import care, care_ways, contact_card, how_it_was
from mentor_app.state.mentorship.tab import TabState

OVERVIEW = "overview"
_there_are: set[str] = set()


def framed_tab(tab: str, title: str, state: type[TabState]) -> Callable[[Page], Page]:
    """Register a tab of the dashboard, with everything that stands around it.

    Args:
        tab: its name, which is the last part of its address; `overview` has none.
        title: the English title, marked with `N_` where the page is written.
        state: the tab's own state.
    """
    _there_are.add(tab)
    address = "/mentorships/[mentorship_id]" + ("" if tab == OVERVIEW else f"/{tab}")

    def register(page: Page) -> Page:
        def whole() -> rx.Component:
            return rx.cond(state.frame, _workspace(state, page(), tab), skeleton_cards(3))

        whole.__name__ = page.__name__
        framed(address, title, state)(whole)
        return page

    return register


def _workspace(state: type[TabState], content: rx.Component, tab: str) -> rx.Component:
    frame = state.frame
    # Where one arrives, and where the bell leads; elsewhere it would push down what a tab was opened for.
    asked = how_it_was(frame) if tab in (OVERVIEW, "meetings") else rx.fragment()
    advice = rx.cond(frame.is_active, guide(frame.stage)) if tab == OVERVIEW else rx.fragment()
    side = rx.el.aside(
        partner(frame, state.partner_is_here),
        next_meeting(frame),
        contact_card(frame),
        so_far(frame),
        help_line(frame),
        care_ways(frame),
        class_name="workspace-side",
        aria_label=_("Your partner"),
    )
    middle = rx.el.div(
        rx.el.h1(_("You and {{name}}", name=frame.partner.first_name), class_name="page-title"),
        stages(frame),
        your_next_step(frame),
        advice,
        tab_bar(frame, _there_are) if len(_there_are) > 1 else rx.fragment(),
        asked,
        content,
        class_name="workspace-main",
    )
    look = "workspace" if tab == OVERVIEW else "workspace workspace--tab"
    return rx.el.div(side, middle, care(frame), class_name=look)
