"""Members made up for the index, and the slow, obvious search that it must agree with."""

from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from mentor_app.explore.query import CommunityQuery, IndexedMember, Viewer
from mentor_app.services.compatibility import WEIGHTS, Answers, compatibility

JOINED = datetime(2026, 1, 1, tzinfo=UTC)
SKILLS = ("sql", "python", "writing", "speaking", "finance")
WORDS = ("graz", "lyon", "data", "design", "kunst")


def member(member_id, **facts):
    """A member of programme `p` who offers mentoring, unless said otherwise."""
    given = {
        "version": 1,
        "name": member_id,
        "text": "",
        "joined": JOINED,
        "programmes": frozenset({"p"}),
        "offers_mentoring": True,
        "capacity": 2,
    }
    return IndexedMember(id=member_id, **(given | facts))


def viewer(answers=None, **facts):
    """Somebody of programme `p` who looks for a mentor."""
    given = {"side": "mentee", "weights": WEIGHTS, "programmes": frozenset({"p"})}
    return Viewer(answers=answers or member("viewer"), **(given | facts))


def subsets(values):
    return st.lists(st.sampled_from(values), unique=True, max_size=3).map(tuple)


@st.composite
def people(draw, member_id=None):
    return IndexedMember(
        id=member_id or draw(st.text("abcdefgh", min_size=3, max_size=6)),
        version=1,
        name=draw(st.sampled_from(("Ada Lind", "Ben Moreau", "Cy Haddad", "Dee Kovács"))),
        text=" ".join(draw(subsets(WORDS))),
        joined=JOINED + timedelta(days=draw(st.integers(0, 300))),
        programmes=frozenset(draw(subsets(("p", "q")))),
        skills=draw(subsets(SKILLS)),
        goals=draw(st.dictionaries(st.sampled_from(SKILLS), st.integers(1, 3), max_size=3)),
        languages=draw(subsets(("en", "fr", "de"))),
        cities=draw(subsets(("Graz", "Lyon"))),
        formats=draw(subsets(("video", "person"))),
        values=draw(subsets(("craft", "family", "courage"))),
        strengths=draw(subsets(("calm", "honest", "patient"))),
        rank=draw(st.none() | st.integers(0, 5)),
        in_person=draw(st.booleans()),
        minutes=draw(st.sampled_from((0, 15, 30, 60, 120))),
        offers_mentoring=draw(st.booleans()),
        seeks_mentor=draw(st.booleans()),
        offers_flash=draw(st.booleans()),
        capacity=draw(st.integers(0, 3)),
        taken=draw(st.integers(0, 3)),
        answer_hours=draw(st.none() | st.floats(0, 500)),
    )


def communities():
    return st.lists(people(), max_size=12, unique_by=lambda each: each.id)


@st.composite
def queries(draw):
    values = {
        "skill": SKILLS,
        "language": ("en", "fr", "de"),
        "city": ("Graz", "Lyon"),
        "minutes": ("15", "60"),
        "role": ("mentor", "mentee"),
        "free": ("yes",),
        "flash": ("yes",),
    }
    facets = draw(st.lists(st.sampled_from(sorted(values)), unique=True, max_size=3))
    chosen = {facet: frozenset(draw(subsets(values[facet]))) for facet in facets}
    text = draw(st.sampled_from(("", "graz", "da", "lind data", "zzz", "KOVACS")))
    return CommunityQuery(text, chosen, draw(st.sampled_from(("best", "soonest", "newest"))))


def answers(person):
    return Answers(
        offers=frozenset(person.skills),
        goals=person.goals,
        values=frozenset(person.values),
        strengths=frozenset(person.strengths),
        languages=frozenset(person.languages),
        cities=frozenset(person.cities),
        rank=person.rank,
        minutes=person.minutes,
        in_person=person.in_person,
    )


def score(looking, person):
    """What the rule for one pair says."""
    pair = (answers(looking.answers), answers(person))
    return compatibility(*(pair if looking.side == "mentee" else reversed(pair)), looking.weights)


def matches(person, looking, query, without=None):
    """Whether the obvious reading of a query finds a person; typing slips are another test's business."""
    if not person.programmes & looking.programmes or person.id in {looking.answers.id, *looking.hidden}:
        return False
    spoken = f"{person.name} {person.text}".casefold().replace("á", "a").split()
    wanted = [] if without == "text" else query.text.casefold().split()
    if not all(any(each.startswith(word) for each in spoken) for word in wanted):
        return False
    having = person.facet_values()
    return all(not values or facet == without or values & set(having[facet]) for facet, values in query.chosen.items())
