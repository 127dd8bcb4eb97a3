"""Every handler of the running application, called by everyone, with what is plausible and with what is not.

The handlers are those the application itself has registered: one that is added tomorrow is asked tomorrow.
"""

import asyncio
import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from mentor_app.clock import now
from mentor_app.services.agreement_text import digest_of
from mentor_app.services.availability import WEEKDAYS
from tests.house import CANARIES, PEOPLE, Browser, House, Snapshot, browser, changed_rows, open_house, short_name

ROLES = {
    "anonymous": None,
    "suspended": "flo",
    "stranger": "cy",
    "coordinator": "dee",
    "mentor": "ada",
    "mentee": "ben",
    "former mentee": "eve",
}
MEMBERS = frozenset({"ada", "ben", "cy", "dee", "eve"})
NOBODY: frozenset[str] = frozenset()
PAIR = frozenset({"ada", "ben"})
PAST = frozenset({"ada", "eve"})
TELLS_OTHERS = frozenset({"letter", "notification", "requestlink", "skill"})
"""Tables in which one's own act may leave rows that name somebody else, or nobody."""


@dataclass(frozen=True)
class Right:
    """A plausible call of a handler, and who may make it.

    Args:
        page: the page it is made from.
        payload: what our own page would send.
        actors: who may.
        leaves_rows: whether it then changes the database.
    """

    page: str
    payload: dict[str, Any]
    actors: frozenset[str]
    leaves_rows: bool = True


