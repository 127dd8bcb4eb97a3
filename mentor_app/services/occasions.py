"""Occasions for writing: the kinds of letters in a handful of groups that a person can choose about."""

from dataclasses import dataclass

from mentor_app.i18n.catalogue import N_


@dataclass(frozen=True)
class Occasion:
    """A group of kinds.

    Args:
        name: as it is stored.
        label: what members call it.
        hint: what belongs to it, in a sentence.
    """

    name: str
    label: str
    hint: str


SECURITY = "security"
"""Letters of this occasion always leave at once: nobody may be locked out, or robbed, by a setting."""

OCCASIONS: tuple[Occasion, ...] = (
    Occasion("requests", N_("Requests"), N_("Somebody asks you, answers you, or has a question first.")),
    Occasion("messages", N_("Messages"), N_("Somebody has written to you.")),
    Occasion("meetings", N_("Meetings"), N_("A meeting is proposed, confirmed, moved or cancelled.")),
    Occasion("mentorships", N_("My mentorships"), N_("Your partner has done something that the two of you share.")),
    Occasion("reminders", N_("Reminders and check-ins"), N_("Something waits for you, and its time runs out.")),
    Occasion("programme", N_("News of the programme"), N_("What coordinators tell everyone.")),
)
"""What members choose about, in the order it is shown."""

DIGEST = Occasion("digest", N_("Daily digest"), N_("One letter a day with what you have not seen yet."))
"""The digest itself. It is chosen about through the occasions that are told in it."""

PRESSING = frozenset({"meeting_tomorrow", "meeting_soon"})
"""Kinds that would come too late in a digest, and so leave at once even then."""

OCCASION_OF: dict[str, str] = {
    "verify_email": SECURITY,
    "reset_password": SECURITY,
    "address_in_use": SECURITY,
    "signed_in_anew": SECURITY,
    "concern_raised": SECURITY,
    "reply_not_taken": SECURITY,
    "reply_without_files": SECURITY,
    "request_received": "requests",
    "interest_received": "requests",
    "interest_reminder": "reminders",
    "choice_asked": "requests",
    "referral_asked": "requests",
    "referral_agreed": "requests",
    "referral_refused": "requests",
    "referral_reminder": "reminders",
    "referral_expired": "requests",
    "request_referred": "requests",
    "partner_paused": "mentorships",
    "partner_resumed": "mentorships",
    "request_accepted": "requests",
    "request_declined": "requests",
    "request_ended": "requests",
    "request_withdrawn": "requests",
    "request_expired": "requests",
    "question_asked": "requests",
    "question_answered": "requests",
    "question_expired": "requests",
    "flash_offered": "requests",
    "flash_declined": "requests",
    "request_reminder": "reminders",
    "times_suggested": "meetings",
    "times_expired": "meetings",
    "times_reminder": "reminders",
    "meeting_begun": "meetings",
    "digest": DIGEST.name,
    "message_received": "messages",
    "mentorship_question": "mentorships",
    "mentorship_answer": "mentorships",
    "meeting_proposed": "meetings",
    "meeting_times_suggested": "meetings",
    "meeting_confirmed": "meetings",
    "meeting_series_confirmed": "meetings",
    "meeting_series_cancelled": "meetings",
    "meeting_series_taken_out": "meetings",
    "meeting_declined": "meetings",
    "meeting_withdrawn": "meetings",
    "meeting_move_suggested": "meetings",
    "meeting_moved": "meetings",
    "meeting_placed": "meetings",
    "meeting_stays": "meetings",
    "meeting_cancelled": "meetings",
    "meeting_taken_out": "meetings",
    "meeting_answer_noted": SECURITY,
    "meeting_tomorrow": "reminders",
    "meeting_soon": "reminders",
    "meeting_over": "reminders",
    "pulse_asked": "reminders",
    "agreement_sent": "mentorships",
    "agreement_countered": "mentorships",
    "agreement_approved": "mentorships",
    "mentorship_ended": "mentorships",
    "contact_offered": "mentorships",
}
"""The occasion of every kind of letter. A kind whose matter has no notice in the app belongs to `SECURITY`: whoever
wants to hear of things in the app alone would never hear of it."""


def occasion_of(kind: str) -> Occasion | None:
    """The occasion of a kind of letter that its reader may choose about; None for what always arrives."""
    return next((each for each in (*OCCASIONS, DIGEST) if each.name == OCCASION_OF.get(kind)), None)


def occasions_in_use() -> tuple[Occasion, ...]:
    """The occasions of which there is at least one kind of letter: nobody chooses about nothing."""
    used = set(OCCASION_OF.values())
    return tuple(each for each in OCCASIONS if each.name in used)
