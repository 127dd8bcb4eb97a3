"""Which passwords are accepted: long ones that a guesser does not try first (NIST SP 800-63B 3.1.1.2).

No rules about kinds of characters, no renewal. What is refused: fewer than 12 characters, well-known
passwords however they are dressed up, repetitions and runs, and one's own name or address.
"""

import re
import unicodedata

from mentor_app.config import settings
from mentor_app.errors import InvalidInput
from mentor_app.i18n.catalogue import N_

SHORTEST = 12
LONGEST = 256
LEFT_AT_LEAST = 6
"""How much must remain of a password when everything a guesser knows is taken out of it."""

_WELL_KNOWN = re.compile(
    r"abcdefghijklmnopqrstuvwxyz|correcthorsebatterystaple|administrator|ichliebedich|azertyuiop"
    r"|basketball|motdepasse|passphrase|qsdfghjklm|qwertyuiop|qwertzuiop|trustnoone|willkommen"
    r"|asdfghjkl|barcelona|bienvenue|butterfly|chocolate|liverpool|qazwsxedc|baseball|changeme|computer"
    r"|facebook|football|iloveyou|internet|jennifer|kennwort|password|passwort|princess|starwars"
    r"|sunshine|superman|whatever|arsenal|charlie|chelsea|default|freedom|jessica|jetaime|letmein"
    r"|loveyou|michael|mustang|pokemon|samsung|welcome|yxcvbnm|zxcvbnm|abcdef|access|asdfgh|ashley"
    r"|autumn|azerty|batman|daniel|dragon|geheim|google|jordan|master|monkey|passwd|qazwsx|qwerty"
    r"|qwertz|rfvtgb|secret|shadow|soccer|sommer|spring|summer|thomas|winter|wsxedc|wxcvbn|admin|guest"
    r"|hallo|hello|login|abcd|asdf|demo|love|pass|root|temp|test|user"
)
_DISGUISES = str.maketrans({"0": "o", "1": "l", "3": "e", "4": "a", "5": "s", "7": "t", "@": "a", "$": "s", "!": "i"})


def check_password(password: str, *, name: str, email: str, field: str = "password") -> None:
    """Accept a new password.

    Args:
        password: as typed.
        name: the person's name.
        email: the person's address.
        field: the form field it was typed in.

    Raises:
        InvalidInput: with the reason, in plain words.
    """
    length = len(unicodedata.normalize("NFKC", password))
    if length < SHORTEST:
        raise InvalidInput(field, N_("Please use at least {{count}} characters."), count=SHORTEST)
    if length > LONGEST:
        raise InvalidInput(field, N_("Please use at most {{count}} characters."), count=LONGEST)
    plain = unicodedata.normalize("NFKC", password).casefold()
    if _is_about(plain, name, email):
        raise InvalidInput(field, N_("Please choose a password without your name or address."))
    if is_well_known(plain):
        raise InvalidInput(field, N_("This password is easy to guess. Three unrelated words are a good start."))


def is_well_known(password: str) -> bool:
    """Whether a guesser would try this soon: known words, runs and repetitions, and little else."""
    plain = password.casefold()
    spellings = (plain, plain.translate(_DISGUISES))
    return any(len(set(_essence(spelling))) < LEFT_AT_LEAST - 1 for spelling in spellings)


def _essence(plain: str) -> str:
    """What is left without known words, runs such as 12345, and repetitions such as abcabcabc."""
    kept = re.sub(r"[\W_]+", "", _WELL_KNOWN.sub("", plain))
    kept = re.sub(r"(.{1,6}?)\1+", r"\1", kept)
    return _without_runs(kept)


def _without_runs(text: str) -> str:
    """Without characters that only count on from the one before, upwards or downwards."""
    kept = [char for position, char in enumerate(text) if position == 0 or abs(ord(char) - ord(text[position - 1])) > 1]
    return "".join(kept)


def _is_about(plain: str, name: str, email: str) -> bool:
    """Whether it holds a name of four letters or more, or little but short ones and the organisation's."""
    local, _, domain = email.casefold().partition("@")
    names = [word for word in re.split(r"[\W\d_]+", f"{name.casefold()} {local}") if word]
    if any(len(word) >= 4 and word in plain for word in names):
        return True
    places = re.split(r"[\W\d_]+", f"{domain} {settings().organisation.casefold()} mentor")
    words = sorted((word for word in [*names, *places] if len(word) >= 3), key=len, reverse=True)
    rest = _without(plain, words)
    return rest != plain and len(re.sub(r"[\W\d_]+", "", rest)) < LEFT_AT_LEAST


def _without(text: str, words: list[str]) -> str:
    for word in words:
        text = text.replace(word, "")
    return text
