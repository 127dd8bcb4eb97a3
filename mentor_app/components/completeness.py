"""How complete a profile is."""

import reflex as rx

from mentor_app.components.lists import bar
from mentor_app.i18n.text import _, say


def complete_card(percent: rx.Var[int], missing: rx.Var[list]) -> rx.Component:
    """How complete the profile is, and what each missing part would bring."""

    def one(item: rx.Var) -> rx.Component:
        return rx.el.li(
            rx.el.a(say(item.label), href="#" + item.section, class_name="link"),
            rx.el.p(say(item.brings), class_name="small soft"),
        )

    return rx.el.div(
        rx.el.h2(_("Your profile is complete to"), class_name="heading heading--small"),
        bar(percent, _("How complete your profile is")),
        rx.cond(
            missing.length() > 0,
            rx.el.ul(rx.foreach(missing, one), class_name="stack missing"),
            rx.el.p(_("Everything is there. Thank you."), class_name="small soft"),
        ),
        class_name="card card--padded stack",
    )
