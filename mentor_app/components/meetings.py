"""The meetings of two people: what is coming with its one button, and what has been."""

import reflex as rx

from mentor_app.components.cards import section
from mentor_app.components.links import link
from mentor_app.components.meeting_accounts import what_happened
from mentor_app.components.meeting_words import Item, MeetingVerbs, Reader, format_word, join_in_time, standing
from mentor_app.components.repeating import rhythm_words
from mentor_app.components.times import shown_times, takeable_times, when
from mentor_app.i18n.text import _, plural
from mentor_app.services.meeting_pages import MeetingItem


def meeting_row(item: Item, reader: Reader, verbs: MeetingVerbs, opened: rx.Var[str]) -> rx.Component:
    """A meeting that is coming, or waits for a word about what became of it."""
    place = f"/mentorships/{item.mentorship_id}/meetings?meeting={item.id}"
    prepare = link(
        _("Agenda and minutes"),
        to=place,
        class_name="button button--quiet button--small",
        custom_attrs={"aria-current": rx.cond(opened == item.id, "true", "false")},
    )
    return rx.el.li(
        rx.el.div(
            _head(item, reader),
            rx.cond(item.asks, rx.fragment(), standing(item)),
            class_name="meeting-head",
        ),
        where(item),
        _suggestion(item, reader, verbs),
        # The open one asks where its minutes are, which is where a letter leads to.
        rx.cond(item.asks & (opened != item.id), what_happened(item, reader, verbs)),
        rx.el.div(
            join_in_time(item),
            rx.cond(reader.is_active, _acts(item, verbs)),
            rx.cond(item.status != "proposed", prepare),
            class_name="cluster",
        ),
        class_name="meeting",
        key=item.id,
    )


def waiting_for_a_word(
    items: rx.Var[list[MeetingItem]], reader: Reader, verbs: MeetingVerbs, opened: rx.Var[str]
) -> rx.Component:
    """The meetings that are over and of which nobody knows yet what became of them; nothing while there are none."""
    listed = rx.el.ul(rx.foreach(items, lambda item: meeting_row(item, reader, verbs, opened)), class_name="meetings")
    return rx.cond(items.length() > 0, section(_("Waiting for a word"), listed))


def _head(item: Item, reader: Reader) -> rx.Component:
    return rx.cond(
        item.starts_at != "",
        rx.el.h3(
            when(item.starts_at, reader.zone, item.their_zone, reader.partner), class_name="heading heading--small"
        ),
        rx.el.h3(_("A meeting of {{minutes}} minutes", minutes=item.minutes), class_name="heading heading--small"),
    )


def where(item: Item) -> rx.Component:
    """How and where, and how long."""
    place = rx.cond(
        item.is_link,
        rx.el.a(item.place, href=item.place, class_name="link", target="_blank", rel="noopener noreferrer"),
        rx.el.span(item.place),
    )
    return rx.el.p(
        format_word(item.format),
        " · ",
        plural("{{count}} minute", "{{count}} minutes", count=item.minutes),
        rx.cond(item.place != "", rx.el.span(" · ", place)),
        rx.cond((item.repeats != "") & ~item.is_of_series, rx.el.span(" · ", rhythm_words(item))),
        class_name="note meeting-where",
    )


def _suggestion(item: Item, reader: Reader, verbs: MeetingVerbs) -> rx.Component:
    """The times that wait, and for whom."""
    name = reader.partner
    theirs = rx.fragment(
        rx.el.p(
            rx.cond(
                item.status == "confirmed",
                _("{{name}} would like to move this meeting. Until you answer it stays where it is.", name=name),
                _("{{name}} suggests:", name=name),
            ),
        ),
        takeable_times(item.proposal, reader.zone, name, lambda slot_id: verbs.confirm(item.id, slot_id)),
        rx.cond(
            (item.repeats != "") & (item.status == "proposed"),
            rx.el.p(
                _(
                    "The time you confirm is that of the first. "
                    "The others follow at the same hour, and are settled at once."
                ),
                class_name="note",
            ),
        ),
    )
    mine = rx.fragment(
        rx.el.p(_("You suggested these times. It is {{name}}'s turn.", name=name), class_name="note"),
        shown_times(item.proposal, reader.zone, name),
    )
    return rx.match(item.turn, ("mine", theirs), ("theirs", mine), rx.fragment())


def _acts(item: Item, verbs: MeetingVerbs) -> rx.Component:
    def button(words: rx.Var[str], doing: str, look: str = "") -> rx.Component:
        return rx.el.button(
            words,
            type="button",
            class_name=f"button button--small {look}".strip(),
            on_click=verbs.begin(item.id, doing, item.place, item.format, item.minutes, item.has_later),
        )

    other = _("Suggest another time")
    quiet = "button--quiet"
    proposed = rx.cond(
        item.turn == "mine",
        rx.fragment(button(other, "suggest"), button(_("Decline"), "decline", quiet)),
        rx.fragment(button(_("Change the times"), "change"), button(_("Take back"), "decline", quiet)),
    )
    settled = rx.fragment(
        rx.match(
            item.turn,
            ("mine", rx.fragment(button(other, "suggest"), button(_("Keep the settled time"), "decline"))),
            ("theirs", button(_("Take the suggestion back"), "decline")),
            button(_("Move"), "move"),
        ),
        button(_("Place"), "place", quiet),
        button(_("Cancel meeting"), "cancel", quiet),
    )
    return rx.match(
        item.status, ("proposed", proposed), ("confirmed", rx.cond(item.asks, rx.fragment(), settled)), rx.fragment()
    )
