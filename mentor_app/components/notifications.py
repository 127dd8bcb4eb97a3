"""What is behind the bell."""

import reflex as rx

from mentor_app.i18n.text import Style, _, ago, moment, plural
from mentor_app.services.notifications import NoticeItem


def sentence(notice: rx.Var[NoticeItem], zone: rx.Var[str] | str = "") -> rx.Var[str]:
    """What a notice says, by its kind, and its moment in the reader's language and zone."""
    name = notice.params["name"]
    return rx.match(
        notice.kind,
        ("request.received", _("{{name}} has sent you a request", name=name)),
        ("referral.asked", _("{{name}} would like to name you to somebody", name=name)),
        ("referral.reminder", _("{{name}} still waits to hear whether you may be named", name=name)),
        ("referral.expired", _("{{name}} did not say whether you may name them", name=name)),
        ("referral.agreed", _("{{name}} is glad to be named, and has been", name=name)),
        ("referral.refused", _("{{name}} would rather not be named", name=name)),
        ("request.referred", _("{{name}} suggests a colleague to you", name=name)),
        ("choice.ready", _("{{name}} is next in your line: ask now?", name=name)),
        ("choice.asked", _("{{name}} has been asked next, as you wished", name=name)),
        ("choice.skipped", _("{{name}} could not be asked, and was passed over", name=name)),
        ("interest.received", _("{{name}} is interested in working with you", name=name)),
        ("request.accepted", _("{{name}} has accepted your request", name=name)),
        ("request.declined", _("{{name}} cannot take your request on", name=name)),
        ("request.withdrawn", _("{{name}} has withdrawn their request", name=name)),
        ("request.reminder", _("{{name}} is waiting for your answer", name=name)),
        ("flash.offered", _("{{name}} offers you a flash meeting", name=name)),
        ("flash.accepted", _("{{name}} looks forward to the flash meeting with you", name=name)),
        ("flash.declined", _("{{name}} did not take up the flash meeting", name=name)),
        ("question.asked", _("{{name}} has a question about your request", name=name)),
        ("question.answered", _("{{name}} has answered your question", name=name)),
        ("question.expired", _("Your request to {{name}} has expired", name=name)),
        ("request.expired", _("{{name}} did not answer your request in time", name=name)),
        ("pause.offered", _("Two requests to you went unanswered. Would a pause suit you?")),
        ("message.received", _("{{name}} has written to you", name=name)),
        ("agreement.sent", _("{{name}} sent you your agreement to approve", name=name)),
        ("agreement.countered", _("{{name}} proposes other words for your agreement", name=name)),
        ("agreement.approved", _("{{name}} approved your agreement: it is official", name=name)),
        ("agreement.withdrawn", _("{{name}} took back the text sent for approval", name=name)),
        ("mentorship.ended", _("{{name}} has ended your mentorship", name=name)),
        ("partner.resumed", _("{{name}} has ended the break and can be asked again", name=name)),
        ("partner.paused", _("{{name}} takes no new requests and keeps working with you", name=name)),
        *_of_meetings(name, _when(notice, "datetime", zone)),
        *_between_two(name, _when(notice, "date", zone)),
        _("There is news for you"),
    )


def _when(notice: rx.Var[NoticeItem], style: Style, zone: rx.Var[str] | str) -> rx.Var[str]:
    """The moment a notice tells of; in those from before moments were kept it stands in words."""
    return moment(notice.params["at"], style, zone) | notice.params["when"]


