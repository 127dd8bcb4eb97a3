"""The members around those whom one can sign in as: mentors they have asked or might ask, and Samir."""

from mentor_app.demo.community import Person
from mentor_app.demo.describing import having, person

CELINE, SAMIR, KOFI = "celine.moreau@demo.example", "samir.iyer@demo.example", "kofi.thompson@demo.example"
GRETA, FARID, HANA = (
    "greta.baumann@demo.example",
    "farid.haddad@demo.example",
    "hana.nakamura@demo.example",
)


def circle() -> list[Person]:
    """Everyone of them."""
    return [_celine(), _kofi(), _greta(), _farid(), _hana(), _samir()]


def _celine() -> Person:
    celine = person(
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
    return having(
        celine,
        _mentor("J", "243", "fr en", "Lyon", "career-change promotion"),
        {"Product management": 4, "Stakeholder management": 4, "User research": 3, "Data storytelling": 3},
        {"Public speaking": 2},
    )


def _kofi() -> Person:
    kofi = person(
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
    return having(
        kofi,
        _mentor("J", "251", "en ak", "Accra", "interviews applications"),
        {"Python": 4, "Writing": 3, "Software architecture": 4, "Open source": 4, "Mentoring": 3},
        None,
    )


def _greta() -> Person:
    greta = person(
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
    return having(
        greta,
        _mentor("Q", "2423", "de en", "Graz", "salary first-job applications"),
        {"Salary negotiation": 4, "CV writing": 4, "Recruiting": 4, "Building a portfolio": 2},
        {"Data analysis": 2},
    )


def _farid() -> Person:
    farid = person(
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
    return having(
        farid,
        _mentor("D", "21", "ar fr en", "Casablanca", "founding funding business-plan"),
        {"Business plan": 4, "Fundraising": 4, "Renewable energy": 4},
        {"Delegation": 2},
    )


def _hana() -> Person:
    hana = person(
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
    return having(
        hana,
        _mentor("J", "265", "ja en", "Osaka", "freelancing applications"),
        {"User research": 4, "Building a portfolio": 4, "Graphic design": 3, "Figma": 4},
        None,
    )


def _samir() -> Person:
    return having(
        person(
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
