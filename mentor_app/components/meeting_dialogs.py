"""Where a meeting is proposed, moved, declined, cancelled and placed: dialogs beside the list, one for each."""

from typing import NamedTuple

import reflex as rx

from mentor_app.components.dialogs import closer, dialog, opener
from mentor_app.components.forms import Errors, field, form, left_out, select, submit, text
from mentor_app.components.free_times import FreeOffer
from mentor_app.components.icons import icon
from mentor_app.components.meeting_words import format_words
from mentor_app.components.repeating import repeats_fields
from mentor_app.components.times import times_field
from mentor_app.components.writing import kept_textarea
from mentor_app.i18n.text import _, plural
from mentor_app.services.meetings import LONGEST_PLACE, LONGEST_WORDS

LENGTHS = (15, 30, 45, 60, 90, 120)
PROPOSE = "propose-meeting"


class Told(NamedTuple):
    """What a form needs to tell: what was refused, and how its act ended last."""

    errors: Errors
    done: rx.Var[int] | None = None


def propose_button(class_name: str = "button button--primary") -> rx.Component:
    """The button that opens the form for a new meeting."""
    return opener(icon("calendar-plus"), _("Propose meeting"), opens=PROPOSE, class_name=class_name)


def propose_dialog(
    keep: rx.Var[str],
    words: rx.Var[str],
    free: FreeOffer,
    propose: rx.EventHandler,
    told: Told,
) -> rx.Component:
    """The form for a new meeting; `words` are what its few words begin with."""
    scope, name = "propose-", free.name
    lengths = [(str(minutes), plural("{{count}} minute", "{{count}} minutes", count=minutes)) for minutes in LENGTHS]
    return dialog(
        rx.el.p(
            _("Suggest one or several times. {{name}} confirms one, or suggests others.", name=name), class_name="note"
        ),
        form(
            times_field(free, told.errors, keep="meeting-" + keep, scope=scope),
            rx.el.div(
                field(_("Length"), "minutes", select("minutes", lengths, scope=scope, default_value="30"), scope=scope),
                field(_("How you meet"), "format", select("format", format_words(), scope=scope), scope=scope),
                class_name="side-by-side",
            ),
            repeats_fields(scope, told.errors),
            _place_field(scope, told),
            _words_field("meeting-words-" + keep, scope, told, initial=words),
            submit(_("Propose meeting"), closer(_("Not now"), closes=PROPOSE)),
            on_submit=propose,
            done=told.done,
        ),
        name=PROPOSE,
        title=_("Propose meeting"),
    )


def times_dialog(
    meeting: rx.Var[str],
    free: FreeOffer,
    suggest: rx.EventHandler,
    leave: rx.EventHandler,
    doing: rx.Var[str],
    told: Told,
    about: rx.Component,
) -> rx.Component:
    """Other times for a meeting, or times to move it to, while `doing` is one of those; `about` says which meeting."""
    scope, name = "other-", "other-times"
    is_move, is_change = doing == "move", doing == "change"
    send = rx.cond(is_move, _("Ask {{name}} to move it", name=free.name), _("Suggest these times"))
    return dialog(
        about,
        form(
            times_field(free, told.errors, keep="times-" + meeting, scope=scope),
            _words_field("times-words-" + meeting, scope, told),
            submit(send, closer(_("Not now"), closes=name)),
            on_submit=lambda sent: suggest(meeting, sent),
            done=told.done,
        ),
        name=name,
        title=rx.cond(
            is_move,
            _("Move this meeting"),
            rx.cond(is_change, _("Change the times"), _("Suggest another time")),
        ),
        shown=is_move | is_change | (doing == "suggest"),
        on_shut=leave,
    )


def words_dialog(
    meeting: rx.Var[str],
    doing: str,
    title: rx.Var[str],
    lead: rx.Component,
    act: rx.EventHandler,
    leave: rx.EventHandler,
    shown: rx.Var[bool],
    told: Told,
) -> rx.Component:
    """A few words to go with a no; `lead` stands above them in the form."""
    scope = f"{doing}-"
    return dialog(
        form(
            lead,
            _words_field(scope + meeting, scope, told),
            submit(title, closer(_("Not now"), closes=f"{doing}-meeting")),
            on_submit=lambda sent: act(meeting, sent),
            done=told.done,
        ),
        name=f"{doing}-meeting",
        title=title,
        shown=shown,
        on_shut=leave,
    )


def place_dialog(
    meeting: rx.Var[str],
    place: rx.Var[str],
    way: rx.Var[str],
    locate: rx.EventHandler,
    leave: rx.EventHandler,
    shown: rx.Var[bool],
    told: Told,
) -> rx.Component:
    """How and where the two meet."""
    scope = "locate-"
    return dialog(
        form(
            field(
                _("How you meet"),
                "format",
                select("format", format_words(), scope=scope, default_value=way, key=meeting + way),
                errors=told.errors,
                scope=scope,
            ),
            _place_field(scope, told, default_value=place, key=meeting + place),
            submit(_("Save"), closer(_("Not now"), closes="locate-meeting")),
            on_submit=lambda sent: locate(meeting, sent),
        ),
        name="locate-meeting",
        title=_("Place"),
        shown=shown,
        on_shut=leave,
    )


def _place_field(scope: str, told: Told, **given: object) -> rx.Component:
    return field(
        _("Link, number or address"),
        "place",
        text("place", scope=scope, max_length=LONGEST_PLACE, **given),
        errors=told.errors,
        hint=left_out(),
        scope=scope,
    )


def _words_field(keep: rx.Var[str], scope: str, told: Told, **given: object) -> rx.Component:
    return field(
        _("A few words, if you like"),
        "words",
        kept_textarea("words", keep=keep, limit=LONGEST_WORDS, rows=3, scope=scope, **given),
        errors=told.errors,
        hint=left_out(),
        scope=scope,
    )
