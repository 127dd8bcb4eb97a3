"""Readers on other threads see a member wholly before or wholly after an update."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

from mentor_app.explore.index import CommunityIndex
from mentor_app.explore.query import CommunityQuery
from tests.explore.community import member, viewer

CROWD = 60


def moods(version, mood):
    """Everybody speaks one language and lives in one city: `a` and `A`, or `b` and `B`."""
    return [
        member(f"m{number}", version=version, languages=(mood,), cities=(mood.upper(),), text=mood * 4)
        for number in range(CROWD)
    ]


def test_no_reader_sees_half_an_update():
    index = CommunityIndex()
    index.rebuild(moods(1, "a"))
    done = Event()

    def keep_reading():
        seen = set()
        while not done.is_set():
            found = index.search(viewer(), CommunityQuery())
            counts = {**found.counts["language"], **found.counts["city"]}
            assert counts in ({"a": CROWD, "A": CROWD}, {"b": CROWD, "B": CROWD})
            assert index.search(viewer(), CommunityQuery("aaaa")).total in (0, CROWD)
            seen.add(frozenset(counts))
        return seen

    with ThreadPoolExecutor(4) as pool:
        readers = [pool.submit(keep_reading) for _ in range(4)]
        try:
            for version in range(2, 60):
                crowd = moods(version, "ab"[version % 2])
                if version % 10 == 0:
                    index.rebuild(crowd)
                else:
                    index.update(crowd)
        finally:
            done.set()
        seen = set().union(*(reader.result() for reader in readers))
    assert len(seen) == 2


def test_members_who_leave_make_room_for_others_without_trace():
    index = CommunityIndex()
    for number in range(1000):
        index.update([member(f"m{number}", cities=("Graz",), text="schloss")])
        index.update(remove=[f"m{number - 3}", "nobody"])
    assert len(index) == 3
    found = index.search(viewer(), CommunityQuery("schloss"))
    assert {hit.id for hit in found.hits} == {"m997", "m998", "m999"}
    assert found.counts["city"] == {"Graz": 3}
