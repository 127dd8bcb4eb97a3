"""Profiles: what their owner writes and chooses, and what others may see of it."""

from datetime import timedelta

import pytest
import time_machine
from sqlmodel import Session, select

from mentor_app import db
from mentor_app.clock import now
from mentor_app.db import NOBODY, Actor, read, transact
from mentor_app.errors import Conflict, InvalidInput, NotFound, NotPermitted, TooMany
from mentor_app.models import (
    AuditEntry,
    Block,
    Letter,
    Member,
    MentoringRequest,
    Mentorship,
    Notification,
    Profile,
    Skill,
)
from mentor_app.realtime.changes import for_member, in_community
from mentor_app.services.audiences import PARTS
from mentor_app.services.preferences import (
    get_preferences,
    set_capacity,
    set_switch,
    set_time_commitment,
)
from mentor_app.services.profile_choices import drop_skill, name_skill, set_audience, set_tag
from mentor_app.services.profile_sections import SECTIONS, edit_section, get_section
from mentor_app.services.profiles import get_my_profile, get_profile
from mentor_app.services.requests import send_request


def do(member, act, *args, **kwargs):
    return transact(Actor(member), act, *args, **kwargs)


def mine(member):
    return read(Actor(member), get_my_profile)


def theirs(reader, member):
    return read(Actor(reader), get_profile, member)


def save(member, section, **typed):
    version = read(Actor(member), get_section, section).version
    return do(member, edit_section, section, version, typed)


def test_an_edited_section_is_seen_by_others_and_announced(cast):
    _, changes = save(cast.ada, "about", headline="Head of Data,  Nordbank ", biography="One.\r\n\r\nTwo.")
    detail = theirs(cast.cy, cast.ada)
    assert detail.texts.headline == "Head of Data, Nordbank"
    assert detail.texts.biography == "One.\n\nTwo."
    assert set(changes) == {in_community(cast.ada), for_member(cast.ada, "profile")}


def test_saving_what_stands_announces_nothing(cast):
    save(cast.ada, "about", headline="Same")
    _, changes = save(cast.ada, "about", headline="Same")
    assert changes == []


def test_a_conflict_keeps_both_texts_and_changes_nothing(cast):
    seen = read(Actor(cast.ada), get_section, "about").version
    save(cast.ada, "about", biography="Written on the telephone.")
    with pytest.raises(Conflict) as refused:
        do(cast.ada, edit_section, "about", seen, {"biography": "Written at the desk."})
    assert refused.value.mine == "Written at the desk."
    assert refused.value.theirs == "Written on the telephone."
    assert mine(cast.ada).texts.biography == "Written on the telephone."
    do(cast.ada, edit_section, "about", refused.value.version, {"biography": "Written at the desk."})
    assert mine(cast.ada).texts.biography == "Written at the desk."


def test_two_sections_do_not_disturb_each_other(cast):
    seen = read(Actor(cast.ada), get_section, "work").version
    save(cast.ada, "about", headline="Changed meanwhile")
    do(cast.ada, edit_section, "work", seen, {"job_title": "Analyst"})
    assert mine(cast.ada).texts.job_title == "Analyst"


@pytest.mark.parametrize(
    ("section", "field", "typed"),
    [
        ("about", "name", "   "),
        ("about", "name", "A" * 121),
        ("about", "headline", "H" * 161),
        ("about", "headline", "with a nul \x00"),
        ("about", "biography", "turned \u202e around"),
        ("work", "career_stage", "wizard"),
        ("background", "country", "EU"),
        ("background", "country", "Austria"),
        ("background", "course_year", "1066"),
        ("background", "course_year", "soon"),
        ("background", "course_year", "²²²²"),
        ("background", "course_year", "9999"),
    ],
)
def test_what_cannot_be_accepted_is_refused_beside_its_field(cast, section, field, typed):
    before = read(Actor(cast.ada), get_section, section)
    with pytest.raises(InvalidInput) as refused:
        save(cast.ada, section, **{field: typed})
    assert refused.value.field == field
    assert read(Actor(cast.ada), get_section, section) == before


def test_every_text_of_every_section_is_kept(cast):
    typed = {
        "name": "Ada Byron",
        "pronouns": "she / her",
        "headline": "Engines",
        "biography": "Words",
        "job_title": "Analyst",
        "organisation": "Difference & Co",
        "career_stage": "senior",
        "successes": "One",
        "job_history": "2001: first\n2002: second",
        "city": "Graz",
        "country": "AT",
        "course": "Mathematics",
        "course_year": "1999",
        "transitions": "Two",
    }
    for section, fields in SECTIONS.items():
        save(cast.ada, section, **{name: typed[name] for name in fields})
    detail = mine(cast.ada)
    assert detail.name == typed.pop("name")
    assert {name: getattr(detail.texts, name) for name in typed} == typed
    assert detail.texts.country_name == "Austria"
    assert detail.texts.career_stage_label == "Senior (over 15 years)"