def rights_of(house: House) -> dict[str, Right]:
    """Who may do what to which thing."""
    things = house.world.things
    pair, inbox = f"/mentorships/{things['pair']}", f"/inbox?request={things['request']}"
    talk = f"/inbox/conversations/{things['conversation']}"
    log = "/programme/alumni/delivery"
    item, goal = things["item of pair"], things["goal of pair"]
    week = dict.fromkeys(WEEKDAYS, "9-12") | {"notice": "24", "pause": "0", "most": "0"}
    own = {
        "session_state.read_all": ("/inbox", {}),
        "preferences_state.turn": ("/preferences", {"switch": "offers_flash", "on": True}),
        "preferences_state.choose_time": ("/preferences", {"minutes": "60"}),
        "preferences_state.choose_capacity": ("/preferences", {"places": "7"}),
        "profile_state.set_audience": ("/profile", {"part": "biography", "audience": "partners"}),
        "profile_state.set_tag": ("/profile", {"kind": "city", "on": True, "value": "Graz"}),
        "profile_state.add_city": ("/profile", {"form": {"city": "Linz"}}),
        "profile_state.add_skill": ("/profile", {"use": "offers", "form": {"skill": "Chess", "weight": "3"}}),
        "profile_state.weigh_skill": ("/profile", {"use": "offers", "name": "SQL", "weight": "4"}),
        "profile_state.drop_skill": ("/profile", {"use": "offers", "key": "sql"}),
        "channels_state.choose_hour": ("/settings", {"hour": "7"}),
        "channels_state.choose": ("/settings", {"occasion": "requests", "channel": "app"}),
        "feed_state.make": ("/calendar", {}),
        "availability_state.save": ("/calendar", {"form": week}),
        "availability_state.add": (
            "/calendar",
            {"form": {"first_day": f"{now() + timedelta(days=9):%Y-%m-%d}", "last_day": "", "hours": ""}},
        ),
        "connecting_state.connect": (
            "/calendar",
            {"form": {"address": "https://x.invalid", "user_name": "u", "password": "p"}},
        ),
        "connecting_state.subscribe": ("/calendar", {"form": {"feed": "https://x.invalid/a.ics"}}),
        "record_state.show_to": ("/record", {"audience": "members"}),
        "settings_state.choose_language": ("/settings", {"language": "fr"}),
        "settings_state.choose_time_zone": ("/settings", {"time_zone": "Europe/Vienna"}),
    }
    quiet = {
        "profile_state.edit": ("/profile", {"section": "about"}),
        "profile_state.close": ("/profile", {}),
        "settings_state.end_others": ("/settings", {}),
        "feed_state.end": ("/calendar", {}),
        "agenda_state.settle": (pair, {}),
        "goals_state.settle": (pair, {}),
        "minutes_state.settle": (pair, {}),
        "arranging_state.leave": (pair, {}),
        "blocking_state.leave": ("/inbox", {}),
        "concern_state.leave": ("/inbox", {}),
        "inbox_search_state.search": ("/inbox/search", {"text": "canary"}),
        "agreement_state.settle": (pair, {}),
        "finish_state.choose": (pair, {"reason": "circumstances"}),
    }
    agenda = {
        "add": {"form": {"title": "By whom"}},
        "suggest": {"title": "By whom"},
        "rename": {"item_id": item, "title": "By whom", "version": 1},
        "annotate": {"item_id": item, "note": "By whom", "version": 1},
        "allot": {"item_id": item, "minutes": "25"},
        "tick": {"item_id": item, "done": True},
        "move": {"item_id": item, "place": 1},
        "remove": {"item_id": item},
    }
    goals = {
        "add": {"form": {"title": "By whom", "measure": "", "due_on": ""}},
        "rename": {"goal_id": goal, "title": "By whom", "version": 1},
        "describe": {"goal_id": goal, "version": 1, "form": {"measure": "By whom", "due_on": "", "skill": ""}},
        "progress": {"goal_id": goal, "progress": 40},
        "move": {"goal_id": goal, "place": 1},
        "drop": {"goal_id": goal},
    }
    soon = f"{now() + timedelta(days=9):%Y-%m-%dT%H:%M}"
    meetings, time = f"{pair}/meetings", f"{pair}/time"
    ahead, over, waiting = ({"meeting_id": things[f"{name} of pair"]} for name in ("ahead", "over", "waiting"))
    arranging = {
        "propose": {
            "form": {"times": [soon], "minutes": "30", "format": "video", "place": "", "words": "By whom"}
            | {"repeats": "weekly", "occurrences": "2"},
        },
        "suggest": ahead | {"form": {"times": [soon], "words": ""}},
        "decline": waiting | {"form": {"words": ""}},
        "cancel": ahead | {"form": {"words": "By whom", "which": "later"}},
        "locate": ahead | {"form": {"format": "phone", "place": "By whom"}},
        "say": over | {"account": "held"},
    }
    minutes = {
        "write": ahead | {"section": "topics", "words": "By whom", "version": 1},
        "add": ahead | {"form": {"title": "By whom"}},
        "suggest": ahead | {"title": "By whom"},
        "carry_over": ahead,
    }
    account = {"account_id": things["account"]}
    calendar = account | {"calendar_id": things["calendar"]}
    mended = {"address": "https://y.invalid", "user_name": "u", "password": "p"}
    calendars = {
        "look_now": account,
        "agree": {"account_id": things["asking account"]},
        "confirm_removals": account,
        "disconnect": {"form": account | {"meetings": "remove"}},
        "write_to": calendar,
        "read_busy": calendar | {"on": False},
        "put_back": {"copy_id": things["copy"]},
        "cancel": {"copy_id": things["copy"]},
    }
    text, amending = things["text of pair"], f"/mentorships/{things['amending pair']}/agreement"
    sent, written = digest_of({"period": "canary-pair"}), digest_of({"period": "By whom else"})
    agreement = {
        "write": ({"point": "period", "words": "By whom", "version": 2}, PAIR),
        "start": ({"language": "de"}, PAIR),
        "tick": ({"point": "period", "talked_about": True}, PAIR),
        "approve": ({"revision_id": text, "digest": sent}, frozenset({"ada"})),
        "withdraw": ({"revision_id": text}, frozenset({"ben"})),
    }
    settled = {
        "turn_interest": {"on": False},
        "save_rules": {
            "form": {
                "open_request_limit": "4",
                "open_request_limit_was": "5",
                "first_reminder_days": "2",
                "first_reminder_days_was": "3",
                "second_reminder_days": "5",
                "second_reminder_days_was": "7",
                "request_days": "21",
                "request_days_was": "14",
            }
        },
        "save_places": {"form": {"suggested_capacity": "3", "suggested_capacity_was": "2"}},
        "save_questions": {
            "form": {f"question_{place}": "By whom?" * (place == 0) for place in range(5)}
            | {f"question_{place}_was": "" for place in range(5)}
        },
    }
    amendment = {"send": {"form": {"digest": written, "note": "By whom"}}, "set_aside": {"digest": written}}
    former, ending = f"/mentorships/{things['past']}/finish", {"reason": "circumstances", "farewell": "By whom"}
    looking_back = {"rating_together": "5", "rating_useful": "4", "rating_support": "3", "words": "By whom"}
    dee, others = house.world.members["dee"], MEMBERS - {"dee"}
    flo, past = house.world.members["flo"], frozenset({"eve"})
    desk, concern = "/programme/alumni/concerns?status=looking", {"concern_id": things["concern"]}
    ada, ben, eve = frozenset({"ada"}), frozenset({"ben"}), frozenset({"eve"})
    request = {"request_id": things["request"]}
    offered, choice = {"request_id": things["offered request"]}, {"choice_id": things["choice"]}
    referral = {"referral_id": things["referral"]}
    message = "I would like to ask you for an hour of your time, if you have it"
    return {
        **{name: Right(page, payload, MEMBERS) for name, (page, payload) in own.items()},
        **{name: Right(page, payload, MEMBERS, leaves_rows=False) for name, (page, payload) in quiet.items()},
        **{f"agenda_state.{verb}": Right(pair, payload, PAIR) for verb, payload in agenda.items()},
        **{f"goals_state.{verb}": Right(pair, payload, PAIR) for verb, payload in goals.items()},
        **{f"arranging_state.{verb}": Right(meetings, payload, PAIR) for verb, payload in arranging.items()},
        **{f"minutes_state.{verb}": Right(meetings, payload, PAIR) for verb, payload in minutes.items()},
        "connecting_state.change_sign_in": Right("/calendar", {"form": account | mended}, ben),
        **{f"calendars_state.{verb}": Right("/calendar", payload, ben) for verb, payload in calendars.items()},
        "arranging_state.confirm": Right(meetings, waiting | {"slot_id": things["slot of pair"]}, ada),
        "arranging_state.begin": Right(
            meetings,
            ahead | {"doing": "cancel", "place": "", "meeting_format": "video", "minutes": 30} | {"has_later": False},
            MEMBERS,
            leaves_rows=False,
        ),
        "meetings_state.write_at": Right(meetings, {"thing": item}, PAIR, leaves_rows=False),
        "time_state.write_at": Right(time, {"thing": item}, PAIR, leaves_rows=False),
        "time_state.log": Right(
            time, {"form": {"on_day": f"{now():%Y-%m-%d}", "minutes": "25", "words": "By whom"}}, PAIR
        ),
        "time_state.remove": Right(time, {"entry_id": things["entry of pair"]}, ada),
        **{
            f"agreement_state.{verb}": Right(f"{pair}/agreement", payload, actors)
            for verb, (payload, actors) in agreement.items()
        },
        **{
            f"agreement_state.{verb}": Right(amending, payload, frozenset({"ada", "dee"}))
            for verb, payload in amendment.items()
        },
        "finish_state.end": Right(f"{pair}/finish", {"form": ending}, PAIR),
        "finish_state.plan": Right(
            f"{pair}/finish", {"form": {"ends_on": f"{now() + timedelta(days=200):%Y-%m-%d}"}}, PAIR
        ),
        "finish_state.suggest": Right(f"{pair}/finish", {"title": "By whom"}, PAIR),
        "finish_state.look_back": Right(former, {"form": looking_back}, PAST),
        "finish_state.issue": Right(former, {}, PAST),
        "agreement_state.look": Right(f"{pair}/agreement", {"revision_id": text}, PAIR, leaves_rows=False),
        "agreement_state.write_at": Right(f"{pair}/agreement", {"thing": "clause-period"}, PAIR, leaves_rows=False),
        "overview_state.write_at": Right(pair, {"thing": item}, PAIR, leaves_rows=False),
        "conversation_state.send": Right(talk, {"form": {"words": "canary-pair again"}}, PAIR),
        "conversation_state.edit": Right(
            talk, {"form": {"message_id": things["message of ada"], "words": "canary-pair anew"}}, ada
        ),
        "conversation_state.see": Right(talk, {"up_to": 2}, PAIR),
        "conversation_state.write": Right(talk, {}, PAIR, leaves_rows=False),
        "conversation_state.show_earlier": Right(talk, {}, PAIR, leaves_rows=False),
        **tabs_of(things),
        **care_of(things),
        "archiving_state.put_away": Right(talk, {"conversation_id": things["conversation"]}, PAIR),
        "archiving_state.take_back": Right(talk, {"conversation_id": things["put away"]}, frozenset({"ben", "eve"})),
        "blocking_state.begin": Right("/inbox", {"member_id": flo}, past, leaves_rows=False),
        "blocking_state.block": Right("/inbox", {"member_id": flo}, past),
        "blocking_state.unblock": Right("/settings", {"member_id": flo}, frozenset({"cy"})),
        "concern_state.begin": Right(
            talk, {"about": "message", "about_id": things["message of ada"]}, frozenset({"ben"}), leaves_rows=False
        ),
        "concern_state.send": Right(
            talk,
            {
                "form": {
                    "about": "message",
                    "about_id": things["message of ada"],
                    "kind": "other",
                    "words": "canary-concern",
                }
            },
            frozenset({"ben"}),
        ),
        **{
            f"programme_settings_state.{verb}": Right("/programme/alumni/settings", payload, frozenset({"dee"}))
            for verb, payload in settled.items()
        },
        "concern_desk_state.take_up": Right(desk, {"concern_id": things["new concern"]}, frozenset({"dee"})),
        "concern_desk_state.close": Right(desk, concern, frozenset({"dee"})),
        "concern_desk_state.annotate": Right(
            desk, concern | {"note": "canary-desk again", "version": 1}, frozenset({"dee"})
        ),
        "inbox_state.see": Right(inbox, request, ada),
        "inbox_state.accept": Right(inbox, request, ada),
        "inbox_state.decline": Right(inbox, request | {"form": {"reason": "no_time", "note": ""}}, ada),
        "answering_state.ask": Right(inbox, request | {"form": {"question": "When would it suit you?"}}, ada),
        "answering_state.offer": Right(inbox, request | {"form": {"note": ""}}, ada),
        "answering_state.accept_offer": Right(inbox, offered, eve),
        "answering_state.decline_offer": Right(inbox, offered, eve),
        "answering_state.reply": Right(inbox, {"question_id": things["question"], "form": {"answer": "In May"}}, eve),
        "times_state.accept": Right(inbox, request | {"form": {"slot_id": things["slot of request"]}}, ada),
        "times_state.suggest": Right(inbox, request | {"form": {"times": [soon], "words": ""}}, ada | eve),
        "referring_state.search": Right(inbox, request | {"text": "Cy"}, ada, leaves_rows=False),
        "referring_state.refer": Right(
            inbox, request | {"form": {"colleague": house.world.members["cy"], "words": "Somebody who learns"}}, ada
        ),
        "referring_state.agree": Right("/inbox", referral, frozenset({"dee"})),
        "referring_state.refuse": Right("/inbox", referral, frozenset({"dee"})),
        "choices_state.move": Right(inbox, choice | {"place": 0}, eve),
        "choices_state.drop": Right(inbox, choice, eve),
        "choices_state.ask": Right(inbox, choice, eve),
        "choices_state.turn": Right(inbox, {"on": True}, MEMBERS),
        "inbox_state.withdraw": Right(inbox, request, eve),
        "session_state.open_notice": Right("/inbox", {"notification_id": things["notice of ada"]}, ada),
        "settings_state.end_sign_in": Right("/settings", {"sign_in_id": house.world.sign_ins["ada"]}, ada),
        "settings_state.disconnect": Right("/settings", {"identity_id": things["identity of ada"]}, ada),
        "asking_state.send": Right(
            f"/ask?to={dee}&kind=mentoring",
            {"form": {"message": message, "hope": "", "goals": []}},
            others,
        ),
        "free_times_state.look": Right(
            pair, {"member_id": dee, "minutes": "30", "scope": ""}, others, leaves_rows=False
        ),
        "availability_state.drop": Right("/calendar", {"odd_id": things["odd day"]}, ben),
        "reaching_state.interest": Right("/explore", {"member_id": dee}, others),
        **{
            f"{state}_state.mark": Right(page, {"member_id": dee, "mark": "favourite"}, others)
            for state, page in (("explore", "/explore"), ("matches", "/home"))
        },
        "explore_state.explain": Right("/explore", {"member_id": dee, "side": "mentee"}, others, leaves_rows=False),
        "delivery_state.send_again": Right(log, {"letter_id": things["failed letter"]}, frozenset({"dee"})),
        "delivery_state.send_all_again": Right(log, {}, frozenset({"dee"})),
        "notice_state.say": Right("/inbox", {"message": "planted words", "params": {}}, NOBODY),
        "notice_state.refuse": Right(
            "/inbox",
            {"tone": "done", "field": "", "message": "planted words", "params": {}, "mine": "", "theirs": ""},
            NOBODY,
        ),
    }


