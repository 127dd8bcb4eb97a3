"""Requests in the list on the left of the inbox."""

import reflex as rx

from mentor_app.components.links import link
from mentor_app.components.lists import empty
from mentor_app.components.people import avatar, presence
from mentor_app.i18n.text import _, ago
from mentor_app.services.inbox import ThreadItem


def kind_label(kind: rx.Var[str]) -> rx.Var[str]:
    """What is asked for, in a word or two."""
    return rx.cond(kind == "flash", _("Flash meeting"), _("Mentoring request"))


def thread(item: rx.Var[ThreadItem], opened: rx.Var[str], shelf: rx.Var[str]) -> rx.Component:
    """A request in the list on the left."""
    first_line = rx.el.span(
        rx.el.span(item.partner.name, class_name="person-name"),
        rx.el.time(ago(item.at), date_time=item.at),
        rx.cond(item.is_new, rx.el.span(presence(), rx.el.span(_("new"), class_name="unseen")), rx.fragment()),
        class_name="thread-top",
    )
    silent = rx.cond(item.is_mine, _("You are interested"), _("Is interested in working with you"))
    words = rx.el.span(
        first_line,
        rx.el.span(rx.cond(item.preview != "", item.preview, silent), class_name="thread-line clip"),
        rx.el.span(rx.el.span(kind_label(item.kind), class_name="chip")),
        class_name="grow stack stack--tight",
    )
    return link(
        avatar(item.partner.name),
        words,
        to=f"/inbox?shelf={shelf}&request={item.id}",
        class_name="thread",
        key=item.id,
        custom_attrs={"aria-current": rx.cond(opened == item.id, "true", "false")},
    )


def nothing_on(shelf: rx.Var[str]) -> rx.Component:
    """What a shelf without requests is for, and the first step."""
    return rx.match(
        shelf,
        (
            "waiting",
            empty(
                _("You are waiting for nobody"),
                _("When you ask somebody for mentoring, you follow their answer here."),
                link(_("Explore the Community"), to="/explore", class_name="button button--soft"),
                picture="send",
            ),
        ),
        (
            "archived",
            empty(
                _("Nothing here yet"),
                _("Answered requests and the conversations you put away are kept here."),
                picture="archive",
            ),
        ),
        empty(
            _("Nothing to answer"),
            _("Requests from members arrive here at once. A clear profile brings the ones that suit you."),
            link(_("Look at my profile"), to="/profile", class_name="button button--soft"),
            picture="inbox",
        ),
    )
