"""The members of the demonstration who have a story: three to sign in as, and the circle around them."""

from mentor_app.demo.circle import circle
from mentor_app.demo.community import Person
from mentor_app.demo.describing import having, person

MAYA, BEN, CLARA = "maya@demo.example", "ben@demo.example", "clara@demo.example"

_MAYA_SAYS = (
    "I have taught English and history at a secondary school for six years and like it, mostly on "
    "Tuesdays. Two years ago I began to build the timetable with a script, then the grades, and now I "
    "would rather do that for a living. I finished a course in SQL in October and practise on open data "
    "of the city of Graz."
)
_BEN_SAYS = (
    "I taught mathematics for five years before I wrote my first query, so I know what it is to be the "
    "oldest beginner in the room. Today I lead fourteen people who look after the figures of a bank. "
    "I am good at finding the question behind the question and at saying what an interviewer will ask "
    "next. Bring me something half-finished."
)

_BEN_DID = [
    {"line": "2017–today: Head of Data, Nordbank"},
    {"line": "2009–2017: Analyst, then lead analyst, Öresund Insurance"},
    {"line": "2004–2009: Teacher of mathematics, Holma School"},
]


def cast() -> list[Person]:
    """Everyone with a story, Maya first, then Ben, then Clara."""
    return [_maya(), _ben(), _clara(), *circle()]


def _maya() -> Person:
    return having(
        person(
            "Maya Okafor",
            MAYA,
            "Graz, AT, Europe/Vienna",
            "Secondary school teacher | Gymnasium am Fluss",
            headline="Teacher changing to data analysis",
            pronouns="she / her",
            career_stage="changing",
            course="English and history",
            course_year=2016,
            biography=_MAYA_SAYS,
            successes="Replaced nine spreadsheets of our school by one table that everybody trusts.",
            transitions="Moved from Lagos to Graz at nineteen and studied in my third language.",
            seeks_mentor=True,
            time_commitment=60,
            job_history=[{"line": "2019–today: Teacher of English and history, Gymnasium am Fluss"}],
        ),
        {
            "industry": "P",
            "function": "23",
            "language": "en de",
            "city": "Graz",
            "strength": "patient structured questions",
            "value": "learning courage",
            "channel": "message video",
            "format": "scheduled ad-hoc",
        },
        None,
        {
            "Career change": 3,
            "SQL": 3,
            "Data analysis": 3,
            "Data storytelling": 2,
            "Building a portfolio": 2,
            "Salary negotiation": 1,
        },
    )


def _ben() -> Person:
    return having(
        person(
            "Ben Lindqvist",
            BEN,
            "Malmö, SE, Europe/Stockholm",
            "Head of Data | Nordbank",
            pronouns="he / him",
            career_stage="senior",
            course="Teacher training, mathematics",
            course_year=2003,
            biography=_BEN_SAYS,
            successes="Grew a data team from three to fourteen, and nobody has left in two years.",
            transitions="Changed from teaching to data at thirty-one. The first year was the hardest.",
            offers_mentoring=True,
            offers_flash=True,
            time_commitment=60,
            capacity=3,
            job_history=_BEN_DID,
        ),
        {
            "industry": "K",
            "function": "252",
            "language": "en sv de",
            "city": "Malmö",
            "help_area": "career-change interviews first-team",
            "strength": "honest questions calm",
            "channel": "message video",
            "format": "scheduled flash",
        },
        {
            "Career change": 4,
            "SQL": 4,
            "Data analysis": 4,
            "Data governance": 3,
            "People management": 3,
            "Technical interviews": 3,
        },
        {"Delegation": 2, "German": 1},
    )


def _clara() -> Person:
    return having(
        person(
            "Clara Weiss",
            CLARA,
            "Vienna, AT, Europe/Vienna",
            "Alumni coordinator | University of the Valley",
            pronouns="she / her",
            career_stage="mid",
            biography=(
                "I look after the alumni mentoring programme: I answer questions, notice when things go quiet and "
                "bring people together who would not have met. Write to me before you worry."
            ),
        ),
        {"industry": "P", "function": "242", "language": "de en fr", "city": "Vienna", "channel": "message phone"},
        None,
        None,
    )
