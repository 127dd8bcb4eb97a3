"""Links that move within the app without loading it anew."""

import reflex as rx
from reflex.components.react_router import ReactRouterLink

_LIBRARY = rx.asset("shell.js", shared=True).importable_path


class PageLink(rx.Component):
    """A link that marks itself with `aria-current="page"` while its page, or one below it, is open."""

    library = _LIBRARY
    tag = "PageLink"

    to: rx.Var[str]
    whole: rx.Var[bool]
    beneath: rx.Var[str]


def link(
    *words: rx.Var[str] | str | rx.Component,
    to: rx.Var[str] | str,
    class_name: str = "link",
    **attributes: object,
) -> rx.Component:
    """A link to a page of the app.

    Args:
        words: what it says.
        to: a path such as `/explore`.
        class_name: `link`, or a `button` that goes somewhere, or the name of what it looks like.
        attributes: anything else, for example `aria_label`.
    """
    return ReactRouterLink.create(*words, to=to, class_name=class_name, **attributes)


def file_link(
    *words: rx.Var[str] | str | rx.Component, to: rx.Var[str] | str, class_name: str = "button", **attributes: object
) -> rx.Component:
    """A link to what the server answers by itself: a file, or a page outside the app.

    A plain link would be taken for a page of the app, which then finds nothing at its address.

    Args:
        words: what it says.
        to: a path such as `/certificates/...`.
        class_name: as in `link`.
        attributes: anything else; `download=True` for a file to keep.
    """
    return ReactRouterLink.create(*words, to=to, reload_document=True, class_name=class_name, **attributes)


def nav_link(
    *words: rx.Var[str] | str | rx.Component,
    to: rx.Var[str] | str,
    class_name: str = "nav-link",
    whole: bool = False,
    beneath: str = "",
    **attributes: object,
) -> rx.Component:
    """A link of a navigation, tab row or list that shows where the reader is.

    Args:
        words: what it says.
        to: a path.
        class_name: how it looks: `nav-link`, `tab`, `thread`.
        whole: only this very page counts, not those below it.
        beneath: a path whose pages belong here although theirs begin otherwise.
        attributes: anything else.
    """
    return PageLink.create(*words, to=to, whole=whole, beneath=beneath, class_name=class_name, **attributes)