def _of_meetings(name: rx.Var[str], when: rx.Var[str]) -> list[tuple[str, rx.Var[str]]]:
    return [
        ("times.suggested", _("{{name}} suggests a time to talk", name=name)),
        ("times.taken", _("{{name}} has chosen a time to meet you", name=name)),
        ("times.reminder", _("{{name}} waits for you to choose a time", name=name)),
        ("times.expired", _("Your request to {{name}} has expired", name=name)),
        ("meeting.proposed", _("{{name}} proposes a meeting", name=name)),
        ("meeting.times_suggested", _("{{name}} suggests other times to meet", name=name)),
        ("meeting.move_suggested", _("{{name}} would like to move your meeting", name=name)),
        ("meeting.confirmed", _("Your meeting with {{name}} is settled: {{when}}", name=name, when=when)),
        ("meeting.series_confirmed", _("Your meetings with {{name}} are settled, from {{when}}", name=name, when=when)),
        ("meeting.series_cancelled", _("{{name}} has cancelled your meetings from {{when}} on", name=name, when=when)),
        ("meeting.moved", _("Your meeting with {{name}} has moved to {{when}}", name=name, when=when)),
        ("meeting.placed", _("{{name}} has changed how or where you meet on {{when}}", name=name, when=when)),
        ("meeting.stays", _("Your meeting with {{name}} stays where it is", name=name)),
        ("meeting.withdrawn", _("{{name}} has taken back the proposed meeting", name=name)),
        ("meeting.declined", _("{{name}} cannot meet at the times you proposed", name=name)),
        ("meeting.cancelled", _("{{name}} has cancelled your meeting", name=name)),
        ("meeting.tomorrow", _("You meet {{name}} on {{when}}", name=name, when=when)),
        ("meeting.soon", _("In an hour you meet {{name}}", name=name)),
        ("pulse.asked", _("How was your meeting with {{name}}?", name=name)),
        ("meeting.over", _("Did your meeting with {{name}} happen?", name=name)),
        ("calendar.gone", _("You removed the meeting with {{name}} from your calendar. Did you mean to?", name=name)),
        ("calendar.put_back", _("In your calendar the meeting with {{name}} is back at its time", name=name)),
        ("calendar.refused", _("Your calendar does not accept the meeting with {{name}}", name=name)),
        ("calendar.kept", _("Your calendar keeps the cancelled meeting with {{name}}: remove it there", name=name)),
        (
            "calendar.left_behind",
            _("{{name}} did not answer: meetings stay in the calendar you disconnected", name=name),
        ),
        ("meeting.said_held", _("{{name}} says that your meeting happened", name=name)),
        ("meeting.said_moved", _("{{name}} says that your meeting was moved", name=name)),
        ("meeting.said_missed", _("{{name}} says that your meeting did not happen", name=name)),
    ]


def _between_two(name: rx.Var[str], when: rx.Var[str]) -> list[tuple[str, rx.Var[str]]]:
    return [
        ("concern.raised", _("A member has raised a concern")),
        ("concern.looking", _("Programme staff are looking at your concern")),
        ("concern.closed", _("Programme staff have closed your concern")),
        ("pulse.not_a_fit", _("After a meeting a member has said that the two do not fit")),
        ("contact.offered", _("{{name}} offers to share contact details", name=name)),
        ("contact.shared", _("You and {{name}} now see each other's contact details", name=name)),
        ("mentorship.question_asked", _("{{name}} has a question for you", name=name)),
        ("mentorship.question_answered", _("{{name}} has answered you", name=name)),
        ("mentorship.end_planned", _("{{name}} plans to end your mentorship on {{when}}", name=name, when=when)),
        ("file.shared", _("{{name}} has shared a file with you", name=name)),
        ("resource.added", _("{{name}} recommends something to read", name=name)),
    ]


def _how_many(notice: rx.Var[NoticeItem]) -> rx.Component:
    """Whether a line is new, and how often it was said."""
    many = plural("{{count}} new", "{{count}} new", count=notice.count)
    often = rx.el.span(plural("{{count}} time", "{{count}} times", count=notice.count), class_name="tiny")
    new = rx.el.span(rx.cond(notice.count > 1, many, _("new")), class_name="badge badge--good")
    return rx.cond(notice.is_read, rx.cond(notice.count > 1, often), new)


def notification_list(
    items: rx.Var[list[NoticeItem]],
    unread: rx.Var[int],
    open_one: rx.EventHandler,
    read_all: rx.EventHandler,
    zone: rx.Var[str],
) -> rx.Component:
    """The latest notices, newest first, their moments in the reader's zone; pressing one goes where it leads."""

    def one(notice: rx.Var[NoticeItem]) -> rx.Component:
        return rx.el.button(
            rx.el.span(sentence(notice, zone), class_name="grow"),
            rx.el.time(ago(notice.at), date_time=notice.at, class_name="tiny"),
            _how_many(notice),
            type="button",
            class_name="menu-item notice-item",
            on_click=open_one(notice.id),
            key=notice.id,
            custom_attrs={"popoverTarget": "bell", "popoverTargetAction": "hide"},
        )

    return rx.cond(
        items.length() > 0,
        rx.el.div(
            rx.foreach(items, one),
            rx.cond(
                unread > 0,
                rx.el.button(
                    _("Mark all as read"),
                    type="button",
                    class_name="button button--quiet button--small",
                    on_click=read_all,
                ),
            ),
        ),
        rx.el.p(_("Nothing new. What others do for you appears here at once."), class_name="note menu-note"),
    )
