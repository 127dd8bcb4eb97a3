"""Explore: facet counts and the scored best 24, beside SQL that returns the same, in one run.

    python -m benchmarks.explore [--members 1000 10000 100000] [--searches 24]

Every search is answered twice, by the index and by SQLite, and the two answers are compared. Prints one line
`RATIO <name> <ours> <floor> <ours/floor>` per size (milliseconds, 95th percentile), and writes JSON.
"""

import argparse
import json
import random
import sqlite3
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from mentor_app.explore.index import CommunityIndex
from mentor_app.explore.query import PAGE_SIZE, CommunityQuery, IndexedMember, Viewer
from mentor_app.services.compatibility import WEIGHTS

RESULTS = Path(__file__).parent / "results" / "explore.json"
START = datetime(2026, 1, 1, tzinfo=UTC)
SIZES = {
    "skill": 300,
    "help_area": 24,
    "industry": 30,
    "function": 20,
    "language": 12,
    "city": 60,
    "format": 6,
    "stage": 10,
    "minutes": 4,
}
GOALS, PROGRAMME = 5, "p"


@dataclass
class Community:
    members: list[IndexedMember]
    values: dict[str, list[str]]
    weights: dict[str, list[float]]


def pick(rng: random.Random, values: list[str], weights: list[float], most: int) -> tuple[str, ...]:
    return tuple(dict.fromkeys(rng.choices(values, weights, k=rng.randint(1, most))))


def community(size: int, rng: random.Random) -> Community:
    values = {facet: [f"{facet}{number}" for number in range(count)] for facet, count in SIZES.items()}
    values["minutes"] = ["15", "30", "60", "120"]
    weights = {facet: [1 / (place + 1) ** 0.8 for place in range(len(each))] for facet, each in values.items()}

    def some(facet: str, most: int) -> tuple[str, ...]:
        return pick(rng, values[facet], weights[facet], most)

    members = []
    for number in range(size):
        stage = rng.choice(values["stage"])
        members.append(
            IndexedMember(
                id=f"m{number:07}",
                version=1,
                name=f"Name{rng.randrange(5000)} Family{rng.randrange(20000)}",
                text=f"{some('industry', 1)[0]} word{rng.randrange(3000)} word{rng.randrange(3000)}",
                joined=START + timedelta(minutes=number),
                programmes=frozenset({PROGRAMME}),
                skills=some("skill", 8),
                goals={key: rng.randint(1, 3) for key in some("skill", 4)},
                help_areas=some("help_area", 3),
                industries=some("industry", 2),
                functions=some("function", 2),
                languages=some("language", 3),
                cities=some("city", 2),
                formats=some("format", 3),
                stage=stage,
                rank=values["stage"].index(stage) if values["stage"].index(stage) < 6 else None,
                minutes=int(rng.choice(values["minutes"])),
                offers_mentoring=True,
                offers_flash=rng.random() < 0.3,
                capacity=2,
                taken=rng.randrange(3),
            )
        )
    return Community(members, values, weights)


class Sql:
    """The same answers from SQLite: one row per member and facet value, indexed both ways."""

    def __init__(self, members: list[IndexedMember]) -> None:
        self.db = sqlite3.connect(":memory:")
        self.db.executescript(
            "create table member(n integer primary key, rank int, minutes int, skills int, load real, joined real);"
            "create table tag(facet text, value text, n int, primary key(facet, value, n)) without rowid;"
            "create table held(n int, facet text, value text, primary key(n, facet, value)) without rowid;"
        )
        rows = [
            (facet, value, number)
            for number, member in enumerate(members)
            for facet, values in member.facet_values().items()
            for value in values
        ]
        self.db.executemany("insert into tag values (?, ?, ?)", rows)
        self.db.executemany("insert into held values (?, ?, ?)", [(n, facet, value) for facet, value, n in rows])
        self.db.executemany(
            "insert into member values (?, ?, ?, ?, ?, ?)",
            [
                (
                    n,
                    -1 if m.rank is None else m.rank,
                    m.minutes,
                    len(m.skills),
                    min(1.0, m.taken / m.capacity),
                    m.joined.timestamp(),
                )
                for n, m in enumerate(members)
            ],
        )
        self.db.execute("analyze")
        self.db.commit()

    @staticmethod
    def _within(chosen: dict[str, frozenset[str]], without: str = "") -> tuple[str, list[str]]:
        parts, binds = ["select n from member"], []
        for facet, values in chosen.items():
            if facet != without:
                marks = ", ".join("?" * len(values))
                parts.append(f"select n from tag where facet = ? and value in ({marks})")
                binds += [facet, *sorted(values)]
        return " intersect ".join(parts[1:] or parts[:1]), binds

    def counts(self, chosen: dict[str, frozenset[str]]) -> dict[str, dict[str, int]]:
        found: dict[str, dict[str, int]] = {}
        sub, binds = self._within(chosen)
        skipped = [*chosen]
        marks = ", ".join("?" * len(skipped))
        for facet, value, count in self.db.execute(
            f"select facet, value, count(*) from held where n in ({sub}) and facet not in ({marks})"
            " group by facet, value",
            [*binds, *skipped],
        ):
            found.setdefault(facet, {})[value] = count
        for facet in chosen:
            sub, binds = self._within(chosen, without=facet)
            rows = self.db.execute(
                f"select value, count(*) from tag where facet = ? and n in ({sub}) group by value", [facet, *binds]
            )
            found[facet] = dict(rows)
        return found

    def best(self, viewer: Viewer, chosen: dict[str, frozenset[str]]) -> tuple[int, list[float]]:
        """How many match, and the scores of the best 24 by score alone."""
        me = viewer.answers
        sub, binds = self._within(chosen)
        goals = " union all ".join(
            f"select n, {p} as p from tag where facet='skill' and value='{k}'" for k, p in me.goals.items()
        )
        spoken = ", ".join(f"'{each}'" for each in me.languages)
        w = WEIGHTS
        gap = f"(m.rank - {me.rank})"
        outside = f"max(0, max(1 - {gap}, {gap} - 3))"
        query = f"""
          with met as (select n, sum(p) as p from ({goals}) group by n),
               tongue as (select distinct n from tag where facet='language' and value in ({spoken}))
          select 100.0 * (
              {w["needs"]} * (m.skills > 0) * coalesce(met.p, 0) / {float(sum(me.goals.values()))}
              + {w["seniority"]} * (m.rank >= 0) * max(0, 1 - {outside} / 3.0)
              + {w["commitment"]} * (m.minutes > 0) * min(m.minutes, {me.minutes}) / {float(me.minutes)}
              + {w["languages"]} * (tongue.n is not null)
            ) / (
              {w["needs"]} * (m.skills > 0) + {w["seniority"]} * (m.rank >= 0)
              + {w["commitment"]} * (m.minutes > 0) + {w["languages"]}
            ) as score, count(*) over () as total
          from member m left join met on met.n = m.n left join tongue on tongue.n = m.n
          where m.n in ({sub}) order by score desc limit {PAGE_SIZE}"""
        rows = self.db.execute(query, binds).fetchall()
        return (rows[0][1] if rows else 0), [score for score, _ in rows]


