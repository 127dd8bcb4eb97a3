"""Where a letter about a request leads: the request, and every answer to it, without signing in.

The page itself knows nothing. What the link in its address opens it asks for by `/answer/look`, which changes nothing.
"""

import reflex as rx

from mentor_app.components.answer_by_letter import (
    colleagues_answer,
    recipients_answers,
    senders_choice,
    senders_reply,
    senders_times,
)
from mentor_app.components.cards import card
from mentor_app.components.letter import LetterLook, opened
from mentor_app.components.letter_endings import absent, elsewhere, over, refused, unreachable, used
from mentor_app.components.links import link
from mentor_app.components.lists import skeleton_rows
from mentor_app.components.questions import asked
from mentor_app.components.requests import request_head, request_words
from mentor_app.i18n.catalogue import N_
from mentor_app.i18n.text import _, follow_language
from mentor_app.pages.frame import framed_openly


@framed_openly(route="/answer", title=N_("Answer by letter"))
def answer() -> rx.Component:
    """What the letter is about, and what its reader may do about it."""
    letter = opened()
    return rx.el.div(
        LetterLook.create(),
        follow_language(letter.locale),
        rx.match(
            letter.standing,
            ("waiting", rx.cond(letter.purpose == "agree", _asked_to_be_named(), _waiting())),
            ("used", used(letter)),
            ("over", over(letter)),
            ("elsewhere", elsewhere()),
            ("refused", refused(letter)),
            ("absent", absent()),
            ("unreachable", unreachable()),
            card(skeleton_rows(3), class_name="card letter"),
        ),
        rx.el.noscript(
            rx.el.p(
                _("To answer here, this page needs JavaScript. You can also reply in the inbox after signing in."),
                class_name="note",
            )
        ),
    )


def _waiting() -> rx.Component:
    letter = opened()
    request = letter.request
    return card(
        rx.el.h1(_("Answer by letter"), class_name="unseen"),
        request_head(request),
        request_words(request),
        asked(request),
        rx.match(
            letter.purpose,
            ("answer", recipients_answers(request)),
            ("reply", senders_reply(request)),
            ("choose", senders_times(request)),
            senders_choice(request),
        ),
        _foot("/sign-in?next=/inbox?request=" + request.id),
        class_name="card letter",
    )


def _asked_to_be_named() -> rx.Component:
    return card(
        rx.el.h1(_("Answer by letter"), class_name="unseen"),
        colleagues_answer(opened().referral),
        _foot("/sign-in?next=/inbox?shelf=requests"),
        class_name="card letter",
    )


def _foot(way_in: rx.Var[str] | str) -> rx.Component:
    return rx.el.div(
        rx.el.p(
            _("You answer as the member this letter was written to, without signing in. The link works once."),
            class_name="tiny",
        ),
        link(_("Sign in to see everything"), to=way_in),
        class_name="letter-foot",
    )