def test_skills_in_any_spelling_are_one(cast):
    do(cast.ada, name_skill, "offers", "ReactJS", 2)
    do(cast.ada, name_skill, "offers", "react.js", 4)
    do(cast.ada, name_skill, "offers", "Beekeeping on roofs", 3)
    assert [(skill.name, skill.weight) for skill in mine(cast.ada).offers] == [
        ("React", 4),
        ("Beekeeping on roofs", 3),
    ]
    with Session(db.engine()) as session:
        assert {skill.key: skill.is_free for skill in session.exec(select(Skill))} == {
            "react": False,
            "beekeepingonroofs": True,
        }


def test_a_skill_is_named_by_its_first_author(cast):
    do(cast.ada, name_skill, "offers", "Beekeeping", 3)
    do(cast.ben, name_skill, "goals", "BEE-KEEPING", 3)
    assert [goal.name for goal in mine(cast.ben).goals] == ["Beekeeping"]


def test_learning_goals_come_most_urgent_first_and_can_go(cast):
    do(cast.ben, name_skill, "goals", "SQL", 1)
    do(cast.ben, name_skill, "goals", "Python", 3)
    assert [goal.name for goal in mine(cast.ben).goals] == ["Python", "SQL"]
    do(cast.ben, drop_skill, "goals", "python")
    assert [goal.name for goal in mine(cast.ben).goals] == ["SQL"]
    _, changes = do(cast.ben, drop_skill, "goals", "python")
    assert changes == []


@pytest.mark.parametrize(
    ("use", "name", "weight", "field"),
    [
        ("offers", "+++", 2, "skill"),
        ("offers", "x" * 81, 2, "skill"),
        ("offers", "SQL", 5, "weight"),
        ("goals", "SQL", 4, "weight"),
        ("goals", "", 1, "skill"),
    ],
)
def test_a_skill_that_is_none_is_refused(cast, use, name, weight, field):
    with pytest.raises(InvalidInput) as refused:
        do(cast.ada, name_skill, use, name, weight)
    assert refused.value.field == field
    assert mine(cast.ada).offers == mine(cast.ada).goals == []


def test_there_is_an_end_to_skills(cast):
    for number in range(40):
        do(cast.ada, name_skill, "offers", f"Art number {number} of many", 1)
    with pytest.raises(TooMany):
        do(cast.ada, name_skill, "offers", "One more art", 1)


def test_tags_are_chosen_from_their_vocabulary(cast):
    do(cast.ada, set_tag, "help_area", "salary", True)
    do(cast.ada, set_tag, "language", "de", True)
    do(cast.ada, set_tag, "city", "  Graz ", True)
    tags = theirs(cast.cy, cast.ada).tags
    assert [tag.label for tag in tags["help_area"]] == ["Salary negotiation"]
    assert [tag.label for tag in tags["language"]] == ["German"]
    assert [tag.value for tag in tags["city"]] == ["Graz"]
    do(cast.ada, set_tag, "help_area", "salary", False)
    assert theirs(cast.cy, cast.ada).tags["help_area"] == []


def test_languages_are_named_in_the_readers_language(cast):
    do(cast.ada, set_tag, "language", "de", True)
    with Session(db.engine()) as session:
        session.get_one(Member, cast.cy).locale = "fr"
        session.commit()
    assert [tag.label for tag in theirs(cast.cy, cast.ada).tags["language"]] == ["Allemand"]


@pytest.mark.parametrize(
    ("kind", "value"),
    [("help_area", "magic"), ("language", "EN"), ("city", ""), ("city", "x" * 81), ("colour", "red")],
)
def test_a_tag_outside_its_vocabulary_is_refused(cast, kind, value):
    with pytest.raises(InvalidInput):
        do(cast.ada, set_tag, kind, value, True)


def test_the_address_is_shown_to_nobody_until_its_owner_chooses(cast):
    assert mine(cast.ada).email == "ada@example.org"
    assert theirs(cast.ben, cast.ada).email == ""
    do(cast.ada, set_audience, "email", "partners")
    assert theirs(cast.ben, cast.ada).email == "ada@example.org"
    assert theirs(cast.cy, cast.ada).email == ""
    do(cast.ada, set_audience, "email", "members")
    assert theirs(cast.cy, cast.ada).email == "ada@example.org"


