"""The delivery log: what is shown of letters, and sending again what failed."""

import reflex as rx

from mentor_app.components.forms import select
from mentor_app.components.icons import icon
from mentor_app.components.searching import PAUSE
from mentor_app.i18n.text import _, ago, moment, say
from mentor_app.services.delivery import STATUSES, DeliveryItem
from mentor_app.services.occasions import DIGEST, SECURITY, occasions_in_use

Words = rx.Var[str] | str


def status_words(status: rx.Var[str] | str) -> rx.Var[str]:
    """What a status is called."""
    return rx.match(
        status,
        ("queued", _("On its way")),
        ("sent", _("Sent")),
        ("failed", _("Failed")),
        ("gathered", _("Waits for the digest")),
        ("told", _("In a digest")),
        ("in_app", _("Only in the app")),
        "",
    )


def occasion_words(occasion: rx.Var[str]) -> rx.Var[str]:
    """What an occasion is called."""
    known = [(each.name, say(each.label)) for each in (*occasions_in_use(), DIGEST)]
    return rx.match(occasion, *known, (SECURITY, _("Security")), "")


def delivery_filters(
    wanted: rx.Var, status: rx.EventHandler, occasion: rx.EventHandler, search: rx.EventHandler, sort: rx.EventHandler
) -> rx.Component:
    """A row of choices: whose letters, which, in which order."""
    names = rx.el.input(
        type="search",
        class_name="input",
        default_value=wanted.text,
        on_change=search.debounce(PAUSE),
        placeholder=_("Name of a person"),
        aria_label=_("Name of a person"),
        auto_complete="off",
        max_length=200,
    )
    statuses = [("", _("Every status")), *[(each, status_words(each)) for each in STATUSES]]
    occasions = [("", _("Every occasion")), *[(each.name, say(each.label)) for each in (*occasions_in_use(), DIGEST)]]
    orders = [
        ("newest", _("Newest first")),
        ("oldest", _("Oldest first")),
        ("person", _("By person")),
        ("attempts", _("Most attempts first")),
    ]
    return rx.el.div(
        rx.el.div(icon("search"), names, class_name="search", role="search"),
        select("status", statuses, value=wanted.status, on_change=status, aria_label=_("Status")),
        select(
            "occasion",
            [*occasions, (SECURITY, _("Security"))],
            value=wanted.occasion,
            on_change=occasion,
            aria_label=_("Occasion"),
        ),
        select("sort", orders, value=wanted.sort, on_change=sort, aria_label=_("Order")),
        class_name="filters",
    )


def delivery_table(letters: rx.Var[list[DeliveryItem]], again: rx.EventHandler) -> rx.Component:
    """The letters, a line each; on a phone each line becomes a card of its own."""
    heads = (_("Person"), _("Letter"), _("Status"), _("Attempts"), _("Written"))
    head = rx.el.tr(
        *[rx.el.th(words, scope="col") for words in heads], rx.el.th(rx.el.span(_("Action"), class_name="unseen"))
    )
    return rx.el.div(
        rx.el.table(
            rx.el.caption(_("Letters and what became of them"), class_name="unseen"),
            rx.el.thead(head),
            rx.el.tbody(rx.foreach(letters, lambda letter: _line(letter, again))),
            class_name="table table--cards",
        ),
        class_name="table-frame",
    )


def _line(letter: rx.Var[DeliveryItem], again: rx.EventHandler) -> rx.Component:
    tone = rx.match(
        letter.status,
        ("sent", "badge badge--good"),
        ("failed", "badge badge--wait"),
        "badge",
    )
    status = rx.el.div(
        rx.el.span(status_words(letter.status), class_name=tone),
        rx.cond(letter.error != "", rx.el.span(letter.error, class_name="row-note delivery-error")),
        rx.cond(letter.sent_at != "", rx.el.span(moment(letter.sent_at), class_name="row-note delivery-error")),
    )
    about = rx.el.div(
        rx.el.span(say(letter.called)), rx.el.span(occasion_words(letter.occasion), class_name="delivery-kind")
    )
    button = rx.cond(
        letter.may_send_again,
        rx.el.button(
            _("Send again"),
            type="button",
            class_name="button button--small",
            aria_label=_("Send again the letter to {{name}}", name=letter.person),
            on_click=again(letter.id),
        ),
    )
    return rx.el.tr(
        rx.el.td(rx.el.span(letter.person, class_name="strong")),
        rx.el.td(about),
        rx.el.td(status),
        _number(letter.attempts),
        rx.el.td(rx.el.time(ago(letter.at), date_time=letter.at)),
        rx.el.td(button),
        key=letter.id,
    )


def _number(value: rx.Var[int]) -> rx.Component:
    # On a phone the head of the column is gone.
    return rx.el.td(rx.el.span(_("Attempts"), ": ", class_name="delivery-label"), value, class_name="delivery-number")
