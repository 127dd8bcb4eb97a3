"""Concerns on the desk of programme staff."""

import reflex as rx

from mentor_app.components.cards import card
from mentor_app.components.concerns import concern_status
from mentor_app.components.links import link
from mentor_app.components.lists import empty
from mentor_app.components.people import badge, count
from mentor_app.components.writing import editable_text
from mentor_app.i18n.text import _, ago, say
from mentor_app.services.concern_desk import LONGEST_NOTE, ConcernDesk, ConcernItem

Desk = rx.Var[ConcernDesk]
Item = rx.Var[ConcernItem]


def desk_filters(desk: Desk) -> rx.Component:
    """How far the concerns shown have come."""

    def one(status: str, words: rx.Var[str], number: rx.Var[int]) -> rx.Component:
        is_here = desk.status == status
        return link(
            words,
            count(number),
            to=f"/programme/{desk.slug}/concerns?status={status}",
            class_name=rx.cond(is_here, "chip chip--dark", "chip"),
            custom_attrs={"aria-current": rx.cond(is_here, "true", "false")},
        )

    return rx.el.nav(
        one("open", _("New"), desk.open_ones),
        one("looking", _("Being looked at"), desk.looked_at),
        one("closed", _("Closed"), desk.closed),
        class_name="chips",
        aria_label=_("Concerns"),
    )


def desk_list(desk: Desk, take_up: rx.EventHandler, close: rx.EventHandler, note: rx.EventHandler) -> rx.Component:
    """The concerns in one status."""
    nothing = empty(
        _("No concerns here"),
        _("What members tell you in confidence arrives here at once."),
        picture="shield-check",
    )
    return rx.cond(
        desk.concerns.length() > 0,
        rx.el.div(rx.foreach(desk.concerns, lambda item: _concern(item, take_up, close, note)), class_name="stack"),
        nothing,
    )


def _concern(item: Item, take_up: rx.EventHandler, close: rx.EventHandler, note: rx.EventHandler) -> rx.Component:
    notes = rx.el.div(
        rx.el.p(_("Your notes, for staff alone"), class_name="field-label"),
        editable_text(
            item.note,
            lambda words, version: note(item.id, words, version),
            label=_("Notes on the concern of {{name}}", name=item.reporter.name),
            multiline=True,
            version=item.version,
            max_length=LONGEST_NOTE,
            placeholder=_("What you have done, and with whom you have spoken"),
        ),
        class_name="stack stack--tight",
    )
    return card(
        _head(item),
        rx.el.p(item.words, class_name="said"),
        rx.cond(item.snapshot != "", _snapshot(item)),
        notes,
        _steps(item, take_up, close),
        key=item.id,
        class_name="card card--padded stack concern",
    )


def _head(item: Item) -> rx.Component:
    title = _("{{name}} about {{other}}", name=item.reporter.name, other=item.member.name)
    new = badge(_("New"), tone="wait", picture="circle-alert")
    return rx.el.div(
        rx.el.div(
            rx.el.h2(title, class_name="heading"),
            rx.el.p(
                say(item.kind),
                " · ",
                _over(item.about),
                " · ",
                rx.el.time(ago(item.at), date_time=item.at),
                class_name="note",
            ),
            class_name="grow",
        ),
        rx.cond(item.status == "open", new, concern_status(item.status)),
        class_name="person",
    )


def _snapshot(item: Item) -> rx.Component:
    return rx.el.figure(
        rx.el.figcaption(_("What {{name}} had written, as it was", name=item.member.name), class_name="tiny"),
        rx.el.blockquote(item.snapshot, class_name="said said--shown"),
        class_name="stack stack--tight",
    )


def _over(about: rx.Var[str]) -> rx.Var[str]:
    return rx.match(
        about,
        ("message", _("over a message")),
        ("request", _("over a request")),
        ("mentorship", _("over their mentorship")),
        _("over the person"),
    )


def _steps(item: Item, take_up: rx.EventHandler, close: rx.EventHandler) -> rx.Component:
    name = item.reporter.name
    begin = rx.el.button(
        rx.cond(item.status == "closed", _("Open it again"), _("Look at it")),
        type="button",
        class_name=rx.cond(item.status == "closed", "button", "button button--primary"),
        aria_label=rx.cond(
            item.status == "closed",
            _("Open the concern of {{name}} again", name=name),
            _("Look at the concern of {{name}}", name=name),
        ),
        on_click=take_up(item.id),
    )
    end = rx.el.button(
        _("Close it"),
        type="button",
        class_name="button",
        aria_label=_("Close the concern of {{name}}", name=name),
        on_click=close(item.id),
    )
    return rx.el.div(
        rx.cond(item.status == "looking", end, begin),
        rx.cond(item.handler != "", rx.el.span(_("last by {{name}}", name=item.handler), class_name="tiny")),
        class_name="cluster",
    )
