"""The words members choose from: places and languages, fields of work, areas of help, skills.

Values are short and stable, because rows keep them; labels are English sentences, translated where
they are shown.
"""

from mentor_app.vocabularies.choices import (
    CAREER_STAGES,
    CHANNELS,
    FORMATS,
    FREQUENCIES,
    HELP_AREAS,
    LEVELS,
    MONTHS,
    PRIORITIES,
    PURPOSES,
    STRENGTHS,
    TAG_CHOICES,
    TIME_COMMITMENTS,
    VALUES,
    Choice,
    label,
)
from mentor_app.vocabularies.places import (
    countries,
    country_name,
    is_country,
    is_language,
    language_name,
    languages,
)
from mentor_app.vocabularies.skills import SKILLS, SkillName, named_skill, skill_key
from mentor_app.vocabularies.work import FUNCTIONS, INDUSTRIES

__all__ = [
    "CAREER_STAGES",
    "CHANNELS",
    "FORMATS",
    "FREQUENCIES",
    "FUNCTIONS",
    "HELP_AREAS",
    "INDUSTRIES",
    "LEVELS",
    "MONTHS",
    "PRIORITIES",
    "PURPOSES",
    "SKILLS",
    "STRENGTHS",
    "TAG_CHOICES",
    "TIME_COMMITMENTS",
    "VALUES",
    "Choice",
    "SkillName",
    "countries",
    "country_name",
    "is_country",
    "is_language",
    "label",
    "language_name",
    "languages",
    "named_skill",
    "skill_key",
]
