"""A whole house to break into: the real application in a process of its own, its people, and raw sockets.

Ada mentors Ben; Eve was Ada's mentee, and asks again; Cy is a stranger; Dee coordinates; Flo is suspended. Every
private text carries a canary that says who may read it.
"""

import asyncio
import contextlib
import json
import os
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

import aiohttp
from sqlmodel import Session, SQLModel

from alembic import command
from mentor_app.clock import now
from mentor_app.db import make_engine
from mentor_app.models import (
    ActionItem,
    AgendaItem,
    Block,
    CalendarAccount,
    Clause,
    Concern,
    ContactOffer,
    Conversation,
    Correspondent,
    Enrolment,
    Goal,
    Identity,
    Letter,
    Meeting,
    MeetingCopy,
    Member,
    MentoringRequest,
    Mentorship,
    Message,
    MinutesSection,
    Note,
    Notification,
    OddDay,
    Offer,
    Profile,
    Programme,
    Pulse,
    Question,
    RankedChoice,
    Referral,
    RemoteCalendar,
    Reply,
    RequestLink,
    RequestQuestion,
    Resource,
    Revision,
    SharedFile,
    SignIn,
    Skill,
    TimeEntry,
    TimeProposal,
    TimeSlot,
)
from mentor_app.routes.health import alembic_config
from mentor_app.security.credentials import hash_token, make_token
from mentor_app.services.agreement_text import digest_of

INSIDE = "/--inside"
ROOT = Path(__file__).parents[1]
PEOPLE = ("ada", "ben", "cy", "dee", "eve", "flo")
CANARIES = {
    "canary-pair": {"ada", "ben"},
    "canary-past": {"ada", "eve"},
    "canary-request": {"ada", "eve"},
    "canary-concern": {"ben", "dee"},
    "canary-desk": {"dee"},
    "canary-pulse": {"ben", "dee"},
    "canary-uncertain": {"ada", "eve", "dee"},
    "canary-contact-ada": {"ada"},
    "canary-asked": {"ben", "eve"},
    "canary-offered": {"dee", "eve"},
    "canary-declined": {"ben", "dee"},
    "canary-private-ada": {"ada"},
    "canary-private-ben": {"ben"},
    **{f"canary-own-{who}": {who} for who in PEOPLE},
}
"""Each canary, and who may read it."""

Snapshot = dict[tuple[str, tuple[Any, ...]], dict[str, Any]]


@dataclass
class World:
    """Ids of everything that can be asked for."""

    cookies: dict[str, str] = field(default_factory=dict[str, str])
    members: dict[str, str] = field(default_factory=dict[str, str])
    sign_ins: dict[str, str] = field(default_factory=dict[str, str])
    things: dict[str, str] = field(default_factory=dict[str, str])


@dataclass
class House:
    """The running application."""

    port: int
    path: Path
    world: World
    log: Path

    @property
    def origin(self) -> str:
        """The origin of its own pages."""
        return f"http://localhost:{self.port}"

    def inside(self) -> dict[str, Any]:
        """A look into the process."""
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{INSIDE}") as answer:
            return json.load(answer)

    def pass_days(self, days: int) -> None:
        """Move the clock of the process ahead."""
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{INSIDE}?pass_days={days}") as answer:
            answer.read()

    @cached_property
    def handlers(self) -> list[str]:
        """The full names of all handlers."""
        return [*self.inside()["handlers"]]

    def named(self, short: str) -> str:
        """The full name of a handler such as `agenda_state.add`."""
        found = [name for name in self.handlers if short_name(name) == short]
        assert len(found) == 1, (short, found)
        return found[0]

    def snapshot(self) -> Snapshot:
        """Every row of every table of ours."""
        with contextlib.closing(sqlite3.connect(self.path)) as connection:
            connection.row_factory = sqlite3.Row
            return {
                (table.name, tuple(row[key.name] for key in table.primary_key)): dict(row)
                for table in SQLModel.metadata.sorted_tables
                for row in connection.execute(f'SELECT * FROM "{table.name}"')
            }

    def rest(self, *queues: str) -> None:
        """Wait until what was set going by itself has been done, so that it does not happen later on.

        Args:
            queues: of which jobs; by default those of requests.
        """
        named = queues or ("requests",)
        marks = ", ".join("?" * len(named))
        waiting = (
            f"SELECT count(*) FROM workflow_status WHERE queue_name IN ({marks}) AND status IN ('ENQUEUED', 'PENDING')"
        )
        deadline = time.monotonic() + 30
        with contextlib.closing(sqlite3.connect(self.path, timeout=10)) as connection:
            while connection.execute(waiting, named).fetchone() != (0,):
                assert time.monotonic() < deadline, "a job has not ended"
                time.sleep(0.1)

    def restore(self, wanted: Snapshot) -> None:
        """Put every row back as it was."""
        keys = {table.name: [key.name for key in table.primary_key] for table in SQLModel.metadata.sorted_tables}
        with contextlib.closing(sqlite3.connect(self.path, timeout=10)) as connection, connection:
            changed = changed_rows(wanted, self.snapshot())
            # All go before any come back: what is new may stand where only one may stand.
            for table, values in changed:
                where = " AND ".join(f'"{key}" = ?' for key in keys[table])
                connection.execute(f'DELETE FROM "{table}" WHERE {where}', values)
            for table, values in changed:
                if (table, values) in wanted:
                    row = wanted[table, values]
                    columns, marks = ", ".join(f'"{name}"' for name in row), ", ".join("?" * len(row))
                    connection.execute(f'INSERT INTO "{table}" ({columns}) VALUES ({marks})', [*row.values()])


