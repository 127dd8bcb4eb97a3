"""Beside a request: how well the two fit, criterion by criterion, and the other person in a few lines."""

import reflex as rx

from mentor_app.components.links import link
from mentor_app.components.lists import bar
from mentor_app.components.people import chips, ring
from mentor_app.i18n.text import _, say
from mentor_app.services.beside import PartnerDetail
from mentor_app.services.compatibility import Criterion

Beside = rx.Var[PartnerDetail]


def beside_request(beside: Beside) -> rx.Component:
    """The reasons, then the person.

    Args:
        beside: what the reader may know of the other person.
    """
    return rx.fragment(_reasons(beside), _person(beside))


def _reasons(beside: Beside) -> rx.Component:
    why = beside.why
    title = rx.cond(why.score >= 0, _("Why {{score}}", score=why.score), _("Why you fit"))
    unknown = _("You and {{name}} have not answered anything in common yet.", name=why.name)
    based = _("Based on {{answered}} of {{asked}} answers.", answered=why.answered, asked=why.asked)
    return rx.el.section(
        rx.el.div(
            rx.el.h3(title, class_name="heading heading--small grow"),
            rx.cond(why.score >= 0, ring(why.score, large=True)),
            class_name="person",
        ),
        rx.el.div(rx.foreach(why.criteria, _criterion), class_name="why-bars"),
        rx.cond(
            why.score >= 0,
            rx.el.p(based, " ", _("Not used: gender, origin, age, pictures."), class_name="tiny"),
            rx.el.p(unknown, class_name="tiny"),
        ),
        class_name="stack stack--tight",
    )


def _criterion(criterion: rx.Var[Criterion]) -> rx.Component:
    label = say(criterion.label)
    return rx.cond(
        criterion.outcome == "counted",
        rx.el.div(rx.el.span(label), bar(criterion.score.to(int), label), class_name="why-bar"),
    )


def _person(beside: Beside) -> rx.Component:
    def words(title: rx.Var[str], skills: rx.Var[list[str]]) -> rx.Component:
        return rx.cond(skills.length() > 0, rx.fragment(rx.el.p(title, class_name="tiny"), chips(skills)))

    return rx.el.section(
        rx.el.h3(_("Profile"), class_name="heading heading--small"),
        rx.cond(beside.about != "", rx.el.p(beside.about, class_name="said note")),
        words(_("Wants to learn"), beside.goals),
        words(_("Knows about"), beside.offers),
        link(_("Open profile"), " →", to="/members/" + beside.why.member_id),
        class_name="stack stack--tight",
    )
