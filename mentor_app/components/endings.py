"""A request that ended without a yes: what happened, and who else could help."""

import reflex as rx

from mentor_app.components.links import link
from mentor_app.components.people import avatar, chips
from mentor_app.i18n.text import _, moment
from mentor_app.services.inbox import RequestDetail
from mentor_app.services.member_cards import MemberCard


def expired(request: rx.Var[RequestDetail]) -> rx.Component:
    """A request nobody answered, as its sender or its recipient sees it."""
    name, date = request.partner.first_name, moment(request.expires_at, "date")
    theirs = _("This request expired on {{date}}. {{name}} has been told, and may ask you again.", name=name, date=date)
    mine = _("{{name}} did not answer by {{date}}. That says nothing about you or what you ask.", name=name, date=date)
    unchosen = _("{{name}} had suggested times, and none was chosen before {{date}}.", name=name, date=date)
    unasked = _("{{name}} had a question, and the time ran out before it was answered.", name=name)
    return rx.el.div(
        rx.el.p(
            rx.cond(
                request.is_mine,
                rx.cond(request.times.were_let_pass, unchosen, rx.cond(request.awaits_reply, unasked, mine)),
                theirs,
            ),
            class_name="note",
        ),
        who_else(request),
        class_name="stack",
    )


def declined(request: rx.Var[RequestDetail]) -> rx.Component:
    """A request that got a no: the reason, and who else could help."""
    reason = rx.match(
        request.decline_reason,
        ("no_time", _("No time for it at present.")),
        ("not_my_field", _("It is not their field.")),
        ("someone_else", _("Someone else fits better.")),
        ("paused", _("Taking a break from new requests. It is not about you.")),
        _("For another reason."),
    )
    return rx.el.div(
        rx.el.p(reason, class_name="note"),
        rx.cond(request.decline_note != "", rx.el.blockquote(request.decline_note, class_name="said")),
        who_else(request),
        class_name="stack",
    )


def who_else(request: rx.Var[RequestDetail]) -> rx.Component:
    """For the sender: others who could help, the whole community, and the same person again when that is possible."""
    again = link(
        _("Ask {{name}} again", name=request.partner.first_name),
        to="/requests/new?to=" + request.partner.id + "&kind=" + request.kind + "&from=" + request.id,
        class_name="button",
    )
    return rx.cond(
        request.is_mine,
        rx.el.section(
            rx.cond(
                request.similar.length() > 0,
                rx.fragment(
                    rx.el.h3(_("They could help, too"), class_name="heading heading--small"),
                    rx.foreach(request.similar, lambda card: _suggestion(card, request.kind)),
                ),
            ),
            rx.el.div(
                link(_("Find someone else"), to="/explore", class_name="button button--primary"),
                rx.cond(request.may_ask_again, again),
                class_name="cluster",
            ),
            class_name="stack",
        ),
    )


def _suggestion(card: rx.Var[MemberCard], kind: rx.Var[str]) -> rx.Component:
    ask = link(
        _("Ask"),
        to="/requests/new?to=" + card.id + "&kind=" + kind,
        class_name="button button--soft button--small",
        aria_label=_("Ask {{name}}", name=card.name),
    )
    return rx.el.div(
        rx.el.div(
            avatar(card.name),
            rx.el.div(
                link(card.name, to="/members/" + card.id),
                rx.el.div(card.headline, class_name="note"),
                class_name="grow",
            ),
            ask,
            class_name="person",
        ),
        rx.cond(card.helps.length() > 0, chips(card.helps, accent=True)),
        class_name="stack stack--tight",
        key=card.id,
    )
