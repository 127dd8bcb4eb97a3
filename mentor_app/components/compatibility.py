"""Why two people fit: each criterion, its weight, and what was not answered."""

import reflex as rx

from mentor_app.components.dialogs import dialog
from mentor_app.i18n.text import _, say
from mentor_app.services.compatibility import Criterion
from mentor_app.services.member_pages import Explanation

Why = rx.Var[Explanation]


def why_dialog(why: Why, *, name: str) -> rx.Component:
    """The explanation in a dialog that a ring opens.

    Args:
        why: what is explained; empty while it is on its way.
        name: the dialog's id.
    """
    return dialog(
        rx.cond(why.member_id != "", why_fits(why), rx.el.p(_("Loading"), class_name="note")),
        name=name,
        title=_("Why you fit"),
    )


def why_fits(why: Why) -> rx.Component:
    """The explanation of a score."""
    known = _(
        "{{score}} of 100 with {{name}}, based on {{answered}} of {{asked}} answers.",
        score=why.score,
        name=why.name,
        answered=why.answered,
        asked=why.asked,
    )
    unknown = _("You and {{name}} have not answered anything in common yet.", name=why.name)
    return rx.el.div(
        rx.el.p(rx.cond(why.score >= 0, known, unknown)),
        rx.el.table(
            rx.el.thead(
                rx.el.tr(
                    rx.el.th(_("Criterion"), scope="col"),
                    rx.el.th(_("Weight"), scope="col"),
                    rx.el.th(_("Fit"), scope="col"),
                )
            ),
            rx.el.tbody(rx.foreach(why.criteria, _line)),
            class_name="why",
        ),
        rx.el.p(
            _(
                "The number compares what both of you have said. It cannot tell how well you will get on. "
                "Age, gender, origin and pictures play no part."
            ),
            class_name="note",
        ),
        class_name="stack",
    )


def _line(criterion: rx.Var[Criterion]) -> rx.Component:
    outcome = rx.match(
        criterion.outcome,
        ("counted", _("{{score}} of 100", score=criterion.score)),
        ("not asked", _("Does not apply")),
        _("Not answered"),
    )
    return rx.el.tr(
        rx.el.th(say(criterion.label), scope="row"),
        rx.el.td(criterion.weight, " %"),
        rx.el.td(outcome, class_name=rx.cond(criterion.outcome == "counted", "", "why-missing")),
    )
