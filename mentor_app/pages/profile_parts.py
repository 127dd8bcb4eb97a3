"""The texts of a profile, section by section: their names, limits, and what each is good for."""

from typing import Any

from mentor_app.components.profile_texts import TextPart
from mentor_app.i18n.text import _, country_called, say
from mentor_app.vocabularies import CAREER_STAGES, countries


def about_parts(mine: Any) -> list[TextPart]:
    """Who somebody is."""
    texts = mine.texts
    return [
        TextPart("name", _("Name"), mine.name),
        TextPart(
            "headline",
            _("Headline"),
            texts.headline,
            _("It is the first line everyone reads about you."),
            limit=160,
            hint=_("Your role and where, or what you are on the way to."),
        ),
        TextPart(
            "pronouns", _("Pronouns"), texts.pronouns, _("Others then address you rightly."), "pronouns", limit=40
        ),
        TextPart(
            "biography",
            _("In my own words"),
            texts.biography,
            _("People write first to those they can picture."),
            "biography",
            "lines",
            4000,
        ),
    ]


def work_parts(texts: Any) -> list[TextPart]:
    """What somebody does."""
    return [
        TextPart("job_title", _("Current role"), texts.job_title, _("Others see where you stand today."), "job_title"),
        TextPart(
            "organisation",
            _("Organisation"),
            texts.organisation,
            _("Colleagues and curious people find you by it."),
            "organisation",
        ),
        TextPart(
            "career_stage",
            _("Career stage"),
            say(texts.career_stage_label),
            _("Matching prefers somebody a step ahead."),
            "career_stage",
            "choice",
            options=[(stage.value, say(stage.label)) for stage in CAREER_STAGES],
        ),
        TextPart(
            "job_history",
            _("Earlier roles"),
            texts.job_history,
            _("Somebody may be where you were ten years ago."),
            "job_history",
            "lines",
            4000,
            hint=_("One line each, for example “2012–2017: Teacher, Holma School”."),
        ),
        TextPart(
            "successes",
            _("Key successes and responsibilities"),
            texts.successes,
            _("Two sentences are enough to know what to ask you."),
            "successes",
            "lines",
            2000,
        ),
    ]


def background_parts(texts: Any) -> list[TextPart]:
    """Where somebody comes from."""
    return [
        TextPart("city", _("City"), texts.city, _("Others see who could meet you in person."), "place", limit=80),
        TextPart(
            "country",
            _("Country"),
            country_called(texts.country),
            _("It helps with time zones and with moving."),
            "place",
            "choice",
            options=[(country.value, country_called(country.value)) for country in countries()],
        ),
        TextPart("course", _("Course studied"), texts.course, _("Graduates look for their own."), "course"),
        TextPart("course_year", _("Year"), texts.course_year, _("The year you finished, or will."), "course", limit=4),
        TextPart(
            "transitions",
            _("Moves between countries or fields"),
            texts.transitions,
            _("Whoever is about to move looks for those who did."),
            "transitions",
            "lines",
            2000,
        ),
    ]
