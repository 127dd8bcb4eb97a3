"""What every members' page has at hand: telling programme staff, and not meeting somebody again."""

import reflex as rx

from mentor_app.components.blocking import block_dialog
from mentor_app.components.concerns import concern_dialog
from mentor_app.components.safety import more_menu, safety_items
from mentor_app.services.concerns import raise_concern
from mentor_app.state.blocking import BlockingState
from mentor_app.state.concerns import ConcernState
from mentor_app.state.notices import NoticeState, last_try

Words = rx.Var[str] | str


def safety_dialogs() -> rx.Component:
    """The two dialogs; the frame has them once for every page."""
    return rx.fragment(
        concern_dialog(
            ConcernState.subject, ConcernState.send, ConcernState.leave, NoticeState.errors, last_try(raise_concern)
        ),
        block_dialog(BlockingState.plan, BlockingState.block, BlockingState.leave),
    )


def safety_menu(
    member_id: Words, name: Words, *items: rx.Component, about: str = "member", about_id: Words = ""
) -> rx.Component:
    """Three dots beside a person: the page's own items, then raising a concern, then blocking.

    Args:
        member_id: whom it is about.
        name: what they are called.
        items: what the page has to offer besides.
        about: what a concern would be raised over: `member`, `request` or `mentorship`.
        about_id: its id; the member's by default.
    """
    opens = rx.Var.create("more-") + member_id
    thing = about_id if about != "member" else member_id
    ends = safety_items(opens, name, ConcernState.begin(about, thing), BlockingState.begin(member_id))
    return more_menu(name, opens, *items, *ends)
