"""The page for addresses that lead nowhere."""

import reflex as rx

from mentor_app.components.links import link
from mentor_app.components.lists import lost
from mentor_app.i18n.catalogue import N_
from mentor_app.i18n.text import _
from mentor_app.pages.frame import framed_openly


@framed_openly(route="404", title=N_("Nothing at this address"), door=False)
def nowhere() -> rx.Component:
    """Says so, and where to go on: members are led home from the start page."""
    return lost(
        _("Nothing at this address"),
        _("Perhaps the link was cut short, or what was here has moved. Nothing of yours is lost."),
        link(_("Go to the start page"), to="/", class_name="button button--primary"),
        link(_("Explore the Community"), to="/explore", class_name="button"),
    )
