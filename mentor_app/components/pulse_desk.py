"""How meetings were, on the desk of programme staff."""

import reflex as rx

from mentor_app.components.cards import row, rows, section
from mentor_app.components.people import badge
from mentor_app.i18n.text import _, ago, say
from mentor_app.services.concern_desk import ConcernDesk
from mentor_app.services.pulse_desk import PulseItem


def desk_pulses(desk: rx.Var[ConcernDesk], put_off: rx.EventHandler) -> rx.Component:
    """What members said in confidence after meetings, and waits for somebody; absent while there is nothing."""

    def one(item: rx.Var[PulseItem]) -> rx.Component:
        names = {"name": item.author.name, "other": item.partner.name}
        words = rx.el.div(
            rx.el.span(_("{{name}} after meeting {{other}}", **names), class_name="strong"),
            rx.el.p(
                _("{{rating}} of 5", rating=item.rating),
                " · ",
                rx.el.time(ago(item.at), date_time=item.at),
                class_name="row-note",
            ),
            rx.cond(item.note != "", rx.el.p(item.note, class_name="said")),
            class_name="row-main stack stack--tight",
        )
        fit = rx.cond(item.is_unfit, badge(say(item.fit), tone="wait", picture="circle-alert"), badge(say(item.fit)))
        seen = rx.el.button(
            _("Seen"),
            type="button",
            class_name="button button--small",
            aria_label=_("Put what {{name}} said after meeting {{other}} off the desk", **names),
            on_click=put_off(item.id),
        )
        return row(words, rx.el.div(fit, seen, class_name="cluster"), class_name="row pulse-row", key=item.id)

    return rx.cond(desk.pulses.length() > 0, section(_("After meetings, in confidence"), rows(desk.pulses, one)))
