"""Looking for a colleague to name: members whom both people of a request may see, and who take such requests."""

from sqlmodel import col, or_, select

from mentor_app.db import UnitOfWork
from mentor_app.explore.index import CommunityIndex
from mentor_app.explore.query import CommunityQuery, IndexedMember
from mentor_app.explore.text import searched_words
from mentor_app.models import Block, MentoringRequest, Referral
from mentor_app.security.access import received_request
from mentor_app.services.community import blocked_pairs, viewer_of
from mentor_app.services.community_index import community_index
from mentor_app.services.findable import findable_members
from mentor_app.services.people import Person, people_by_id

SHOWN = 5
LEAST_LETTERS = 3
"""Of a name's beginning, where somebody has not signed in: whoever knows a colleague can write as much."""


def search_colleagues(uow: UnitOfWork, request_id: str, text: str) -> list[Person]:
    """Who could be named to the sender of a request the actor received; nobody until something is typed.

    Raises:
        NotFound: for anyone but the two people of the request.
        NotPermitted: for its sender.
    """
    index = community_index.fresh(uow)
    request = received_request(uow, request_id)
    if not text.strip():
        return []
    return _found(uow, index, request, text.strip())[:SHOWN]


def colleagues_named(uow: UnitOfWork, index: CommunityIndex, request_id: str, name: str) -> list[Person]:
    """Those among them whose name has all of these words, or three letters of each: no other word finds anybody.

    Args:
        index: asked for before anything else in this transaction.
        request_id: a request the actor received.
        name: as typed.

    Raises:
        NotFound, NotPermitted: as for `search_colleagues`.
    """
    request = received_request(uow, request_id)
    typed = searched_words(name)
    if not typed:
        return []
    return [each for each in _found(uow, index, request, name) if _is_named(each, typed)][:SHOWN]


def _found(uow: UnitOfWork, index: CommunityIndex, request: MentoringRequest, text: str) -> list[Person]:
    found = index.search(viewer_of(uow, "mentee", (request.programme_id,)), CommunityQuery(text))
    could = colleagues_among(uow, request, [hit.id for hit in found.hits])
    people = people_by_id(uow, [*could])
    return [people[hit.id] for hit in found.hits if hit.id in could]


def _is_named(person: Person, typed: list[str]) -> bool:
    own = searched_words(person.name)
    return all(
        any(word == each or (len(each) >= LEAST_LETTERS and word.startswith(each)) for word in own) for each in typed
    )


def colleagues_among(uow: UnitOfWork, request: MentoringRequest, ids: list[str]) -> set[str]:
    """Which of these members may be named for a request that the actor received, as the database has them now."""
    asked = set(uow.session.exec(select(Referral.colleague_id).where(Referral.request_id == request.id)))
    unwanted = {uow.actor.id, request.sender_id, *asked, *blocked_pairs(uow), *_blocked_with(uow, request.sender_id)}
    rows = findable_members(uow, [each for each in ids if each not in unwanted])
    return {row.id for row in rows if request.programme_id in row.programmes and _takes(row, request.kind)}


def _takes(member: IndexedMember, kind: str) -> bool:
    return member.offers_flash if kind == "flash" else member.offers_mentoring


def _blocked_with(uow: UnitOfWork, member_id: str) -> set[str]:
    pair = or_(col(Block.member_id) == member_id, col(Block.target_id) == member_id)
    rows = uow.session.exec(select(Block).where(pair))
    return {row.target_id if row.member_id == member_id else row.member_id for row in rows}
