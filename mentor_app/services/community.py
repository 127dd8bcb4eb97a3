"""Explore the Community: search it, see what remains, and note whom one likes."""

from dataclasses import dataclass, field, replace
from typing import Literal

from sqlmodel import col, or_, select

from mentor_app.db import UnitOfWork
from mentor_app.errors import InvalidInput
from mentor_app.explore.query import (
    FACETS,
    PAGE_SIZE,
    CommunityQuery,
    Found,
    IndexedMember,
    Side,
    Sort,
    Viewer,
)
from mentor_app.models import Block, Enrolment, Mark, Profile, Programme
from mentor_app.realtime.changes import for_member
from mentor_app.security.access import current_member, visible_member
from mentor_app.services.community_index import community_index
from mentor_app.services.compatibility import effective_weights
from mentor_app.services.facets import Chip, FacetGroup, Hint, chips_of, facet_groups, hints_of
from mentor_app.services.findable import findable_members, own_answers
from mentor_app.services.member_cards import CardContext, MemberCard, cards_of, locale_of

MARKS = ("favourite", "ignored")
SPARE = 2
"""So many matches more are looked at than shown, for those whom the database no longer shows."""


@dataclass(frozen=True, slots=True)
class CommunityFilter:
    """What a person asked for, from the address of the page; anything unknown in it finds nobody.

    Args:
        text: the search.
        chosen: facet -> values.
        opened: facets of which every value is listed.
    """

    text: str = ""
    chosen: dict[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    sort: Sort = "best"
    page: int = 1
    opened: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class CommunityPage:
    """One page of an answer.

    Args:
        total: how many people match.
        pages: how many pages they fill.
        chips: the filters chosen, each removable.
        hints: when nobody matches, what to leave out.
        has_goals: whether the reader has said what they want to learn.
    """

    total: int = 0
    page: int = 1
    pages: int = 1
    cards: list[MemberCard] = field(default_factory=list[MemberCard])
    groups: list[FacetGroup] = field(default_factory=list[FacetGroup])
    chips: list[Chip] = field(default_factory=list[Chip])
    hints: list[Hint] = field(default_factory=list[Hint])
    text: str = ""
    sort: Sort = "best"
    has_goals: bool = False


def search_community(uow: UnitOfWork, wanted: CommunityFilter) -> CommunityPage:
    """The people the actor may meet who match, with live counts for everything that could be chosen next.

    Raises:
        NotPermitted: when nobody is signed in.
    """
    index = community_index.fresh(uow)
    current_member(uow)
    side = _side(uow, wanted)
    viewer = viewer_of(uow, side, wanted.chosen.get("programme", ()))
    chosen = {facet: frozenset(values) for facet, values in wanted.chosen.items() if facet in FACETS and values}
    query = CommunityQuery(wanted.text, chosen, wanted.sort, wanted.page)
    found = index.search(viewer, query)
    return _page(uow, wanted, viewer, found)


def best_matches(uow: UnitOfWork, side: Side | None = None, most: int = 6) -> list[MemberCard]:
    """The best matches: mentors with free places for a mentee, or mentees for a mentor; by default `usual_side`.

    Raises:
        NotPermitted: when nobody is signed in.
    """
    index = community_index.fresh(uow)
    current_member(uow)
    viewer = viewer_of(uow, side or usual_side(uow))
    roles = {"role": frozenset({"mentor"}), "free": frozenset({"yes"})}
    chosen = roles if viewer.side == "mentee" else {"role": frozenset({"mentee"})}
    found = index.search(viewer, CommunityQuery(chosen=chosen))
    # Every open Home asks this at every change of anybody's card: no card is made that is not shown.
    return _cards(uow, viewer, replace(found, hits=found.hits[: most + SPARE]))[:most]


def usual_side(uow: UnitOfWork) -> Side:
    """What the actor looks for unless they say otherwise: mentors who seek nobody look for mentees."""
    profile = uow.session.get_one(Profile, uow.actor.id)
    return "mentor" if profile.offers_mentoring and not profile.seeks_mentor else "mentee"


def set_mark(uow: UnitOfWork, member_id: str, mark: Literal["favourite", "ignored", ""]) -> None:
    """Note privately what the actor thinks of somebody's card; an empty mark takes it back.

    Raises:
        NotFound: when the actor may not see this member.
        InvalidInput: for a mark that does not exist, or for oneself.
    """
    visible_member(uow, member_id)
    if (mark and mark not in MARKS) or member_id == uow.actor.id:
        raise InvalidInput("mark")
    row = uow.session.get(Mark, (uow.actor.id, member_id))
    if row is not None and not mark:
        uow.session.delete(row)
    elif row is not None:
        row.mark = mark
        uow.session.add(row)
    elif mark:
        uow.session.add(Mark(member_id=uow.actor.id, target_id=member_id, mark=mark))
    uow.announce(for_member(uow.actor.id, "marks"))


def viewer_of(uow: UnitOfWork, side: Side, programmes: tuple[str, ...] = ()) -> Viewer:
    """The actor as the index needs to know them.

    Args:
        uow: the transaction.
        side: whether they look for a mentor (`mentee`) or for a mentee.
        programmes: ids chosen; the weights are those of one of them, else of the programme joined first.
    """
    me = uow.actor.id
    mine = list(
        uow.session.exec(
            select(Programme)
            .join(Enrolment, col(Enrolment.programme_id) == Programme.id)
            .where(Enrolment.member_id == me, Enrolment.status == "active")
            .order_by(col(Enrolment.created_at), col(Programme.id))
        )
    )
    leading = [each for each in mine if each.id in programmes] or mine
    marks = marks_of(uow)
    return Viewer(
        answers=own_answers(uow, me),
        side=side,
        weights=effective_weights(leading[0].weights if leading else {}),
        programmes=frozenset(each.id for each in mine),
        hidden=blocked_pairs(uow),
        ignored=frozenset(each for each, mark in marks.items() if mark == "ignored"),
    )


def marks_of(uow: UnitOfWork) -> dict[str, str]:
    """The actor's marks by member id."""
    rows = uow.session.exec(select(Mark.target_id, Mark.mark).where(Mark.member_id == uow.actor.id))
    return dict(rows.all())


def blocked_pairs(uow: UnitOfWork) -> frozenset[str]:
    """Everyone whom the actor blocked, or who blocked the actor."""
    me = uow.actor.id
    rows = uow.session.exec(select(Block).where(or_(Block.member_id == me, Block.target_id == me)))
    return frozenset(row.target_id if row.member_id == me else row.member_id for row in rows)


def _side(uow: UnitOfWork, wanted: CommunityFilter) -> Side:
    """Whoever filters by role has said what they look for."""
    roles = wanted.chosen.get("role", ())
    if not roles:
        return usual_side(uow)
    return "mentor" if roles == ("mentee",) else "mentee"


def _visible_rows(uow: UnitOfWork, viewer: Viewer, found: Found) -> list[IndexedMember]:
    """The members of a page as the database has them now, without whoever is no longer to be seen."""
    rows = findable_members(uow, [hit.id for hit in found.hits])
    current = {row.id: row for row in rows if row.programmes & viewer.programmes and row.id not in viewer.hidden}
    return [current[hit.id] for hit in found.hits if hit.id in current]


def _cards(uow: UnitOfWork, viewer: Viewer, found: Found) -> list[MemberCard]:
    context = CardContext(
        viewer.answers, viewer.side, {hit.id: hit for hit in found.hits}, marks_of(uow), locale_of(uow)
    )
    return cards_of(uow, _visible_rows(uow, viewer, found), context)


def _page(uow: UnitOfWork, wanted: CommunityFilter, viewer: Viewer, found: Found) -> CommunityPage:
    return CommunityPage(
        total=found.total,
        page=found.page,
        pages=max(1, -(-found.total // PAGE_SIZE)),
        cards=_cards(uow, viewer, found),
        groups=facet_groups(uow, viewer, found, wanted.chosen, wanted.opened),
        chips=chips_of(uow, wanted.chosen, wanted.text),
        hints=hints_of(uow, found, wanted.chosen, wanted.text),
        text=wanted.text,
        sort=wanted.sort,
        has_goals=bool(viewer.answers.goals),
    )
