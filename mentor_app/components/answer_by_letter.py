"""Answering by the link in a letter: the same answers as in the inbox, sent by forms that need no signing in."""

import reflex as rx

from mentor_app.components.answers import places
from mentor_app.components.declining import decline_reasons
from mentor_app.components.dialogs import closer, dialog, opener
from mentor_app.components.door_forms import door_form, door_submit, door_words
from mentor_app.components.forms import fieldset, left_out
from mentor_app.i18n.text import _, moment
from mentor_app.services.flash_offers import LONGEST_NOTE
from mentor_app.services.inbox import RequestDetail
from mentor_app.services.request_questions import LONGEST_QUESTION, LONGEST_REPLY

Words = rx.Var[str] | str


def recipients_answers(request: rx.Var[RequestDetail]) -> rx.Component:
    """What whoever was asked may answer."""
    accept = _button(_("Accept"), "accept", "button button--primary")
    return rx.el.div(
        rx.el.div(
            rx.cond(request.is_full, rx.fragment(), accept),
            rx.cond(request.awaits_reply, rx.fragment(), opener(_("Ask a question"), opens="ask-question")),
            rx.cond(request.kind == "mentoring", opener(_("Offer a flash meeting instead"), opens="offer-flash")),
            opener(_("Decline"), opens="decline", class_name="button button--quiet"),
            class_name="cluster letter-acts",
        ),
        rx.el.div(
            rx.el.p(
                rx.cond(
                    request.is_full,
                    _("All your places are taken. To accept, sign in and raise the number."),
                    places(request),
                ),
                class_name="tiny",
            ),
            _until(request),
            class_name="stack stack--tight",
        ),
        _decline(request),
        _question(request),
        _offer(request),
        class_name="stack",
    )


def senders_reply(request: rx.Var[RequestDetail]) -> rx.Component:
    """Where whoever asks answers a question, or takes the request back."""
    return rx.el.div(
        door_form(
            door_words(_("Your answer"), "answer", keep="reply-" + request.open_question, limit=LONGEST_REPLY),
            door_submit(_("Send answer")),
            action="/answer/reply",
            carries=("token",),
            by_hand=True,
        ),
        rx.el.div(_button(_("Withdraw request"), "withdraw", "button button--quiet"), class_name="cluster letter-acts"),
        _until(request),
        class_name="stack",
    )


def senders_choice(request: rx.Var[RequestDetail]) -> rx.Component:
    """A flash meeting on offer, taken up or not."""
    return rx.el.div(
        rx.el.p(_("{{name}} offers you one flash meeting instead.", name=request.partner.first_name)),
        rx.cond(request.offer_note != "", rx.el.blockquote(request.offer_note, class_name="said")),
        rx.el.div(
            _button(_("Accept"), "take-up", "button button--primary"),
            _button(_("Decline"), "do-without", "button button--quiet"),
            class_name="cluster letter-acts",
        ),
        _until(request),
        class_name="stack",
    )


def _button(words: Words, act: str, class_name: str) -> rx.Component:
    """One press answers."""
    return door_form(
        door_submit(words, class_name=class_name), action=f"/answer/{act}", carries=("token",), by_hand=True
    )


def _until(request: rx.Var[RequestDetail]) -> rx.Component:
    return rx.el.p(_("Open until {{date}}.", date=moment(request.expires_at, "date")), class_name="tiny")


def _decline(request: rx.Var[RequestDetail]) -> rx.Component:
    name = request.partner.first_name
    return dialog(
        rx.el.p(
            _("A clear no, soon, is kinder than silence. {{name}} will be told at once.", name=name), class_name="note"
        ),
        door_form(
            fieldset(_("Reason"), *decline_reasons()),
            door_words(
                _("A few words, if you like"),
                "note",
                keep="decline-" + request.id,
                limit=LONGEST_NOTE,
                hint=left_out(),
                scope="decline-",
            ),
            _end(_("Decline"), "decline"),
            action="/answer/decline",
            carries=("token",),
            by_hand=True,
        ),
        name="decline",
        title=_("Decline"),
    )


def _question(request: rx.Var[RequestDetail]) -> rx.Component:
    return dialog(
        rx.el.p(
            _("The request stays open while you wait for {{name}}'s answer.", name=request.partner.first_name),
            class_name="note",
        ),
        door_form(
            door_words(_("Your question"), "question", keep="question-" + request.id, limit=LONGEST_QUESTION),
            _end(_("Send question"), "ask-question"),
            action="/answer/ask",
            carries=("token",),
            by_hand=True,
        ),
        name="ask-question",
        title=_("Ask a question"),
    )


def _offer(request: rx.Var[RequestDetail]) -> rx.Component:
    return dialog(
        rx.el.p(
            _(
                "One conversation of about half an hour can help a lot, and takes none of your places. "
                "{{name}} can say yes with one click.",
                name=request.partner.first_name,
            ),
            class_name="note",
        ),
        door_form(
            door_words(
                _("A few words, if you like"),
                "note",
                keep="offer-" + request.id,
                limit=LONGEST_NOTE,
                hint=left_out(),
                scope="offer-",
            ),
            _end(_("Offer a flash meeting"), "offer-flash"),
            action="/answer/offer",
            carries=("token",),
            by_hand=True,
        ),
        name="offer-flash",
        title=_("Offer a flash meeting instead"),
    )


def _end(words: Words, name: str) -> rx.Component:
    return rx.el.div(
        door_submit(words, class_name="button button--primary"),
        closer(_("Not now"), closes=name),
        class_name="submit",
    )
