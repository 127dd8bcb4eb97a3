"""Differences between two texts, word by word: struck out and underlined, told in words, never by colour alone."""

import reflex as rx

from mentor_app.i18n.text import _, say
from mentor_app.services.agreement_pages import PointText
from mentor_app.services.agreement_points import POINTS
from mentor_app.services.differences import Difference, Piece


def point_title(point: rx.Var[str]) -> rx.Var[str]:
    """What a point of the checklist is called."""
    return rx.match(point, *[(known.key, say(known.title)) for known in POINTS], say(POINTS[-1].title))


def changes(items: rx.Var[list[Difference]]) -> rx.Component:
    """What differs, point by point."""

    def one(difference: rx.Var[Difference]) -> rx.Component:
        return rx.el.div(
            rx.el.h4(point_title(difference.point), class_name="field-label"),
            rx.el.p(rx.foreach(difference.pieces, _piece), class_name="prose"),
            class_name="difference",
            key=difference.point,
        )

    return rx.el.div(rx.foreach(items, one), class_name="stack")


def _piece(piece: rx.Var[Piece]) -> rx.Component:
    return rx.match(
        piece.kind,
        ("added", rx.el.ins(rx.el.span(_("added:"), " ", class_name="unseen"), piece.text)),
        ("removed", rx.el.del_(rx.el.span(_("removed:"), " ", class_name="unseen"), piece.text)),
        rx.el.span(piece.text),
    )


def whole_text(items: rx.Var[list[PointText]]) -> rx.Component:
    """A text, point by point."""

    def one(part: rx.Var[PointText]) -> rx.Component:
        return rx.el.div(
            rx.el.h3(say(part.title), class_name="field-label"),
            rx.el.p(part.words, class_name="prose"),
            class_name="difference",
            key=part.point,
        )

    return rx.el.div(rx.foreach(items, one), class_name="stack")
