"""A request for mentoring: in the list, on screen, and its answers."""

import reflex as rx

from mentor_app.components.endings import declined, expired
from mentor_app.components.links import link
from mentor_app.components.lists import empty
from mentor_app.components.people import avatar, badge, chips, presence
from mentor_app.components.request_times import suggest_opener, take_it
from mentor_app.i18n.text import _, ago, moment, say
from mentor_app.services.inbox import RequestDetail, ThreadItem


def kind_label(kind: rx.Var[str]) -> rx.Var[str]:
    """What is asked for, in a word or two."""
    return rx.cond(kind == "flash", _("Flash meeting"), _("Mentoring request"))


def status_badge(status: rx.Var[str], seen_at: rx.Var[str] | str = "") -> rx.Component:
    """How far a request has come, as its sender follows it live."""
    return rx.match(
        status,
        ("accepted", badge(_("Accepted"), tone="good", picture="check")),
        ("declined", badge(_("Declined"))),
        ("withdrawn", badge(_("Withdrawn"))),
        ("expired", badge(_("Expired"), picture="clock")),
        ("flash_offered", badge(_("Flash meeting offered"), tone="wait", picture="zap")),
        ("flash_declined", badge(_("Closed"))),
        rx.cond(
            rx.Var.create(seen_at) != "",
            badge(_("Seen"), tone="wait", picture="eye"),
            badge(_("Sent"), tone="wait", picture="send"),
        ),
    )


def thread(item: rx.Var[ThreadItem], opened: rx.Var[str], shelf: rx.Var[str]) -> rx.Component:
    """A request in the list on the left."""
    first_line = rx.el.span(
        rx.el.span(item.partner.name, class_name="person-name"),
        rx.el.time(ago(item.at), date_time=item.at),
        rx.cond(item.is_new, rx.el.span(presence(), rx.el.span(_("new"), class_name="unseen")), rx.fragment()),
        class_name="thread-top",
    )
    words = rx.el.span(
        first_line,
        rx.el.span(item.preview, class_name="thread-line clip"),
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


def request_head(request: rx.Var[RequestDetail], *more: rx.Component) -> rx.Component:
    """Who asks whom for what, and since when; at its end, what else can be done."""
    name = request.partner.name
    title = rx.cond(
        request.is_mine,
        rx.cond(
            request.kind == "flash",
            _("You asked {{name}} for a flash meeting", name=name),
            _("You asked {{name}} to be your mentor", name=name),
        ),
        rx.cond(
            request.kind == "flash",
            _("{{name}} asks you for a flash meeting", name=name),
            _("{{name}} asks you to be their mentor", name=name),
        ),
    )
    note = rx.el.p(
        rx.cond(request.partner.headline != "", request.partner.headline + " · ", ""),
        rx.cond(request.partner.place != "", request.partner.place + " · ", ""),
        rx.el.time(ago(request.sent_at), date_time=request.sent_at),
        class_name="note",
    )
    return rx.el.div(
        avatar(name, size="large"),
        rx.el.div(rx.el.h2(title, class_name="heading"), note, class_name="grow"),
        rx.cond(
            request.is_mine | (request.status != "open"),
            rx.cond(
                request.awaits_reply & (request.status == "open"),
                badge(_("Question"), tone="wait", picture="circle-help"),
                rx.cond(
                    request.times.is_my_turn & (request.status == "open"),
                    badge(_("Your turn"), tone="wait", picture="clock"),
                    status_badge(request.status, request.seen_at),
                ),
            ),
        ),
        *more,
        class_name="person",
    )


def request_words(request: rx.Var[RequestDetail]) -> rx.Component:
    """The request in the sender's words."""
    return rx.fragment(
        rx.el.section(
            rx.el.h3(_("Why you"), class_name="heading heading--small"),
            rx.el.p(request.message, class_name="said"),
            class_name="stack stack--tight",
        ),
        rx.cond(
            (request.hope != "") | (request.goals.length() > 0) | (request.wished.length() > 0),
            rx.el.section(
                rx.el.h3(_("What I hope for"), class_name="heading heading--small"),
                chips(request.goals, accent=True),
                rx.cond(
                    request.wished.length() > 0,
                    rx.el.p(rx.foreach(request.wished, lambda wish: rx.el.span(say(wish))), class_name="wished"),
                ),
                rx.el.p(request.hope, class_name="said note"),
                class_name="stack stack--tight",
            ),
        ),
    )


def outcome(request: rx.Var[RequestDetail], withdraw: rx.EventHandler) -> rx.Component:
    """What became of a request, and what can be done next."""
    name = request.partner.first_name
    return rx.match(
        request.status,
        (
            "accepted",
            rx.cond(
                request.mentorship_id != "",
                link(
                    _("Open your mentorship"),
                    to=f"/mentorships/{request.mentorship_id}",
                    class_name="button button--primary",
                ),
            ),
        ),
        ("declined", declined(request)),
        ("withdrawn", rx.el.p(_("This request was withdrawn."), class_name="note")),
        ("expired", expired(request)),
        rx.el.div(
            rx.el.p(
                rx.cond(
                    request.awaits_reply | request.times.is_my_turn,
                    "",
                    _("Waiting for {{name}}. You will see the answer here at once, and by e-mail.", name=name) + " ",
                ),
                _("Open until {{date}}.", date=moment(request.expires_at, "date")),
                class_name="note",
            ),
            rx.el.div(
                take_it(request),
                rx.cond(request.times.is_suggested | (request.kind == "flash"), suggest_opener(request)),
                rx.el.button(_("Withdraw request"), type="button", class_name="button", on_click=withdraw(request.id)),
                class_name="cluster",
            ),
            class_name="stack",
        ),
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
