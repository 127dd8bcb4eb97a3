"""The short lists of a profile, each with values that rows keep and labels that people read."""

from mentor_app.i18n.catalogue import N_
from mentor_app.vocabularies.choice import Choice
from mentor_app.vocabularies.work import FUNCTIONS, INDUSTRIES

CAREER_STAGES: tuple[Choice, ...] = (
    Choice("student", N_("Student")),
    Choice("graduate", N_("Recent graduate")),
    Choice("early", N_("Early career (1 to 5 years)")),
    Choice("mid", N_("Mid-career (5 to 15 years)")),
    Choice("senior", N_("Senior (over 15 years)")),
    Choice("executive", N_("Executive")),
    Choice("founder", N_("Founder or self-employed")),
    Choice("changing", N_("Changing career")),
    Choice("returning", N_("Returning to work")),
    Choice("retired", N_("Retired")),
)

HELP_AREAS: tuple[Choice, ...] = (
    Choice("first-job", N_("First graduate job")),
    Choice("job-search", N_("Looking for a job")),
    Choice("applications", N_("CV and application letters")),
    Choice("interviews", N_("Preparing for interviews")),
    Choice("salary", N_("Salary negotiation")),
    Choice("career-change", N_("Changing career or industry")),
    Choice("career-plan", N_("Planning a career")),
    Choice("promotion", N_("The next step up")),
    Choice("first-team", N_("Leading a team for the first time")),
    Choice("conflict", N_("Difficult conversations at work")),
    Choice("moving-country", N_("Moving to another country")),
    Choice("returning", N_("Returning after a break")),
    Choice("family", N_("Work and family")),
    Choice("balance", N_("Workload and balance")),
    Choice("business-plan", N_("Business plan")),
    Choice("founding", N_("Founding a company")),
    Choice("funding", N_("Finding funding")),
    Choice("freelancing", N_("Working freelance")),
    Choice("research", N_("Research and doctoral studies")),
    Choice("studies", N_("Choosing further studies")),
    Choice("network", N_("Building a network")),
    Choice("visibility", N_("Speaking and being seen")),
    Choice("board", N_("Board and voluntary roles")),
    Choice("confidence", N_("Confidence at work")),
)

STRENGTHS: tuple[Choice, ...] = (
    Choice("listening", N_("Listens closely")),
    Choice("questions", N_("Asks good questions")),
    Choice("honest", N_("Gives honest feedback")),
    Choice("encouraging", N_("Encourages")),
    Choice("structured", N_("Brings structure")),
    Choice("practical", N_("Stays practical")),
    Choice("strategic", N_("Sees the long run")),
    Choice("creative", N_("Finds unusual ways")),
    Choice("patient", N_("Takes time to explain")),
    Choice("connecting", N_("Connects people")),
    Choice("calm", N_("Stays calm")),
    Choice("challenging", N_("Challenges kindly")),
)

VALUES: tuple[Choice, ...] = (
    Choice("learning", N_("Learning")),
    Choice("fairness", N_("Fairness")),
    Choice("independence", N_("Independence")),
    Choice("security", N_("Security")),
    Choice("family", N_("Family")),
    Choice("community", N_("Community")),
    Choice("craft", N_("Craft")),
    Choice("curiosity", N_("Curiosity")),
    Choice("sustainability", N_("Sustainability")),
    Choice("diversity", N_("Diversity")),
    Choice("courage", N_("Courage")),
    Choice("achievement", N_("Achievement")),
)

CHANNELS: tuple[Choice, ...] = (
    Choice("message", N_("Messages")),
    Choice("email", N_("E-mail")),
    Choice("video", N_("Video call")),
    Choice("phone", N_("Telephone")),
    Choice("person", N_("In person")),
)

FORMATS: tuple[Choice, ...] = (
    Choice("ad-hoc", N_("Questions as they come")),
    Choice("scheduled", N_("Scheduled calls")),
    Choice("resources", N_("Sharing resources")),
    Choice("flash", N_("One flash meeting")),
)

TIME_COMMITMENTS: tuple[Choice, ...] = (
    Choice("15", N_("About 15 minutes a month")),
    Choice("30", N_("About 30 minutes a month")),
    Choice("60", N_("About 1 hour a month")),
    Choice("120", N_("About 2 hours a month")),
)
"""Minutes a month, as text."""

MONTHS: tuple[Choice, ...] = (
    Choice("3", N_("About three months")),
    Choice("6", N_("About six months")),
    Choice("12", N_("About a year")),
)
"""How long somebody who asks for mentoring would like to work together."""

FREQUENCIES: tuple[Choice, ...] = (
    Choice("weekly", N_("Every week")),
    Choice("fortnightly", N_("Every two weeks")),
    Choice("monthly", N_("Once a month")),
)
"""How often."""

PURPOSES: tuple[Choice, ...] = (
    Choice("interview", N_("Informational interview")),
    Choice("networking", N_("Networking")),
    Choice("question", N_("A question")),
)
"""What a flash meeting is for."""

LEVELS: tuple[Choice, ...] = (
    Choice("1", N_("Learning it myself")),
    Choice("2", N_("Use it at work")),
    Choice("3", N_("Know it well")),
    Choice("4", N_("Could teach it")),
)
"""How well somebody knows a skill they offer."""

PRIORITIES: tuple[Choice, ...] = (
    Choice("1", N_("Nice to have")),
    Choice("2", N_("Important")),
    Choice("3", N_("Urgent")),
)
"""How much somebody wants to learn a skill."""

TAG_CHOICES: dict[str, tuple[Choice, ...]] = {
    "industry": INDUSTRIES,
    "function": FUNCTIONS,
    "help_area": HELP_AREAS,
    "strength": STRENGTHS,
    "value": VALUES,
    "channel": CHANNELS,
    "format": FORMATS,
}
"""The closed vocabularies of profile tags by kind; `language` has its own list and `city` is free text."""

_LABELS: dict[tuple[str, str], str] = {
    (kind, choice.value): choice.label
    for kind, choices in {
        **TAG_CHOICES,
        "career_stage": CAREER_STAGES,
        "time_commitment": TIME_COMMITMENTS,
        "months": MONTHS,
        "frequency": FREQUENCIES,
        "purpose": PURPOSES,
        "level": LEVELS,
        "priority": PRIORITIES,
    }.items()
    for choice in choices
}


def label(kind: str, value: str | int) -> str:
    """The English label of a value, to be translated where it is shown; the value itself when it has none."""
    return _LABELS.get((kind, str(value)), str(value))
