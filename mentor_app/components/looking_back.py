"""After a mentorship: what it brought, the confirmation of participation, and what comes next."""

import reflex as rx

from mentor_app.components.cards import section
from mentor_app.components.ending import take_along
from mentor_app.components.forms import Errors, checkbox, field, fieldset, form, left_out, submit
from mentor_app.components.icons import icon
from mentor_app.components.links import file_link, link
from mentor_app.components.people import badge
from mentor_app.components.taps import scale
from mentor_app.components.writing import kept_textarea
from mentor_app.i18n.text import _, moment, plural, say
from mentor_app.services.evaluations import BENEFITS, LONGEST_ANSWER, LONGEST_WORDS, RATED
from mentor_app.services.finishing import FinishDetail
from mentor_app.services.mentorships import MentorshipDetail


def ended(frame: rx.Var[MentorshipDetail], view: rx.Var[FinishDetail]) -> rx.Component:
    """That it is over, and thanks."""
    date, name = moment(view.ended_at, "date"), frame.partner.first_name
    who = rx.cond(
        view.ended_by_me,
        _("You ended this mentorship on {{date}}.", date=date),
        _("{{name}} ended this mentorship on {{date}}.", name=name, date=date),
    )
    return section(
        _("Thank you for this mentorship"),
        rx.el.div(
            rx.el.p(who, " ", _("Everything stays here for both of you to read.")),
            rx.el.div(take_along(frame), class_name="cluster"),
            class_name="card-body stack",
        ),
    )


def confirmation(frame: rx.Var[MentorshipDetail], view: rx.Var[FinishDetail], issue: rx.EventHandler) -> rx.Component:
    """The confirmation of participation: to be had, to take along, to check."""
    done = plural("{{count}} meeting", "{{count}} meetings", count=view.meetings)
    have = rx.el.button(_("Get my confirmation"), type="button", class_name="button button--primary", on_click=issue)
    paper = file_link(
        icon("download"),
        _("Download certificate"),
        to=f"/mentorships/{frame.id}/certificate.pdf",
        class_name="button button--primary",
        download=True,
    )
    check = file_link(_("The page on which anyone can check it"), to="/certificates/" + view.code, class_name="link")
    nothing = rx.el.p(
        _("There is no confirmed meeting of this mentorship, so there is nothing to confirm."), class_name="note"
    )
    return section(
        _("Confirmation of participation"),
        rx.el.div(
            rx.cond(
                view.code != "",
                rx.fragment(
                    rx.el.p(_("It stays in your profile for ever.")),
                    _counted_anew(view),
                    rx.el.div(paper, check, class_name="cluster"),
                ),
                rx.cond(
                    view.meetings > 0,
                    rx.fragment(
                        rx.el.p(_("It names you both, the programme, the period, and {{done}}.", done=done)),
                        rx.el.div(have, class_name="cluster"),
                    ),
                    nothing,
                ),
            ),
            class_name="card-body stack",
        ),
    )


def _counted_anew(view: rx.Var[FinishDetail]) -> rx.Component:
    """That the paper says something else than when it was first downloaded."""
    words = _(
        "Since it was issued you have both said more about your meetings. It has counted them anew on {{date}}, "
        "under its old number: please download it once more.",
        date=moment(view.certificate.counted_on, "date"),
    )
    return rx.cond(view.certificate.counted_on != view.certificate.issued_on, rx.el.p(words, class_name="note"))


def evaluation(
    frame: rx.Var[MentorshipDetail],
    view: rx.Var[FinishDetail],
    look_back: rx.EventHandler,
    done: rx.Var[int],
    errors: Errors,
) -> rx.Component:
    """What it brought; for programme staff alone."""
    asked = form(
        rx.el.p(_("Programme staff read this; {{name}} does not.", name=frame.partner.first_name), class_name="note"),
        fieldset(
            _("How did you benefit?"),
            *[checkbox(say(choice.label), "benefits[]", value=choice.value) for choice in BENEFITS],
        ),
        *[_rating(about.value, say(about.label), errors) for about in RATED],
        field(
            _("In your own words"),
            "words",
            kept_textarea("words", keep="evaluation-" + frame.id, limit=LONGEST_WORDS, rows=4),
            errors=errors,
            hint=left_out(),
        ),
        rx.foreach(view.evaluation.questions, lambda question, place: _question(question, place, frame.id)),
        submit(_("Send to programme staff")),
        on_submit=look_back,
        done=done,
    )
    thanks = rx.el.p(
        badge(_("Done"), tone="good", picture="check"),
        " ",
        _("You looked back on {{date}}. Thank you.", date=moment(view.evaluation.done_at, "date")),
    )
    return section(
        _("Looking back"),
        rx.el.div(rx.cond(view.evaluation.done_at != "", thanks, asked), class_name="card-body stack"),
    )


def _rating(name: str, words: rx.Var[str], errors: Errors) -> rx.Component:
    labels = (_("1, not at all"), "2", "3", "4", _("5, very well"))
    return scale(words, f"rating_{name}", labels, errors)


def _question(question: rx.Var[str], place: rx.Var[int], mentorship_id: rx.Var[str]) -> rx.Component:
    name = "answer_" + place.to_string()
    return rx.el.div(
        rx.el.label(
            question,
            rx.el.textarea(name=name, rows="3", max_length=str(LONGEST_ANSWER), class_name="input"),
            class_name="field-label stack stack--tight",
        ),
        class_name="field",
        key=mentorship_id + question,
    )


def what_next(frame: rx.Var[MentorshipDetail]) -> rx.Component:
    """Three ways on, each to a real place."""
    name = frame.partner.first_name
    return section(
        _("What comes next"),
        rx.el.ul(
            _way(
                _("Stay in touch with {{name}}", name=name),
                _("Write a line when something has come of it."),
                f"/inbox/conversations/new?to={frame.partner.id}",
            ),
            rx.cond(frame.role == "mentor", _ways_of_a_mentor(), _ways_of_a_mentee()),
            class_name="rows",
        ),
    )


def _ways_of_a_mentee() -> rx.Component:
    return rx.fragment(
        _way(_("Find a new mentor"), _("Somebody else may have been where you are going."), "/explore"),
        _way(_("Become a mentor"), _("What helped you helps others; an hour a month is enough."), "/preferences"),
    )


def _ways_of_a_mentor() -> rx.Component:
    return rx.fragment(
        _way(_("Welcome another mentee"), _("Your place is free again; say how many suit you."), "/preferences"),
        _way(_("Look for a mentor yourself"), _("Whoever gives may also ask."), "/explore"),
    )


def _way(title: rx.Var[str], why: rx.Var[str], to: rx.Var[str] | str) -> rx.Component:
    return rx.el.li(
        link(
            rx.el.span(
                rx.el.span(title, class_name="person-name"),
                rx.el.span(why, class_name="note"),
                class_name="row-main stack stack--tight",
            ),
            icon("chevron-right"),
            to=to,
            class_name="row row--link",
        )
    )
