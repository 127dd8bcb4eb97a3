"""How complete a profile is, and what each missing part would bring."""

from dataclasses import dataclass, field

from mentor_app.i18n.catalogue import N_
from mentor_app.services.preferences import PreferencesDetail


@dataclass(frozen=True, slots=True)
class MissingPart:
    """A part still empty.

    Args:
        part: its name.
        section: the section of the profile page it is filled in at.
        label: what it is, in English.
        brings: what it would bring, in English.
    """

    part: str
    section: str
    label: str
    brings: str


@dataclass(frozen=True, slots=True)
class Completeness:
    """`percent` from 0 to 100, and what is missing, the most useful first."""

    percent: int = 0
    missing: list[MissingPart] = field(default_factory=list[MissingPart])


_EVERYONE: tuple[tuple[int, MissingPart], ...] = (
    (3, MissingPart("headline", "about", N_("Headline"), N_("It is the first line everyone reads about you."))),
    (2, MissingPart("biography", "about", N_("In my own words"), N_("People write first to those they can picture."))),
    (2, MissingPart("language", "languages", N_("Languages"), N_("You are found by those who speak with you."))),
    (1, MissingPart("place", "background", N_("Place"), N_("Others see who could meet you in person."))),
    (1, MissingPart("job_title", "work", N_("Current role"), N_("Others see where you stand today."))),
    (1, MissingPart("career_stage", "work", N_("Career stage"), N_("Matching prefers somebody a step ahead."))),
    (1, MissingPart("industry", "fields", N_("Industries"), N_("You appear when somebody searches your field."))),
    (1, MissingPart("format", "contact", N_("Meeting formats"), N_("Nobody asks for a call when you write."))),
)
_MENTORS: tuple[tuple[int, MissingPart], ...] = (
    (3, MissingPart("offers", "offers", N_("Skills I can help with"), N_("Mentees find you by these."))),
    (2, MissingPart("help_area", "help", N_("Areas I can help with"), N_("Requests fit what you offer."))),
)
_MENTEES: tuple[tuple[int, MissingPart], ...] = (
    (3, MissingPart("goals", "goals", N_("Skills I want to learn"), N_("Mentors who can help you come first."))),
)


def completeness(filled: frozenset[str], preferences: PreferencesDetail) -> Completeness:
    """Weigh what is filled against what would help this member, who may mentor, look for a mentor, or both."""
    parts = [
        *_EVERYONE,
        *(_MENTORS if preferences.offers_mentoring else ()),
        *(_MENTEES if preferences.seeks_mentor else ()),
    ]
    reached = sum(weight for weight, part in parts if part.part in filled)
    missing = sorted((entry for entry in parts if entry[1].part not in filled), key=lambda entry: -entry[0])
    percent = 100 * reached // sum(weight for weight, _ in parts)
    return Completeness(percent, [part for _, part in missing])