def percentile(times: list[float], share: float) -> float:
    return sorted(times)[min(len(times) - 1, int(len(times) * share))]


def search_of(made: Community, rng: random.Random, filters: int) -> dict[str, frozenset[str]]:
    facets = rng.sample(sorted(made.values), filters)
    return {
        facet: frozenset(rng.choices(made.values[facet], made.weights[facet], k=rng.randint(1, 2))) for facet in facets
    }


def viewer_of(made: Community, rng: random.Random) -> Viewer:
    goals = dict.fromkeys(pick(rng, made.values["skill"], made.weights["skill"], GOALS), 2)
    me = IndexedMember("me", 1, "Me", "", START, goals=goals, languages=("language0", "language3"), rank=1, minutes=60)
    return Viewer(me, "mentee", WEIGHTS, frozenset({PROGRAMME}))


def compare(index: CommunityIndex, sql: Sql, viewer: Viewer, chosen: dict[str, frozenset[str]]) -> tuple[float, float]:
    """Both answers to one search, which must agree; returns how long each took, in milliseconds."""
    begun = time.perf_counter()
    found = index.search(viewer, CommunityQuery(chosen=chosen))
    ours = time.perf_counter() - begun
    begun = time.perf_counter()
    counts = sql.counts(chosen)
    total, scores = sql.best(viewer, chosen)
    theirs = time.perf_counter() - begun
    assert found.total == total, (found.total, total, chosen)
    for facet, expected in counts.items():
        held = {value: count for value, count in found.counts[facet].items() if count}
        assert held == expected, (facet, chosen)
    best = index.score(viewer, [hit.id for hit in found.hits])
    assert {hit.id: hit.score for hit in found.hits} == {hit.id: hit.score for hit in best.values()}
    if scores:
        # The page's order also weighs coverage and load, so its scores never exceed the best by score alone.
        assert max(hit.score or 0 for hit in found.hits) <= round(scores[0] + 0.5)
    return ours * 1000, theirs * 1000


def check_scores(index: CommunityIndex, sql: Sql, made: Community, viewer: Viewer) -> None:
    """The best score in the whole community is the same number on both sides."""
    scored = index.score(viewer, [member.id for member in made.members])
    _, scores = sql.best(viewer, {})
    ours = sorted((hit.score or 0 for hit in scored.values()), reverse=True)[: len(scores)]
    assert ours == [int(round(score, 6) + 0.5) for score in scores]


def measure(size: int, searches: int) -> dict[str, float]:
    rng = random.Random(size)
    made = community(size, rng)
    index = CommunityIndex()
    begun = time.perf_counter()
    index.rebuild(made.members)
    built = time.perf_counter() - begun
    sql = Sql(made.members)
    check_scores(index, sql, made, viewer_of(made, rng))
    times = [compare(index, sql, viewer_of(made, rng), search_of(made, rng, number % 4)) for number in range(searches)]
    updates = []
    for member in rng.sample(made.members, 100):
        begun = time.perf_counter()
        index.update([member])
        updates.append((time.perf_counter() - begun) * 1000)
    ours, theirs = zip(*times[2:], strict=True)
    return {
        "members": size,
        "searches": len(ours),
        "build_seconds": round(built, 2),
        "update_p50_ms": round(percentile(updates, 0.5), 3),
        "index_p50_ms": round(percentile(ours, 0.5), 2),
        "index_p95_ms": round(percentile(ours, 0.95), 2),
        "sqlite_p50_ms": round(percentile(theirs, 0.5), 2),
        "sqlite_p95_ms": round(percentile(theirs, 0.95), 2),
    }


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--members", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--searches", type=int, default=24)
    asked = parser.parse_args()
    results = [measure(size, asked.searches) for size in asked.members]
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps({"benchmark": "explore", "results": results}, indent=2) + "\n")
    for each in results:
        print(json.dumps(each))
    for each in results:
        for part in ("p50", "p95"):
            ours, floor = each[f"index_{part}_ms"], each[f"sqlite_{part}_ms"]
            print(f"RATIO explore-{each['members']}-{part} {ours} {floor} {ours / floor:.3f}")


if __name__ == "__main__":
    main()
