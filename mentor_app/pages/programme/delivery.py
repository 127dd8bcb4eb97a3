"""E-mail delivery: which letters to this programme's members arrived, and sending again what did not."""

import reflex as rx

from mentor_app.components.cards import section
from mentor_app.components.delivery import delivery_filters, delivery_table
from mentor_app.components.icons import icon
from mentor_app.components.links import file_link
from mentor_app.components.lists import empty
from mentor_app.components.searching import pager
from mentor_app.i18n.catalogue import N_
from mentor_app.i18n.text import _, plural
from mentor_app.pages.programme.frame import framed_programme
from mentor_app.state.programme.delivery import DeliveryState


@framed_programme("delivery", N_("E-mail delivery"), DeliveryState)
def delivery_page() -> rx.Component:
    """The log, how it is narrowed, and what can be done about what failed."""
    state = DeliveryState
    again = rx.el.button(
        icon("refresh-cw"),
        plural("Send {{count}} failed letter again", "Send {{count}} failed letters again", count=state.failed),
        type="button",
        class_name="button button--primary",
        on_click=state.send_all_again,
    )
    sheet = file_link(icon("download"), _("Export CSV"), to=state.export, download="delivery.csv")
    return rx.el.div(
        delivery_filters(state.wanted, state.choose_status, state.choose_occasion, state.search, state.sort_by),
        rx.el.div(
            rx.el.span(
                plural("{{count}} letter", "{{count}} letters", count=state.total), role="status", class_name="grow"
            ),
            rx.cond(state.failed > 0, again),
            sheet,
            class_name="delivery-bar",
        ),
        section(
            _("Letters"),
            rx.cond(state.total > 0, delivery_table(state.letters, state.send_again), _nothing()),
            aside=_("Never what a letter says"),
        ),
        pager(state.page, state.pages, turn_to=state.turn_to),
        class_name="stack",
    )


def _nothing() -> rx.Component:
    return empty(
        _("No letters here"),
        _("Every letter to a member of this programme appears here the moment it is written."),
        picture="mail",
    )
