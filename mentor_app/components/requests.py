"""A request for mentoring on screen, and what became of it."""

import reflex as rx

from mentor_app.components.endings import declined, expired
from mentor_app.components.links import link
from mentor_app.components.people import avatar, badge, chips
from mentor_app.components.request_times import suggest_opener, take_it
from mentor_app.i18n.text import _, ago, moment, say
from mentor_app.services.inbox import RequestDetail


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
        ("referred", badge(_("Colleague suggested"), tone="good", picture="users")),
        rx.cond(
            rx.Var.create(seen_at) != "",
            badge(_("Seen"), tone="wait", picture="eye"),
            badge(_("Sent"), tone="wait", picture="send"),
        ),
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
            rx.cond(
                request.message == "",
                _("{{name}} is interested in working with you", name=name),
                _("{{name}} asks you to be their mentor", name=name),
            ),
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
        rx.cond(request.is_mine | (request.status != "open"), _how_far(request)),
        *more,
        class_name="person",
    )


def _how_far(request: rx.Var[RequestDetail]) -> rx.Component:
    return rx.cond(
        request.awaits_reply & (request.status == "open"),
        badge(_("Question"), tone="wait", picture="circle-help"),
        rx.cond(
            request.times.is_my_turn & (request.status == "open"),
            badge(_("Your turn"), tone="wait", picture="clock"),
            status_badge(request.status, request.seen_at),
        ),
    )


def request_words(request: rx.Var[RequestDetail]) -> rx.Component:
    """The request in the sender's words."""
    silent = rx.cond(
        request.is_mine,
        _("{{name}} sees that you are interested, without a message.", name=request.partner.first_name),
        _("Sent with one click, without a message. You can ask a question first."),
    )
    return rx.fragment(
        rx.cond(
            request.message != "",
            rx.el.section(
                rx.el.h3(_("Why you"), class_name="heading heading--small"),
                rx.el.p(request.message, class_name="said"),
                class_name="stack stack--tight",
            ),
            rx.el.p(silent, class_name="note"),
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