FILLED = {
    "pronouns": "she / her",
    "biography": "Words",
    "job_title": "Analyst",
    "organisation": "Nordbank",
    "career_stage": "senior",
    "successes": "One",
    "job_history": "2001: first",
    "city": "Graz",
    "country": "AT",
    "course": "Mathematics",
    "course_year": "1999",
    "transitions": "Two",
}


def shown(detail, part):
    texts = detail.texts
    return {
        "email": detail.email,
        "offers": detail.offers,
        "goals": detail.goals,
        "place": texts.city or texts.country or texts.country_name,
        "course": texts.course or texts.course_year,
        "career_stage": texts.career_stage or texts.career_stage_label,
    }.get(part) or (detail.tags[part] if part in detail.tags else getattr(texts, part, ""))


@pytest.mark.parametrize("part", PARTS)
def test_each_part_is_seen_by_just_those_it_is_for(cast, part):
    for section, fields in SECTIONS.items():
        save(cast.ada, section, **{name: FILLED[name] for name in fields if name in FILLED})
    do(cast.ada, name_skill, "offers", "SQL", 3)
    do(cast.ada, name_skill, "goals", "French", 2)
    for kind, value in (
        ("language", "de"),
        ("city", "Graz"),
        ("industry", "K"),
        ("function", "252"),
        ("help_area", "salary"),
        ("strength", "calm"),
        ("value", "craft"),
        ("channel", "video"),
        ("format", "flash"),
    ):
        do(cast.ada, set_tag, kind, value, True)
    for audience, seen_by in (("members", {"ada", "ben", "cy"}), ("partners", {"ada", "ben"}), ("me", {"ada"})):
        do(cast.ada, set_audience, part, audience)
        seen = {name for name in ("ada", "ben", "cy") if shown(theirs(getattr(cast, name), cast.ada), part)}
        assert seen == seen_by, audience


def test_others_never_learn_who_may_see_what(cast):
    do(cast.ada, set_audience, "biography", "me")
    assert theirs(cast.ben, cast.ada).audiences == {}
    assert mine(cast.ada).audiences["biography"] == "me"


def test_a_former_partner_is_a_member_like_others(cast):
    do(cast.ada, set_audience, "email", "partners")
    with Session(db.engine()) as session:
        session.get_one(Mentorship, cast.mentorship).status = "ended"
        session.commit()
    assert theirs(cast.ben, cast.ada).email == ""


@pytest.mark.parametrize(("part", "audience"), [("name", "me"), ("biography", "enemies"), ("password_hash", "members")])
def test_an_audience_that_does_not_exist_is_refused(cast, part, audience):
    with pytest.raises(InvalidInput):
        do(cast.ada, set_audience, part, audience)


def test_a_blocked_member_cannot_tell_the_profile_exists(cast):
    with Session(db.engine()) as session:
        session.add(Block(member_id=cast.ada, target_id=cast.cy))
        session.commit()
    with pytest.raises(NotFound) as refused:
        theirs(cast.cy, cast.ada)
    with pytest.raises(NotFound) as missing:
        theirs(cast.cy, "nobody")
    assert str(refused.value) == str(missing.value)


def test_a_paused_profile_is_seen_by_partners_only(cast):
    _, changes = do(cast.ada, set_switch, "is_active", False)
    assert in_community(cast.ada) in changes
    with pytest.raises(NotFound):
        theirs(cast.cy, cast.ada)
    assert theirs(cast.ben, cast.ada).name == "Ada"
    do(cast.ada, set_switch, "is_active", True)
    assert theirs(cast.cy, cast.ada).name == "Ada"
    with Session(db.engine()) as session:
        written = [entry.action for entry in session.exec(select(AuditEntry))]
    assert written == ["profile.paused", "profile.resumed"]


def test_pausing_leaves_nobody_waiting(cast):
    words = "I read what you wrote about the first year and would be glad to ask you three questions."
    request_id, _ = transact(Actor(cast.cy), send_request, cast.ada, "mentoring", words)
    _, changes = do(cast.ada, set_switch, "is_active", False)
    assert {for_member(cast.cy, "requests"), for_member(cast.ben, "notices")} <= set(changes)
    with Session(db.engine()) as session:
        request = session.get_one(MentoringRequest, request_id)
        assert (request.status, request.decline_reason) == ("declined", "paused")
        told = session.exec(select(Notification).where(Notification.member_id == cast.ben)).one()
        assert (told.kind, told.params) == ("partner.paused", {"name": "Ada"})
        assert session.get_one(Mentorship, cast.mentorship).status == "active"
        letter = session.exec(select(Letter).where(Letter.member_id == cast.ben)).one()
        assert (letter.kind, letter.params["partner"]) == ("partner_paused", "Ada")


