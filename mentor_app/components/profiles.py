"""A whole profile, read from top to bottom; parts that say nothing are left out."""

import reflex as rx

from mentor_app.components.people import chip
from mentor_app.i18n.text import _, say
from mentor_app.services.profiles import ProfileDetail, SkillItem, TagItem

Whole = rx.Var[ProfileDetail]


def profile_parts(profile: Whole) -> rx.Component:
    """What a member tells about themselves, as far as this reader may see it."""
    texts = profile.texts
    return rx.fragment(
        _skills(_("Can help with"), profile.offers),
        _tags(_("Areas of help"), profile, "help_area"),
        _skills(_("Wants to learn"), profile.goals),
        _text(_("About me"), texts.biography),
        _text(_("Key successes and responsibilities"), texts.successes),
        _text(_("Job history"), texts.job_history),
        _text(_("Moves between countries or industries"), texts.transitions),
        _tags(_("Strengths"), profile, "strength"),
        _tags(_("Values"), profile, "value"),
    )


def profile_facts(profile: Whole) -> rx.Component:
    """Short facts: work, languages, ways to meet."""
    texts = profile.texts
    return rx.fragment(
        _fact(_("Role"), texts.job_title),
        _fact(_("Organisation"), texts.organisation),
        _fact(_("Career stage"), say(texts.career_stage_label)),
        _fact(_("Course"), rx.cond(texts.course_year != "", texts.course + " " + texts.course_year, texts.course)),
        _tags(_("Industry"), profile, "industry"),
        _tags(_("Job function"), profile, "function"),
        _tags(_("Languages"), profile, "language"),
        _tags(_("Cities for meeting"), profile, "city"),
        _tags(_("Ways to meet"), profile, "channel"),
        _tags(_("Kinds of mentoring"), profile, "format"),
    )


def _titled(title: rx.Var[str], *content: rx.Component) -> rx.Component:
    return rx.el.section(
        rx.el.h2(title, class_name="heading heading--small"), *content, class_name="stack stack--tight"
    )


def _text(title: rx.Var[str], words: rx.Var[str]) -> rx.Component:
    return rx.cond(words != "", _titled(title, rx.el.p(words, class_name="prose profile-words")))


def _fact(title: rx.Var[str], words: rx.Var[str]) -> rx.Component:
    return rx.cond(words != "", _titled(title, rx.el.p(words)))


def _skills(title: rx.Var[str], skills: rx.Var[list[SkillItem]]) -> rx.Component:
    def one(skill: rx.Var[SkillItem]) -> rx.Component:
        return rx.el.li(skill.name, rx.el.span(say(skill.label), class_name="tiny"), class_name="skill-line")

    listed = rx.el.ul(rx.foreach(skills, one), class_name="skill-lines")
    return rx.cond(skills.length() > 0, _titled(title, listed))


def _tags(title: rx.Var[str], profile: Whole, kind: str) -> rx.Component:
    tags = profile.tags[kind]

    def one(tag: rx.Var[TagItem]) -> rx.Component:
        return chip(say(tag.label))

    listed = rx.el.div(rx.foreach(tags, one), class_name="chips")
    return rx.cond(tags.length() > 0, _titled(title, listed))
