"""What was sent in a mentorship before: every text, what became of it, and what it changed."""

import reflex as rx

from mentor_app.components.agreement import AgreementVerbs
from mentor_app.components.cards import section
from mentor_app.components.dialogs import closer, dialog
from mentor_app.components.differences import changes, whole_text
from mentor_app.components.people import badge
from mentor_app.i18n.text import _, moment
from mentor_app.services.agreement_pages import AgreementDetail, RevisionDetail, RevisionItem


def history(view: rx.Var[AgreementDetail], verbs: AgreementVerbs) -> rx.Component:
    """Everything that was sent, newest first."""

    def one(item: rx.Var[RevisionItem]) -> rx.Component:
        title = _("Revision {{number}}", number=item.number)
        official = badge(_("Official"), tone="good", picture="check")
        standing = rx.cond(item.status == "official", official, badge(_status(item.status)))
        return rx.el.li(
            rx.el.span(
                rx.el.span(rx.el.span(title, class_name="person-name"), standing, class_name="cluster"),
                rx.el.span(item.author, " · ", moment(item.sent_at, "datetime"), class_name="note"),
                class_name="row-main stack stack--tight",
            ),
            rx.el.button(
                _("Read"),
                type="button",
                class_name="button button--small",
                aria_label=_("Read revision {{number}}", number=item.number),
                on_click=verbs.look(item.id),
            ),
            class_name="row",
            key=item.id,
        )

    return rx.cond(
        view.history.length() > 0,
        section(_("History"), rx.el.ul(rx.foreach(view.history, one), class_name="rows")),
    )


def _status(status: rx.Var[str]) -> rx.Var[str]:
    return rx.match(
        status,
        ("waiting", _("Waiting for approval")),
        ("official", _("Official")),
        ("replaced", _("Replaced")),
        ("countered", _("Answered with a counter-proposal")),
        ("superseded", _("Sent again later")),
        ("withdrawn", _("Taken back")),
        ("lapsed", _("Never approved")),
        _("Set aside"),
    )


def opened_revision(opened: rx.Var[RevisionDetail], settle: rx.EventHandler) -> rx.Component:
    """One text of the history, and what it changed."""
    name = "agreement-revision"
    changed = rx.fragment(
        rx.el.h3(_("What it changed"), class_name="heading heading--small"), changes(opened.changes), rx.el.hr()
    )
    return dialog(
        rx.el.p(_status(opened.revision.status), " · ", opened.revision.author, class_name="note"),
        rx.cond(opened.revision.note != "", rx.el.blockquote(opened.revision.note, class_name="said")),
        rx.cond(opened.is_first, rx.fragment(), changed),
        whole_text(opened.text),
        rx.el.p(
            _("Fingerprint of this text (SHA-256)"), " ", rx.el.code(opened.revision.digest), class_name="tiny digest"
        ),
        closer(_("Close"), closes=name, class_name="button"),
        name=name,
        title=_("Revision {{number}}", number=opened.revision.number),
        wide=True,
        shown=opened.revision.id != "",
        on_shut=settle,
    )