def care_of(things: dict[str, str]) -> dict[str, Right]:
    """What each of the two may do on any tab, without the other learning of it; and what staff do with it."""
    pair, dee = f"/mentorships/{things['pair']}", frozenset({"dee"})
    told = {"meeting_id": things["asked after of pair"], "rating": "2", "fit": "not", "note": "canary-pulse"}
    desk, former = "/programme/alumni/concerns", f"/mentorships/{things['past']}/finish"
    amending = f"/mentorships/{things['amending pair']}"
    return {
        "care_state.give": Right(pair, {"form": told}, PAIR),
        # Also of what has ended, so of their own former mentorship.
        "care_state.tell": Right(former, {"form": {"words": "canary-uncertain"}}, PAST),
        "care_state.write": Right(pair, {"form": {"words": "canary-pair, could we meet less often?"}}, PAIR),
        "contact_state.offer": Right(pair, {"form": {"email": "on", "phone": "", "other": ""}}, PAIR),
        "contact_state.take_back": Right(amending, {}, frozenset({"ada"})),
        "contact_state.begin": Right(pair, {}, MEMBERS, leaves_rows=False),
        "contact_state.leave": Right(pair, {}, MEMBERS, leaves_rows=False),
        "care_state.begin": Right(pair, {}, MEMBERS, leaves_rows=False),
        "care_state.leave": Right(pair, {}, MEMBERS, leaves_rows=False),
        "care_state.choose": Right(pair, {"opening": "pace"}, MEMBERS, leaves_rows=False),
        "concern_desk_state.put_off": Right(desk, {"pulse_id": things["pulse"]}, dee),
    }