def short_name(name: str) -> str:
    """The state and the handler: `agenda_state.add`."""
    return name.rpartition("____")[2]


def changed_rows(before: Snapshot, after: Snapshot) -> Snapshot:
    """The rows that are new, gone or different, as they are after, or were before when they are gone."""
    keys = {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}
    return {key: after.get(key) or before[key] for key in keys}


class Browser:
    """One tab, with nothing of a browser's manners: it sends what it is told and keeps every frame."""

    def __init__(self, house: House, wire: aiohttp.ClientWebSocketResponse) -> None:
        self.house, self._wire = house, wire
        self.frames: list[str] = []
        self.state: dict[str, dict[str, Any]] = {}
        self.events: list[dict[str, Any]] = []
        self.arrived = asyncio.Event()
        self.path = "/"
        self.client_token = ""
        self._dismissed = 0
        self._reader = asyncio.create_task(self._read())

    @property
    def closed(self) -> bool:
        """Whether the server hung up."""
        return self._wire.closed or self._reader.done()

    async def _read(self) -> None:
        async for message in self._wire:
            text = str(message.data)
            if text == "2":
                await self._wire.send_str("3")
                continue
            self.frames.append(text)
            if text.startswith("41"):
                break
            if text.startswith("42/_event,"):
                self._take(json.loads(text.partition(",")[2]))
            self.arrived.set()
        self.arrived.set()

    def _take(self, frame: list[Any]) -> None:
        if frame[0] != "event":
            return
        update = json.loads(frame[1]) if isinstance(frame[1], str) else frame[1]
        changed = [*map(short_name, update.get("delta") or ())]
        if "notice_state" in changed and "owner_state" not in changed:
            self._dismissed += '"tone":""' in self.frames[-1]
        for state, variables in (update.get("delta") or {}).items():
            self.state.setdefault(short_name(state), {}).update(
                {name.removesuffix("_rx_state_"): value for name, value in variables.items()}
            )
        self.events.extend(update.get("events") or [])

    async def raw(self, text: str) -> None:
        """Send anything at all."""
        with contextlib.suppress(ConnectionError, aiohttp.ClientError):
            await self._wire.send_str(text)

    async def send(self, name: str, payload: object = None, **more: object) -> None:
        """Send an event by its full name, from the page this tab is on."""
        path, _, query = self.path.partition("?")
        parameters = dict(part.split("=", 1) for part in query.split("&") if "=" in part)
        router = {"pathname": path, "asPath": self.path, "query": parameters}
        event = {"name": name, "router_data": router, "payload": {} if payload is None else payload, **more}
        await self.raw("42/_event," + json.dumps(["event", event]))

    async def call(self, short: str, **payload: object) -> None:
        """Call a handler as our own page would."""
        await self.send(self.house.named(short), payload)

    async def open(self, path: str) -> None:
        """Open a page."""
        self.path = path
        await self.send("reflex___state____state.hydrate_and_load")

    async def settle(self, dismiss: str) -> None:
        """Wait until everything sent before, and what it led to, has been answered."""
        for _ in range(2):
            so_far = self._dismissed
            await self.send(dismiss)
            await self.until(lambda so_far=so_far: self._dismissed > so_far)

    @property
    def notice(self) -> dict[str, Any]:
        """The notice on screen."""
        return self.state.get("notice_state", {}).get("notice", {})

    async def until(self, condition: Callable[[], object], seconds: float = 8) -> None:
        """Wait until a condition holds."""
        deadline = time.monotonic() + seconds
        while not condition():
            left = deadline - time.monotonic()
            assert left > 0, f"did not come true; the last frames: {[frame[:300] for frame in self.frames[-4:]]}"
            assert not self.closed, (
                f"the server hung up; the last frames: {[frame[:300] for frame in self.frames[-4:]]}"
            )
            self.arrived.clear()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self.arrived.wait(), min(left, 0.2))

    def reads(self, text: str) -> bool:
        """Whether a text has ever reached this tab."""
        return any(text in frame for frame in self.frames)

    async def leave(self) -> None:
        """Close the tab."""
        self._reader.cancel()
        await self._wire.close()


