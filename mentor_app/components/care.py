"""*I feel uncertain about this*: quiet ways on, beside raising a concern, at hand on every tab."""

from dataclasses import dataclass

import reflex as rx

from mentor_app.components.concerns import words_to_staff
from mentor_app.components.dialogs import closer, dialog
from mentor_app.components.forms import Errors, checkbox, field, fieldset, form, submit
from mentor_app.components.icons import icon
from mentor_app.components.links import link
from mentor_app.components.writing import kept_textarea
from mentor_app.i18n.text import _, say
from mentor_app.services.mentorships import MentorshipDetail
from mentor_app.services.uncertainty import OPENINGS

NAME = "uncertain"
SCOPE = "uncertain-"
LONGEST_MESSAGE = 4000
Frame = rx.Var[MentorshipDetail]


@dataclass(frozen=True)
class CareVerbs:
    """What can be done from the dialog."""

    tell: rx.EventHandler
    write: rx.EventHandler
    choose: rx.EventHandler
    leave: rx.EventHandler
    concern: object


def care_links(frame: Frame, begin: rx.EventHandler, concern: object) -> rx.Component:
    """Two quiet buttons below the partner."""

    def quiet(words: rx.Var[str], picture: str, event: object) -> rx.Component:
        return rx.el.button(icon(picture), words, type="button", class_name="care-link", on_click=event)

    uncertain = quiet(_("I feel uncertain about this"), "circle-help", begin)
    return rx.el.div(
        rx.cond(frame.is_active, uncertain),
        quiet(_("Raise a concern"), "shield-alert", concern),
        class_name="care-links",
    )


def care_dialog(
    frame: Frame,
    opened: rx.Var[str],
    opening: rx.Var[str],
    verbs: CareVerbs,
    told: rx.Var[int],
    written: rx.Var[int],
    errors: Errors,
) -> rx.Component:
    """The ways on; open while there is a word in `opened`."""
    name = frame.partner.first_name
    return dialog(
        rx.el.p(_lead(name, opened), class_name="note dialog-lead"),
        rx.el.div(
            _way(_("What often helps"), "lightbulb", _advice(name)),
            _way(_("Talk with programme staff"), "life-buoy", _staff(frame, verbs.tell, told, errors)),
            _way(
                _("Say it to {{name}} yourself", name=name),
                "message-circle",
                _message(frame, opening, verbs, written, errors),
            ),
            _way(_("End the mentorship"), "flag", _end(frame, verbs.leave)),
            class_name="ways",
        ),
        rx.el.p(
            _("Something is not right, or you do not feel safe?"),
            " ",
            rx.el.button(_("Raise a concern"), type="button", class_name="link", on_click=verbs.concern),
            class_name="tiny",
        ),
        name=NAME,
        title=rx.cond(opened == "pulse", _("Thank you for saying so"), _("I feel uncertain about this")),
        shown=opened != "",
        on_shut=verbs.leave,
    )


def _lead(name: rx.Var[str], opened: rx.Var[str]) -> rx.Var[str]:
    doubts = _(
        "Doubts belong to most mentorships. Nobody sees that you are reading this, and {{name}} is not told, "
        "now or later.",
        name=name,
    )
    thanks = _("Programme staff know now, and {{name}} does not. What happens next is yours to decide.", name=name)
    return rx.cond(opened == "pulse", thanks, doubts)


def _way(title: rx.Var[str], picture: str, *content: rx.Component) -> rx.Component:
    summary = rx.el.summary(icon(picture), rx.el.span(title, class_name="grow"), icon("chevron-right"))
    inside = rx.el.div(*content, class_name="way-body stack")
    return rx.el.details(summary, inside, class_name="way", custom_attrs={"name": "care-ways"})


def _advice(name: rx.Var[str]) -> rx.Component:
    return rx.el.ul(
        rx.el.li(_("A first impression often changes by the third meeting. You may give it that long.")),
        rx.el.li(_("Say what you need from the next meeting: listening, an opinion, a contact, a plan.")),
        rx.el.li(_("Change the frame: shorter, rarer, by telephone, with a written agenda.")),
        rx.el.li(_("Look at your agreement: what you both wrote there may be changed at any time.")),
        rx.el.li(
            _("Not every good person is the right one. Ending well is no failure, and {{name}} knows that.", name=name)
        ),
        class_name="advice",
    )


def _staff(frame: Frame, tell: rx.EventHandler, done: rx.Var[int], errors: Errors) -> rx.Component:
    mail = rx.el.a(frame.help_contact, href=f"mailto:{frame.help_contact}", class_name="link")
    return rx.fragment(
        rx.el.p(
            _(
                "Only the staff of your programme read this. {{name}} is not told, now or later.",
                name=frame.partner.first_name,
            ),
            " ",
            rx.cond(frame.help_contact != "", rx.fragment(_("You can also write to them:"), " ", mail)),
            class_name="note",
        ),
        form(
            field(_("What is on your mind?"), "words", words_to_staff(SCOPE, rows=4), errors=errors, scope=SCOPE),
            submit(_("Tell programme staff")),
            on_submit=tell,
            done=done,
        ),
    )


def _message(frame: Frame, opening: rx.Var[str], verbs: CareVerbs, done: rx.Var[int], errors: Errors) -> rx.Component:
    name = frame.partner.first_name
    words = rx.match(opening, *[(key, say(text, {"name": name})) for key, _label, text in OPENINGS], "")
    choices = [
        checkbox(
            say(label),
            "opening",
            kind="radio",
            value=key,
            default_checked=key == "pace",
            on_change=verbs.choose(key),
        )
        for key, label, _text in OPENINGS
    ]
    return form(
        fieldset(_("What is it about?"), *choices),
        field(
            _("Your message to {{name}}", name=name),
            "words",
            kept_textarea("words", keep="uncertain-" + frame.id, limit=LONGEST_MESSAGE, rows=6, initial=words),
            errors=errors,
            hint=_("An ordinary message: {{name}} reads it in the inbox.", name=name),
        ),
        submit(_("Send message")),
        on_submit=verbs.write,
        done=done,
    )


def _end(frame: Frame, leave: rx.EventHandler) -> rx.Component:
    return rx.fragment(
        rx.el.p(
            _(
                "Either of you may end it, alone and at any time, with courteous words to begin from. Both keep "
                "everything you wrote."
            )
        ),
        rx.el.div(
            link(_("Go to Finish"), to=f"/mentorships/{frame.id}/finish", class_name="button", on_click=leave),
            closer(_("Not now"), closes=NAME),
            class_name="cluster",
        ),
    )
