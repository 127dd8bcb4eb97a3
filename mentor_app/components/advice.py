"""Short advice beside the form it helps with: how to ask, how to say no."""

import reflex as rx

from mentor_app.i18n.text import _

Words = rx.Var[str] | str


def asking_well(name: Words) -> tuple[rx.Component, ...]:
    """What makes a yes likely.

    Args:
        name: the first name of whoever is asked.
    """
    return (
        _points(
            _("Say what in this person's path speaks to you, in one sentence."),
            _("Name one or two things you want to get better at, not everything at once."),
            _("Say how much time you hope for, and that a no is fine."),
            _("Do not ask for a job: ask for experience, and jobs may follow."),
        ),
        rx.el.p(
            _("{{name}} reads this between two other things. Four sentences are plenty.", name=name), class_name="note"
        ),
    )


def saying_no() -> tuple[rx.Component, ...]:
    """What makes a no a good answer."""
    return (
        _points(
            _("Say it soon: waiting costs more than the no."),
            _("Thank them for asking, and give one honest reason. You owe no more."),
            _("Say whether they may ask again, and when."),
            _("If somebody else comes to mind, refer them: your colleague is asked first."),
        ),
    )


def beside(title: Words, *content: rx.Component) -> rx.Component:
    """Advice that stands beside a form where there is room."""
    return rx.el.aside(
        rx.el.h2(title, class_name="heading heading--small"), *content, class_name="advice advice--beside"
    )


def folded(title: Words, *content: rx.Component) -> rx.Component:
    """The same advice behind a line to open, where there is no room beside."""
    return rx.el.details(rx.el.summary(title), *content, class_name="advice advice--folded")


def _points(*points: Words) -> rx.Component:
    return rx.el.ul(*[rx.el.li(point) for point in points], class_name="advice-points")
