"""How quickly, and how often at all, somebody answers: on cards, from five answers on."""

from datetime import timedelta

import pytest
from sqlalchemy import event
from sqlmodel import Session

from mentor_app import db
from mentor_app.clock import now
from mentor_app.db import Actor, read
from mentor_app.models import MentoringRequest, RequestQuestion
from mentor_app.realtime.changes import EVERYTHING, Change
from mentor_app.services.community import CommunityFilter, search_community
from mentor_app.services.community_index import community_index
from mentor_app.services.member_pages import get_member_page
from tests.conftest import add_member


def plant(cast, *ends, hours=4.0):
    """Requests to Ada that ended so."""
    with Session(db.engine()) as session:
        for place, status in enumerate(ends):
            at = now() - timedelta(days=30 + place)
            row = MentoringRequest(
                programme_id=cast.programme,
                sender_id=cast.cy,
                recipient_id=cast.ada,
                message="Please",
                status=status.removesuffix(" unreplied"),
                created_at=at,
                expires_at=at + timedelta(days=14),
                answered_at=at + timedelta(hours=hours + place),
            )
            session.add(row)
            session.flush()
            if status.endswith("unreplied"):
                session.add(RequestQuestion(request_id=row.id, asker_id=cast.ada, text="When?"))
        session.commit()
    community_index.hear((Change(EVERYTHING, ""),))


def cards(cast):
    """Ada's card, in the community and on her page."""
    found = read(Actor(cast.cy), search_community, CommunityFilter())
    return (
        next(card for card in found.cards if card.id == cast.ada),
        read(Actor(cast.cy), get_member_page, cast.ada).card,
    )


@pytest.mark.parametrize(
    ("ends", "hours", "share"),
    [
        (["accepted"] * 4, 0, -1),
        (["accepted"] * 2 + ["declined"] * 3, 6, 100),
        (["declined"] * 5 + ["expired"] * 3, 6, 62),
        (["declined"] * 4 + ["expired"] * 9, 0, -1),
        (["declined"] * 5 + ["expired unreplied"] * 3, 6, 100),
        (["declined"] * 5 + ["withdrawn", "open"], 6, 100),
        (["declined"] * 5 + ["flash_declined"] * 5 + ["expired"] * 10, 6, 50),
    ],
)
def test_answer_time_and_share_are_said_from_five_answers_on(cast, ends, hours, share):
    plant(cast, *ends)
    for card in cards(cast):
        assert (card.answer_amount, card.answered_share) == (hours, share)


def test_a_page_of_cards_asks_no_more_questions_than_a_few_cards_do(cast):
    def questions():
        asked = []

        def note(_connection, _cursor, statement, *_rest):
            asked.append(statement)

        read(Actor(cast.cy), search_community, CommunityFilter())
        event.listen(db.engine(), "before_cursor_execute", note)
        found = read(Actor(cast.cy), search_community, CommunityFilter())
        event.remove(db.engine(), "before_cursor_execute", note)
        return len(found.cards), len(asked)

    few, asked_for_few = questions()
    with Session(db.engine()) as session:
        for each in range(12):
            add_member(session, f"Mentor{each}", cast.programme, offers_mentoring=True)
        session.commit()
    community_index.hear((Change(EVERYTHING, ""),))
    many, asked_for_many = questions()
    assert many > few + 10
    assert asked_for_many == asked_for_few
