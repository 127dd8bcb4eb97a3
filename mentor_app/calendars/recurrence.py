"""What an object's rules would cost to follow, told from its text before any library follows them.

Rules are followed from where they begin, one step after the other, also through times nobody asks about: a rule can
be made to go on for hours without a single occurrence. People's own repeat on days, in the last decades.
"""

import re

from mentor_app.calendars.lines import unfolded

MOST_RULES, MOST_YEARLY = 5, 200
"""Of one object; yearly ones are those of time zones, which list them for every change of the law."""
MOST_DATES = 1000
"""Of one object, that a series has, or leaves out, beside its rules."""
MOST_A_DAY, LONGEST_AGO = 4, 60
"""Times a day, and years since a rule's first that are followed."""
LONGEST_READING = 300.0
"""Seconds that one calendar is read for altogether; a large one takes a few."""

_BEGIN = re.compile(r"^BEGIN:", re.MULTILINE | re.IGNORECASE)
# A library forgives what stands around a name: whatever may be a rule, or a beginning, is taken for one.
_RULE = re.compile(r"^[^A-Z0-9:;\n-]*RRULE[^:\n]*:(.*)$", re.MULTILINE | re.IGNORECASE)
_YEAR = re.compile(r"^[^A-Z0-9:;\n-]*DTSTART[^\n]*:(\d{4})\d{4}", re.MULTILINE | re.IGNORECASE)
_DATES = re.compile(r"^[^A-Z0-9:;\n-]*(?:RDATE|EXDATE).*$", re.MULTILINE | re.IGNORECASE)
_NAME = re.compile(r"[A-Z-]*")
_STEP = re.compile(r"0{0,9}[1-9][0-9]{0,9}", re.ASCII)
_PLAIN = frozenset({"DAILY", "WEEKLY", "MONTHLY", "YEARLY"})


def is_affordable(text: str, year: int) -> bool:
    """Whether the rules of an iCalendar object may be followed.

    Args:
        text: the object, folded or not.
        year: until when it matters.
    """
    rules = yearly = 0
    lines = unfolded(text)
    if sum(each.count(",") + 1 for each in _DATES.findall(lines)) > MOST_DATES:
        return False
    for part in _BEGIN.split(lines):
        found = _RULE.findall(part)
        # Without a beginning beside it, a rule began as long ago as can be.
        began = min((int(each) for each in _YEAR.findall(part)), default=0)
        for rule in found:
            frequency, a_day, is_once = _pace(rule)
            if frequency not in _PLAIN or a_day > MOST_A_DAY:
                return False
            is_yearly = frequency == "YEARLY" and is_once
            if not is_yearly and began < year - LONGEST_AGO:
                return False
            yearly, rules = yearly + is_yearly, rules + (not is_yearly)
    return rules <= MOST_RULES and yearly <= MOST_YEARLY


def _pace(rule: str) -> tuple[str, int, bool]:
    """How often, how many times on each of those days, and whether all that it says is said of one.

    Of what could be read otherwise, such as after a name that is quoted, nothing is said; nor of a rule that never goes
    on, as every nought days.
    """
    said = {name.upper(): value for name, _, value in (each.partition("=") for each in rule.strip().split(";"))}
    if not all(_NAME.fullmatch(name) for name in said) or not _STEP.fullmatch(said.get("INTERVAL", "1").strip()):
        return "", 0, False
    a_day = 1
    for name in ("BYHOUR", "BYMINUTE", "BYSECOND"):
        a_day *= said.get(name, "").count(",") + 1
    is_once = not any("," in value for name, value in said.items() if name.startswith("BY"))
    return said.get("FREQ", "").strip().upper(), a_day, is_once
