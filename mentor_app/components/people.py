"""People as they appear everywhere: face or initials, presence, compatibility, chips and badges."""

from typing import Literal

import reflex as rx
from reflex.vars import VarData

from mentor_app.components.icons import icon
from mentor_app.i18n.text import _

Size = Literal["tiny", "small", "", "large", "huge"]
Tone = Literal["", "good", "wait"]

_FACES = rx.asset("faces.js", shared=True).importable_path


def _of_name(verb: str, name: rx.Var[str] | str) -> rx.Var[str]:
    value = rx.Var.create(name)
    own = VarData(imports={_FACES: [verb]})
    merged = VarData.merge(own, value._get_all_var_data())  # noqa: SLF001
    return rx.Var(f"{verb}({value!s})", _var_type=str, _var_data=merged).guess_type()


def presence(here: rx.Var[bool] | bool = True) -> rx.Component:
    """The dot beside words that say who is here; never alone."""
    return rx.el.span(class_name=rx.cond(here, "presence", "presence presence--away"), aria_hidden="true")


def avatar(
    name: rx.Var[str] | str,
    *,
    photo: rx.Var[str] | str = "",
    size: Size = "",
    here: rx.Var[bool] | bool | None = None,
) -> rx.Component:
    """A round photo, or initials on a soft colour that always belongs to this name.

    Decorative: put the name beside it, or in the label of the control around it.

    Args:
        name: the person's whole name.
        photo: address of the photo; empty shows initials.
        size: empty is 40 px; `tiny` 26, `small` 34, `large` 56, `huge` 76.
        here: shows a dot while the person is present; None shows none.
    """
    plain = f"avatar avatar--{size} " if size else "avatar "
    dot = rx.fragment() if here is None else rx.cond(here, presence(), rx.fragment())
    return rx.el.span(
        rx.cond(photo, rx.el.img(src=photo, alt="", loading="lazy"), _of_name("initialsOf", name)),  # pyright: ignore[reportArgumentType]
        dot,
        class_name=rx.Var.create(plain) + _of_name("toneOf", name),
        aria_hidden="true",
    )


def person(
    name: rx.Var[str] | str,
    *notes: rx.Var[str] | str | rx.Component,
    photo: rx.Var[str] | str = "",
    size: Size = "",
    aside: rx.Component | None = None,
) -> rx.Component:
    """A face, a name and lines below it, with something at the end of the row."""
    return rx.el.div(
        avatar(name, photo=photo, size=size),
        rx.el.div(
            rx.el.div(name, class_name="person-name"),
            *[rx.el.div(note, class_name="note") for note in notes],
            class_name="grow",
        ),
        aside or rx.fragment(),
        class_name="person",
    )


def _ring_inside(share: rx.Var[int]) -> tuple[rx.Component, ...]:
    """The circle as far as it goes, and the number in it."""
    drawn = {"pathLength": "100", "strokeDasharray": share.to_string() + " 100"}
    return (
        rx.el.svg(
            rx.el.svg.circle(cx="20", cy="20", r="17"),
            rx.el.svg.circle(cx="20", cy="20", r="17", class_name="ring-share", custom_attrs=drawn),
            view_box="0 0 40 40",
            custom_attrs={"aria-hidden": "true"},
        ),
        rx.el.span(share, aria_hidden="true"),
    )


def ring(
    score: rx.Var[int] | int,
    *,
    large: bool = False,
    modest: rx.Var[bool] | bool | None = None,
    opens: rx.Var[str] | str | None = None,
    label: rx.Var[str] | str | None = None,
    **attributes: object,
) -> rx.Component:
    """Compatibility as a ring with its number and words for those who do not see it.

    Args:
        score: 0 to 100.
        large: 52 px instead of 44.
        modest: a paler ring; by default below 70.
        opens: id of the dialog that explains the score; the ring is then a button.
        label: words instead of "Compatibility 88 of 100".
        attributes: anything else the button needs, for example `on_click`.
    """
    share = rx.Var.create(score)
    faint = share < 70 if modest is None else modest
    size = "ring ring--large" if large else "ring"
    inside = _ring_inside(share)
    words = label if label is not None else _("Compatibility {{score}} of 100", score=share)
    look = rx.cond(faint, size + " ring--modest", size)
    if opens is None:
        return rx.el.span(*inside, rx.el.span(words, class_name="unseen"), class_name=look)
    return rx.el.button(
        *inside,
        type="button",
        class_name=look,
        aria_label=words,
        custom_attrs={"commandfor": opens, "command": "show-modal"},
        **attributes,
    )


def chip(words: rx.Var[str] | str, *, accent: rx.Var[bool] | bool = False) -> rx.Component:
    """A word in a soft pill: a skill, a language. Green when it is what the reader is looking for."""
    return rx.el.span(words, class_name=rx.cond(accent, "chip chip--accent", "chip"))


def chips(words: rx.Var[list[str]] | list[str], *, accent: bool = False) -> rx.Component:
    """A row of chips."""
    return rx.el.div(rx.foreach(words, lambda word: chip(word, accent=accent)), class_name="chips")


def removable_chip(
    words: rx.Var[str] | str, *, remove: rx.EventHandler | rx.event.EventSpec, label: rx.Var[str] | str
) -> rx.Component:
    """A chosen filter; pressing it takes it away.

    Args:
        words: the filter.
        remove: what pressing does.
        label: for those who do not see the cross: "Remove filter Deutsch".
    """
    return rx.el.button(
        words, icon("x"), type="button", class_name="chip chip--dark", on_click=remove, aria_label=label
    )


def badge(words: rx.Var[str] | str, *, tone: Tone = "", picture: str = "") -> rx.Component:
    """A status in words, with a picture so that its colour is never alone.

    Args:
        words: the status.
        tone: `good` is done or well, `wait` asks for someone, empty is neither.
        picture: a Lucide name.
    """
    mark = icon(picture) if picture else rx.fragment()
    return rx.el.span(mark, words, class_name=f"badge badge--{tone}" if tone else "badge")


def count(number: rx.Var[int] | int, label: rx.Var[str] | str | None = None) -> rx.Component:
    """A number in a dark pill, absent at nought.

    Args:
        number: how many.
        label: what they are, for those who only hear "2".
    """
    amount = rx.Var.create(number)
    spoken = rx.el.span(label, class_name="unseen") if label is not None else rx.fragment()
    return rx.cond(amount > 0, rx.el.span(amount, spoken, class_name="count"), rx.fragment())
