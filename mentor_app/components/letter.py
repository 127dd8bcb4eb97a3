"""What the link in a letter opens, as Vars: the page asks for it over HTTP, as there may be nobody signed in."""

from dataclasses import dataclass

import reflex as rx
from reflex.vars import VarData

from mentor_app.services.inbox import RequestDetail
from mentor_app.services.referrals import ReferralItem

_LIBRARY = rx.asset("letter.js", shared=True).importable_path


@dataclass(frozen=True)
class Opened:
    """The answer of `/answer/look`, and before there is one `looking`, `absent`, `unreachable` or `refused`."""

    standing: str
    purpose: str
    locale: str
    used_for: str
    used_at: str
    name: str
    status: str
    since: str
    is_mine: bool
    request: RequestDetail
    referral: ReferralItem
    message: str


class LetterLook(rx.Component):
    """Has no appearance: it asks what the link in the page's address opens."""

    library = _LIBRARY
    tag = "LetterLook"


def opened() -> rx.Var[Opened]:
    """What the letter's link opens."""
    return rx.Var(
        "letter",
        _var_type=Opened,
        _var_data=VarData(imports={_LIBRARY: ["useLetter"]}, hooks={"const letter = useLetter();": None}),
    ).guess_type()
