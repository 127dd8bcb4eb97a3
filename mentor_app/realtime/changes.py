"""What a committed transaction tells other screens: a topic and a noun, never a payload."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Change:
    """Something changed.

    Args:
        topic: where, for example `mentorship/<id>`: what a page watches.
        noun: what, for example `goals`.
    """

    topic: str
    noun: str


COMMUNITY = "community"
"""The topic of everyone's discoverability; its nouns are member ids."""

EVERYTHING = "*"
"""The topic of signals that may have been lost: whoever keeps a copy of anything reads it anew."""


LETTERS = "letters"
"""The topic of letters on their way; its nouns are what has become of one."""


def of_letter(status: str) -> Change:
    """A letter was written, sent, put off or given up: coordinators follow it."""
    return Change(LETTERS, status)


def in_mentorship(mentorship_id: str, noun: str) -> Change:
    """A change inside one mentorship: `agenda`, `goals`, `mentorship` or `presence`."""
    return Change(f"mentorship/{mentorship_id}", noun)


def for_one_of(mentorship_id: str, member_id: str, noun: str) -> Change:
    """A change inside one mentorship that only one of the two may know of: `pulse`."""
    return Change(f"mentorship/{mentorship_id}/{member_id}", noun)


def in_conversation(conversation_id: str, noun: str) -> Change:
    """A change that only those who have a conversation open need: `presence` or `writing`."""
    return Change(f"conversation/{conversation_id}", noun)


def for_member(member_id: str, noun: str) -> Change:
    """A change that concerns one member alone: `requests`, `notices`, `mentorships`, `profile`...

    `conversations` is what was said, `unread` whether anything of it is; most messages change only the first.
    """
    return Change(f"member/{member_id}", noun)


def in_programme(slug: str) -> Change:
    """What coordinators have settled for a programme changed."""
    return Change(f"programme/{slug}", "settings")


def in_community(member_id: str) -> Change:
    """A member became findable, changed, or stopped being findable."""
    return Change(COMMUNITY, member_id)


def of_session(sign_in_id: str) -> Change:
    """A sign-in was revoked: its sockets must close."""
    return Change(f"session/{sign_in_id}", "revoked")
