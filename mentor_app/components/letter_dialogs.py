"""The dialogs of a letter's page, one for each answer that takes more than a press."""

import reflex as rx

from mentor_app.components.advice import beside, folded, saying_no
from mentor_app.components.colleague_search import colleague_search
from mentor_app.components.declining import decline_reasons
from mentor_app.components.dialogs import closer, dialog
from mentor_app.components.door_forms import door_form, door_submit, door_times, door_words
from mentor_app.components.forms import fieldset
from mentor_app.components.request_times import SUGGEST
from mentor_app.i18n.text import _
from mentor_app.services.flash_offers import LONGEST_NOTE
from mentor_app.services.inbox import RequestDetail
from mentor_app.services.proposals import LONGEST_WORDS as LONGEST_WITH_TIMES
from mentor_app.services.referrals import LONGEST_WORDS as LONGEST_TO_COLLEAGUE
from mentor_app.services.request_questions import LONGEST_QUESTION

Request = rx.Var[RequestDetail]
Words = rx.Var[str] | str


def letter_form(act: str, *content: rx.Component) -> rx.Component:
    """What every answer's form has: where it is sent, the letter's token, and a person's hand."""
    return door_form(*content, action=f"/answer/{act}", carries=("token",), by_hand=True)


def suggest_by_letter(request: Request) -> rx.Component:
    """Where either of the two suggests times."""
    return _dialog(
        SUGGEST,
        _("Suggest another time"),
        _(
            "The request stays open. {{name}} takes one of your times, or suggests others.",
            name=request.partner.first_name,
        ),
        letter_form(
            "suggest",
            door_times(request.times.my_zone, request.partner.first_name, keep="times-" + request.id, scope="suggest-"),
            _few_words("words", "times-words-" + request.id, "suggest-", LONGEST_WITH_TIMES),
            _end(_("Suggest these times"), SUGGEST),
        ),
    )


def ask_by_letter(request: Request) -> rx.Component:
    """Where a question is asked first."""
    return _dialog(
        "ask-question",
        _("Ask a question"),
        _("The request stays open while you wait for {{name}}'s answer.", name=request.partner.first_name),
        letter_form(
            "ask",
            door_words(_("Your question"), "question", keep="question-" + request.id, limit=LONGEST_QUESTION),
            _end(_("Send question"), "ask-question"),
        ),
    )


def offer_by_letter(request: Request) -> rx.Component:
    """Where one flash meeting is offered instead."""
    return _dialog(
        "offer-flash",
        _("Offer a flash meeting instead"),
        _(
            "One conversation of about half an hour can help a lot, and takes none of your places. "
            "{{name}} can say yes with one click.",
            name=request.partner.first_name,
        ),
        letter_form(
            "offer",
            _few_words("note", "offer-" + request.id, "offer-", LONGEST_NOTE),
            _end(_("Offer a flash meeting"), "offer-flash"),
        ),
    )


def refer_by_letter(request: Request) -> rx.Component:
    """Where a colleague is found by name, and asked whether they may be named."""
    return _dialog(
        "refer",
        _("Refer to a colleague"),
        _("{{name}} hears of your colleague only if they agree.", name=request.partner.first_name),
        letter_form(
            "refer",
            colleague_search(),
            door_words(
                _("What is it about?"),
                "words",
                keep="refer-" + request.id,
                limit=LONGEST_TO_COLLEAGUE,
                hint=_("Your colleague reads this and the goals, not the message, and not from whom it is."),
                scope="refer-",
            ),
            _end(_("Ask my colleague"), "refer"),
        ),
    )


def decline_by_letter(request: Request) -> rx.Component:
    """Where a no is said, with advice beside it."""
    guide = _("How to say no")
    sent = letter_form(
        "decline",
        fieldset(_("Reason"), *decline_reasons()),
        _few_words("note", "decline-" + request.id, "decline-", LONGEST_NOTE),
        _end(_("Decline"), "decline"),
    )
    return _dialog(
        "decline",
        _("Decline"),
        _("A clear no, soon, is kinder than silence. {{name}} will be told at once.", name=request.partner.first_name),
        folded(guide, *saying_no()),
        rx.el.div(sent, beside(guide, *saying_no()), class_name="declining"),
        wide=True,
    )


def _dialog(name: str, title: Words, note: Words, *content: rx.Component, wide: bool = False) -> rx.Component:
    """What every answer's dialog has: its name, what follows from it, and a form."""
    return dialog(rx.el.p(note, class_name="note"), *content, name=name, title=title, wide=wide)


def _few_words(name: str, keep: Words, scope: str, limit: int) -> rx.Component:
    return door_words(_("A few words, if you like"), name, keep=keep, limit=limit, scope=scope)


def _end(words: Words, name: str) -> rx.Component:
    return rx.el.div(
        door_submit(words, class_name="button button--primary"),
        closer(_("Not now"), closes=name),
        class_name="submit",
    )
