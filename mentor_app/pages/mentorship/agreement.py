"""The relationship dashboard: its Agreement."""

import reflex as rx

from mentor_app.components.agreement import AgreementVerbs, sending, writing_desk
from mentor_app.components.agreement_history import history, opened_revision
from mentor_app.components.agreement_standing import not_approved, official, standing
from mentor_app.components.conflicts import both_texts
from mentor_app.components.dialogs import dialog
from mentor_app.i18n.catalogue import N_
from mentor_app.i18n.text import _
from mentor_app.pages.mentorship.workspace import framed_tab
from mentor_app.services.agreements import send_revision
from mentor_app.state.mentorship.agreement import AgreementState
from mentor_app.state.notices import last_try


@framed_tab("agreement", N_("Agreement"), AgreementState)
def agreement() -> rx.Component:
    """Whose turn it is first; then the text, and what was sent before."""
    frame, view = AgreementState.frame, AgreementState.view
    return rx.cond(
        view,
        rx.el.div(
            standing(frame, view, _VERBS),
            rx.cond(view.step == "agreed", official(frame, view)),
            # Open where there is something to write; folded once both have approved what is there.
            rx.el.details(
                rx.el.summary(_("Propose a change"), class_name="button"),
                writing_desk(frame, view, AgreementState.writing, AgreementState.conflict.thing, _VERBS),
                open=view.step != "agreed",
                class_name="desk",
            ),
            rx.cond(view.step != "agreed", official(frame, view)),
            history(view, _VERBS),
            rx.cond(view.may_write, sending(frame, view, _VERBS, last_try(send_revision))),
            opened_revision(AgreementState.opened, AgreementState.settle),
            not_approved(view, AgreementState.refused, AgreementState.settle),
            _conflict(),
            class_name="stack stack--wide",
        ),
    )


def _conflict() -> rx.Component:
    both = AgreementState.conflict
    keep_mine = rx.el.button(
        _("Use what I wrote"),
        type="button",
        class_name="button button--primary",
        on_click=AgreementState.write(both.thing, both.mine, both.version),
    )
    keep_theirs = rx.el.button(
        _("Leave what stands"), type="button", class_name="button button--quiet", on_click=AgreementState.settle
    )
    return dialog(
        rx.el.p(_("Nothing is lost: choose which text should stay."), class_name="note"),
        both_texts(both.mine, both.theirs, keep_mine, keep_theirs),
        name="agreement-conflict",
        title=_("You both wrote here at the same time"),
        wide=True,
        shown=both.thing != "",
        on_shut=AgreementState.settle,
    )


_VERBS = AgreementVerbs(
    write=AgreementState.write,
    start=AgreementState.start,
    tick=AgreementState.tick,
    send=AgreementState.send,
    approve=AgreementState.approve,
    withdraw=AgreementState.withdraw,
    set_aside=AgreementState.set_aside,
    look=AgreementState.look,
    write_at=AgreementState.write_at,
    settle=AgreementState.settle,
)
