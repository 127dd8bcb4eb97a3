"""Finding the calendars of a member's account (RFC 6764, RFC 4791 section 6.2): from what was typed to a list."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urljoin, urlsplit

from mentor_app.calendars.guard import Budget, Rules
from mentor_app.calendars.names import CAL, DAV, href_key
from mentor_app.calendars.rights import PRIVILEGES, may_write
from mentor_app.calendars.troubles import Trouble
from mentor_app.calendars.webdav import Access, Answer, Wire
from mentor_app.vocabularies.calendar_addresses import meant_address

MOST_CALENDARS = 100
LONGEST_ADDRESS = 500
FAMILIES = {"caldav.icloud.com": ".icloud.com"}
"""Providers that spread one account over many hosts of their own."""

_ABOUT = "<d:current-user-principal/><d:resourcetype/><c:calendar-home-set/>"
_CALENDAR = (
    f"<d:resourcetype/><d:displayname/><d:sync-token/>{PRIVILEGES}<d:supported-report-set/>"
    "<c:supported-calendar-component-set/><a:calendar-color/>"
)


@dataclass(frozen=True, slots=True)
class FoundCalendar:
    """A calendar that discovery found.

    Args:
        href: its path on the server, with a slash at the end.
        name: as its owner calls it.
        color: such as `#4F6BED`, or nothing.
        writable: whether the server says we may write; True when it says nothing.
        reports_changes: whether it has sync-tokens.
    """

    href: str
    name: str
    color: str = ""
    writable: bool = True
    reports_changes: bool = True


@dataclass(frozen=True, slots=True)
class Discovery:
    """What an address and a password lead to.

    Args:
        address: the address the calendars are below; hrefs are paths on its host.
        kind: how the server is signed in to.
        calendars: those that hold events.
    """

    address: str
    kind: str
    calendars: tuple[FoundCalendar, ...]


def full_address(typed: str) -> str:
    """The address a member meant, when it is one of the web.

    Raises:
        Trouble: when it is not.
    """
    try:
        address = meant_address(typed)
    except ValueError as error:
        raise Trouble("wrong_address", "not an address") from error
    parts = urlsplit(address)
    if parts.scheme not in ("https", "http") or parts.username or parts.password:
        raise Trouble("blocked_address", "not a plain web address")
    return address


def consented_hosts(address: str, more: Iterable[str] = ()) -> tuple[str, ...]:
    """The hosts a password may be sent to: the one typed, its provider's family, and those the member agreed to."""
    host = (urlsplit(address).hostname or "").lower()
    family = FAMILIES.get(host)
    return (host, *([family] if family else []), *(each.lower() for each in more))


def discover(access: Access, rules: Rules, budget: Budget) -> Discovery:
    """Find an account's calendars: the address itself, else the well-known one, else the root; then principal and home.

    Raises:
        Trouble: in words a member can act on.
    """
    base = full_address(access.address)
    root = urljoin(base, "/")
    trouble: Trouble | None = None
    for start in dict.fromkeys((base, urljoin(root, "/.well-known/caldav"), root)):
        wire = Wire(replace(access, address=start), rules, budget)
        try:
            found = _calendars_from(wire, start)
        except Trouble as error:
            if error.kind not in ("wrong_address", "not_caldav", "calendar_gone", "rejected", "server_error"):
                raise
            trouble = trouble or error
            continue
        except ValueError:  # its address of the principal, or of the home, is none
            trouble = trouble or Trouble("not_caldav", "led nowhere")
            continue
        finally:
            wire.close()
        if found is not None:
            return found
    raise trouble or Trouble("not_caldav", "no principal and no home")


def _calendars_from(wire: Wire, start: str) -> Discovery | None:
    about = _first(wire.propfind(start, _ABOUT, connecting=True))
    if about is None:
        return None
    at_hand = about.has(f"{DAV}resourcetype", f"{CAL}calendar")
    told, base = about, start
    principal = about.inner_href(f"{DAV}current-user-principal")
    if principal and not _is_at(about, href_key(principal)):  # what is another's may tell of the other's home
        base = urljoin(start, principal)
        told = _first(wire.propfind(base, _ABOUT, connecting=True)) or about
    home = told.inner_href(f"{CAL}calendar-home-set") or about.inner_href(f"{CAL}calendar-home-set")
    if home:
        address = urljoin(base, home)
        address = address if address.endswith("/") else address + "/"
        if len(address) > LONGEST_ADDRESS:
            raise Trouble("not_caldav", "an address without an end")
        listed = wire.propfind(address, _CALENDAR, depth=1, connecting=True)
    elif at_hand:
        address, listed = start, wire.propfind(start, _CALENDAR, connecting=True)
    else:
        return None
    if at_hand and not any(_is_at(each, about.href) for each in listed):  # shared by another
        listed = [*wire.propfind(start, _CALENDAR, connecting=True), *listed]
    calendars = {each.href: each for each in map(_calendar, filter(_holds_events, listed))}
    return Discovery(address, wire.kind, tuple(calendars.values())[:MOST_CALENDARS])


def _first(answers: Sequence[Answer]) -> Answer | None:
    return answers[0] if answers else None


def _is_at(answer: Answer, href: str) -> bool:
    return answer.href.rstrip("/") == href.rstrip("/")


def _holds_events(answer: Answer) -> bool:
    if not answer.has(f"{DAV}resourcetype", f"{CAL}calendar"):
        return False
    listed = answer.element.iterfind(f".//{CAL}supported-calendar-component-set/{CAL}comp")
    kinds = [each.get("name") for each in listed]
    return not kinds or "VEVENT" in kinds


def _calendar(answer: Answer) -> FoundCalendar:
    href = answer.href if answer.href.endswith("/") else answer.href + "/"
    color = answer.text("{http://apple.com/ns/ical/}calendar-color")[:7]
    return FoundCalendar(
        href=href,
        name=(answer.text(f"{DAV}displayname") or href.rstrip("/").rpartition("/")[2])[:200],
        color=color if len(color) == 7 and color.startswith("#") and color[1:].isalnum() else "",
        writable=may_write(answer) is not False,
        reports_changes=bool(answer.text(f"{DAV}sync-token"))
        or answer.has(f"{DAV}supported-report-set", f"{DAV}supported-report", f"{DAV}report", f"{DAV}sync-collection"),
    )
