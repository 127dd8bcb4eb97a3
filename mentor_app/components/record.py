"""What somebody has come to: achievements, and confirmations to show."""

import reflex as rx

from mentor_app.components.cards import section
from mentor_app.components.forms import select
from mentor_app.components.icons import icon
from mentor_app.components.links import file_link
from mentor_app.i18n.text import _, moment, plural, say
from mentor_app.services.achievements import AchievementItem
from mentor_app.services.audiences import AUDIENCES
from mentor_app.services.certificates import CertificateDetail


def achievements(items: rx.Var[list[AchievementItem]]) -> rx.Component:
    """Achievements under their heading; nothing when there are none to see."""
    heading = rx.el.h2(_("Achievements"), class_name="heading heading--small")
    return rx.cond(items.length() > 0, rx.el.section(heading, _earned(items)))


def _earned(items: rx.Var[list[AchievementItem]]) -> rx.Component:
    def one(item: rx.Var[AchievementItem]) -> rx.Component:
        return rx.el.li(
            icon("medal"),
            rx.el.span(say(item.words), class_name="row-main"),
            rx.el.span(moment(item.since, "month"), class_name="tiny"),
            class_name="row row--open",
            key=item.kind,
        )

    return rx.el.ul(rx.foreach(items, one), class_name="rows")


def own_achievements(
    items: rx.Var[list[AchievementItem]], audience: rx.Var[str], show_to: rx.EventHandler
) -> rx.Component:
    """One's own achievements, with who can see them."""
    nothing = rx.el.p(
        _("They come by themselves: a first request, an agreement, meetings, a goal reached."), class_name="note"
    )
    who = rx.el.label(
        rx.el.span(_("Who can see this"), class_name="field-label"),
        select(
            "audience",
            [(choice.value, say(choice.label)) for choice in AUDIENCES],
            value=audience,
            on_change=show_to,
        ),
        class_name="field",
    )
    return section(
        _("Achievements"),
        rx.el.div(rx.cond(items.length() > 0, _earned(items), nothing), who, class_name="card-body stack"),
    )


def certificates(items: rx.Var[list[CertificateDetail]]) -> rx.Component:
    """One's own confirmations, each to download and to show."""

    def one(item: rx.Var[CertificateDetail]) -> rx.Component:
        told = plural("{{count}} meeting", "{{count}} meetings", count=item.meetings)
        return rx.el.li(
            rx.el.span(
                rx.el.span(_("With {{name}}", name=item.partner), class_name="person-name"),
                rx.el.span(
                    item.programme,
                    " · ",
                    moment(item.ended_on, "month"),
                    " · ",
                    told,
                    " · ",
                    item.number,
                    class_name="note",
                ),
                class_name="row-main stack stack--tight",
            ),
            file_link(
                icon("download"),
                _("Download certificate"),
                to=f"/mentorships/{item.mentorship_id}/certificate.pdf",
                class_name="button button--small",
                download=True,
            ),
            file_link(_("Check page"), to="/certificates/" + item.code, class_name="link"),
            class_name="row record-row",
            key=item.code,
        )

    nothing = rx.el.p(
        _("Once a mentorship has ended, its confirmation is one click away there, and stays here for ever."),
        class_name="card-body note",
    )
    return section(
        _("Confirmations of participation"),
        rx.cond(items.length() > 0, rx.el.ul(rx.foreach(items, one), class_name="rows"), nothing),
    )
