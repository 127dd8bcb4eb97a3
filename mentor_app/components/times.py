"""Times: where they are given, and how they are shown on the clocks of two people."""

from collections.abc import Callable

import reflex as rx

from mentor_app.components.forms import Errors, control_id, field
from mentor_app.components.free_times import FreeOffer
from mentor_app.i18n.text import _, moment
from mentor_app.services.free_times import FreeSlot
from mentor_app.services.proposals import ProposalDetail, SlotItem
from mentor_app.services.times import MOST_TIMES

Words = rx.Var[str] | str


class TimesInput(rx.Component):
    """Up to five times in native fields, kept in the browser until they have arrived."""

    library = rx.asset("times.js", shared=True).importable_path
    tag = "TimesInput"
    _is_form_control = True

    name: rx.Var[str]
    keep: rx.Var[str]
    most: rx.Var[int]
    label: rx.Var[str]
    add_label: rx.Var[str]
    remove_label: rx.Var[str]
    initial: rx.Var[list[str]]
    hint: rx.Var[str]
    clock_label: rx.Var[str]
    elsewhere_label: rx.Var[str]
    zone: rx.Var[str]
    field_id: rx.Var[str]
    described_by: rx.Var[str]
    required: rx.Var[bool]
    standing: rx.Var[str]
    slots: rx.Var[list[FreeSlot]]
    words: rx.Var[dict[str, str]]
    on_look: rx.EventHandler[rx.event.passthrough_event_spec(str)]


def times_field(
    free: FreeOffer,
    errors: Errors,
    *,
    keep: Words,
    scope: str = "",
    label: rx.Var[str] | None = None,
    required: rx.Var[bool] | bool = True,
    initial: rx.Var[list[str]] | None = None,
) -> rx.Component:
    """Where somebody gives one or several times that suit; a form receives them as the list `times`.

    Args:
        free: on whose clock they are typed, and what is known of times that suit both, to choose from.
        errors: as for any field.
        keep: what tells these times apart in this browser.
        scope: as in `field`.
        label: what they are for.
        required: whether one must be given.
        initial: those it begins with, as they were typed.
    """
    return field(
        label if label is not None else _("Times that suit you"),
        "times",
        times_input(free.zone, keep, scope, required=required, initial=initial, free=free.given(scope)),
        errors=errors,
        scope=scope,
    )


def times_input(
    zone: rx.Var[str],
    keep: Words,
    scope: Words,
    *,
    required: rx.Var[bool] | bool,
    initial: rx.Var[list[str]] | None = None,
    free: dict[str, object] | None = None,
    kind: type[TimesInput] = TimesInput,
) -> rx.Component:
    """The fields alone, with one line that says on whose clock they are; as for `times_field`.

    Args:
        zone: the reader's own, on whose clock they are typed.
        keep: what tells these times apart in this browser.
        scope: as in `field`.
        required: whether one must be given.
        initial: those they begin with, as they were typed.
        free: what `FreeOffer.given` makes, where times that suit both are offered.
        kind: a kind of fields that looks for such times by itself.
    """
    return kind.create(
        name="times",
        keep=keep,
        most=MOST_TIMES,
        label=_("Suggested time"),
        add_label=_("Add another time"),
        remove_label=_("Remove time"),
        initial=initial if initial is not None else rx.Var.create([]),
        hint=rx.cond(required, "", _("Optional.") + " "),
        clock_label=_("On your own clock ({{zone}}); up to five.", zone=zone),
        elsewhere_label=_(
            "On the clock of your settings ({{zone}}), as your device shows another time now; up to five.", zone=zone
        ),
        zone=zone,
        field_id=control_id("times", scope),
        described_by=control_id("times", scope) + "-told",
        required=required,
        **(free or {}),
    )


def when(starts_at: rx.Var[str], zone: rx.Var[str], their_zone: rx.Var[str], name: rx.Var[str]) -> rx.Component:
    """A time on the reader's clock, and on the other's where that shows another; the day again only if it differs."""
    same_day = moment(starts_at, "date", zone) == moment(starts_at, "date", their_zone)
    theirs = rx.cond(same_day, moment(starts_at, "time", their_zone), moment(starts_at, "full", their_zone))
    return rx.el.span(
        rx.el.time(moment(starts_at, "full", zone), date_time=starts_at, class_name="when"),
        rx.cond(
            their_zone != "",
            rx.el.span(
                _("for {{name}}: {{time}}", name=name, time=theirs),
                class_name="tiny when-theirs",
            ),
        ),
        class_name="stack stack--tight",
    )


def shown_times(proposal: rx.Var[ProposalDetail], zone: rx.Var[str], name: rx.Var[str]) -> rx.Component:
    """The times of a suggestion and what was said with them, to be read.

    Args:
        proposal: the suggestion.
        zone: the reader's.
        name: the other's first name.
    """
    return _with_words(proposal, lambda slot: rx.el.li(_when(slot, zone, name), class_name="slot", key=slot.id))


def takeable_times(
    proposal: rx.Var[ProposalDetail], zone: rx.Var[str], name: rx.Var[str], take: Callable[[rx.Var[str]], object]
) -> rx.Component:
    """The times of the other's suggestion, each with the button that takes it.

    Args:
        proposal: the open suggestion.
        zone: the reader's.
        name: the other's first name.
        take: makes the event from a time's id.
    """

    def one(slot: rx.Var[SlotItem]) -> rx.Component:
        button = rx.el.button(
            _("Confirm"),
            type="button",
            class_name="button button--primary button--small",
            on_click=take(slot.id),
            aria_label=_("Confirm {{time}}", time=moment(slot.starts_at, "full", zone)),
        )
        return rx.el.li(_when(slot, zone, name), button, class_name="slot", key=slot.id)

    return rx.cond(
        proposal.slots.length() > 0,
        _with_words(proposal, one),
        rx.el.p(_("These times have passed. Please suggest another."), class_name="note"),
    )


def _with_words(proposal: rx.Var[ProposalDetail], one: Callable[[rx.Var[SlotItem]], rx.Component]) -> rx.Component:
    return rx.el.div(
        rx.el.ul(rx.foreach(proposal.slots, one), class_name="slots"),
        rx.cond(proposal.words != "", rx.el.blockquote(proposal.words, class_name="said")),
        class_name="stack stack--tight",
    )


def _when(slot: rx.Var[SlotItem], zone: rx.Var[str], name: rx.Var[str]) -> rx.Component:
    return when(slot.starts_at, zone, slot.their_zone, name)
