"""Contact details beside the work: offered by each, seen by both or by neither."""

from dataclasses import dataclass

import reflex as rx

from mentor_app.components.cards import card
from mentor_app.components.dialogs import closer, dialog
from mentor_app.components.forms import Errors, checkbox, field, field_error, form, left_out, submit, text
from mentor_app.components.icons import icon
from mentor_app.i18n.text import _
from mentor_app.services.contacts import LONGEST_OTHER, LONGEST_PHONE, ContactCard
from mentor_app.services.mentorships import MentorshipDetail

NAME, SCOPE = "contact-details", "contact-"
Frame = rx.Var[MentorshipDetail]


@dataclass(frozen=True)
class ContactVerbs:
    """What can be done."""

    begin: rx.EventHandler
    leave: rx.EventHandler
    offer: rx.EventHandler
    take_back: rx.EventHandler


def contacts(frame: Frame, verbs: ContactVerbs) -> rx.Component:
    """Who has said yes, and the details once both have."""
    name, own = frame.partner.first_name, frame.contacts
    nobody = _("You and {{name}} see each other's contact details once both of you have said yes.", name=name)
    words = rx.cond(
        own.i_offer,
        rx.cond(own.they_offer, "", _("You have offered yours. {{name}} sees them after saying yes, too.", name=name)),
        rx.cond(
            own.they_offer, _("{{name}} offers contact details. You see them once you share yours.", name=name), nobody
        ),
    )
    whole = card(
        rx.el.h2(_("Contact details"), class_name="heading heading--small"),
        rx.cond(own.i_offer & own.they_offer, _ways(own.theirs), rx.el.p(words, class_name="note")),
        rx.el.div(rx.cond(frame.is_active, _open(frame, verbs)), _take_back(frame, verbs), class_name="cluster"),
        class_name="card card--padded stack stack--tight contacts",
        role="region",
        aria_label=_("Contact details"),
    )
    return rx.cond(frame.is_active | own.i_offer, whole)


def _ways(theirs: rx.Var[ContactCard]) -> rx.Component:
    def way(value: rx.Var[str], picture: str, shown: rx.Component) -> rx.Component:
        return rx.cond(value != "", rx.el.li(icon(picture), shown))

    return rx.el.ul(
        way(theirs.email, "mail", rx.el.a(theirs.email, href="mailto:" + theirs.email, class_name="link")),
        way(theirs.phone, "phone", rx.el.a(theirs.phone, href="tel:" + theirs.phone, class_name="link")),
        way(theirs.other, "at-sign", rx.el.span(theirs.other)),
        class_name="contact-ways",
    )


def _open(frame: Frame, verbs: ContactVerbs) -> rx.Component:
    words = rx.cond(frame.contacts.i_offer, _("Change mine"), _("Share mine"))
    return rx.el.button(words, type="button", class_name="button button--small", on_click=verbs.begin)


def _take_back(frame: Frame, verbs: ContactVerbs) -> rx.Component:
    button = rx.el.button(
        _("Take back"),
        type="button",
        class_name="button button--quiet button--small",
        aria_label=_("Take my contact details back"),
        on_click=verbs.take_back,
    )
    return rx.cond(frame.contacts.i_offer, button)


def contacts_dialog(frame: Frame, is_open: rx.Var[bool], verbs: ContactVerbs, errors: Errors) -> rx.Component:
    """What one shares; the form is made anew at every opening, from what is shared now."""
    name, mine = frame.partner.first_name, frame.contacts.mine
    lead = _(
        "{{name}} sees this only after saying yes, too; then you see what {{name}} shares. Either of you may take it "
        "back at any time, and both are hidden again.",
        name=name,
    )
    ways = form(
        rx.el.div(
            checkbox(
                _("The e-mail address of my account"),
                "email",
                value="on",
                default_checked=(mine.email != "") | ~frame.contacts.i_offer,
            ),
            field_error("email", errors),
        ),
        _line(_("Telephone"), "phone", mine.phone, LONGEST_PHONE, errors, kind="tel"),
        _line(_("Another way"), "other", mine.other, LONGEST_OTHER, errors),
        submit(_("Share with {{name}}", name=name), closer(_("Not now"), closes=NAME)),
        on_submit=verbs.offer,
    )
    return dialog(
        rx.el.p(lead, class_name="note dialog-lead"),
        rx.cond(is_open, ways),
        name=NAME,
        title=_("My contact details"),
        shown=is_open,
        on_shut=verbs.leave,
    )


def _line(
    words: rx.Var[str], name: str, value: rx.Var[str], most: int, errors: Errors, kind: str = "text"
) -> rx.Component:
    control = text(name, scope=SCOPE, type=kind, default_value=value, max_length=most, auto_complete="off")
    return field(words, name, control, errors=errors, hint=left_out(), scope=SCOPE)
