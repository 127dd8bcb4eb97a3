"""Reading is seeing: something unread on a page that is in view counts as read."""

import reflex as rx

_LIBRARY = rx.asset("unread.js", shared=True).importable_path


class WhenSeen(rx.Component):
    """Calls its handler when there is something unread and the page is in view."""

    library = _LIBRARY
    tag = "WhenSeen"

    unread: rx.Var[int]
    on_seen: rx.EventHandler[rx.event.no_args_event_spec]


def when_seen(unread: rx.Var[int], see: rx.EventHandler) -> rx.Component:
    """Note that what is unread has been seen.

    Args:
        unread: how much there is.
        see: notes that it was read.
    """
    return WhenSeen.create(unread=unread, on_seen=see)
