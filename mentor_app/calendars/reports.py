"""What a report asks for: filters of a calendar-query, objects of a multiget (RFC 4791 sections 7.8 and 7.9)."""

from collections.abc import Callable
from urllib.parse import urlsplit
from xml.sax.saxutils import escape


def time_range(start: str, end: str) -> str:
    """The filter of a calendar-query for events that overlap a range."""
    return (
        '<c:filter><c:comp-filter name="VCALENDAR"><c:comp-filter name="VEVENT">'
        f'<c:time-range start="{start}" end="{end}"/></c:comp-filter></c:comp-filter></c:filter>'
    )


def uid_filter(uid: str) -> str:
    """The filter of a calendar-query for one UID."""
    return (
        '<c:filter><c:comp-filter name="VCALENDAR"><c:comp-filter name="VEVENT"><c:prop-filter name="UID">'
        f'<c:text-match collation="i;octet">{escape(uid)}</c:text-match>'
        "</c:prop-filter></c:comp-filter></c:comp-filter></c:filter>"
    )


def hrefs_element(hrefs: list[str], absolute: Callable[[str], str]) -> str:
    """The list of objects a multiget asks for, as paths."""
    return "".join(f"<d:href>{escape(urlsplit(absolute(each)).path)}</d:href>" for each in hrefs)