def test_partners_hear_of_the_end_of_a_pause_and_get_no_flood_of_letters(cast):
    for _times in range(3):
        do(cast.ada, set_switch, "is_active", False)
        do(cast.ada, set_switch, "is_active", True)
    with Session(db.engine()) as session:
        letters = session.exec(select(Letter.kind).where(Letter.member_id == cast.ben)).all()
        notices = session.exec(select(Notification.kind).where(Notification.member_id == cast.ben)).all()
    assert sorted(letters) == ["partner_paused", "partner_resumed"]
    assert (notices.count("partner.paused"), notices.count("partner.resumed")) == (3, 3)
    with time_machine.travel(now() + timedelta(days=2), tick=False):
        do(cast.ada, set_switch, "is_active", False)
    with Session(db.engine()) as session:
        assert len(session.exec(select(Letter.kind).where(Letter.member_id == cast.ben)).all()) == 3


@pytest.mark.parametrize("switch", ["offers_mentoring", "seeks_mentor", "offers_flash", "capacity_is_hard"])
def test_a_switch_is_turned_and_announced_once(cast, switch):
    before = getattr(read(Actor(cast.cy), get_preferences), switch)
    _, changes = do(cast.cy, set_switch, switch, not before)
    assert in_community(cast.cy) in changes
    assert getattr(read(Actor(cast.cy), get_preferences), switch) is not before
    _, changes = do(cast.cy, set_switch, switch, not before)
    assert changes == []


def test_a_column_is_not_a_switch(cast):
    with pytest.raises(InvalidInput):
        do(cast.cy, set_switch, "member_id", True)


@pytest.mark.parametrize("places", [0, -1, 21])
def test_capacity_has_bounds(cast, places):
    with pytest.raises(InvalidInput) as refused:
        do(cast.ada, set_capacity, places)
    assert refused.value.field == "capacity"
    assert read(Actor(cast.ada), get_preferences).capacity == 2


def test_time_and_capacity_are_kept(cast):
    do(cast.ada, set_capacity, 5)
    do(cast.ada, set_time_commitment, 120)
    kept = read(Actor(cast.ada), get_preferences)
    assert (kept.capacity, kept.time_commitment) == (5, 120)
    with pytest.raises(InvalidInput):
        do(cast.ada, set_time_commitment, 45)


def test_completeness_grows_and_says_what_is_missing(cast):
    before = mine(cast.ada).completeness
    assert "offers" in {part.part for part in before.missing}
    assert "goals" not in {part.part for part in before.missing}
    do(cast.ada, name_skill, "offers", "SQL", 3)
    after = mine(cast.ada).completeness
    assert 0 < before.percent < after.percent < 100
    assert "offers" not in {part.part for part in after.missing}
    assert theirs(cast.cy, cast.ada).completeness.missing == []


def test_a_full_profile_is_complete(cast):
    for section, fields in SECTIONS.items():
        save(cast.ada, section, **{name: FILLED[name] for name in fields if name in FILLED})
    do(cast.ada, name_skill, "offers", "SQL", 3)
    for kind, value in (("language", "de"), ("industry", "K"), ("format", "flash"), ("help_area", "salary")):
        do(cast.ada, set_tag, kind, value, True)
    assert mine(cast.ada).completeness.percent == 100
    assert mine(cast.ada).completeness.missing == []


@pytest.mark.parametrize(
    ("act", "args"),
    [
        (get_my_profile, ()),
        (get_preferences, ()),
        (set_switch, ("is_active", False)),
        (set_capacity, (3,)),
        (set_time_commitment, (30,)),
        (name_skill, ("offers", "SQL", 2)),
        (drop_skill, ("offers", "sql")),
        (set_tag, ("language", "de", True)),
        (set_audience, ("email", "me")),
        (get_section, ("about",)),
        (edit_section, ("about", 1, {"headline": "x"})),
    ],
)
def test_nobody_without_a_sign_in_may(cast, act, args):
    with pytest.raises(NotPermitted):
        transact(NOBODY, act, *args)
    with Session(db.engine()) as session:
        assert session.get_one(Profile, cast.ada).headline == "Head of data"
