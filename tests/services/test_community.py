"""Exploring the community: who is found, what is told about them, and how soon it is true."""

from datetime import timedelta

import pytest
import time_machine
from sqlmodel import Session, col, select

from mentor_app import db
from mentor_app.clock import now
from mentor_app.db import Actor, read, transact
from mentor_app.errors import InvalidInput, NotFound, NotPermitted
from mentor_app.models import (
    Block,
    Enrolment,
    LearningGoal,
    Mark,
    Member,
    MentoringRequest,
    Mentorship,
    Offer,
    Profile,
    ProfileTag,
    Programme,
    Skill,
)
from mentor_app.realtime.changes import for_member, in_community
from mentor_app.realtime.hub import hub
from mentor_app.services.community import CommunityFilter, best_matches, search_community, set_mark
from mentor_app.services.community_index import KeptIndex, community_index
from mentor_app.services.findable import findable_members
from mentor_app.services.member_pages import explain, get_member_page

SKILLS = {"sql": "SQL", "python": "Python", "writing": "Writing"}


@pytest.fixture
def community(cast):
    """Ada offers three skills, Cy wants two of them."""
    with Session(db.engine()) as session:
        for key, name in SKILLS.items():
            session.add(Skill(key=key, name=name))
        session.flush()
        for place, key in enumerate(SKILLS):
            session.add(Offer(member_id=cast.ada, skill_key=key, position=place))
        session.add(LearningGoal(member_id=cast.cy, skill_key="python", priority=1))
        session.add(LearningGoal(member_id=cast.cy, skill_key="sql", priority=3))
        for member_id, language in ((cast.ada, "de"), (cast.ada, "en"), (cast.ben, "fr")):
            session.add(ProfileTag(member_id=member_id, kind="language", value=language))
        session.commit()
    return cast


def search(member_id, text="", chosen=None, **more):
    return read(Actor(member_id), search_community, CommunityFilter(text, chosen or {}, **more))


def found(member_id, text="", chosen=None, **more):
    return {card.name for card in search(member_id, text, chosen, **more).cards}


def change(member_id, table=Profile, key="member_id", **facts):
    """Write behind the services' back, then say so, as a service would."""
    with Session(db.engine()) as session:
        for row in session.exec(select(table).where(getattr(table, key) == member_id)):
            for name, fact in facts.items():
                setattr(row, name, fact)
            session.add(row)
        session.commit()
    hub.deliver((in_community(member_id),))


def add(*rows):
    with Session(db.engine()) as session:
        session.add_all(rows)
        session.commit()


def facet(page, name):
    return next(group for group in page.groups if group.name == name)


def test_a_card_says_who_what_for_me_and_how_free(community):
    card = next(each for each in search(community.cy).cards if each.name == "Ada")
    assert (card.headline, card.languages) == ("Head of data", "DE EN")
    assert card.helps == ["SQL", "Python"]
    assert card.skills == ["Writing"]
    assert (card.capacity, card.free, card.is_full, card.may_ask) == (2, 1, False, True)
    assert card.score == 100


def test_only_people_who_chose_to_be_found_are(community):
    assert found(community.cy) == {"Ada", "Ben"}  # Dee offers and seeks nothing, Eve is paused


@pytest.mark.parametrize(
    ("table", "key", "facts"),
    [
        (Profile, "member_id", {"is_active": False}),
        (Profile, "member_id", {"offers_mentoring": False}),
        (Member, "id", {"verified_at": None}),
        (Member, "id", {"suspended_at": now()}),
        (Enrolment, "member_id", {"status": "left"}),
    ],
)
def test_whoever_stops_being_findable_is_gone_at_once(community, table, key, facts):
    assert "Ada" in found(community.cy)
    change(community.ada, table, key, **facts)
    page = search(community.cy)
    assert "Ada" not in {card.name for card in page.cards}
    assert page.total == len(page.cards) == 1


