"""Not meeting somebody again: the question before it, and the list to take it back from."""

import reflex as rx

from mentor_app.components.cards import row, rows, section
from mentor_app.components.dialogs import closer, dialog
from mentor_app.components.people import avatar
from mentor_app.i18n.text import _
from mentor_app.services.blocking import BlockPlan
from mentor_app.services.people import Person

NAME = "block-member"


def block_dialog(plan: rx.Var[BlockPlan], block: rx.EventHandler, leave: rx.EventHandler) -> rx.Component:
    """What blocking somebody means, said before it is done; open while there is a plan."""
    name = plan.name
    return dialog(
        rx.el.p(_("You and {{name}} will not see each other any more, anywhere here.", name=name)),
        rx.cond(
            plan.ends_mentorship,
            rx.el.p(_("Your mentorship ends, and its pages close for both of you."), class_name="strong"),
        ),
        rx.cond(
            plan.closes_request,
            rx.el.p(_("The request between you closes: {{name}} gets an ordinary, polite answer.", name=name)),
        ),
        rx.el.p(
            _("{{name}} is not told. You can take this back in your settings.", name=name),
            class_name="note",
        ),
        rx.el.div(
            rx.el.button(
                _("Block {{name}}", name=name),
                type="button",
                class_name="button button--primary",
                on_click=block(plan.member_id),
            ),
            closer(_("Not now"), closes=NAME),
            class_name="submit",
        ),
        name=NAME,
        title=_("Block {{name}}?", name=name),
        shown=plan.member_id != "",
        on_shut=leave,
    )


def blocked_members(
    blocked: rx.Var[list[Person]], unblock: rx.EventHandler, begin_concern: rx.EventHandler
) -> rx.Component:
    """Whom one has blocked, each with a way back; absent while there is nobody."""

    def one(person: rx.Var[Person]) -> rx.Component:
        return row(
            avatar(person.name, size="small"),
            rx.el.span(person.name, class_name="row-main strong"),
            rx.el.button(
                _("Raise a concern"),
                type="button",
                class_name="button button--quiet button--small",
                aria_label=_("Raise a concern about {{name}}", name=person.name),
                on_click=begin_concern("member", person.id),
            ),
            rx.el.button(
                _("Unblock"),
                type="button",
                class_name="button button--small",
                aria_label=_("Unblock {{name}}", name=person.name),
                on_click=unblock(person.id),
            ),
            key=person.id,
        )

    note = rx.el.p(
        _("You do not see these members, and they do not see you. They have not been told."),
        class_name="card-body note",
    )
    return rx.cond(
        blocked.length() > 0, section(_("Members you have blocked"), note, rows(blocked, one), open_head=True)
    )
