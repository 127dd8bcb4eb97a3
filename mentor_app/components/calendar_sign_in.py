"""Where an account's server is and how to sign in there: asked for a new one, changed on the card of one's own."""

from dataclasses import dataclass
from typing import Any

import reflex as rx

from mentor_app.components.dialogs import closer, dialog, opener
from mentor_app.components.forms import Errors, Words, field, form, submit, text
from mentor_app.i18n.text import _
from mentor_app.services.calendar_views import AccountItem


@dataclass(frozen=True)
class SignInForm:
    """What a form for a sign-in is bound to: its handler, what is refused, and how its last try ended."""

    on_submit: Any
    errors: Errors
    done: rx.Var[int]


def sign_in_fields(bound: SignInForm, of: rx.Var[AccountItem] | None = None) -> rx.Component:
    """The address, the user name and the password; with what an account has, but for the password."""
    told: dict[str, Any] = {"errors": bound.errors}
    plain: dict[str, Any] = {"auto_capitalize": "off", "spell_check": False}
    password: Words = _("Made for Mentor alone in your provider's security settings. It is kept sealed.")
    address, user = {"placeholder": "https://"}, {}
    if of is not None:
        told["scope"] = plain["scope"] = of.id
        address = {"default_value": of.address, "key": of.address}
        user = {"default_value": of.user_name, "key": of.user_name}
        kept = _("Leave it empty to keep the one we have, which goes to no other server or user name.")
        password = rx.cond(of.user_name != "", kept, password)  # pyright: ignore[reportAssignmentType]
    return rx.fragment(
        field(
            _("Server address"),
            "address",
            text("address", required=True, **plain, **address),
            hint=_("Your provider names it in its help pages, as CalDAV."),
            **told,
        ),
        rx.el.div(
            field(
                _("User name"),
                "user_name",
                text("user_name", auto_complete="off", **plain, **user),
                hint=_("For a server without sign-in, leave this and the password empty."),
                **told,
            ),
            field(
                _("App password"),
                "password",
                text("password", type="password", auto_complete="new-password", **plain),
                hint=password,
                **told,
            ),
            class_name="calendar-sign-in",
        ),
    )


def change_button(item: rx.Var[AccountItem]) -> rx.Component:
    """The button that opens the form."""
    return opener(
        _("Change sign-in"),
        opens=_name(item),
        class_name="button button--small",
        aria_label=_("Change sign-in: {{address}}", address=item.address),
    )


def change_dialog(item: rx.Var[AccountItem], bound: SignInForm) -> rx.Component:
    """The account's sign-in, to be mended or replaced."""
    name = _name(item)
    return dialog(
        form(
            rx.el.p(
                _("Calendars that we find again stay as you chose them, with the meetings in them."), class_name="note"
            ),
            sign_in_fields(bound, item),
            rx.el.input(type="hidden", name="account_id", value=item.id),
            submit(_("Look for calendars"), closer(_("Not now"), closes=name)),
            on_submit=bound.on_submit,
            done=bound.done,
        ),
        name=name,
        title=_("Change sign-in"),
    )


def _name(item: rx.Var[AccountItem]) -> rx.Var[str]:
    return rx.Var.create("sign-in-") + item.id