@pytest.mark.parametrize("by", ["ada", "cy"])
def test_a_block_hides_each_from_the_other(community, by):
    change(community.cy, seeks_mentor=True)
    assert "Ada" in found(community.cy)
    assert "Cy" in found(community.ada)
    other = {"ada": "cy", "cy": "ada"}[by]
    add(Block(member_id=getattr(community, by), target_id=getattr(community, other)))
    assert "Ada" not in found(community.cy)
    assert "Cy" not in found(community.ada)
    assert facet(search(community.cy), "language").choices[0].label == "French"


def test_somebody_of_another_programme_finds_nobody(community):
    add(Programme(id="other", slug="other", name="Other"))
    change(community.cy, Enrolment, programme_id="other")
    page = search(community.cy)
    assert (page.total, page.cards, page.groups) == (0, [], [])
    assert found(community.cy, chosen={"programme": (community.programme,)}) == set()
    with pytest.raises(NotFound):
        transact(Actor(community.cy), set_mark, community.ada, "favourite")


def test_a_page_is_checked_against_the_database_even_when_the_index_is_behind(community, monkeypatch):
    assert "Ada" in found(community.cy)
    monkeypatch.setattr(KeptIndex, "hear", lambda *_: None)
    with Session(db.engine()) as session:
        profile = session.get(Profile, community.ada)
        profile.is_active = False
        session.commit()
    assert "Ada" not in found(community.cy)


def test_what_is_for_partners_only_is_neither_shown_nor_found_nor_counted(community):
    change(
        community.ada, audiences={"offers": "partners", "language": "me", "organisation": "me"}, organisation="Nordbank"
    )
    card = next(each for each in search(community.cy).cards if each.name == "Ada")
    assert (card.helps, card.skills, card.languages, card.score) == ([], [], "", -1)
    assert found(community.cy, "nordbank") == set()
    assert found(community.cy, chosen={"skill": ("sql",)}) == set()
    assert [each.label for each in facet(search(community.cy), "language").choices] == ["French"]


def test_facets_name_count_and_put_what_i_want_first(community):
    page = search(community.cy)
    assert page.groups[0].name == "wanted"
    assert {(each.label, each.count) for each in page.groups[0].choices} == {("SQL", 1), ("Python", 1)}
    assert [each.label for each in facet(page, "skill").choices] == ["Writing"]
    assert {each.label for each in facet(page, "available").choices} == {"Has a free place"}


def test_chips_and_hints_say_what_was_chosen_and_what_to_leave_out(community):
    page = search(community.cy, chosen={"skill": ("sql",), "language": ("fr",)})
    assert [chip.label for chip in page.chips] == ["SQL", "French"]
    assert page.total == 0
    assert {(hint.facet, hint.label, hint.count) for hint in page.hints} == {
        ("skill", "SQL", 1),
        ("language", "French", 1),
    }


def test_unknown_facets_are_passed_over_and_unknown_values_find_nobody(community):
    assert found(community.cy, chosen={"password": ("x",)}) == {"Ada", "Ben"}
    assert found(community.cy, chosen={"city": ("Atlantis",)}) == set()


def test_a_full_mentor_says_so_and_a_hard_limit_closes(community):
    change(community.ada, capacity=1)
    card = next(each for each in search(community.cy).cards if each.name == "Ada")
    assert (card.is_full, card.closed, card.may_ask, card.free) == (True, False, True, 0)
    change(community.ada, capacity_is_hard=True)
    card = next(each for each in search(community.cy).cards if each.name == "Ada")
    assert (card.is_full, card.closed, card.may_ask) == (True, True, False)
    assert found(community.cy, chosen={"free": ("yes",)}) == set()


def test_flash_meetings_and_ended_mentorships_take_no_place(community):
    change(community.mentorship, Mentorship, "id", status="ended", ended_at=now())
    add(Mentorship(programme_id=community.programme, mentor_id=community.ada, mentee_id=community.cy, kind="flash"))
    hub.deliver((in_community(community.ada),))
    card = next(each for each in search(community.cy).cards if each.name == "Ada")
    assert (card.capacity, card.free) == (2, 2)


