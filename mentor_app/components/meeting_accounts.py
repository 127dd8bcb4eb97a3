"""What became of meetings: asked of both, shown to both, corrected by either."""

import reflex as rx

from mentor_app.components.dialogs import menu, menu_button, menu_item
from mentor_app.components.icons import icon
from mentor_app.components.links import link
from mentor_app.components.meeting_words import Item, MeetingVerbs, Reader, standing
from mentor_app.i18n.text import _, moment


def what_happened(item: Item, reader: Reader, verbs: MeetingVerbs) -> rx.Component:
    """The question afterwards: three answers, and what the other has said."""
    name = reader.partner
    answers = (("held", _("It happened")), ("moved", _("It was moved")), ("missed", _("It did not happen")))

    def one(account: str, words: rx.Var[str]) -> rx.Component:
        return rx.el.button(
            words,
            type="button",
            class_name=rx.cond(item.i_said == account, "button button--small button--soft", "button button--small"),
            on_click=verbs.say(item.id, account),
            custom_attrs={"aria-pressed": item.i_said == account},
        )

    differ = (item.i_said != "") & (item.they_said != "") & (item.i_said != item.they_said)
    return rx.el.div(
        rx.el.p(_("Did this meeting happen?")),
        rx.el.div(*[one(*answer) for answer in answers], class_name="cluster"),
        rx.cond(
            item.they_said != "",
            rx.el.p(_("{{name}} says:", name=name), " ", account_word(item.they_said), class_name="note"),
            rx.cond(
                item.i_said != "",
                rx.el.p(
                    _("If {{name}} says nothing else within three days, this stands.", name=name), class_name="note"
                ),
            ),
        ),
        rx.cond(differ, rx.el.p(_("You two say different things: it counts once you agree."), class_name="note")),
        class_name="stack stack--tight",
    )


def account_word(account: rx.Var[str]) -> rx.Var[str]:
    """What somebody said became of a meeting."""
    return rx.match(
        account,
        ("held", _("It happened")),
        ("moved", _("It was moved")),
        _("It did not happen"),
    )


def past_row(item: Item, reader: Reader, verbs: MeetingVerbs) -> rx.Component:
    """A meeting that is over, or was called off."""
    was_settled = (item.status == "held") | (item.status == "moved") | (item.status == "missed")
    words = rx.cond(
        item.starts_at != "",
        moment(item.starts_at, "datetime", reader.zone),
        _("A meeting of {{minutes}} minutes", minutes=item.minutes),
    )
    return rx.el.li(
        rx.el.span(
            rx.cond(
                was_settled,
                link(words, to=f"/mentorships/{item.mentorship_id}/meetings?meeting={item.id}"),
                rx.el.span(words),
            ),
            rx.cond(item.words != "", rx.el.span(item.words, class_name="note")),
            class_name="row-main stack stack--tight",
        ),
        standing(item),
        rx.cond(
            was_settled & item.may_correct,
            _correct(item, verbs),
        ),
        class_name="row",
        key=item.id,
    )


def _correct(item: Item, verbs: MeetingVerbs) -> rx.Component:
    name, words = "meeting-" + item.id, _("Correct what happened")
    choices = (("held", _("It happened")), ("moved", _("It was moved")), ("missed", _("It did not happen")))
    entries = [menu_item(said, menu=name, on_click=verbs.say(item.id, account)) for account, said in choices]
    return rx.fragment(
        menu_button(icon("ellipsis"), opens=name, class_name="button button--icon", aria_label=words),
        menu(*entries, name=name, label=words),
    )