class Turned(Exception):
    """The server did not let a socket in."""


@contextlib.asynccontextmanager
async def browser(
    house: House,
    who: str | None = None,
    token: str | None = None,
    origins: tuple[str, ...] | None = None,
    auth: str = "",
) -> AsyncIterator[Browser]:
    """A tab of somebody's, connected.

    Args:
        who: whose cookie it sends; None for none.
        token: the client token it presents; by default one of its own.
        origins: the Origin headers it sends; by default our own.
        auth: what stands in its CONNECT packet.

    Raises:
        Turned: when the socket is refused.
    """
    headers: list[tuple[str, str]] = [("Origin", origin) for origin in (origins or ())]
    if origins is None:
        headers = [("Origin", house.origin)]
    if who is not None:
        headers.append(("Cookie", house.world.cookies[who]))
    mine = make_token() if token is None else token
    address = f"http://127.0.0.1:{house.port}/_event/?EIO=4&transport=websocket&token={mine}"
    async with aiohttp.ClientSession() as client:
        try:
            wire = await client.ws_connect(address, headers=headers, max_msg_size=0)
            await asyncio.wait_for(wire.receive_str(), 5)
            await wire.send_str(f"40/_event,{auth}")
            answer = "42"
            while answer.startswith("42"):
                answer = await asyncio.wait_for(wire.receive_str(), 5)
        except (aiohttp.ClientError, TypeError) as refused:
            raise Turned from refused
        if not answer.startswith("40/_event,"):
            raise Turned(answer)
        tab = Browser(house, wire)
        tab.client_token = mine
        try:
            yield tab
        finally:
            await tab.leave()


