"""Forms that go to the server by themselves, without the live connection: joining, signing in, passwords."""

import reflex as rx

from mentor_app.components.doors import (
    DoorButton,
    DoorDone,
    DoorError,
    DoorForm,
    DoorSubmit,
    DoorUndone,
    Problem,
    ProviderLabel,
    ProviderLink,
    WhenOption,
)
from mentor_app.components.form_answers import FAULTS
from mentor_app.components.forms import control_id, text
from mentor_app.components.free_times import free_words
from mentor_app.components.icons import icon
from mentor_app.components.letter_times import LetterTimes
from mentor_app.components.times import times_input
from mentor_app.components.writing import kept_textarea
from mentor_app.i18n.catalogue import N_
from mentor_app.i18n.text import _, current_language

Words = rx.Var[str] | str

UNREACHABLE = N_("The server cannot be reached just now. Please try again in a moment.")


def speech() -> rx.Var:
    """The speaker itself, for sentences that arrive later."""
    return rx.Var("speech", _var_data=current_language()._get_all_var_data())  # noqa: SLF001


def door_form(
    *content: rx.Component, action: str, carries: tuple[str, ...] = (), by_hand: bool = False, **given: object
) -> rx.Component:
    """A form for one of the sign-in routes.

    Args:
        content: fields and a `door_submit`.
        action: the route.
        carries: `token`, `next`, `programme` from the page's address; `language`, `time_zone` from the browser.
        by_hand: never sent before a person has touched the page.
        given: anything else, for example `aria_label`.
    """
    whole = door_error("")
    sending = {"action": action, "carries": list(carries), "by_hand": by_hand, "unreachable": UNREACHABLE}
    return DoorForm.create(*content, whole, **sending, class_name="form", **given)


def door_field(label: Words, name: str, *, hint: Words | None = None, scope: str = "", **given: object) -> rx.Component:
    """A labelled line of text and the refusal beside it.

    Args:
        label: what is asked.
        name: the field's name.
        hint: what helps answering.
        scope: tells two fields of one name on one page apart.
        given: `type`, `auto_complete`, ... as `<input>` knows them.
    """
    return _labelled(label, name, text(name, scope=scope, **given), hint, scope)


def door_words(
    label: Words, name: str, *, keep: Words, limit: int, hint: Words | None = None, scope: str = ""
) -> rx.Component:
    """Several lines of text, kept in the browser until they have arrived, and the refusal beside them.

    Args:
        label: what is asked.
        name: the field's name.
        keep: as for `kept_textarea`.
        limit: how many characters.
        hint: what helps answering.
        scope: tells two fields of one name on one page apart.
    """
    return _labelled(label, name, kept_textarea(name, keep=keep, limit=limit, rows=4, scope=scope), hint, scope)


def door_times(zone: rx.Var[str], name: rx.Var[str], *, keep: Words, scope: Words = "") -> rx.Component:
    """Up to five times that suit, kept in the browser until they have arrived, and the refusal beside them.

    Args:
        zone: the reader's own, on whose clock they are typed.
        name: the first name of the other, at whose free times is looked by the letter's link.
        keep: as for `times_field`.
        scope: tells two fields of one name on one page apart.
    """
    words = {"words": rx.Var.create(free_words(name))}
    fields = times_input(zone, keep, scope, required=True, free=words, kind=LetterTimes)
    return _labelled(_("Times that suit you"), "times", fields, None, scope)


def door_error(name: str) -> rx.Component:
    """The refusal that belongs to a field of another make."""
    return DoorError.create(icon("circle-alert"), name=name, words=FAULTS)


def _labelled(label: Words, name: str, control: rx.Component, hint: Words | None, scope: Words) -> rx.Component:
    own = control_id(name, scope)
    control.custom_attrs = {**control.custom_attrs, "aria-describedby": own + "-told"}
    below = rx.el.p(hint, class_name="field-hint") if hint is not None else rx.fragment()
    return rx.el.div(
        rx.el.label(label, class_name="field-label", html_for=own),
        control,
        rx.el.div(below, door_error(name), custom_attrs={"id": own + "-told"}),
        class_name="field",
    )


def door_submit(words: Words, class_name: str = "button button--primary button--wide") -> rx.Component:
    """The button that sends the form."""
    return DoorSubmit.create(words, class_name=class_name)


def new_password_field(label: Words) -> rx.Component:
    """The field for a password being chosen."""
    hint = _("At least 12 characters. Three unrelated words are a good start.")
    return door_field(label, "password", type="password", auto_complete="new-password", required=True, hint=hint)


def email_field() -> rx.Component:
    """The field for an e-mail address."""
    return door_field(_("E-mail"), "email", type="email", auto_complete="username", required=True)


def done(*content: rx.Component) -> rx.Component:
    """What is said once the form around it was accepted."""
    return DoorDone.create(*content)


def undone(*content: rx.Component) -> rx.Component:
    """What is there until the form around it was accepted."""
    return DoorUndone.create(*content)


def provider_way(sentence: str, *, carries: str, becomes: str) -> rx.Component:
    """The way in through the organisation's identity provider, where there is one.

    Args:
        sentence: marked with `N_`, with `{{label}}` for the provider's name.
        carries: what to take from the page's address.
        becomes: what it is called on the way.
    """
    label = ProviderLabel.create(sentence=sentence, speech=speech())
    way = ProviderLink.create(label, carries=carries, becomes=becomes, class_name="button button--wide")
    line = rx.el.div(_("or"), class_name="divider")
    return WhenOption.create(rx.fragment(line, way), option="provider")


def problem(sentences: dict[str, str]) -> rx.Component:
    """What went wrong on the way back from elsewhere, in words."""
    return Problem.create(sentences=sentences, speech=speech(), class_name="field-error")


def sign_out_item() -> rx.Component:
    """*Sign out*, for the account menu."""
    return DoorButton.create(icon("log-out"), _("Sign out"), action="/auth/sign-out", class_name="menu-item")
