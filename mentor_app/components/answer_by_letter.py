"""Answering by the link in a letter: the same answers as in the inbox, sent by forms that need no signing in."""

import reflex as rx

from mentor_app.components.answers import places
from mentor_app.components.dialogs import opener
from mentor_app.components.door_forms import door_submit, door_words
from mentor_app.components.letter_dialogs import (
    ask_by_letter,
    decline_by_letter,
    letter_form,
    offer_by_letter,
    refer_by_letter,
    suggest_by_letter,
)
from mentor_app.components.people import avatar, chips
from mentor_app.components.referrals import referred_so_far
from mentor_app.components.request_times import suggest_opener, suggested_times, takes_a_time
from mentor_app.i18n.text import _, ago, moment
from mentor_app.services.inbox import RequestDetail
from mentor_app.services.referrals import ReferralItem
from mentor_app.services.request_questions import LONGEST_REPLY

Request = rx.Var[RequestDetail]
Words = rx.Var[str] | str


def recipients_answers(request: Request) -> rx.Component:
    """What whoever was asked may answer."""
    accept = _press(_("Accept"), "accept", "button button--primary")
    return rx.el.div(
        _times(request),
        rx.el.div(
            rx.cond(request.is_full | takes_a_time(request), rx.fragment(), accept),
            suggest_opener(request),
            rx.cond(request.awaits_reply, rx.fragment(), opener(_("Ask a question"), opens="ask-question")),
            rx.cond(request.kind == "mentoring", opener(_("Offer a flash meeting instead"), opens="offer-flash")),
            rx.cond(request.referral.pending == "", opener(_("Refer to a colleague"), opens="refer")),
            opener(_("Decline"), opens="decline", class_name="button button--quiet"),
            class_name="cluster letter-acts",
        ),
        referred_so_far(request),
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
        suggest_by_letter(request),
        ask_by_letter(request),
        offer_by_letter(request),
        refer_by_letter(request),
        decline_by_letter(request),
        class_name="stack",
    )


def senders_reply(request: Request) -> rx.Component:
    """Where whoever asks answers a question, or takes the request back."""
    return rx.el.div(
        letter_form(
            "reply",
            door_words(_("Your answer"), "answer", keep="reply-" + request.open_question, limit=LONGEST_REPLY),
            door_submit(_("Send answer")),
        ),
        rx.el.div(_withdraw(), class_name="cluster letter-acts"),
        _until(request),
        class_name="stack",
    )


def senders_choice(request: Request) -> rx.Component:
    """A flash meeting on offer, taken up or not."""
    return rx.el.div(
        rx.el.p(_("{{name}} offers you one flash meeting instead.", name=request.partner.first_name)),
        rx.cond(request.offer_note != "", rx.el.blockquote(request.offer_note, class_name="said")),
        rx.el.div(
            _press(_("Accept"), "take-up", "button button--primary"),
            _press(_("Decline"), "do-without", "button button--quiet"),
            class_name="cluster letter-acts",
        ),
        _until(request),
        class_name="stack",
    )


def senders_times(request: Request) -> rx.Component:
    """Times suggested to whoever asks: one is taken, or others are suggested."""
    return rx.el.div(
        _times(request),
        rx.el.div(suggest_opener(request), _withdraw(), class_name="cluster letter-acts"),
        _until(request),
        suggest_by_letter(request),
        class_name="stack",
    )


def colleagues_answer(asked: rx.Var[ReferralItem]) -> rx.Component:
    """Where a colleague says whether they may be named, after who asks and in which words."""
    name = asked.referrer.name
    return rx.el.div(
        rx.el.div(
            avatar(name, size="large"),
            rx.el.div(
                rx.el.h2(_("{{name}} would like to name you to somebody", name=name), class_name="heading"),
                rx.el.p(
                    rx.cond(asked.referrer.headline != "", asked.referrer.headline + " · ", ""),
                    rx.el.time(ago(asked.asked_at), date_time=asked.asked_at),
                    class_name="note",
                ),
                class_name="grow",
            ),
            class_name="person",
        ),
        rx.el.blockquote(asked.words, class_name="said"),
        chips(asked.goals, accent=True),
        rx.el.div(
            _press(_("Agree"), "agree", "button button--primary"),
            _press(_("Rather not"), "rather-not", "button button--quiet"),
            class_name="cluster letter-acts",
        ),
        rx.el.p(
            _(
                "You are named only if you agree. If you would rather not, nobody but {{partner}} is told.",
                partner=asked.referrer.first_name,
            ),
            class_name="tiny",
        ),
        class_name="stack",
    )


def _times(request: Request) -> rx.Component:
    def choosing(choices: rx.Component) -> rx.Component:
        taking = door_submit(_("Accept this time"), class_name="button button--primary")
        return letter_form(
            "take-time",
            rx.el.div(choices, class_name="slots"),
            rx.cond(request.is_full, rx.fragment(), rx.el.div(taking, class_name="cluster letter-acts")),
        )

    return suggested_times(request, choosing)


def _press(words: Words, act: str, class_name: str) -> rx.Component:
    """One press answers."""
    return letter_form(act, door_submit(words, class_name=class_name))


def _withdraw() -> rx.Component:
    return _press(_("Withdraw request"), "withdraw", "button button--quiet")


def _until(request: Request) -> rx.Component:
    return rx.el.p(_("Open until {{date}}.", date=moment(request.expires_at, "date")), class_name="tiny")
