"""Which programme a coordinators' page belongs to."""

import reflex as rx


class ProgrammePlace(rx.State, mixin=True):
    """Methods shared by coordinators' pages: the name comes from the address, and is checked by the domain."""

    def _here(self) -> str:
        url = self.router.url
        parts = url.path.split("/")
        return str(url.query_parameters.get("programme") or (parts[2] if len(parts) > 2 else ""))[:60]
