"""How an invented member with a story is described."""

from typing import Any

from mentor_app.demo.community import Person


def person(name: str, email: str, place: str, about: str, **texts: Any) -> Person:
    """Somebody who speaks English; `place` is city, country and zone, `about` a title and an organisation.

    Args:
        name: as everybody sees it.
        email: the address to sign in with.
        place: such as `Graz, AT, Europe/Vienna`.
        about: such as `Head of Data | Nordbank`.
        texts: further columns of the profile.
    """
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


def having(one: Person, tags: dict[str, str], offers: dict[str, int] | None, goals: dict[str, int] | None) -> Person:
    """The same person with tags, skills offered with their level, and learning goals with their priority."""
    one.tags.update({kind: values.split() for kind, values in tags.items()})
    one.offers.extend((offers or {}).items())
    one.goals.extend((goals or {}).items())
    return one
