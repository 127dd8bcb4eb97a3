"""Naming a colleague: where they are chosen and asked, where they agree, and what the sender then sees."""

import reflex as rx

from mentor_app.components.dialogs import closer, dialog
from mentor_app.components.endings import who_else
from mentor_app.components.forms import Errors, field, field_error, form, submit
from mentor_app.components.icons import icon
from mentor_app.components.links import link
from mentor_app.components.people import avatar, chips, person
from mentor_app.components.searching import PAUSE
from mentor_app.components.writing import kept_textarea
from mentor_app.i18n.text import _, listed
from mentor_app.services.inbox import RequestDetail
from mentor_app.services.people import Person
from mentor_app.services.referrals import LONGEST_WORDS, ReferralItem

Request = rx.Var[RequestDetail]


def refer_dialog(
    request: Request,
    found: rx.Var[list[Person]],
    typed: rx.Var[str],
    search: rx.EventHandler,
    refer: tuple[rx.EventHandler, rx.Var[int]],
    errors: Errors,
) -> rx.Component:
    """Where the recipient chooses a colleague and asks them.

    Args:
        request: what it is about.
        found: who was found.
        typed: what was looked for.
        search: called with the request's id and what is typed.
        refer: the form's handler, called with the request's id first, and how its last try ended.
        errors: as for any field.
    """
    (act, done), name = refer, request.partner.first_name
    return dialog(
        rx.el.p(_("{{name}} hears of your colleague only if they agree.", name=name), class_name="note"),
        _search(request, search),
        form(
            _found(found, typed, errors),
            field(
                _("What is it about?"),
                "words",
                kept_textarea("words", keep="refer-" + request.id, limit=LONGEST_WORDS, rows=3),
                errors=errors,
                hint=_("Your colleague reads this and the goals, not the message, and not from whom it is."),
            ),
            submit(_("Ask my colleague"), closer(_("Not now"), closes="refer")),
            on_submit=lambda sent: act(request.id, sent),
            done=done,
        ),
        name="refer",
        title=_("Refer to a colleague"),
    )


def _search(request: Request, search: rx.EventHandler) -> rx.Component:
    looked = rx.el.input(
        type="search",
        class_name="input",
        on_change=lambda text: search(request.id, text).debounce(PAUSE),
        placeholder=_("Search names, skills, organisations"),
        aria_label=_("Find a colleague"),
        auto_complete="off",
        max_length=200,
        custom_attrs={"data-gives": "colleague"},
    )
    return rx.el.div(icon("search"), looked, class_name="search", role="search")


def _found(found: rx.Var[list[Person]], typed: rx.Var[str], errors: Errors) -> rx.Component:
    nobody = rx.el.p(_("Nobody who takes such requests is found."), class_name="note")
    choice = rx.el.fieldset(
        rx.el.legend(_("Colleague"), class_name="unseen"), rx.foreach(found, _candidate), class_name="candidates"
    )
    return rx.el.div(
        rx.cond(found.length() > 0, choice, rx.cond(typed != "", nobody)), field_error("colleague", errors)
    )


def _candidate(one: rx.Var[Person]) -> rx.Component:
    return rx.el.label(
        rx.el.input(type="radio", name="colleague", value=one.id, required=True),
        avatar(one.name, size="small"),
        rx.el.span(
            rx.el.span(one.name, class_name="person-name"),
            rx.el.span(one.headline, class_name="note"),
            class_name="grow",
        ),
        class_name="candidate",
        key=one.id,
    )


def referred_so_far(request: Request) -> rx.Component:
    """For the recipient of an open request: whom they asked, and who would rather not be named."""
    referral = request.referral
    return rx.fragment(
        rx.cond(
            referral.pending != "",
            rx.el.p(
                icon("users"),
                _(
                    "You asked {{name}} whether you may name them. You can still answer yourself.",
                    name=referral.pending,
                ),
                class_name="note noted",
            ),
        ),
        _those(referral.refused, _("Would rather not be named: {{names}}", names=listed(referral.refused))),
        _those(
            referral.silent, _("Did not answer whether they may be named: {{names}}", names=listed(referral.silent))
        ),
    )


def _those(names: rx.Var[list[str]], words: rx.Var[str]) -> rx.Component:
    return rx.cond(names.length() > 0, rx.el.p(icon("users"), words, class_name="note noted"))


def suggested(request: Request) -> rx.Component:
    """The end of a request that led to a colleague, as its sender or its recipient sees it."""
    colleague, name = request.referral.suggested, request.partner.first_name
    is_named = colleague.id != ""
    words = rx.cond(
        is_named,
        _("{{name}} suggests {{colleague}}, who would be glad to hear from you.", name=name, colleague=colleague.name),
        _("{{name}} suggested a colleague, who cannot be asked at present.", name=name),
    )
    ask = link(
        _("Ask {{name}}", name=colleague.first_name),
        to="/requests/new?to=" + colleague.id + "&kind=" + request.kind + "&from=" + request.id,
        class_name="button button--primary",
    )
    later = rx.el.p(_("{{name}} cannot be asked at present.", name=colleague.first_name), class_name="note")
    mine = rx.el.div(
        rx.el.p(words),
        rx.cond(
            request.referral.may_be_asked,
            rx.fragment(person(colleague.name, colleague.headline), ask),
            rx.fragment(rx.cond(is_named, later), who_else(request)),
        ),
        class_name="stack",
    )
    theirs = rx.el.p(
        rx.cond(
            is_named,
            _("You suggested {{colleague}}, and {{name}} has been told.", colleague=colleague.name, name=name),
            _("You suggested a colleague, and {{name}} has been told.", name=name),
        ),
        class_name="note",
    )
    return rx.cond(request.is_mine, mine, theirs)


def referral_panel(items: rx.Var[list[ReferralItem]], agree: rx.EventHandler, refuse: rx.EventHandler) -> rx.Component:
    """Whoever would like to name the reader; nothing when nobody does.

    Args:
        items: who, and in which words.
        agree: called with the referral's id.
        refuse: likewise.
    """

    def one(item: rx.Var[ReferralItem]) -> rx.Component:
        name = item.referrer.name
        return rx.el.article(
            rx.el.p(_("{{name}} would like to name you to somebody", name=name), class_name="strong"),
            rx.el.blockquote(item.words, class_name="said"),
            chips(item.goals, accent=True),
            rx.el.div(
                rx.el.button(
                    _("Agree"),
                    type="button",
                    class_name="button button--primary button--small",
                    on_click=agree(item.id),
                    aria_label=_("Agree to be named by {{name}}", name=name),
                ),
                rx.el.button(
                    _("Rather not"),
                    type="button",
                    class_name="button button--quiet button--small",
                    on_click=refuse(item.id),
                    aria_label=_("Rather not be named by {{name}}", name=name),
                ),
                class_name="cluster",
            ),
            rx.el.p(_("You are named only if you agree."), class_name="tiny"),
            class_name="referral stack stack--tight",
            key=item.id,
        )

    return rx.fragment(rx.foreach(items, one))
