"""Looking for a colleague to name: members whom both people of a request may see, and who take such requests."""

from sqlmodel import col, or_, select

from mentor_app.db import UnitOfWork
from mentor_app.explore.query import CommunityQuery, IndexedMember
from mentor_app.models import Block, MentoringRequest, Referral
from mentor_app.security.access import received_request
from mentor_app.services.community import blocked_pairs, viewer_of
from mentor_app.services.community_index import community_index
from mentor_app.services.findable import findable_members
from mentor_app.services.people import Person, people_by_id

SHOWN = 5


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
    found = index.search(viewer_of(uow, "mentee", (request.programme_id,)), CommunityQuery(text.strip()))
    could = colleagues_among(uow, request, [hit.id for hit in found.hits])
    ids = [hit.id for hit in found.hits if hit.id in could][:SHOWN]
    people = people_by_id(uow, ids)
    return [people[each] for each in ids]


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
