"""What is known of times that suit two people, for the field in which times are given."""

from collections.abc import Callable
from dataclasses import dataclass

import reflex as rx

from mentor_app.i18n.text import _
from mentor_app.services.free_times import FreeTimes

rx.asset("free_times.js", shared=True)


@dataclass(frozen=True)
class FreeOffer:
    """Times to choose from, with one person.

    Args:
        zone: the reader's own, on whose clock times are given.
        name: the other's first name.
        times: what was found.
        is_for: says whether it was found for this person and the form of a scope.
        look: makes the event that looks again, from the scope and the length chosen in the form, if there is one.
    """

    zone: rx.Var[str]
    name: rx.Var[str]
    times: rx.Var[FreeTimes]
    is_for: Callable[[str], rx.Var[bool]]
    look: Callable[[str, rx.Var[str]], object]

    def given(self, scope: str) -> dict[str, object]:
        """What the field needs."""
        return {
            "standing": rx.cond(self.is_for(scope), self.times.standing, ""),
            "slots": self.times.slots,
            "words": rx.Var.create(free_words(self.name) | {"way": _("My availability")}),
            "on_look": lambda minutes: self.look(scope, minutes),
        }


def free_words(name: rx.Var[str]) -> dict[str, rx.Var[str]]:
    """What is said about times that suit two, by their standing.

    Args:
        name: the other's first name.
    """
    return {
        "found": _("You are both free then. One press takes a time, another gives it back."),
        "second": _("The second time is on {{name}}'s clock.", name=name),
        "none": _("We find no time within three weeks at which you are both free. You can still suggest one."),
        "unread": _("A calendar has not been read yet. Look again in a moment, or suggest a time yourself."),
        "unreadable": _("A calendar cannot be read at present. Please suggest times yourself."),
        "unset_theirs": _("{{name}} has not said when they are usually free. Please suggest times.", name=name),
        "unset_mine": _("Say when you are usually free, and we find the times that suit you both."),
        "too_often": _("You have looked very often. Suggest a time yourself, or look again in a while."),
        "theirs": _("for {{name}}: {{time}}", name=name, time="…"),
    }
