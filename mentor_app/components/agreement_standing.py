"""Where an agreement stands: whose turn it is, what differs, and what is official."""

import reflex as rx

from mentor_app.components.agreement import AgreementVerbs, in_force, send_opener
from mentor_app.components.cards import card, section
from mentor_app.components.dialogs import closer, dialog
from mentor_app.components.differences import changes, whole_text
from mentor_app.components.icons import icon
from mentor_app.components.links import file_link
from mentor_app.i18n.text import _, moment
from mentor_app.services.agreement_pages import AgreementDetail
from mentor_app.services.mentorships import MentorshipDetail


def standing(frame: rx.Var[MentorshipDetail], view: rx.Var[AgreementDetail], verbs: AgreementVerbs) -> rx.Component:
    """Whose turn it is, in a sentence and at most two buttons."""
    name = frame.partner.first_name
    back = rx.el.button(
        _("Take it back"),
        type="button",
        class_name="button button--quiet",
        on_click=verbs.withdraw(view.waiting.id),
    )
    return rx.match(
        view.step,
        ("draft", _drafting(view, name)),
        (
            "read_along",
            _told(_("{{name}} writes the first draft and then sends it to you. You can read along.", name=name)),
        ),
        ("approve", _approving(view, name, verbs)),
        ("wait", _told(_("You sent this text. It waits for {{name}}'s approval.", name=name), back)),
        ("changed", _changed(view, name, verbs)),
        ("amend", _amending(view, verbs)),
        (
            "agreed",
            _told(_("You have both approved this text. Either of you can propose a change at any time.")),
        ),
        rx.fragment(),
    )


def _drafting(view: rx.Var[AgreementDetail], name: rx.Var[str]) -> rx.Component:
    why = _("Write what you have agreed on. {{name}} reads along; it counts once you both approved it.", name=name)
    return _told(why, rx.cond(view.is_empty, rx.fragment(), send_opener(_("Send for approval"))))


def _approving(view: rx.Var[AgreementDetail], name: rx.Var[str], verbs: AgreementVerbs) -> rx.Component:
    approve = rx.el.button(
        icon("check"),
        _("Approve"),
        type="button",
        class_name="button button--primary",
        on_click=verbs.approve(view.waiting.id, view.waiting.digest),
    )
    why = _("{{name}} sent you this text. Approve it, or change it below and send your proposal back.", name=name)
    what = rx.cond(view.proposed.length() > 0, changes(view.proposed))
    return _told(why, approve, note=view.waiting.note, more=what)


def _changed(view: rx.Var[AgreementDetail], name: rx.Var[str], verbs: AgreementVerbs) -> rx.Component:
    mine = _("The text was changed after you sent it. It can be approved once one of you sends it again.")
    theirs = _(
        "The text is no longer the one that {{name}} sent. It can be approved once one of you sends it again.",
        name=name,
    )
    again = rx.cond(view.waiting.is_mine, _("Send again"), _("Counter-propose"))
    return _told(
        rx.cond(view.waiting.is_mine, mine, theirs),
        send_opener(again),
        _set_aside(view, verbs),
        more=changes(view.since_sent),
    )


def _amending(view: rx.Var[AgreementDetail], verbs: AgreementVerbs) -> rx.Component:
    why = _("You are changing your agreement. The official text stays in force until both approve the new one.")
    return _told(why, send_opener(_("Send for approval")), _set_aside(view, verbs), more=changes(view.amendments))


def _set_aside(view: rx.Var[AgreementDetail], verbs: AgreementVerbs) -> rx.Component:
    return rx.el.button(
        _("Back to the text before"), type="button", class_name="button", on_click=verbs.set_aside(view.digest)
    )


def _told(
    words: rx.Var[str], *actions: rx.Component, note: rx.Var[str] | None = None, more: rx.Component | None = None
) -> rx.Component:
    return card(
        rx.el.div(
            rx.el.p(words, class_name="grow", role="status"),
            rx.el.div(*actions, class_name="cluster"),
            class_name="standing",
        ),
        rx.fragment() if note is None else rx.cond(note != "", rx.el.blockquote(note, class_name="said")),
        more or rx.fragment(),
        class_name="card card--padded stack",
    )


def official(frame: rx.Var[MentorshipDetail], view: rx.Var[AgreementDetail]) -> rx.Component:
    """The text in force, and the way to take it along."""
    paper = file_link(
        icon("download"),
        _("Agreement as PDF"),
        to=f"/mentorships/{frame.id}/agreement.pdf",
        class_name="button button--small",
        download=True,
    )
    approved = _("Approved by both on {{date}}", date=moment(view.official.approved_at, "date"))
    return rx.cond(
        view.official.id != "",
        section(
            _("Our agreement"),
            rx.el.div(
                rx.el.div(in_force(view), rx.el.span(approved, class_name="tiny"), class_name="cluster"),
                whole_text(view.official_text),
                class_name="card-body stack",
            ),
            aside=paper,
        ),
    )


def not_approved(view: rx.Var[AgreementDetail], refused: rx.Var[bool], settle: rx.EventHandler) -> rx.Component:
    """Why an approval came to nothing: the text is another one by now."""
    name = "agreement-moved-on"
    why = _("The text was changed after it was sent to you. Nothing was approved; this is the difference.")
    return dialog(
        rx.el.p(why),
        changes(view.since_sent),
        closer(_("I have read it"), closes=name, class_name="button button--primary"),
        name=name,
        title=_("Not approved: the text has changed"),
        wide=True,
        shown=refused,
        on_shut=settle,
    )
