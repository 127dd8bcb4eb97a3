"""A conversation: in the list, on screen, and where the next words are written."""

import reflex as rx

from mentor_app.components.attachments import attachments, file_list
from mentor_app.components.conversation_parts import DayBreak, Messages, Until
from mentor_app.components.dialogs import dialog, opener
from mentor_app.components.forms import Errors, control_id, field, field_error, form, submit
from mentor_app.components.icons import icon
from mentor_app.components.links import link
from mentor_app.components.people import avatar, badge, presence
from mentor_app.components.writing import kept_textarea
from mentor_app.i18n.text import _, ago, moment
from mentor_app.services.conversation_list import ConversationItem
from mentor_app.services.correspondence import ConversationDetail, MessageItem

LONGEST = 4000
Talk = rx.Var[ConversationDetail]


def conversation_thread(item: rx.Var[ConversationItem], opened: rx.Var[str]) -> rx.Component:
    """A conversation in the list on the left."""
    first_line = rx.el.span(
        rx.el.span(item.partner.name, class_name="person-name"),
        rx.el.time(ago(item.at), date_time=item.at),
        rx.cond(item.unread > 0, rx.el.span(presence(), rx.el.span(_("unread"), class_name="unseen"))),
        class_name="thread-top",
    )
    last = rx.el.span(
        rx.cond(item.is_mine, rx.fragment(_("You:"), " "), rx.fragment()), item.preview, class_name="thread-line clip"
    )
    return link(
        avatar(item.partner.name),
        rx.el.span(first_line, last, class_name="grow stack stack--tight"),
        to=f"/inbox/conversations/{item.id}",
        class_name=rx.cond(item.unread > 0, "thread thread--unread", "thread"),
        key=item.id,
        custom_attrs={"aria-current": rx.cond(opened == item.id, "true", "false")},
    )


def conversation_head(talk: Talk, is_here: rx.Var[bool], more: rx.Component) -> rx.Component:
    """With whom, and whether they are here at this moment; at its end, what else can be done."""
    partner = talk.partner
    where = rx.cond(is_here, _("is here now"), partner.headline)
    return rx.el.header(
        link(
            icon("chevron-left"),
            rx.el.span(_("All conversations"), class_name="unseen"),
            to="/inbox/conversations",
            class_name="button button--icon only-narrow",
        ),
        avatar(partner.name, here=is_here),
        rx.el.div(
            rx.el.h2(link(partner.name, to=f"/members/{partner.id}", class_name=""), class_name="heading"),
            rx.el.p(where, class_name="note clip", role="status"),
            class_name="grow",
        ),
        rx.cond(talk.is_archived, badge(_("Archived"), picture="archive")),
        more,
        class_name="talk-head",
    )


def messages(
    talk: Talk,
    parts: tuple[rx.Var[list[MessageItem]], rx.Var[list[MessageItem]]],
    sought: rx.Var[int],
    verbs: dict[str, rx.EventHandler],
    errors: Errors,
    corrected: rx.Var[int],
) -> rx.Component:
    """What was said, oldest first, in a box of its own that shows the newest, or the one looked for."""
    earlier = rx.el.button(
        _("Show earlier messages"),
        type="button",
        class_name="button button--quiet button--small",
        on_click=verbs["show_earlier"],
    )
    said = [rx.foreach(part, lambda item: _message(item, sought, verbs, errors, corrected)) for part in parts]
    first = rx.el.p(
        _("Write the first words. {{name}} sees them at once.", name=talk.partner.first_name), class_name="note"
    )
    return Messages.create(
        rx.cond(talk.has_earlier, earlier),
        rx.cond(talk.latest > 0, rx.el.ol(*said, class_name="messages", role="list"), first),
        talk=talk.id,
        sought=sought,
        latest=talk.latest,
        unread=talk.unread,
        on_seen=verbs["see"],
        class_name="talk-messages",
        custom_attrs={"role": "log", "aria-label": _("Messages with {{name}}", name=talk.partner.name)},
    )


def _message(
    item: rx.Var[MessageItem],
    sought: rx.Var[int],
    verbs: dict[str, rx.EventHandler],
    errors: Errors,
    corrected: rx.Var[int],
) -> rx.Component:
    state = rx.match(
        item.mark, ("seen", rx.fragment(" · ", _("Seen"))), ("sent", rx.fragment(" · ", _("Sent"))), rx.fragment()
    )
    below = rx.el.span(
        rx.el.time(moment(item.at, "time"), date_time=item.at),
        rx.cond(item.is_edited, rx.fragment(" · ", _("edited")), rx.fragment()),
        state,
        class_name="tiny",
    )
    day = DayBreak.create(
        moment(item.at, "weekday"), at=item.at, before=item.before, today=_("Today"), yesterday=_("Yesterday")
    )
    said = rx.el.div(
        rx.cond(item.words != "", rx.el.p(item.words)),
        file_list(item.files, verbs["remove_file"]),
        rx.el.div(
            below,
            rx.cond(item.editable_until != "", _correcting(item, verbs["edit"], errors, corrected)),
            rx.cond(item.is_mine, rx.fragment(), _reporting(item, verbs["report"])),
        ),
        class_name=rx.cond(item.is_mine, "message message--mine", "message"),
    )
    return rx.el.li(day, said, key=item.id, custom_attrs={"data-sought": item.number == sought})


def _reporting(item: rx.Var[MessageItem], report: rx.EventHandler) -> rx.Component:
    return rx.el.button(
        icon("flag"),
        type="button",
        class_name="button button--icon message-flag",
        aria_label=_("Raise a concern about this message"),
        title=_("Raise a concern about this message"),
        on_click=report("message", item.id),
    )


def _correcting(
    item: rx.Var[MessageItem], edit: rx.EventHandler, errors: Errors, corrected: rx.Var[int]
) -> rx.Component:
    name, scope = "edit-" + item.id, "edit-" + item.id + "-"
    words = rx.el.textarea(
        name="words",
        default_value=item.words,
        max_length=LONGEST,
        class_name="input",
        custom_attrs={"id": control_id("words", scope)},
    )
    change = opener(icon("pencil"), opens=name, class_name="button button--icon", aria_label=_("Change this message"))
    box = dialog(
        form(
            rx.el.input(type="hidden", name="message_id", value=item.id),
            field(_("Message"), "words", words, errors=errors, scope=scope),
            submit(_("Save")),
            # A handler in a form stands outside of the list: the form itself says which message it is about.
            on_submit=edit,
            done=corrected,
        ),
        name=name,
        title=_("Change this message"),
    )
    return Until.create(change, box, moment=item.editable_until)


def composer(talk: Talk, send: object, writes: object, errors: Errors, sent: rx.Var[int]) -> rx.Component:
    """Where the next message is written; what is not sent yet is kept by the browser."""
    words = kept_textarea(
        "words",
        keep="conversation-" + talk.partner.id,
        scope="talk-",
        rows=1,
        sends=True,
        limit=LONGEST,
        placeholder=_("Write to {{name}} …", name=talk.partner.first_name),
        on_typing=writes,
        class_name="input input--grows",
    )
    return form(
        attachments(),
        field(_("Message"), "words", words, errors=errors, scope="talk-", hide_label=True),
        rx.el.div(field_error("files", errors), class_name="composer-told"),
        rx.el.button(icon("send"), rx.el.span(_("Send")), type="submit", class_name="button button--primary"),
        on_submit=send,
        done=sent,
        class_name="composer",
    )
