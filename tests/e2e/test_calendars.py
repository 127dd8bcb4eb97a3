"""When two are free, and a member's own calendar: found and chosen, written to, and followed, all in the browser."""

import http.server
import re
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

import icalendar
import pytest
from playwright.sync_api import Locator, Page, expect

from mentor_app.calendars.caldav_account import CalDavCalendar, RemoteEvent
from tests.calendars.servers import PASSWORD, USER, radicale
from tests.calendars.servers import Server as CalendarServer
from tests.e2e.conftest import ARTEFACTS, Person, Server, start_server
from tests.e2e.test_meetings import meetings_of

pytestmark = pytest.mark.e2e
HERS = ZoneInfo("Europe/Vienna")
SLOW = 30_000
"""Milliseconds within which a calendar server must have been asked, and have answered."""


@pytest.fixture(scope="module")
def server(built: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """An installation whose operator opened the local network."""
    running = start_server(tmp_path_factory.mktemp("served") / "data", MENTOR_CALENDAR_NETWORKS="127.0.0.0/8")
    yield running
    running.stop()


@pytest.fixture
def calendars(tmp_path) -> Iterator[CalendarServer]:
    with radicale(tmp_path) as running:
        yield running


def starts(event: RemoteEvent) -> datetime:
    return icalendar.Calendar.from_ical(event.text).walk("VEVENT")[0]["DTSTART"].dt.astimezone(UTC)


@dataclass(frozen=True)
class Own:
    """Ben's calendar at his server, as another program of his reaches it."""

    server: CalendarServer
    href: str

    def reached(self) -> CalDavCalendar:
        return self.server.calendar(self.href)  # anew each time: what one connection may cost is limited


def until_at(own: Own, moment: datetime) -> RemoteEvent:
    """The one event of a calendar that begins then, once it is there."""
    deadline = time.monotonic() + SLOW / 1000
    while True:
        ahead = own.reached().window(datetime.now(UTC) - timedelta(days=1), datetime.now(UTC) + timedelta(days=60))
        found = [each for each in ahead if starts(each) == moment]
        if found:
            assert len(found) == 1
            return found[0]
        assert time.monotonic() < deadline, f"not in the calendar: {moment}"
        time.sleep(0.3)


def connect(page: Page, calendars: CalendarServer, password: str) -> None:
    page.get_by_label("Server address").fill(calendars.address)
    page.get_by_label("User name").fill(USER)
    page.get_by_label("App password").fill(password)
    page.get_by_role("button", name="Connect calendar").click()


def mend_sign_in(ben: Person, calendars: CalendarServer) -> None:
    """Ben mends the account on its card: what we keep goes nowhere else, and what he typed stays when it is refused."""
    page = ben.page
    page.get_by_role("button", name=re.compile("^Change sign-in")).click()
    dialog = page.get_by_role("dialog", name="Change sign-in")
    address, password = dialog.get_by_label("Server address"), dialog.get_by_label("App password")
    expect(address).to_have_value(calendars.address)
    expect(password).to_have_value("")
    address.fill("https://elsewhere.example")
    address.press("Enter")
    expect(dialog.get_by_text("The password we keep is for the former sign-in.")).to_be_visible()
    expect(password).to_be_focused()
    expect(address).to_have_value("https://elsewhere.example")
    looks(ben, "sign-in")
    address.fill(calendars.address)
    password.fill(PASSWORD)
    password.press("Enter")
    expect(dialog).to_be_hidden()


def say_when_free(ben: Person) -> None:
    """Ben gives his week, wrongly at first, and a holiday."""
    page = ben.page
    page.get_by_label("Tuesday").fill("late")
    page.get_by_role("button", name="Save hours").click()
    expect(page.get_by_text("Please write hours like this")).to_be_visible()
    ben.check_access("availability, refused")
    page.get_by_label("Tuesday").fill("16-20")
    page.get_by_label("Saturday").fill("9-10:30, 11-12")
    page.get_by_role("button", name="Save hours").click()
    expect(page.get_by_label("Saturday")).to_have_value("09:00–10:30, 11:00–12:00")
    expect(page.get_by_label("Tuesday")).to_have_value("16:00–20:00")
    away = datetime.now(UTC) + timedelta(days=40)
    page.get_by_label("Day", exact=True).fill(f"{away:%Y-%m-%d}")
    page.get_by_role("button", name="Add exception").click()
    expect(page.get_by_role("button", name=re.compile("^Remove exception"))).to_have_count(1)


def choose_a_free_time(maya: Person) -> datetime:
    """Maya proposes the last of the times that are free for both; returns it."""
    page = maya.page
    page.get_by_role("button", name="Propose meeting").first.click()
    dialog = page.get_by_role("dialog")
    times = dialog.get_by_role("group", name="You are both free then").get_by_role("button")
    expect(times.first).to_be_visible()
    maya.check_access("times that are free for both")
    times.first.click()
    expect(times.first).to_have_attribute("aria-pressed", "true")
    times.first.click()
    expect(times.first).to_have_attribute("aria-pressed", "false")
    times.last.click()
    typed = dialog.get_by_label("Suggested time 1", exact=True).input_value()
    looks(maya, "free-times")
    dialog.get_by_label("A few words, if you like").fill("Early birds?")
    dialog.get_by_role("button", name="Propose meeting").click()
    return datetime.fromisoformat(typed).replace(tzinfo=HERS).astimezone(UTC)


def test_a_free_time_is_chosen_and_both_calendars_follow_each_other(somebody, calendars):
    own = Own(calendars, calendars.new_calendar("work"))
    maya, ben, also_ben = (somebody().sign_in(f"{name}@demo.example") for name in ("maya", "ben", "ben"))
    address = meetings_of(maya.page)
    here, there, page = maya.goto(address), also_ben.goto(address), ben.goto("/calendar")
    say_when_free(ben)
    page.set_viewport_size({"width": 390, "height": 844})
    connect(page, calendars, "wrong")
    expect(page.get_by_text("The server refuses the user name or password.")).to_be_in_viewport(timeout=SLOW)
    page.set_viewport_size({"width": 1280, "height": 900})
    ben.check_access("calendar, refused")
    mend_sign_in(ben, calendars)
    page.get_by_role("button", name=re.compile("Write meetings to .*work")).click(timeout=SLOW)
    expect(page.get_by_text("Meetings are written here")).to_be_visible()
    expect(page.get_by_text("In sync")).to_be_visible(timeout=SLOW)
    expect(page.locator("dialog").get_by_label("Server address")).to_have_value(f"{calendars.address}{USER}/")
    looks(ben, "calendar")

    moment = choose_a_free_time(maya)
    there.locator("li.meeting", has_text="Early birds?").get_by_role("button", name=re.compile("^Confirm")).click()
    row = here.locator("li.meeting", has_text=clock(moment))
    expect(row.get_by_text("Settled")).to_be_visible()

    event = until_at(own, moment)
    assert "Maya Okafor" in event.text
    later = moment + timedelta(hours=2)
    own.reached().update(event.href, moved(event, later), event.etag)
    page.get_by_role("button", name=re.compile("^Sync now")).click()
    expect(here.get_by_text("Ben would like to move this meeting")).to_be_visible(timeout=SLOW)
    expect(there.get_by_text("Move suggested")).to_be_visible()
    here.locator("li.meeting", has_text=clock(later)).get_by_role("button", name=re.compile("^Confirm")).first.click()
    for both in (here, there):
        expect(both.locator("li.meeting", has_text=clock(later)).get_by_text("Settled")).to_be_visible()

    event = until_at(own, later)
    own.reached().delete(event.href, event.etag)
    page.get_by_role("button", name=re.compile("^Sync now")).click()
    expect(page.get_by_text("Removed from your calendar")).to_be_visible(timeout=SLOW)
    expect(there.locator("li.meeting", has_text=clock(later)).get_by_text("Settled")).to_be_visible()
    page.get_by_role("button", name="Put the meeting with Maya Okafor back").click()
    until_at(own, later)
    disconnect_and_remove(ben, own)


def disconnect_and_remove(ben: Person, own: Own) -> None:
    """Ben is asked, thinks again, and then has our meetings removed with the account."""
    page = ben.page
    asking = page.get_by_role("button", name=re.compile("^Disconnect http"))
    asking.click()
    dialog = page.get_by_role("dialog", name="Disconnect this calendar?")
    expect(dialog.get_by_role("radio", name="Leave them there")).to_be_checked()
    looks(ben, "disconnect")
    dialog.get_by_role("button", name="Not now").click()
    expect(page.get_by_text("Meetings are written here")).to_be_visible()
    asking.click()
    dialog.get_by_role("radio", name="Remove them from the calendar").check()
    dialog.get_by_role("button", name="Disconnect").click()
    expect(page.get_by_text("Meetings are written here")).to_have_count(0)
    expect(page.get_by_text("Being disconnected")).to_have_count(0, timeout=SLOW)
    assert own.reached().window(datetime.now(UTC), datetime.now(UTC) + timedelta(days=60)) == []


@pytest.fixture
def timetable(tmp_path) -> Iterator[str]:
    """The address of a published calendar; what it says is written to `timetable.ics` before anybody asks."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

    serving = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(tmp_path)))
    threading.Thread(target=serving.serve_forever, args=(0.05,), daemon=True).start()
    yield f"http://127.0.0.1:{serving.server_address[1]}/timetable.ics"
    serving.shutdown()
    serving.server_close()


def free_days(dialog: Locator) -> list[str]:
    """The days on which times are offered, as they are called."""
    days = dialog.locator(".free-day")
    expect(days.first).to_be_visible()
    return [each.get_attribute("aria-label") for each in days.all()]


def test_what_a_timetable_takes_is_not_offered_and_another_time_is_picked_from_the_rest(somebody, timetable, tmp_path):
    maya, ben = (somebody().sign_in(f"{name}@demo.example") for name in ("maya", "ben"))
    address = meetings_of(maya.page)
    here, there = maya.goto(address), ben.goto(address)
    asked = there.locator("li.meeting", has_text="Half an hour on the cover letter?")
    asked.get_by_role("button", name="Suggest another time").click()
    dialog = there.get_by_role("dialog", name="Suggest another time")
    taken = free_days(dialog)[0]
    dialog.locator(".free-day").first.get_by_role("button").first.click()
    day = datetime.fromisoformat(dialog.get_by_label("Suggested time 1", exact=True).input_value()).date()
    dialog.locator(".free-day").first.get_by_role("button").first.click()
    dialog.get_by_role("button", name="Not now").click()

    (tmp_path / "timetable.ics").write_text(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//EN\r\nBEGIN:VEVENT\r\nUID:fair\r\nDTSTAMP:20261101T000000Z\r\n"
        f"DTSTART;VALUE=DATE:{day:%Y%m%d}\r\nDTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}\r\n"
        "END:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    page = ben.goto("/calendar")
    page.get_by_label("Calendar address").fill(timetable)
    page.get_by_role("button", name="Subscribe").click()
    expect(page.get_by_text("In sync")).to_be_visible(timeout=SLOW)

    there = ben.goto(address)
    asked.get_by_role("button", name="Suggest another time").click()
    free_days(dialog)
    expect(dialog.get_by_role("group", name=taken)).to_have_count(0)  # what was found before is shown for a moment
    expect(dialog.locator(".free-day").first).to_be_visible()
    dialog.locator(".free-day").first.get_by_role("button").first.click()
    moment = datetime.fromisoformat(dialog.get_by_label("Suggested time 1", exact=True).input_value())
    dialog.get_by_role("button", name="Suggest these times").click()
    suggested = here.locator("li.meeting", has_text=clock(moment.replace(tzinfo=HERS)))
    suggested.get_by_role("button", name=re.compile("^Confirm")).click()
    for both in (here, there):
        row = both.locator("li.meeting", has_text=clock(moment.replace(tzinfo=HERS)))
        expect(row.get_by_text("Settled")).to_be_visible()


def clock(moment: datetime) -> re.Pattern[str]:
    """A time as both of them, whose clocks agree, are shown it."""
    hers = moment.astimezone(HERS)
    return re.compile(f"{hers.day} {hers:%B} {hers.year}.*{hers:%H:%M}")


def moved(event: RemoteEvent, moment: datetime) -> str:
    """The object as another program would write it."""
    calendar = icalendar.Calendar.from_ical(event.text)
    vevent = calendar.walk("VEVENT")[0]
    by = moment - vevent["DTSTART"].dt.astimezone(UTC)
    for name in ("DTSTART", "DTEND"):
        at = vevent[name].dt + by
        vevent.pop(name)
        vevent.add(name, at)
    return calendar.to_ical().decode()


def looks(person: Person, name: str) -> None:
    page = person.page
    ARTEFACTS.mkdir(parents=True, exist_ok=True)
    for width, scheme in ((1280, "light"), (390, "dark")):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        page.evaluate("() => new Promise((then) => requestAnimationFrame(() => requestAnimationFrame(then)))")
        overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert overflow <= 0
        person.check_access(f"{name} {width} {scheme}")
        page.screenshot(path=ARTEFACTS / f"{name}-{width}-{scheme}.png", full_page=name == "calendar")
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 1280, "height": 900})