def tabs_of(things: dict[str, str]) -> dict[str, Right]:
    """What the two may do on the tabs of their dashboard."""
    pair, ada, ben = f"/mentorships/{things['pair']}", frozenset({"ada"}), frozenset({"ben"})
    private, shared, question = things["note of ben"], things["shared note of pair"], things["asked of pair"]
    action, resource = {"action_id": things["action of pair"]}, {"resource_id": things["resource of pair"]}
    answer = {"question_id": question, "text": "canary-pair so"}
    plan = {"whose": "mentee", "due_on": "", "goal_id": ""}
    link = {"title": "Desk", "link": "https://example.org", "note": ""}
    return {
        "notes_state.add": Right(f"{pair}/notes", {"form": {"text": "canary-pair", "who": "both"}}, PAIR),
        "notes_state.save": Right(
            f"{pair}/notes", {"note_id": private, "text": "canary-private-ben more", "version": 1}, ben
        ),
        "notes_state.remove": Right(f"{pair}/notes", {"note_id": shared}, ada),
        "notes_state.look_back": Right(f"{pair}/notes", {"note_id": private}, ben, leaves_rows=False),
        "questions_state.ask": Right(f"{pair}/questions", {"form": {"text": "canary-pair?"}}, PAIR),
        "questions_state.answer": Right(f"{pair}/questions", {"form": answer}, PAIR),
        "questions_state.mark": Right(f"{pair}/questions", {"question_id": question, "answered": True}, PAIR),
        "questions_state.see": Right(f"{pair}/questions", {}, ben),
        "questions_state.turn_to": Right(f"{pair}/questions", {"question_id": question}, MEMBERS, leaves_rows=False),
        "shared_files_state.recommend": Right(f"{pair}/files", {"form": link}, ada),
        "shared_files_state.tick": Right(f"{pair}/files", resource | {"done": True}, ben),
        "shared_files_state.take_off": Right(f"{pair}/files", resource, ada),
        "files_state.remove": Right(f"{pair}/files", {"file_id": things["file of pair"]}, ada),
        "actions_state.add": Right(f"{pair}/goals", {"form": plan | {"title": "By whom", "meeting_id": ""}}, PAIR),
        "actions_state.rename": Right(f"{pair}/goals", action | {"title": "By whom", "version": 1}, PAIR),
        "actions_state.plan": Right(f"{pair}/goals", {"form": plan | action}, PAIR),
        "actions_state.tick": Right(f"{pair}/goals", action | {"done": True}, PAIR),
        "actions_state.remove": Right(f"{pair}/goals", action, PAIR),
        "actions_state.begin_plan": Right(f"{pair}/goals", action, MEMBERS, leaves_rows=False),
        "actions_state.begin_description": Right(f"{pair}/goals", {"goal_id": ""}, MEMBERS, leaves_rows=False),
        **{
            f"{state}_state.write_at": Right(f"{pair}/{tab}", {"thing": question}, PAIR, leaves_rows=False)
            for state, tab in (("notes", "notes"), ("questions", "questions"), ("actions", "goals"))
        },
        "shared_files_state.write_at": Right(f"{pair}/files", {"thing": question}, PAIR, leaves_rows=False),
    }


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The application, with room for very many questions."""
    with open_house(
        tmp_path_factory.mktemp("house"),
        MENTOR_SOCKET_EVENTS_PER_SECOND="100000",
        MENTOR_SOCKET_BURST="100000",
    ) as served:
        yield served


@pytest.fixture(scope="module")
def handlers(house: House) -> dict[str, Any]:
    """Every handler the application has registered."""
    return house.inside()["handlers"]


def ours(handlers: dict[str, Any]) -> dict[str, Any]:
    """The product's own handlers, without the planted ones and the framework's."""
    return {
        name: policy
        for name, policy in handlers.items()
        if ".mentor_app___" in name and not name.endswith(".setvar") and policy is not None
    }


def unguarded(handlers: dict[str, Any]) -> set[str]:
    """Handlers of ours, or planted, that nobody wrote a policy for."""
    written = {name for name in handlers if ".mentor_app___" in name or "planted" in name}
    return {short_name(name) for name in written if handlers[name] is None and not name.endswith(".setvar")}


def plausible(shape: dict[str, Any], root: dict[str, Any] | None = None) -> Any:
    """A value of a JSON schema."""
    root = root or shape
    if "$ref" in shape:
        return plausible(root["$defs"][shape["$ref"].rpartition("/")[2]], root)
    if "const" in shape or "enum" in shape:
        return shape.get("const", shape.get("enum", [None])[0])
    if "anyOf" in shape:
        return plausible(shape["anyOf"][0], root)
    if shape.get("type") == "object":
        return {name: plausible(inner, root) for name, inner in shape.get("properties", {}).items()}
    simple = {"integer": 1, "number": 1.0, "boolean": True, "array": [], "null": None}
    return simple.get(shape.get("type", ""), "1")


WRONG = [None, 5, 1.5, True, "x", [], ["x"], {"x": 1}, {"set": {"id": "1"}}, [[[[[[["deep"]]]]]]], 10**30, -1]


def malformed(payload: dict[str, Any]) -> list[Any]:
    """Payloads that no page of ours sends: each must be refused whoever sends it."""
    found: list[Any] = [{**payload, "extra": 1}, {**payload, "self": 1}, [], "payload", 7, None, [payload]]
    for name, value in payload.items():
        found.append({other: kept for other, kept in payload.items() if other != name})
        found += [{**payload, name: wrong} for wrong in WRONG if type(wrong) is not type(value)]
        found.append({**payload, name: json.loads('"\\ud800"')})
        found.append({**payload, name: float("nan")})
        if isinstance(value, dict):
            found += [{**payload, name: inner} for inner in malformed(value)]
        if isinstance(value, str):
            found.append({**payload, name: "x" * 70_000})
    return [wrong for wrong in found if wrong is not None or payload]


async def everything_refused(tab: Browser, handlers: dict[str, Any], rights: dict[str, Right], who: str | None) -> None:
    """Call each handler with all that this person must not get through with; the database stays as it was."""
    house, dismiss = tab.house, tab.house.named("notice_state.dismiss")
    before = house.snapshot()
    for name, policy in ours(handlers).items():
        right = rights.get(short_name(name))
        payload = right.payload if right else plausible(policy["shape"])
        await tab.open(right.page if right else "/inbox")
        for wrong in malformed(payload):
            await tab.send(name, wrong)
        if right is not None and who not in right.actors:
            await tab.send(name, payload)
            await tab.open(f"/mentorships/{house.world.things['past']}")
            if "mentorships" in right.page:
                await tab.send(name, payload)
        await tab.settle(dismiss)
        changed = changed_rows(before, house.snapshot())
        assert not changed, f"{name}, refused to {who}, changed {changed}"


def no_forbidden_canary(tab: Browser, who: str | None, canaries: Mapping[str, Collection[str]] = CANARIES) -> None:
    """Nothing private of anybody else has reached this person."""
    leaks = [canary for canary, readers in canaries.items() if who not in readers and tab.reads(canary)]
    assert not leaks, (who, leaks)


def test_every_handler_carries_a_policy(handlers: dict[str, Any]) -> None:
    planted = {"planted_state.unguarded", "planted_state.undecorated", "planted_state.set_role"}
    assert unguarded(handlers) == planted, "only what the test itself planted may be without"


def test_every_handler_that_names_a_thing_has_its_rights_written_down(house: House, handlers: dict[str, Any]) -> None:
    naming = {
        short_name(name)
        for name, policy in ours(handlers).items()
        if any(argument.endswith("_id") for argument in policy["shape"].get("properties", {}))
    }
    assert not naming - rights_of(house).keys(), "say in rights_of who may call these"
    assert not rights_of(house).keys() - {short_name(name) for name in ours(handlers)}, "these no longer exist"


@pytest.mark.parametrize("role", ROLES)
def test_nobody_gets_through_with_what_is_not_theirs(house: House, handlers: dict[str, Any], role: str) -> None:
    async def knock() -> None:
        who = ROLES[role]
        may = None if role == "suspended" else who
        async with browser(house, who) as tab:
            await everything_refused(tab, handlers, rights_of(house), may)
            no_forbidden_canary(tab, may)
            assert not tab.reads("planted words")

    asyncio.run(knock())


@pytest.mark.parametrize("role", ROLES)
def test_unguarded_and_framework_handlers_do_nothing(house: House, handlers: dict[str, Any], role: str) -> None:
    framework = set(house.inside()["framework"])
    outside = {name for name, policy in handlers.items() if policy is None} - framework
    assert any(name.endswith(".setvar") for name in outside)
    assert any(name.endswith(".unguarded") for name in outside)

    async def knock() -> None:
        before = house.snapshot()
        async with browser(house, ROLES[role]) as tab:
            await tab.open("/inbox")
            for name in outside:
                for payload in ({}, {"var_name": "role", "value": "admin"}, {"role": "admin"}, {"vars": {}}):
                    await tab.send(name, payload)
            await tab.settle(house.named("notice_state.dismiss"))
            assert tab.state["planted_state"]["role"] == "nobody"
        assert not changed_rows(before, house.snapshot())

    asyncio.run(knock())


@pytest.mark.parametrize("role", ROLES)
def test_malformed_framework_events_do_no_harm(house: House, role: str) -> None:
    async def knock() -> None:
        before = house.snapshot()
        async with browser(house, ROLES[role]) as tab:
            await tab.open("/inbox")
            for name in house.inside()["framework"]:
                for wrong in (
                    {"value": {"x": 1}},
                    {"vars": 5},
                    {"vars": {"x.y": 1}},
                    {"hashes": [{}]},
                    {"x": 1},
                    None,
                    5,
                ):
                    await tab.send(name, wrong)
            for route in (
                5,
                [],
                None,
                {"pathname": 5},
                {"query": "x"},
                {"pathname": "/inbox", "headers": {"cookie": "x"}},
            ):
                await tab.send("reflex___state____state.hydrate", {}, router_data=route)
            await tab.settle(house.named("notice_state.dismiss"))
            no_forbidden_canary(tab, None if role == "suspended" else ROLES[role])
        assert not changed_rows(before, house.snapshot())

    asyncio.run(knock())


async def hung_up(tab: Browser) -> None:
    """Whoever ends their own sign-in is shown the door."""
    for _attempt in range(100):
        if tab.closed:
            return
        await asyncio.sleep(0.05)
    pytest.fail("the socket of a sign-in that ended is still open")


def test_who_may_does(house: House) -> None:
    async def each(short: str, right: Right, who: str, before: Snapshot) -> None:
        async with browser(house, who) as tab:
            await tab.open(right.page)
            await tab.call(short, **right.payload)
            if short == "settings_state.end_sign_in":
                await hung_up(tab)
            else:
                await tab.settle(house.named("notice_state.dismiss"))
            await asyncio.sleep(0.05)
            no_forbidden_canary(tab, who)
        changed = changed_rows(before, house.snapshot())
        assert bool(changed) == right.leaves_rows, f"{short} by {who} changed {changed}"
        if len(right.actors) > len(PAIR):
            me = house.world.members[who]
            foreign = {key: row for key, row in changed.items() if me not in map(str, row.values())}
            assert {table for table, _ in foreign} <= TELLS_OTHERS, f"{short} by {who} changed {foreign}"

    async def all_of_them() -> None:
        before = house.snapshot()
        for short, right in rights_of(house).items():
            for who in right.actors:
                await each(short, right, who, before)
                house.restore(before)

    asyncio.run(all_of_them())


def test_a_page_is_kept_live_only_by_opening_it(house: House, handlers: dict[str, Any]) -> None:
    async def knock() -> None:
        async with browser(house, "ada") as tab:
            await tab.open("/inbox")
            await tab.until(lambda: tab.state.get("session_state", {}).get("me", {}).get("member_id"))
            for name in handlers:
                if name.endswith(".live"):
                    await tab.send(name)
            await tab.settle(house.named("notice_state.dismiss"))
            assert house.inside()["tasks"] <= 2, "the page's own, and the header's"
        for _ in range(50):
            if not house.inside()["tasks"]:
                return
            await asyncio.sleep(0.1)
        pytest.fail("a page lives on after its tab was closed")

    asyncio.run(knock())


def test_somebody_else_with_a_stolen_client_token_is_told_nothing(house: House) -> None:
    async def steal() -> None:
        page = f"/mentorships/{house.world.things['pair']}"
        for thief in (None, "cy", "dee", "flo"):
            async with browser(house, "ada") as tab:
                await tab.open(page)
                await tab.until(lambda tab=tab: tab.state.get("overview_state", {}).get("agenda"))
                token = tab.client_token
            await asyncio.sleep(0.2)
            async with browser(house, thief, token=token) as tab:
                tab.path = page
                for name in ("hydrate", "set_is_hydrated"):
                    await tab.send(f"reflex___state____state.{name}", {"value": True} if "set" in name else {})
                await tab.open(page)
                await tab.settle(house.named("notice_state.dismiss"))
                await asyncio.sleep(0.3)
                no_forbidden_canary(tab, thief if thief != "flo" else None)
                assert not tab.reads('"name":"Ada"'), thief

    asyncio.run(steal())


def test_a_token_in_use_is_not_shared(house: House) -> None:
    async def steal() -> None:
        page = f"/mentorships/{house.world.things['pair']}"
        async with browser(house, "ada") as tab:
            await tab.open(page)
            await tab.until(lambda: tab.state.get("overview_state", {}).get("agenda"))
            async with browser(house, "cy", token=tab.client_token) as thief:
                await thief.open(page)
                await tab.call("agenda_state.suggest", title="canary-pair again")
                await tab.until(lambda: len(tab.state["overview_state"]["agenda"]) == 3)
                await asyncio.sleep(0.3)
                no_forbidden_canary(thief, "cy")

    before = house.snapshot()
    asyncio.run(steal())
    house.restore(before)


def test_the_doors_stand_on_names_that_exist(house: House) -> None:
    gone = [name for name, holds in house.inside()["private_names"].items() if not holds]
    assert not gone


def test_only_these_framework_events_are_let_through(house: House) -> None:
    assert {short_name(name) for name in house.inside()["framework"]} == {
        "state.hydrate",
        "state.hydrate_and_load",
        "state.set_is_hydrated",
        "on_load_internal_state.on_load_internal",
        "on_load_internal_state.set_is_hydrated",
        "frontend_event_exception_state.handle_frontend_exception",
    }


def test_nothing_private_reaches_the_log(house: House) -> None:
    told = house.log.read_text(errors="replace")
    assert [canary for canary in CANARIES if canary in told] == []
    assert all(house.world.cookies[who] not in told for who in PEOPLE)
