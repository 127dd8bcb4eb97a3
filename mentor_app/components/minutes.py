"""The shared minutes of a meeting: three sections that both write, none of whose words are ever lost."""

import reflex as rx

from mentor_app.components.cards import section
from mentor_app.components.conflicts import both_texts
from mentor_app.components.dialogs import dialog
from mentor_app.components.drafts import draft_text
from mentor_app.i18n.text import _, ago
from mentor_app.services.meeting_pages import OpenMeeting
from mentor_app.services.mentorships import MentorshipDetail
from mentor_app.services.minutes import LONGEST_SECTION, SectionDetail

Opened = rx.Var[OpenMeeting]


def section_word(name: rx.Var[str]) -> rx.Var[str]:
    """What a section is for."""
    return rx.match(
        name,
        ("topics", _("What we talked about")),
        ("decisions", _("What we decided")),
        _("Who does what next"),
    )


def minutes(
    opened: Opened,
    frame: rx.Var[MentorshipDetail],
    writing: rx.Var[list[str]],
    write: rx.EventHandler,
    write_at: rx.EventHandler,
    unsettled: rx.Var[str],
) -> rx.Component:
    """The card with all sections.

    Args:
        opened: the meeting.
        frame: the mentorship around it.
        writing: where the partner is typing.
        write: called with the meeting, the section, the words and the version they began from.
        write_at: tells the partner where this person types.
        unsettled: the section whose two texts wait for a choice.
    """
    verbs = (write, write_at, unsettled)
    return section(
        _("Minutes"),
        rx.el.div(
            rx.foreach(opened.minutes, lambda part: _part(part, opened, frame, writing, verbs)),
            class_name="card-body stack",
        ),
        aside=rx.cond(frame.is_active, _("shared, live"), ""),
    )


def _part(
    part: rx.Var[SectionDetail],
    opened: Opened,
    frame: rx.Var[MentorshipDetail],
    writing: rx.Var[list[str]],
    verbs: tuple[rx.EventHandler, rx.EventHandler, rx.Var[str]],
) -> rx.Component:
    write, write_at, unsettled = verbs
    return rx.el.div(
        rx.el.h3(section_word(part.section), class_name="heading heading--small"),
        draft_text(
            part.words,
            lambda words, version: write(opened.meeting.id, part.section, words, version),
            keep="minutes-" + opened.meeting.id + "-" + part.section,
            label=section_word(part.section),
            version=part.version,
            unsettled=unsettled == part.section,
            on_typing=write_at(part.key),
            read_only=~frame.is_active,
            max_length=LONGEST_SECTION,
            rows=3,
        ),
        rx.cond(part.words != "", _by_whom(part, frame)),
        rx.cond(
            writing.contains(part.key),
            rx.el.div(_("{{name}} is writing …", name=frame.partner.first_name), class_name="typing"),
        ),
        class_name="stack stack--tight",
        key=part.key,
    )


def _by_whom(part: rx.Var[SectionDetail], frame: rx.Var[MentorshipDetail]) -> rx.Component:
    """Who changed a section last: minutes may be corrected, and both can see that they were."""
    when = ago(part.changed_at)
    words = rx.cond(
        part.editor_id == frame.me.id,
        _("Last changed by you, {{when}}", when=when),
        _("Last changed by {{name}}, {{when}}", name=frame.partner.first_name, when=when),
    )
    return rx.el.p(words, class_name="tiny")


def minutes_conflict(
    part: rx.Var[str], mine: rx.Var[str], theirs: rx.Var[str], keep: rx.EventHandler, settle: rx.EventHandler
) -> rx.Component:
    """Both texts of a section that two wrote at once, and three ways on.

    Args:
        part: the section; empty shows nothing.
        mine: what the reader wrote.
        theirs: what stands.
        keep: makes the event that saves a text in place of what stands.
        settle: leaves what stands.
    """
    both = theirs + "\n\n" + mine

    def button(words: rx.Var[str], event: object, look: str) -> rx.Component:
        return rx.el.button(words, type="button", class_name=f"button {look}".strip(), on_click=event)

    return dialog(
        rx.el.p(_("Nothing is lost: choose which text should stay."), class_name="note"),
        both_texts(
            mine,
            theirs,
            button(_("Keep both"), keep(both), "button--primary"),
            button(_("Use what I wrote"), keep(mine), ""),
            button(_("Leave what stands"), settle, "button--quiet"),
        ),
        name="minutes-conflict",
        title=_("You both wrote here at the same time"),
        shown=part != "",
        on_shut=settle,
    )