@contextlib.contextmanager
def open_house(folder: Path, factory: str = "tests.planted:app", **setting: str) -> Iterator[House]:
    """Serve a populated database for the length of a `with` block."""
    path = folder / "mentor.db"
    command.upgrade(alembic_config(f"sqlite:///{path}"), "head")
    world = populate(path)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("MENTOR_")} | {
        "MENTOR_DATA_DIR": str(folder),
        "MENTOR_PUBLIC_URL": f"http://localhost:{port}",
        "__REFLEX_SKIP_COMPILE": "true",
        "REFLEX_ENV_MODE": "prod",
        "REFLEX_TELEMETRY_ENABLED": "false",
        "REFLEX_SOCKET_MAX_HTTP_BUFFER_SIZE": "200000",
        **setting,
    }
    arguments = ["--interface", "asgi", "--factory", "--ws", "--port", str(port), "--workers", "1", factory]
    log = folder / "served.log"
    with log.open("w") as stream:
        process = subprocess.Popen(
            [sys.executable, "-m", "granian", *arguments], cwd=ROOT, env=environment, stdout=stream, stderr=stream
        )
    try:
        _wait_for(port, process, log)
        yield House(port, path, world, log)
    finally:
        process.terminate()
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait_for(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        assert process.poll() is None, log.read_text()[-3000:]
        with contextlib.suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{port}/livez", timeout=1):
            return
        time.sleep(0.1)
    raise TimeoutError(log.read_text()[-3000:])


def populate(path: Path) -> World:
    """Write the people and what is private between them."""
    world = World()
    made = make_engine(f"sqlite:///{path}")
    with Session(made) as session:
        programme = Programme(slug="alumni", name="Alumni mentoring", allows_interest=True)
        session.add_all([programme, Skill(key="sql", name="SQL"), Skill(key="chess", name="Chess")])
        session.flush()
        for name in PEOPLE:
            _add_person(session, world, name, programme.id)
        session.flush()
        world.things["programme"] = programme.id
        _add_pair(session, world, "pair", "ben", programme.id, "active")
        _add_pair(session, world, "past", "eve", programme.id, "ended")
        _add_agreement(session, world, "pair", "ben", "canary-pair", "canary-pair")
        _add_agreement(session, world, "past", "eve", "canary-past", "canary-past")
        _add_held_meeting(session, world, "past", "eve")
        _add_mentorship(session, world, "amending pair", "dee", programme.id, "active")
        _add_agreement(session, world, "amending pair", "dee", "By whom", "By whom else")
        amending = world.things["amending pair"]
        offer = ContactOffer(
            mentorship_id=amending, member_id=world.members["ada"], shows_email=True, other="canary-contact-ada"
        )
        session.add(offer)
        request = MentoringRequest(
            programme_id=programme.id,
            sender_id=world.members["eve"],
            recipient_id=world.members["ada"],
            message="canary-request, in a message of some length for its reader",
            hope="canary-request",
            goals=["canary-request"],
            expires_at=now() + timedelta(days=7),
        )
        session.add(request)
        world.things["request"] = request.id
        asked = MentoringRequest(
            programme_id=programme.id,
            sender_id=world.members["eve"],
            recipient_id=world.members["ben"],
            message="canary-asked, in a message of some length for its reader, who has a question",
            hope="canary-asked",
            turn="sender",
            turn_since=now(),
            expires_at=now() + timedelta(days=7),
        )
        session.add(asked)
        session.flush()
        question = RequestQuestion(request_id=asked.id, asker_id=world.members["ben"], text="canary-asked?")
        session.add(question)
        offered = MentoringRequest(
            programme_id=programme.id,
            sender_id=world.members["eve"],
            recipient_id=world.members["dee"],
            message="canary-offered, in a message of some length for its reader, who offers less",
            status="flash_offered",
            offer_note="canary-offered",
            expires_at=now() + timedelta(days=7),
        )
        session.add(offered)
        declined = MentoringRequest(
            programme_id=programme.id,
            sender_id=world.members["ben"],
            recipient_id=world.members["dee"],
            message="canary-declined, in a message of some length for its reader, who has no time",
            status="declined",
            decline_reason="other",
            decline_note="canary-declined",
            answered_at=now(),
            expires_at=now() + timedelta(days=7),
        )
        session.add(declined)
        world.things["declined request"] = declined.id
        world.things["offered request"] = offered.id
        referral = Referral(request_id=asked.id, colleague_id=world.members["dee"], words="canary-own-dee is asked")
        session.add(referral)
        world.things["referral"] = referral.id
        choice = RankedChoice(
            mentee_id=world.members["eve"],
            mentor_id=world.members["cy"],
            message="canary-own-eve, kept for later in a line of her own",
        )
        session.add(choice)
        world.things["choice"] = choice.id
        world.things["question"] = question.id
        _add_times(session, world, "request", request, request.sender_id, "canary-request")
        _add_times(session, world, "asked", asked, asked.recipient_id, "canary-asked")
        _add_link(session, world, "answer", "ada", request.id)
        for purpose, about in (("reply", asked), ("choose", asked), ("offer", offered)):
            _add_link(session, world, purpose, "eve", about.id)
        _add_link(session, world, "agree", "dee", asked.id)
        _add_conversation(session, world, "ada", "ben")
        _add_grievances(session, world, programme.id)
        _add_pulse(session, world)
        failed = Letter(
            member_id=world.members["ada"],
            address="canary-own-ada@example.org",
            kind="request_received",
            params={"partner": "canary-own-ada", "message": "canary-own-ada"},
            secret="canary-own-ada",
            status="failed",
            attempts=10,
            last_error="550 no such person <canary-own-ada@example.org>",
        )
        session.add(failed)
        world.things["failed letter"] = failed.id
        _add_calendar(session, world, "ben")
        session.commit()
    made.dispose()
    return world


def _add_calendar(session: Session, world: World, who: str) -> None:
    """A calendar at a server that is nowhere, and a meeting that its owner removed there."""
    owner = world.members[who]
    account = CalendarAccount(
        member_id=owner,
        address=f"https://canary-own-{who}.invalid/",
        status="connected",
        is_stopped=True,
        trouble="many_gone",
    )
    asking = CalendarAccount(
        member_id=owner,
        address=f"https://canary-own-{who}.invalid/asking",
        status="refused",
        trouble="needs_consent",
        trouble_host="elsewhere.invalid",
    )
    session.add_all([account, asking])
    session.flush()
    calendar = RemoteCalendar(
        account_id=account.id, member_id=owner, href="/c/", name=f"canary-own-{who}", reads_busy=True
    )
    session.add(calendar)
    session.flush()
    copy = MeetingCopy(
        meeting_id=world.things["ahead of pair"],
        member_id=owner,
        calendar_id=calendar.id,
        status="gone",
        question="gone",
    )
    odd = OddDay(member_id=owner, number=1, first_day=now().date(), last_day=now().date() + timedelta(days=30))
    session.add_all([copy, odd])
    world.things["odd day"] = odd.id
    world.things |= {"account": account.id, "asking account": asking.id, "calendar": calendar.id, "copy": copy.id}


def _add_times(session: Session, world: World, which: str, request: MentoringRequest, author: str, canary: str) -> None:
    """A time that suits one of the two people of a request."""
    two = {"mentor_id": request.recipient_id, "mentee_id": request.sender_id, "proposer_id": author}
    meeting = Meeting(request_id=request.id, changed_at=now(), place=canary, **two)
    session.add(meeting)
    session.flush()
    proposal = TimeProposal(meeting_id=meeting.id, number=1, author_id=author, words=canary)
    session.add(proposal)
    session.flush()
    slot = TimeSlot(proposal_id=proposal.id, starts_at=now() + timedelta(days=6))
    session.add(slot)
    world.things[f"slot of {which}"] = slot.id


def _add_person(session: Session, world: World, name: str, programme: str) -> None:
    member = Member(email=f"canary-own-{name}@example.org", name=name.title(), verified_at=now(), password_hash="-")
    member.suspended_at = now() if name == "flo" else None
    session.add(member)
    session.flush()
    token = make_token()
    entered = SignIn(
        member_id=member.id,
        token_hash=hash_token(token),
        last_seen_at=now() + timedelta(hours=1),  # however long a run takes, none is noted as seen anew
        expires_at=now() + timedelta(days=1),
        device=f"canary-own-{name}",
    )
    identity = Identity(member_id=member.id, issuer="https://idp.example.org", subject=name)
    notice = Notification(
        member_id=member.id, kind="request.received", link="/inbox", params={"name": f"canary-own-{name}"}
    )
    private = dict.fromkeys(["biography", "successes"], "me")
    profile = Profile(
        member_id=member.id,
        updated_at=now(),
        biography=f"canary-own-{name}",
        successes=f"canary-own-{name}",
        audiences=private,
        offers_mentoring=True,
        capacity=3,
    )
    enrolment = Enrolment(programme_id=programme, member_id=member.id, is_coordinator=name == "dee")
    offer = Offer(member_id=member.id, skill_key="sql")
    session.add_all([entered, identity, notice, profile, enrolment, offer])
    world.members[name], world.sign_ins[name], world.cookies[name] = member.id, entered.id, f"mentor={token}"
    world.things |= {f"identity of {name}": identity.id, f"notice of {name}": notice.id}


def _add_link(session: Session, world: World, purpose: str, who: str, request_id: str) -> None:
    """A letter's link, as its reader has it."""
    token = make_token()
    session.flush()
    session.add(
        RequestLink(member_id=world.members[who], request_id=request_id, purpose=purpose, token_hash=hash_token(token))
    )
    world.things[f"letter to {purpose}"] = token


def _add_conversation(session: Session, world: World, *names: str) -> None:
    """Each has written once, and has not read the other's."""
    ids = [world.members[name] for name in names]
    talk = Conversation(first_id=min(ids), second_id=max(ids), last_number=2, last_at=now())
    session.add(talk)
    session.flush()
    said = [
        Message(conversation_id=talk.id, number=place, sender_id=member, words="canary-pair")
        for place, member in enumerate(ids, start=1)
    ]
    session.add_all([*said, *(Correspondent(conversation_id=talk.id, member_id=member) for member in ids)])
    world.things |= {"conversation": talk.id, f"message of {names[0]}": said[0].id}


def _add_grievances(session: Session, world: World, programme: str) -> None:
    """Ben and Eve have put their talk away, Eve knows Flo, Cy has blocked Flo, and Ben has told Dee about Ada."""
    ids = sorted(world.members[name] for name in ("ben", "eve"))
    talk = Conversation(first_id=ids[0], second_id=ids[1], last_number=1, last_at=now())
    known = sorted(world.members[name] for name in ("eve", "flo"))
    other = Conversation(first_id=known[0], second_id=known[1], last_number=1, last_at=now())
    session.add_all([talk, other])
    session.flush()
    session.add_all(
        Correspondent(conversation_id=talk.id, member_id=each, read_number=1, archived_at=now()) for each in ids
    )
    session.add_all(Correspondent(conversation_id=other.id, member_id=each, read_number=1) for each in known)
    session.add_all(
        Message(conversation_id=each.id, number=1, sender_id=world.members["eve"], words="Hello")
        for each in (talk, other)
    )
    session.add(Block(member_id=world.members["cy"], target_id=world.members["flo"]))
    raised = [
        Concern(
            programme_id=programme,
            reporter_id=world.members["ben"],
            member_id=world.members["ada"],
            about="mentorship",
            about_id=world.things["pair"],
            kind="other",
            words="canary-concern",
            status=status,
            note="canary-desk",
        )
        for status in ("open", "looking")
    ]
    session.add_all(raised)
    world.things |= {"put away": talk.id, "new concern": raised[0].id, "concern": raised[1].id}


def _add_pulse(session: Session, world: World) -> None:
    """Two meetings of Ada and Ben that were held: of one Ben has said how it was, of the other nobody."""
    two = {"mentor_id": world.members["ada"], "mentee_id": world.members["ben"], "proposer_id": world.members["ben"]}
    told, asked = (
        Meeting(
            mentorship_id=world.things["pair"],
            status="held",
            starts_at=now() - timedelta(days=days),
            settled_at=now(),
            changed_at=now(),
            reminded=4,
            **two,
        )
        for days in (9, 2)
    )
    session.add_all([told, asked])
    session.flush()
    pulse = Pulse(
        mentorship_id=world.things["pair"],
        meeting_id=told.id,
        author_id=world.members["ben"],
        rating=2,
        fit="not",
        note="canary-pulse",
    )
    session.add(pulse)
    world.things |= {"pulse": pulse.id, "asked after of pair": asked.id}


def _add_mentorship(session: Session, world: World, which: str, mentee: str, programme: str, status: str) -> Mentorship:
    members = world.members
    pair = Mentorship(programme_id=programme, mentor_id=members["ada"], mentee_id=members[mentee], status=status)
    pair.ended_at = now() if status == "ended" else None
    session.add(pair)
    session.flush()
    world.things[which] = pair.id
    return pair


def _add_tabs(session: Session, world: World, pair: Mentorship, which: str, canary: str) -> None:
    """A private note of each, and of everything else one; all of it by Ada."""
    ada, mentee = pair.mentor_id, pair.mentee_id
    session.flush()
    if which == "pair":
        for name, author in (("ada", ada), ("ben", mentee)):
            note = Note(
                mentorship_id=pair.id,
                author_id=author,
                is_private=True,
                text=f"canary-private-{name}",
                edited_at=now(),
            )
            session.add(note)
            world.things[f"note of {name}"] = note.id
    shared = Note(mentorship_id=pair.id, author_id=ada, is_private=False, text=canary, edited_at=now())
    question = Question(mentorship_id=pair.id, asker_id=ada, text=canary, last_at=now(), unread_by=mentee)
    action = ActionItem(mentorship_id=pair.id, author_id=ada, owner_id=ada, title=canary)
    resource = Resource(mentorship_id=pair.id, author_id=ada, title=canary, note=canary)
    file = SharedFile(
        owner_id=ada, name=f"{canary}.pdf", media_type="application/pdf", size=1, place="mentorship", place_id=pair.id
    )
    rows = {"shared note": shared, "asked": question, "action": action, "resource": resource, "file": file}
    session.add_all(rows.values())
    session.flush()
    session.add(Reply(question_id=question.id, author_id=ada, text=canary))
    world.things |= {f"{kind} of {which}": row.id for kind, row in rows.items()}


def _add_agreement(session: Session, world: World, which: str, author: str, sent: str, written: str) -> None:
    """A text that waits for Ada's approval, and what has been written since."""
    pair, member = world.things[which], world.members[author]
    clause = Clause(mentorship_id=pair, point="period", words=written, version=2, edited_by=member, edited_from=2)
    words = {"period": sent}
    waiting = Revision(mentorship_id=pair, number=1, author_id=member, words=words, digest=digest_of(words), note=sent)
    session.add_all([clause, waiting])
    world.things |= {f"text of {which}": waiting.id}


def _add_held_meeting(session: Session, world: World, which: str, mentee: str) -> None:
    pair, members = world.things[which], world.members
    people = {"mentor_id": members["ada"], "mentee_id": members[mentee], "proposer_id": members[mentee]}
    held = Meeting(mentorship_id=pair, status="held", starts_at=now(), changed_at=now(), **people)
    session.add(held)
    session.flush()
    session.add(TimeEntry(mentorship_id=pair, meeting_id=held.id, on_day=now().date(), minutes=30))


def _add_pair(session: Session, world: World, which: str, mentee: str, programme: str, status: str) -> None:
    ada = world.members["ada"]
    pair = _add_mentorship(session, world, which, mentee, programme, status)
    canary = f"canary-{which}"
    first, second = (
        AgendaItem(mentorship_id=pair.id, author_id=ada, title=f"{canary} {place}", note=canary, position=place)
        for place in range(2)
    )
    goals = [
        Goal(mentorship_id=pair.id, author_id=ada, title=f"{canary} {place}", measure=canary, position=place)
        for place in range(2)
    ]
    session.add_all([first, second, *goals])
    _add_tabs(session, world, pair, which, canary)
    world.things |= {f"item of {which}": first.id, f"goal of {which}": goals[0].id}
    _add_meetings(session, world, which, pair)


def _add_meetings(session: Session, world: World, which: str, pair: Mentorship) -> None:
    """One that is ahead, one that is over, one that the mentor may settle; with minutes, and time by the mentor."""
    canary, two = f"canary-{which}", {"mentor_id": pair.mentor_id, "mentee_id": pair.mentee_id}
    ahead, over, waiting = (
        Meeting(
            mentorship_id=pair.id,
            changed_at=now(),
            place=canary,
            cancel_words=canary,
            status=status,
            starts_at=starts_at,
            proposer_id=pair.mentee_id,
            reminded=3,
            **two,
        )
        for status, starts_at in (
            ("confirmed", now() + timedelta(days=3)),
            ("confirmed", now() - timedelta(days=1)),
            ("proposed", None),
        )
    )
    session.add_all([ahead, over, waiting])
    session.flush()
    proposal = TimeProposal(meeting_id=waiting.id, number=1, author_id=pair.mentee_id, words=canary)
    session.add(proposal)
    session.flush()
    slot = TimeSlot(proposal_id=proposal.id, starts_at=now() + timedelta(days=5))
    minutes = MinutesSection(meeting_id=ahead.id, section="topics", words=canary, changed_at=now())
    entry = TimeEntry(mentorship_id=pair.id, member_id=pair.mentor_id, on_day=now().date(), minutes=15, words=canary)
    session.add_all([slot, minutes, entry])
    meetings = {"ahead": ahead, "over": over, "waiting": waiting, "slot": slot, "entry": entry}
    world.things |= {f"{name} of {which}": thing.id for name, thing in meetings.items()}
