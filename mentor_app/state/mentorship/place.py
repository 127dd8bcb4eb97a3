"""Which mentorship a tab belongs to."""

from typing import Annotated

import reflex as rx
from pydantic import StringConstraints

Id = Annotated[str, StringConstraints(min_length=1, max_length=32)]


class MentorshipPlace(rx.State, mixin=True):
    """Methods shared by the tabs of the dashboard: the id comes from the address, and is checked by the domain."""

    def _here(self) -> str:
        url = self.router.url
        return str(url.query_parameters.get("mentorship_id") or _in_path(url.path))


def _in_path(path: str) -> str:
    parts = path.split("/")
    return parts[2] if len(parts) > 2 else ""
