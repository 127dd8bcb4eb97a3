"""What a letter's link says when there is nothing left to do by it, and where to go instead."""

import reflex as rx

from mentor_app.components.cards import card
from mentor_app.components.doors import DoorButton
from mentor_app.components.letter import Opened
from mentor_app.components.links import link
from mentor_app.i18n.text import _, moment, say

Words = rx.Var[str] | str


def used(letter: rx.Var[Opened]) -> rx.Component:
    """What was done by this link, and when."""
    name = letter.name
    done = rx.match(
        letter.used_for,
        ("accept", _("You accepted {{name}}'s request", name=name)),
        ("decline", _("You declined {{name}}'s request", name=name)),
        ("ask", _("You asked {{name}} a question", name=name)),
        ("offer", _("You offered {{name}} a flash meeting", name=name)),
        ("reply", _("You answered {{name}}'s question", name=name)),
        ("withdraw", _("You withdrew your request to {{name}}", name=name)),
        ("take-time", _("You and {{name}} have a date", name=name)),
        ("suggest", _("You suggested times to {{name}}", name=name)),
        ("refer", _("You asked a colleague whether you may name them")),
        ("take-up", _("You took up the flash meeting with {{name}}", name=name)),
        ("do-without", _("You did without the flash meeting with {{name}}", name=name)),
        ("agree", _("You agreed to be named by {{name}}", name=name)),
        ("rather-not", _("You would rather not be named by {{name}}", name=name)),
        _("This link was used already."),
    )
    next_ = rx.match(
        letter.used_for,
        ("accept", _("{{name}} has been told, and your shared space is ready.", name=name)),
        ("take-up", _("{{name}} has been told, and your shared space is ready.", name=name)),
        ("take-time", _("{{name}} has been told, and your shared space is ready.", name=name)),
        ("suggest", _("{{name}} takes one of them, or suggests others. You hear by letter.", name=name)),
        ("refer", _("{{name}} hears of it only if they agree. Until then the request waits for you.", name=name)),
        ("ask", _("{{name}} has been told. The answer comes by letter, with a link of its own.", name=name)),
        ("offer", _("{{name}} has been told, and you hear as soon as it is taken up or not.", name=name)),
        (
            "agree",
            _("{{name}} has been told. Whoever looks for help hears of you, and may write to you soon.", name=name),
        ),
        ("rather-not", _("Only {{name}} has been told.", name=name)),
        _("{{name}} has been told.", name=name),
    )
    when = _("Done on {{date}}. The link in this letter works once.", date=moment(letter.used_at, "datetime"))
    return _ending(done, next_, when, _way_in())


def over(letter: rx.Var[Opened]) -> rx.Component:
    """What became of the request meanwhile."""
    date = moment(letter.since, "date")
    title = rx.cond(
        letter.purpose == "agree",
        _("{{name}} asked whether you may be named", name=letter.name),
        rx.cond(
            letter.is_mine,
            _("Your request to {{name}}", name=letter.name),
            _("The request from {{name}}", name=letter.name),
        ),
    )
    became = rx.match(
        letter.status,
        ("accepted", _("This request was accepted on {{date}}.", date=date)),
        ("declined", _("This request was declined on {{date}}.", date=date)),
        ("withdrawn", _("This request was withdrawn on {{date}}.", date=date)),
        ("expired", _("This request expired on {{date}}.", date=date)),
        ("flash_offered", _("A flash meeting was offered instead on {{date}}.", date=date)),
        ("flash_declined", _("The flash meeting was not taken up.")),
        ("agreed", _("You agreed on {{date}}.", date=date)),
        ("refused", _("You said on {{date}} that you would rather not.", date=date)),
        _("Nothing here waits for you any more."),
    )
    return _ending(title, became, "", _way_in())


def elsewhere() -> rx.Component:
    """Somebody else is signed in: neither is told who the other is."""
    return _ending(
        _("You are signed in with another account"),
        _("This letter was written to somebody else than the account this browser is signed in with."),
        _("If the letter is yours, sign out and open its link again, or open it in another browser."),
        rx.el.div(
            DoorButton.create(_("Sign out"), action="/auth/sign-out", class_name="button"),
            link(_("Stay signed in"), to="/home", class_name="button button--quiet"),
            class_name="cluster",
        ),
    )


def refused(letter: rx.Var[Opened]) -> rx.Component:
    """The link opens nothing."""
    return _ending(_("This link opens nothing"), say(letter.message), "", _way_in())


def absent() -> rx.Component:
    """Somebody came without a letter."""
    why = _("Letters about requests carry a link to this page, by which they can be answered at once.")
    return _ending(_("Answer by letter"), why, "", _way_in())


def unreachable() -> rx.Component:
    """The server did not answer."""
    again = link(_("Try again"), to="", class_name="button", custom_attrs={"reloadDocument": True})
    return _ending(
        _("Answer by letter"), _("The server cannot be reached just now. Please try again in a moment."), "", again
    )


def _way_in() -> rx.Component:
    return link(_("Sign in to see everything"), to="/sign-in?next=/inbox", class_name="button")


def _ending(title: Words, words: Words, note: Words, *ways: rx.Component) -> rx.Component:
    return card(
        rx.el.div(rx.el.h1(title, class_name="page-title"), role="status"),
        rx.el.p(words),
        rx.cond(rx.Var.create(note) != "", rx.el.p(note, class_name="note")),
        *ways,
        class_name="card letter letter--short stack",
    )
