"""The parts of the settings page: browsers signed in, ways of signing in, changing the password."""

import reflex as rx

from mentor_app.components.cards import row, rows, section
from mentor_app.components.door_forms import (
    done,
    door_field,
    door_form,
    door_submit,
    new_password_field,
)
from mentor_app.components.doors import WhenOption, ZoneSelect
from mentor_app.components.forms import control_id
from mentor_app.components.links import link
from mentor_app.i18n.catalogue import LANGUAGES
from mentor_app.i18n.text import _, ago, moment, set_language


def language_and_zone(
    language: rx.Var[str], time_zone: rx.Var[str], choose_language: rx.EventHandler, choose_zone: rx.EventHandler
) -> rx.Component:
    """The language spoken and the zone times are told in; both take effect at once."""
    languages = [
        rx.el.button(
            each.name,
            type="button",
            lang=each.code,
            class_name=rx.cond(language == each.code, "chip chip--dark", "chip"),
            on_click=[set_language(each.code), choose_language(each.code)],
            custom_attrs={"aria-pressed": language == each.code},
        )
        for each in LANGUAGES
    ]
    own = control_id("time_zone")
    return section(
        _("Language and time"),
        rx.el.div(
            rx.el.div(*languages, class_name="chips", role="group", aria_label=_("Language")),
            rx.el.div(
                rx.el.label(_("Time zone"), class_name="field-label", html_for=own),
                ZoneSelect.create(value=time_zone, on_choose=choose_zone, class_name="input", custom_attrs={"id": own}),
                class_name="field",
            ),
            class_name="card-body form",
        ),
    )


def browsers(sign_ins: rx.Var, end: rx.EventHandler, end_others: rx.EventHandler) -> rx.Component:
    """The browsers signed in, each with a way to sign it out."""

    def one(entry: rx.Var) -> rx.Component:
        name = rx.cond(entry.device == "", _("Unknown browser"), entry.device)
        out = rx.el.button(
            _("Sign out"),
            type="button",
            class_name="button button--small",
            aria_label=_("Sign out {{device}}", device=name),
            on_click=end(entry.id),
        )
        mark = rx.el.span(_("This browser"), class_name="badge badge--good")
        since = rx.el.span(
            _("since"), " ", rx.el.time(moment(entry.made_at), date_time=entry.made_at), class_name="tiny"
        )
        seen = rx.el.span(_("last here"), " ", ago(entry.seen_at), " · ", entry.address, class_name="row-note")
        words = rx.el.div(rx.el.span(name, class_name="strong"), " ", since, rx.el.div(seen), class_name="row-main")
        return row(words, rx.cond(entry.is_this, mark, out), key=entry.id)

    others = rx.el.button(
        _("Sign out everywhere else"), type="button", class_name="button button--small", on_click=end_others
    )
    return section(_("Where you are signed in"), rows(sign_ins, one), aside=rx.cond(sign_ins.length() > 1, others))


def ways_in(
    email: rx.Var[str], has_password: rx.Var[bool], connected: rx.Var, disconnect: rx.EventHandler
) -> rx.Component:
    """E-mail and password, and accounts at the organisation's identity provider."""
    without = rx.el.div(
        _("No password yet."), " ", link(_("Set one by letter"), to="/reset-password"), class_name="note"
    )
    password = rx.cond(has_password, rx.el.span(_("E-mail and password"), class_name="note"), without)

    def one(identity: rx.Var) -> rx.Component:
        words = rx.el.span(identity.label, class_name="row-main strong")
        away = rx.el.button(
            _("Disconnect"),
            type="button",
            class_name="button button--small",
            aria_label=_("Disconnect {{label}}", label=identity.label),
            on_click=disconnect(identity.id),
        )
        return row(words, away, key=identity.id)

    connect = WhenOption.create(rx.el.div(_connect(has_password), class_name="card-body"), option="provider")
    first = row(rx.el.div(rx.el.span(email, class_name="strong"), rx.el.div(password), class_name="row-main"))
    return section(
        _("How you sign in"),
        rx.el.ul(first, class_name="rows"),
        rows(connected, one),
        rx.cond(connected.length() == 0, connect),
    )


def change_password() -> rx.Component:
    """Changing the password; the other browsers are signed out."""
    form = door_form(
        door_field(_("Present password"), "current", type="password", auto_complete="current-password", required=True),
        new_password_field(_("New password")),
        rx.el.p(_("Everywhere else you will be signed out."), class_name="note"),
        door_submit(_("Change password")),
        done(rx.el.p(_("Your password is changed."), class_name="note")),
        action="/auth/password",
    )
    return section(_("Password"), rx.el.div(form, class_name="card-body"))


def _connect(has_password: rx.Var[bool]) -> rx.Component:
    field = door_field(
        _("Present password"), "password", scope="connect-", type="password", auto_complete="current-password"
    )
    return door_form(
        rx.cond(has_password, field), door_submit(_("Connect your organisation's sign-in")), action="/auth/oidc/connect"
    )
