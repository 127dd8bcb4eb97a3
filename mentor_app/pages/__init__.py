"""Pages: each module lists the components of one screen and introduces them to its state.

Importing this registers all.
"""

from mentor_app.pages import (
    answer_by_letter,
    asking,
    by_letter,
    calendars,
    conversations,
    explore,
    home,
    inbox,
    inbox_search,
    landing,
    lost,
    member,
    my_meetings,
    preferences,
    profile,
    record,
    settings,
    sign_in,
)
from mentor_app.pages.mentorship import agreement, files, finish, goals, meetings, notes, overview, questions, time_log
from mentor_app.pages.programme import concerns, delivery
from mentor_app.pages.programme import settings as programme_settings

__all__ = [
    "agreement",
    "answer_by_letter",
    "asking",
    "by_letter",
    "calendars",
    "concerns",
    "conversations",
    "delivery",
    "explore",
    "files",
    "finish",
    "goals",
    "home",
    "inbox",
    "inbox_search",
    "landing",
    "lost",
    "meetings",
    "member",
    "my_meetings",
    "notes",
    "overview",
    "preferences",
    "profile",
    "programme_settings",
    "questions",
    "record",
    "settings",
    "sign_in",
    "time_log",
]
