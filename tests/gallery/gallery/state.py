from dataclasses import dataclass

import reflex as rx

from mentor_app.errors import Refusal


@dataclass(frozen=True)
class Step:
    words: str
    people: int


class Played(rx.State):
    """Stands for the server: what was saved, and what was refused."""

    done: int = 0
    errors: Refusal = Refusal()
    refused: Refusal = Refusal("email", "Please write an address such as maya@example.org.")
    title: str = "Write SQL I can defend in an interview"
    version: int = 1
    theirs: int = 0
    set_aside: str = ""
    notice: str = ""
    tone: str = "done"
    share: int = 70
    funnel: list[Step] = [Step("Enrolled", 240), Step("Requested", 171), Step("Met", 96), Step("Completed", 38)]
    sent: list[str] = []
    skills: list[str] = ["Career change", "SQL"]

    @rx.event
    def save_title(self, text: str, version: int):
        if version < self.theirs:
            self.set_aside = text
            return
        self.version += 1
        self.title = text
        self.share = min(100, self.share + 5)

    @rx.event
    def change_elsewhere(self):
        self.version += 1
        self.theirs = self.version
        self.title = "Write SQL that Ben would sign"

    @rx.event
    def send(self, form: dict):
        if "no" in form["message"]:
            self.errors = Refusal("message", "Please write a little more, so that they can decide.", serial=-self.done)
            self.done = -abs(self.done) - 1
            return
        self.errors = Refusal()
        self.sent = [*self.sent, form["message"]]
        self.done = abs(self.done) + 1
        self.notice = "Your request is on its way to Ben Lindqvist."

    @rx.event
    def dismiss(self):
        self.notice = ""
