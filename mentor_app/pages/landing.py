"""The page for whoever comes by: what this is, and the two ways in."""

import reflex as rx

from mentor_app.components.cards import card
from mentor_app.components.doors import SignedInGo
from mentor_app.components.icons import icon
from mentor_app.components.links import link
from mentor_app.components.picture import picture_of_mentoring
from mentor_app.i18n.catalogue import N_
from mentor_app.i18n.text import _
from mentor_app.pages.frame import framed_openly


def _promise(picture: str, title: rx.Var[str], words: rx.Var[str]) -> rx.Component:
    return card(
        icon(picture),
        rx.el.h2(title, class_name="heading"),
        rx.el.p(words, class_name="note"),
        class_name="card card--padded stack stack--tight",
    )


@framed_openly(route="/", title=N_("Mentoring"))
def landing() -> rx.Component:
    """What this is; people who are signed in go home."""
    ways = rx.el.div(
        link(_("Join"), to="/join", class_name="button button--primary"),
        link(_("Sign in"), to="/sign-in", class_name="button"),
        class_name="cluster",
    )
    hero = rx.el.section(
        rx.el.h1(_("Somebody here has walked your road before."), class_name="page-title"),
        rx.el.p(
            _(
                "Find a person who can help with what you want to learn, agree on how you work together, "
                "and keep your questions, goals and meetings in one quiet place."
            ),
            class_name="page-lead",
        ),
        ways,
        class_name="hero",
    )
    first = rx.el.div(hero, picture_of_mentoring(), class_name="hero-wide")
    return rx.fragment(SignedInGo.create(to="/home"), first, _promises())


def _promises() -> rx.Component:
    return rx.el.div(
        _promise(
            "search",
            _("Find the right person"),
            _("Search by skill, field, language and place, and see at a glance who can help you with what."),
        ),
        _promise(
            "handshake",
            _("Agree, then begin"),
            _(
                "Ask well, answer kindly, and say plainly what each of you expects. "
                "Nobody is asked for more time than they have."
            ),
        ),
        _promise(
            "sprout",
            _("Grow together"),
            _(
                "A shared agenda, goals and questions stay true on both your screens, "
                "from the first meeting to the last."
            ),
        ),
        class_name="trio",
    )
