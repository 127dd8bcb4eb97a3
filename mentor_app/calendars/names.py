"""The namespaces of CalDAV, and the one spelling of an address on a server."""

from urllib.parse import unquote, urlsplit

DAV, CAL, CS = "{DAV:}", "{urn:ietf:params:xml:ns:caldav}", "{http://calendarserver.org/ns/}"


def href_key(address: str) -> str:
    """The one spelling of an address on its server: servers differ in `%40` and `@`."""
    return unquote(urlsplit(address).path)