def answered(community, hours):
    """Ada answered requests after so many hours."""
    for each in hours:
        asked = now() - timedelta(days=30)
        add(
            MentoringRequest(
                programme_id=community.programme,
                sender_id=community.dee,
                recipient_id=community.ada,
                message="x",
                status="declined",
                created_at=asked,
                answered_at=asked + timedelta(hours=each),
                expires_at=asked + timedelta(days=14),
            )
        )
    hub.deliver((in_community(community.ada),))


def test_a_typical_answer_time_is_said_from_five_answers_on(community):
    answered(community, [1, 2, 3, 100])
    card = next(each for each in search(community.cy).cards if each.name == "Ada")
    assert card.answer_unit == ""
    answered(community, [200])
    card = next(each for each in search(community.cy).cards if each.name == "Ada")
    assert (card.answer_amount, card.answer_unit) == (3, "hours")
    answered(community, [200, 201])
    card = next(each for each in search(community.cy).cards if each.name == "Ada")
    assert (card.answer_amount, card.answer_unit) == (4, "days")


def test_marks_are_private_and_not_for_me_comes_last(community):
    _, changes = transact(Actor(community.cy), set_mark, community.ada, "ignored")
    assert changes == [for_member(community.cy, "marks")]
    cards = search(community.cy).cards
    assert [(card.name, card.mark) for card in cards] == [("Ben", ""), ("Ada", "ignored")]
    assert {card.mark for card in search(community.dee).cards} == {""}
    transact(Actor(community.cy), set_mark, community.ada, "favourite")
    transact(Actor(community.cy), set_mark, community.ada, "favourite")
    assert search(community.cy).cards[0].mark == "favourite"
    transact(Actor(community.cy), set_mark, community.ada, "")
    with Session(db.engine()) as session:
        assert session.exec(select(Mark)).all() == []


def test_nobody_marks_themselves_nor_strangers_nor_with_other_words(community):
    for target, mark, refusal in (
        (community.cy, "favourite", InvalidInput),
        (community.ada, "hated", InvalidInput),
        ("nobody", "favourite", NotFound),
        (community.eve, "favourite", NotFound),
    ):
        with pytest.raises(refusal):
            transact(Actor(community.cy), set_mark, target, mark)
    with pytest.raises(NotPermitted):
        transact(Actor(), set_mark, community.ada, "favourite")


def test_whoever_is_not_signed_in_explores_nothing(community):
    with pytest.raises(NotPermitted):
        search(None)


def test_mentors_who_seek_nobody_are_shown_whom_they_could_help(community):
    page = search(community.ada)
    cy = next(card for card in page.cards if card.name == "Cy")
    assert (cy.side, cy.helps, cy.score) == ("mentor", ["SQL", "Python"], 100)
    assert next(card.name for card in read(Actor(community.ada), best_matches, "mentor")) == "Cy"
    assert [card.name for card in read(Actor(community.cy), best_matches, "mentee")] == ["Ada"]


def test_weights_of_the_programme_shape_the_score(community):
    add(ProfileTag(member_id=community.cy, kind="language", value="fr"))
    card = next(each for each in search(community.cy).cards if each.name == "Ada")
    assert card.score == 80
    change(community.programme, Programme, "id", weights={"languages": 40})
    card = next(each for each in search(community.cy).cards if each.name == "Ada")
    assert card.score == 50


def test_newcomers_leavers_and_renamed_people_reach_the_index(community):
    assert found(community.cy, "ada") == {"Ada"}
    change(community.ada, Member, "id", name="Ada Lindqvist")
    assert found(community.cy, "lindkvist") == {"Ada Lindqvist"}
    change(community.eve, is_active=True, seeks_mentor=True)
    assert found(community.cy, "eve") == {"Eve"}
    change(community.eve, is_active=False)
    assert found(community.cy, "eve") == set()


