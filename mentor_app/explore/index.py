"""The community, kept so that facets, counts and scores for everybody take milliseconds.

Per facet value and per word one roaring bitmap, per fact one numpy column. The database stays the truth: this
finds ids, and whoever shows a person asks the database again.
"""

from collections.abc import Iterable
from threading import Lock

import numpy as np
from pyroaring import BitMap

from mentor_app.explore.query import (
    FACETS,
    PAGE_SIZE,
    CommunityQuery,
    Found,
    Hit,
    IndexedMember,
    Relaxation,
    Viewer,
)
from mentor_app.explore.scores import PRIOR, Columns, Comparison, Floats, Numbers, Scores, empty_tags, tags_of
from mentor_app.explore.text import WordIndex, searched_words, words_of

NAME_BONUS = 50.0
"""A search that hits a name puts its owner before those who merely mention the word."""


class _Shelves:
    """The index proper, for one thread at a time."""

    def __init__(self) -> None:
        self.members: dict[str, int] = {}
        self._known: dict[int, IndexedMember] = {}
        self._vacant: list[int] = []
        self._everyone = BitMap()
        self._tags = empty_tags()
        self._words, self._names = WordIndex(), WordIndex()
        self._columns = Columns.of_size(256)

    def put(self, member: IndexedMember) -> None:
        """File a member, or file them anew; an older version than the one filed is ignored."""
        filed = self.members.get(member.id)
        if filed is not None and self._known[filed].version > member.version:
            return
        self.remove(member.id)
        number = self._vacant.pop() if self._vacant else len(self._known)
        if number >= len(self._columns.joined):
            self._columns.grow(2 * number)
        self.members[member.id] = number
        self._known[number] = member
        self._everyone.add(number)
        for kind, values in tags_of(member).items():
            for value in values:
                self._tags[kind][value].add(number)
        self._names.add(number, set(words_of(member.name)))
        self._words.add(number, _all_words(member))
        self._columns.put(number, member)

    def remove(self, member_id: str) -> None:
        """Take a member out; nothing happens when they are not in."""
        number = self.members.pop(member_id, None)
        if number is None:
            return
        member = self._known.pop(number)
        self._vacant.append(number)
        self._everyone.discard(number)
        for kind, values in tags_of(member).items():
            for value in set(values):
                having = self._tags[kind][value]
                having.discard(number)
                if not having:
                    del self._tags[kind][value]
        self._names.remove(number, set(words_of(member.name)))
        self._words.remove(number, _all_words(member))

    def search(self, viewer: Viewer, query: CommunityQuery) -> Found:
        """See `CommunityIndex.search`."""
        visible = self._visible(viewer)
        words = searched_words(query.text)
        spoken = self._words.find_all(words)
        limits = {facet: self._any_of(facet, values) for facet, values in query.chosen.items() if values}
        base = visible if spoken is None else visible & spoken
        matching = _within(base, limits.values())
        counts = self._counts(base, matching, limits, query)
        if not matching:
            return Found(0, 1, (), counts, _relaxations(visible, base, limits))
        page = max(1, min(query.page, -(-len(matching) // PAGE_SIZE)))
        hits = self._hits(viewer, query, matching, words, page)
        return Found(len(matching), page, hits, counts)

    def score(self, viewer: Viewer, member_ids: Iterable[str]) -> dict[str, Hit]:
        """See `CommunityIndex.score`."""
        wanted = BitMap(self.members[each] for each in member_ids if each in self.members)
        comparison = Comparison(viewer, self._tags, self._columns, wanted)
        hits = self._as_hits(comparison.at, comparison.scores(), np.arange(len(wanted)))
        return {hit.id: hit for hit in hits}

    def _visible(self, viewer: Viewer) -> BitMap:
        programmes = self._any_of("programme", viewer.programmes)
        hidden = {viewer.answers.id, *viewer.hidden}
        return programmes - BitMap(self.members[each] for each in hidden if each in self.members)

    def _any_of(self, kind: str, values: Iterable[str]) -> BitMap:
        having = self._tags.get(kind, {})
        return BitMap.union(BitMap(), *(having[value] for value in values if value in having))

    def _counts(
        self, base: BitMap, matching: BitMap, limits: dict[str, BitMap], query: CommunityQuery
    ) -> dict[str, dict[str, int]]:
        counts: dict[str, dict[str, int]] = {}
        for facet in FACETS:
            others = [limit for each, limit in limits.items() if each != facet]
            within = _within(base, others) if facet in limits else matching
            chosen = query.chosen.get(facet, frozenset())
            each = {value: within.intersection_cardinality(who) for value, who in self._tags[facet].items()}
            counts[facet] = dict.fromkeys(sorted(chosen), 0) | {
                value: count for value, count in each.items() if count or value in chosen
            }
        return counts

    def _hits(
        self, viewer: Viewer, query: CommunityQuery, matching: BitMap, words: list[str], page: int
    ) -> tuple[Hit, ...]:
        comparison = Comparison(viewer, self._tags, self._columns, matching)
        scores = comparison.scores()
        order = self._order(query, viewer, comparison.at, scores)
        named = self._names.find_all(words) if words else None
        if named and query.sort == "best":
            order[np.isin(comparison.at, list(named & matching))] += NAME_BONUS
        unwanted = [self.members[each] for each in viewer.ignored if each in self.members]
        order[np.isin(comparison.at, unwanted)] -= 1e12
        return self._as_hits(comparison.at, scores, _best(order, (page - 1) * PAGE_SIZE, page * PAGE_SIZE))

    def _order(self, query: CommunityQuery, viewer: Viewer, at: Numbers, scores: Scores) -> Floats:
        """Higher comes first. The printed score stays what it is; the order also spreads the load.

        Whoever is not here for what the viewer looks for comes after all who are.
        """
        columns = self._columns
        sought = columns.mentors[at] if viewer.side == "mentee" else columns.mentees[at]
        if query.sort == "newest":
            return columns.joined[at].copy()
        known = scores.coverage * scores.score + (1 - scores.coverage) * PRIOR
        promptness = 5 * np.exp2(-columns.answer[at] / 72)
        best = known - 10 * columns.load[at] + promptness + columns.joined[at] * 1e-12 + 500 * sought
        if query.sort == "best":
            return best
        return 2000 * columns.free[at] + 1000 * columns.flash[at] - columns.answer[at] + best

    def _as_hits(self, at: Numbers, scores: Scores, places: Numbers) -> tuple[Hit, ...]:
        whole = scores.rounded()
        return tuple(
            Hit(
                self._known[int(at[place])].id,
                int(whole[place]) if scores.known[place] else None,
                float(scores.coverage[place]),
            )
            for place in places
        )


def _all_words(member: IndexedMember) -> set[str]:
    return set(words_of(f"{member.name} {member.text}"))


def _within(base: BitMap, limits: Iterable[BitMap]) -> BitMap:
    return BitMap.intersection(base, *limits)


def _relaxations(visible: BitMap, base: BitMap, limits: dict[str, BitMap]) -> tuple[Relaxation, ...]:
    """What dropping each single filter would find, the most first."""
    without = {facet: _within(base, [limit for each, limit in limits.items() if each != facet]) for facet in limits}
    if base is not visible:
        without["text"] = _within(visible, limits.values())
    hints = [Relaxation(facet, len(found)) for facet, found in without.items() if found]
    return tuple(sorted(hints, key=lambda hint: -hint.count))


def _best(order: Floats, start: int, stop: int) -> Numbers:
    """The places `start` to `stop` of the descending order; equals in the order of their numbers."""
    if stop < len(order):
        last = np.partition(order, len(order) - stop)[len(order) - stop]
        places = np.flatnonzero(order >= last)
    else:
        places = np.arange(len(order))
    return places[np.argsort(-order[places], kind="stable")][start:stop]


class CommunityIndex:
    """The index as everyone uses it: any number of threads may search while others update it.

    One lock is enough: a search takes milliseconds of pure computation, in which the interpreter would run
    no second thread anyway. A reader therefore sees a member wholly before or wholly after an update.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._shelves = _Shelves()

    def __len__(self) -> int:
        with self._lock:
            return len(self._shelves.members)

    def rebuild(self, members: Iterable[IndexedMember]) -> None:
        """Hold exactly these members. Searches go on in what was there until all is ready."""
        shelves = _Shelves()
        for member in members:
            shelves.put(member)
        with self._lock:
            self._shelves = shelves

    def update(self, put: Iterable[IndexedMember] = (), remove: Iterable[str] = ()) -> None:
        """File and take out members, all seen by readers at once."""
        with self._lock:
            for member_id in remove:
                self._shelves.remove(member_id)
            for member in put:
                self._shelves.put(member)

    def search(self, viewer: Viewer, query: CommunityQuery) -> Found:
        """Find the people a viewer may see who match `query`, with live counts for every facet."""
        with self._lock:
            return self._shelves.search(viewer, query)

    def score(self, viewer: Viewer, member_ids: Iterable[str]) -> dict[str, Hit]:
        """The compatibility with some members, whether or not the viewer may see them."""
        with self._lock:
            return self._shelves.score(viewer, member_ids)
