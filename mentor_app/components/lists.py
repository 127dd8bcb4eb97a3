"""Tabs, progress, stages, empty places and the shape of what is loading."""

from collections.abc import Sequence

import reflex as rx

from mentor_app.components.icons import icon
from mentor_app.components.links import nav_link
from mentor_app.i18n.text import _

Words = rx.Var[str] | str


def tabs(*entries: tuple[Words, Words], label: Words) -> rx.Component:
    """A row of tabs, each a page of its own.

    Args:
        entries: what a tab says and where it leads.
        label: what they are tabs of.
    """
    return rx.el.nav(
        *[nav_link(words, to=to, class_name="tab", whole=True) for words, to in entries],
        class_name="tabs",
        aria_label=label,
    )


def choice_tabs(
    *entries: tuple[Words, str], chosen: rx.Var[str], choose: rx.EventHandler, label: Words
) -> rx.Component:
    """A row of tabs within one page.

    Args:
        entries: what a tab says and the value it stands for.
        chosen: the value shown now.
        choose: called with the value pressed.
        label: what they are tabs of.
    """

    def one(words: Words, value: str) -> rx.Component:
        return rx.el.button(
            words,
            type="button",
            role="tab",
            class_name="tab",
            on_click=choose(value),
            custom_attrs={"aria-selected": chosen == value},
        )

    return rx.el.div(*[one(*entry) for entry in entries], class_name="tabs", role="tablist", aria_label=label)


def bar(share: rx.Var[int] | int, label: Words) -> rx.Component:
    """A progress bar with its number.

    Args:
        share: 0 to 100.
        label: what has progressed, for those who do not see the bar.
    """
    value = rx.Var.create(share)
    return rx.el.div(
        rx.el.progress(value=value, max=100, aria_label=label),
        rx.el.span(value, "%", aria_hidden="true"),
        class_name="bar",
    )


def stage_bar(words: Sequence[Words], now: rx.Var[int] | int) -> rx.Component:
    """The stages of a mentorship, what is done and where it is.

    Args:
        words: the stages in order.
        now: index of the present one, from 0.
    """
    here = rx.Var.create(now)

    def one(index: int, word: Words) -> rx.Component:
        look = rx.cond(here == index, "stage stage--now", rx.cond(here > index, "stage stage--done", "stage"))
        done = rx.cond(here > index, rx.el.span(_("Done:"), " ", class_name="unseen"), rx.fragment())
        current = rx.cond(here == index, "step", "false")
        return rx.el.li(done, rx.el.span(word), class_name=look, custom_attrs={"aria-current": current})

    return rx.el.ol(*[one(*entry) for entry in enumerate(words)], class_name="stages", aria_label=_("Stages"))


def empty(title: Words, words: Words, *actions: rx.Component, picture: str = "leaf") -> rx.Component:
    """An empty place: what will be here, and the first step.

    Args:
        title: what is not here yet.
        words: when it will be.
        actions: the first step.
        picture: a Lucide name.
    """
    first = rx.el.div(*actions, class_name="cluster") if actions else rx.fragment()
    return rx.el.div(
        icon(picture),
        rx.el.h3(title, class_name="heading heading--small"),
        rx.el.p(words),
        first,
        class_name="empty",
    )


def lost(title: Words, words: Words, *actions: rx.Component) -> rx.Component:
    """A whole page with nothing on it: what that means, and a way on.

    Args:
        title: what has happened.
        words: why, without blame.
        actions: where to go from here.
    """
    return rx.el.section(
        icon("signpost"),
        rx.el.h1(title, class_name="page-title"),
        rx.el.p(words, class_name="page-lead"),
        rx.el.div(*actions, class_name="cluster"),
        class_name="lost",
    )


def skeleton_rows(rows: int = 3) -> rx.Component:
    """The shape of a list of people or things while it loads."""

    def one() -> rx.Component:
        words = rx.el.div(
            rx.el.span(class_name="skeleton skeleton--title"),
            rx.el.span(class_name="skeleton skeleton--half"),
            class_name="row-main stack stack--tight",
        )
        return rx.el.div(rx.el.span(class_name="skeleton skeleton--face"), words, class_name="row")

    return _loading(*[one() for _row in range(rows)], class_name="rows")


def skeleton_cards(cards: int = 6) -> rx.Component:
    """The shape of a grid of cards while it loads."""
    shape = [
        rx.el.div(skeleton_rows(1), rx.el.span(class_name="skeleton"), class_name="card card--padded stack")
        for _card in range(cards)
    ]
    return rx.el.div(*shape, class_name="people")


def _loading(*shape: rx.Component, class_name: str) -> rx.Component:
    return rx.el.div(*shape, rx.el.span(_("Loading"), class_name="unseen"), class_name=class_name, aria_busy="true")


def folded(words: Words, *content: rx.Component, class_name: str = "facets") -> rx.Component:
    """Filters that are always open beside a list on a wide screen, and behind a button above it on a phone."""
    opener = rx.el.summary(icon("sliders-horizontal"), words, class_name="button")
    return rx.el.details(opener, rx.el.div(*content, class_name=class_name), class_name="fold")