def test_signals_that_were_lost_are_made_good(community):
    assert found(community.cy) == {"Ada", "Ben"}
    with Session(db.engine()) as session:
        profile = session.get(Profile, community.eve)
        profile.is_active, profile.seeks_mentor, profile.version = True, True, profile.version + 1
        session.commit()
    assert found(community.cy) == {"Ada", "Ben"}
    hub.wake_everyone()
    assert found(community.cy) == {"Ada", "Ben", "Eve"}


def test_a_version_gap_rebuilds_within_a_minute(community):
    with time_machine.travel(now(), tick=False) as clock:
        assert "Eve" not in found(community.cy)
        with Session(db.engine()) as session:
            profile = session.get(Profile, community.eve)
            profile.is_active, profile.seeks_mentor, profile.version = True, True, profile.version + 1
            session.commit()
        assert "Eve" not in found(community.cy)
        clock.shift(61)
        assert "Eve" in found(community.cy)


def test_a_failed_refresh_is_tried_again(community, monkeypatch):
    assert "Ada" in found(community.cy)
    change(community.ada, is_active=False)
    with monkeypatch.context() as broken:
        broken.setattr("mentor_app.services.community_index.findable_members", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            found(community.cy)
    page = search(community.cy)
    assert page.total == 1


def test_changes_of_other_topics_are_none_of_its_business(community):
    found(community.cy)
    community_index.hear((for_member(community.ada, "profile"),))
    assert community_index._stale == set()
    community_index.hear((in_community(community.ada),))
    assert community_index._stale == {community.ada}


def test_loading_one_by_one_equals_loading_all(community):
    answered(community, [5] * 5)

    def load(uow):
        everybody = uow.session.exec(select(col(Member.id))).all()
        single = [member for each in everybody for member in findable_members(uow, [each])]
        return {member.id: member for member in findable_members(uow)}, {member.id: member for member in single}

    whole, single = read(Actor(community.cy), load)
    assert whole == single
    assert len(whole) == 3


def test_a_page_shows_what_both_share_and_explains_the_same_number(community):
    page = read(Actor(community.cy), get_member_page, community.ada)
    assert (page.card.name, page.profile.name, page.programmes) == ("Ada", "Ada", ["Alumni mentoring"])
    assert (page.is_me, page.is_paused, page.card.helps) == (False, False, ["SQL", "Python"])
    why = read(Actor(community.cy), explain, community.ada, "mentee")
    card = next(each for each in search(community.cy).cards if each.name == "Ada")
    assert why == page.explanation
    assert (why.score, why.answered, why.asked) == (card.score, 1, 6)


def test_a_partner_who_pauses_says_so_and_a_stranger_finds_no_page(community):
    change(community.ada, is_active=False)
    assert read(Actor(community.ben), get_member_page, community.ada).is_paused
    for act in (get_member_page, lambda uow, who: explain(uow, who, "mentee")):
        with pytest.raises(NotFound) as paused:
            read(Actor(community.cy), act, community.ada)
        with pytest.raises(NotFound) as invented:
            read(Actor(community.cy), act, "no-such-id")
        assert str(paused.value) == str(invented.value)


def test_my_own_page_is_mine(community):
    page = read(Actor(community.cy), get_member_page, community.cy)
    assert page.is_me


def test_a_partners_card_leads_to_the_mentorship_and_nobody_elses_does(community):
    def together(reader):
        return {card.name: card.mentorship_id for card in search(reader).cards}

    assert together(community.ben)["Ada"] == community.mentorship
    assert set(together(community.cy).values()) == {""}
    change(community.mentorship, Mentorship, "id", status="ended", ended_at=now())
    assert together(community.ben)["Ada"] == ""


def test_whoever_only_learns_shows_what_they_want_to_learn_to_those_who_may_see_it(community):
    def wishes(**facts):
        change(community.cy, seeks_mentor=True, **facts)
        return next(card for card in search(community.ben).cards if card.name == "Cy").wants

    assert wishes(offers_mentoring=False, offers_flash=False) == ["SQL", "Python"]
    assert wishes(offers_flash=True) == []
    assert wishes(offers_flash=False, audiences={"goals": "me"}) == []
