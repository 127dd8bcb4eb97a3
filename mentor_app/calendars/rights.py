"""What a server says a member may do with a calendar (RFC 3744)."""

from mentor_app.calendars.names import DAV
from mentor_app.calendars.webdav import Answer

PRIVILEGES = "<d:current-user-privilege-set/>"
_WRITING = ("write", "write-content", "bind", "all")


def may_write(answer: Answer) -> bool | None:
    """Whether the member may write there; None when the server does not say."""
    rights = answer.element.find(f".//{DAV}current-user-privilege-set")
    names = {each.tag for each in rights.iter() if isinstance(each.tag, str)} if rights is not None else set[str]()
    return any(f"{DAV}{each}" in names for each in _WRITING) if len(names) > 1 else None
