"""The members of the demonstration who have a story: three to sign in as, and the people around them."""

from typing import Any

from mentor_app.demo.community import Person

MAYA, BEN, CLARA = "maya@demo.example", "ben@demo.example", "clara@demo.example"
CELINE, SAMIR, KOFI = "celine.moreau@demo.example", "samir.iyer@demo.example", "kofi.thompson@demo.example"
GRETA, FARID, HANA = (
    "greta.baumann@demo.example",
    "farid.haddad@demo.example",
    "hana.nakamura@demo.example",
)

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


def _person(name: str, email: str, place: str, about: str, **texts: Any) -> Person:
    city, country, zone = place.split(", ")
    title, organisation = about.split(" | ")
    columns: dict[str, Any] = {
        "city": city,
        "country": country,
        "job_title": title,
        "organisation": organisation,
        "headline": f"{title}, {organisation}",
        **texts,
    }
    return Person(name, email, "en", zone, columns)


def _with(person: Person, tags: dict[str, str], offers: dict[str, int] | None, goals: dict[str, int] | None) -> Person:
    person.tags.update({kind: values.split() for kind, values in tags.items()})
    person.offers.extend((offers or {}).items())
    person.goals.extend((goals or {}).items())
    return person


def cast() -> list[Person]:
    """Everyone with a story, Maya first, then Ben, then Clara."""
    return [_maya(), _ben(), _clara(), _celine(), _kofi(), _greta(), _farid(), _hana(), _samir()]


def _maya() -> Person:
    return _with(
        _person(
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
    return _with(
        _person(
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
    return _with(
        _person(
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


def _celine() -> Person:
    celine = _person(
        "Céline Moreau",
        CELINE,
        "Lyon, FR, Europe/Paris",
        "Product director | Atelier Numérique",
        pronouns="elle",
        career_stage="senior",
        biography=(
            "I have shipped good products and two that nobody wanted, and I talk about both. I came to product from "
            "literature, which is less strange than it sounds: it is all about what people leave unsaid."
        ),
        offers_mentoring=True,
        offers_flash=True,
        time_commitment=30,
    )
    return _with(
        celine,
        _mentor("J", "243", "fr en", "Lyon", "career-change promotion"),
        {"Product management": 4, "Stakeholder management": 4, "User research": 3, "Data storytelling": 3},
        {"Public speaking": 2},
    )


def _kofi() -> Person:
    kofi = _person(
        "Kofi Thompson",
        KOFI,
        "Accra, GH, Africa/Accra",
        "Staff engineer | Independent",
        pronouns="he / him",
        career_stage="senior",
        biography=(
            "I have been writing open-source software for fifteen years and reviewing other people's for longer. "
            "I like to help people who learned to program by themselves, since that is how I did."
        ),
        offers_mentoring=True,
        time_commitment=60,
    )
    return _with(
        kofi,
        _mentor("J", "251", "en ak", "Accra", "interviews applications"),
        {"Python": 4, "Writing": 3, "Software architecture": 4, "Open source": 4, "Mentoring": 3},
        None,
    )


def _greta() -> Person:
    greta = _person(
        "Greta Baumann",
        GRETA,
        "Graz, AT, Europe/Vienna",
        "People lead | Klinik am Park",
        career_stage="mid",
        biography=(
            "I hire for a hospital, from surgeons to gardeners, and have heard every way of asking for more money. "
            "Some of them work. I am glad to practise yours with you."
        ),
        offers_mentoring=True,
        offers_flash=True,
        time_commitment=120,
    )
    return _with(
        greta,
        _mentor("Q", "2423", "de en", "Graz", "salary first-job applications"),
        {"Salary negotiation": 4, "CV writing": 4, "Recruiting": 4, "Building a portfolio": 2},
        {"Data analysis": 2},
    )


def _farid() -> Person:
    farid = _person(
        "Farid Haddad",
        FARID,
        "Casablanca, MA, Africa/Casablanca",
        "Founder | Haddad Energy",
        career_stage="founder",
        biography=(
            "I build small solar plants that belong to the people who use them. I know a lot about money that "
            "arrives late, and about partners who arrive early."
        ),
        offers_mentoring=True,
        time_commitment=15,
        capacity=1,
        capacity_is_hard=True,
    )
    return _with(
        farid,
        _mentor("D", "21", "ar fr en", "Casablanca", "founding funding business-plan"),
        {"Business plan": 4, "Fundraising": 4, "Renewable energy": 4},
        {"Delegation": 2},
    )


def _hana() -> Person:
    hana = _person(
        "Hana Nakamura",
        HANA,
        "Osaka, JP, Asia/Tokyo",
        "Principal designer | Kumo",
        career_stage="senior",
        biography=(
            "I draw things that people use once a year, on a bad day, and I try to make that day shorter. I enjoy "
            "looking at portfolios and asking why."
        ),
        offers_mentoring=True,
        offers_flash=True,
        time_commitment=30,
    )
    return _with(
        hana,
        _mentor("J", "265", "ja en", "Osaka", "freelancing applications"),
        {"User research": 4, "Building a portfolio": 4, "Graphic design": 3, "Figma": 4},
        None,
    )


def _mentor(industry: str, function: str, languages: str, city: str, helps: str) -> dict[str, str]:
    return {
        "industry": industry,
        "function": function,
        "language": languages,
        "city": city,
        "help_area": helps,
        "strength": "honest practical",
        "channel": "message video",
        "format": "scheduled ad-hoc",
    }


def _samir() -> Person:
    return _with(
        _person(
            "Samir Iyer",
            SAMIR,
            "Leipzig, DE, Europe/Berlin",
            "Junior analyst | Kestrel Savings",
            pronouns="he / him",
            career_stage="early",
            biography=(
                "I moved from Chennai to Leipzig for my master's and stayed for my first post. I count things for a "
                "savings bank and would like to understand what is done with the counts."
            ),
            seeks_mentor=True,
            time_commitment=30,
        ),
        {"industry": "K", "function": "252", "language": "en hi de", "channel": "message video", "format": "flash"},
        None,
        {"Data governance": 2, "SQL": 2, "Technical interviews": 3},
    )
