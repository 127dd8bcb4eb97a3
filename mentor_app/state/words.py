"""What people type, as handlers take it."""

from typing import Annotated

from pydantic import StringConstraints

Words = Annotated[str, StringConstraints(max_length=20_000)]
"""As much as a form sends at once (`MOST` in `form_answers.js`). How much a field takes, its service knows and says."""
