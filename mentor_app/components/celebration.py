"""A goal reached, celebrated for a moment on both screens."""

from typing import Any

import reflex as rx

from mentor_app.i18n.text import _
from mentor_app.services.goals import GoalDetail

_LIBRARY = rx.asset("celebration.js", shared=True).importable_path


class Celebration(rx.Component):
    """Words and leaves that come when a goal joins those reached, and go by themselves."""

    library = _LIBRARY
    tag = "Celebration"

    reached: rx.Var[list[dict[str, Any]]]
    lead: rx.Var[str]


def celebration(goals: rx.Var[list[GoalDetail]]) -> rx.Component:
    """What both see at the moment a goal is reached; without movement for those who prefer none."""
    reached = goals.to(list[dict[str, Any]])
    return Celebration.create(reached=_reached(reached), lead=_("Goal reached"), class_name="celebration")


def _reached(goals: rx.Var) -> rx.Var:
    needs = goals._get_all_var_data()  # noqa: SLF001
    chosen = f"({goals!s} ?? []).filter((goal) => goal.is_reached)"
    return rx.Var(chosen, _var_type=list[dict[str, Any]], _var_data=needs)
