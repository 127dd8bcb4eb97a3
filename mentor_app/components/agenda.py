"""The shared agenda: edited in place, ordered by hand, live on both sides."""

from dataclasses import dataclass

import reflex as rx

from mentor_app.components.cards import glowing, section
from mentor_app.components.dialogs import menu, menu_button, menu_item
from mentor_app.components.forms import Errors, field, form
from mentor_app.components.icons import icon
from mentor_app.components.ordering import place_items
from mentor_app.components.people import avatar
from mentor_app.components.stage_guides import ideas
from mentor_app.components.tick import tick
from mentor_app.components.writing import editable_text, kept_input
from mentor_app.i18n.text import _, plural
from mentor_app.services.agenda import AgendaItemDetail
from mentor_app.services.mentorships import MentorshipDetail

MINUTES = (5, 10, 15, 20, 30, 45, 60)


@dataclass(frozen=True)
class AgendaVerbs:
    """The handlers behind the agenda's controls."""

    add: rx.EventHandler
    suggest: rx.EventHandler
    rename: rx.EventHandler
    allot: rx.EventHandler
    tick: rx.EventHandler
    move: rx.EventHandler
    remove: rx.EventHandler
    write_at: rx.EventHandler


def agenda(
    frame: rx.Var[MentorshipDetail],
    items: rx.Var[list[AgendaItemDetail]],
    writing: rx.Var[list[str]],
    verbs: AgendaVerbs,
    errors: Errors,
    done: rx.Var[int],
    title: rx.Var[str] | None = None,
) -> rx.Component:
    """The card with everything on the agenda and the ways to add to it."""
    listed = rx.el.ul(
        rx.foreach(items, lambda item, index: _item(item, index, items.length(), frame, writing, verbs)),
        class_name="rows",
    )
    invites = _("Nothing here yet. Write down the first thing you want to talk about; you both see it at once.")
    nothing = rx.el.p(
        rx.cond(frame.is_active, invites, _("Nothing was left to talk about.")), class_name="card-body note"
    )
    return section(
        _("Agenda for the next meeting") if title is None else title,
        rx.cond(items.length() > 0, listed, nothing),
        rx.cond(frame.is_active, _adding(frame, verbs, errors, done), rx.fragment()),
        aside=rx.cond(frame.is_active, _("shared, live"), ""),
    )


def _item(
    item: rx.Var[AgendaItemDetail],
    index: rx.Var[int],
    how_many: rx.Var[int],
    frame: rx.Var[MentorshipDetail],
    writing: rx.Var[list[str]],
    verbs: AgendaVerbs,
) -> rx.Component:
    author = rx.cond(item.author_id == frame.me.id, frame.me.name, frame.partner.name)
    minutes = rx.el.span(plural("{{count}} min", "{{count}} min", count=item.minutes), class_name="tiny")
    return rx.el.li(
        glowing(
            item.version,
            _tick(item, frame, verbs),
            _words(item, frame, writing, verbs),
            avatar(author, size="tiny"),
            minutes,
            rx.cond(frame.is_active, _more(item, index, how_many, verbs), rx.fragment()),
            class_name="row",
        ),
        key=item.id,
    )


def _tick(item: rx.Var[AgendaItemDetail], frame: rx.Var[MentorshipDetail], verbs: AgendaVerbs) -> rx.Component:
    return tick(
        item.is_done,
        lambda ticked: verbs.tick(item.id, ticked),
        disabled=~frame.is_active,
        aria_label=_("Talked about: {{title}}", title=item.title),
    )


def _words(
    item: rx.Var[AgendaItemDetail], frame: rx.Var[MentorshipDetail], writing: rx.Var[list[str]], verbs: AgendaVerbs
) -> rx.Component:
    return rx.el.div(
        editable_text(
            item.title,
            lambda text, version: verbs.rename(item.id, text, version),
            label=_("Topic or question"),
            version=item.version,
            on_typing=verbs.write_at(item.id),
            read_only=~frame.is_active,
            multiline=True,
            max_length=300,
            class_name=rx.cond(item.is_done, "is-done", ""),
        ),
        rx.cond(
            writing.contains(item.id),
            rx.el.div(_("{{name}} is writing …", name=frame.partner.first_name), class_name="typing"),
        ),
        class_name="row-main",
    )


def _more(
    item: rx.Var[AgendaItemDetail], index: rx.Var[int], how_many: rx.Var[int], verbs: AgendaVerbs
) -> rx.Component:
    name = "agenda-" + item.id
    times = [
        menu_item(
            plural("{{count}} minute", "{{count}} minutes", count=minutes),
            menu=name,
            on_click=verbs.allot(item.id, str(minutes)),
        )
        for minutes in MINUTES
    ]
    return rx.fragment(
        menu_button(
            icon("ellipsis"),
            opens=name,
            class_name="button button--icon",
            aria_label=_("More for {{title}}", title=item.title),
        ),
        menu(
            *place_items(name, index, how_many, lambda place: verbs.move(item.id, place)),
            menu_item(_("Remove from agenda"), menu=name, picture="trash-2", on_click=verbs.remove(item.id)),
            rx.el.hr(),
            *times,
            name=name,
            label=_("More for {{title}}", title=item.title),
        ),
    )


def _adding(frame: rx.Var[MentorshipDetail], verbs: AgendaVerbs, errors: Errors, done: rx.Var[int]) -> rx.Component:
    return rx.el.div(
        form(
            field(
                _("Add a topic or question"),
                "title",
                kept_input(
                    "title", keep="agenda-" + frame.id, scope="agenda-", placeholder=_("Add a topic or question …")
                ),
                errors=errors,
                scope="agenda-",
                hide_label=True,
            ),
            rx.el.button(_("Add to agenda"), type="submit", class_name="button button--soft"),
            on_submit=verbs.add,
            done=done,
            class_name="add-row",
        ),
        ideas(frame.stage, verbs.suggest),
        class_name="card-foot stack",
    )
