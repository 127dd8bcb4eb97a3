"""What the letters about meetings say. Times in them are on the reader's own wall clock."""

from mentor_app.i18n.catalogue import N_
from mentor_app.mail.worded import Wording

_MEETINGS = "/mentorships/{mentorship_id}/meetings"

MEETINGS: dict[str, Wording] = {
    "meeting_proposed": Wording(
        subject=N_("{{partner}} proposes a meeting"),
        opening=(N_("{{partner}} would like to meet you, and suggests:"),),
        button=N_("Choose a time"),
        path=_MEETINGS,
        closing=(N_("Times are on your own clock. If none suits you, suggest others."),),
        quoting="times",
        by_name=True,
    ),
    "meeting_times_suggested": Wording(
        subject=N_("{{partner}} suggests other times"),
        opening=(N_("For your next meeting {{partner}} now suggests:"),),
        button=N_("Choose a time"),
        path=_MEETINGS,
        closing=(N_("Times are on your own clock. If none suits you, suggest others."),),
        quoting="times",
        by_name=True,
    ),
    "meeting_move_suggested": Wording(
        subject=N_("{{partner}} would like to move your meeting"),
        opening=(
            N_("Your meeting with {{partner}} is settled for {{time}}. Instead, {{partner}} suggests:"),
            N_("Until you have answered, the meeting stays where it is."),
        ),
        button=N_("Answer"),
        path=_MEETINGS,
        quoting="times",
        by_name=True,
    ),
    "meeting_confirmed": Wording(
        subject=N_("Settled: your meeting with {{partner}}"),
        opening=(N_("You and {{partner}} meet on {{time}}."),),
        button=N_("Prepare the meeting"),
        path=_MEETINGS,
        closing=(N_("One or two topics on the agenda make a good meeting."),),
        quoting="place",
        by_name=True,
    ),
    "meeting_moved": Wording(
        subject=N_("Moved: your meeting with {{partner}}"),
        opening=(N_("You and {{partner}} now meet on {{time}}."),),
        button=N_("Prepare the meeting"),
        path=_MEETINGS,
        quoting="place",
        by_name=True,
    ),
    "meeting_stays": Wording(
        subject=N_("Your meeting with {{partner}} stays where it is"),
        opening=(N_("The meeting was not moved: you and {{partner}} meet on {{time}}, as settled."),),
        button=N_("Open our meetings"),
        path=_MEETINGS,
        quoting="note",
        by_name=True,
    ),
    "meeting_withdrawn": Wording(
        subject=N_("{{partner}} takes the proposed meeting back"),
        opening=(N_("{{partner}} has taken back the times suggested for a meeting. Nothing is left to do."),),
        button=N_("Open our meetings"),
        path=_MEETINGS,
        quoting="note",
        by_name=True,
    ),
    "meeting_declined": Wording(
        subject=N_("{{partner}} cannot meet at these times"),
        opening=(N_("{{partner}} has declined the meeting you proposed."),),
        button=N_("Propose another time"),
        path=_MEETINGS,
        quoting="note",
        by_name=True,
    ),
    "meeting_cancelled": Wording(
        subject=N_("Cancelled: your meeting with {{partner}}"),
        opening=(N_("{{partner}} has cancelled your meeting on {{time}}."),),
        button=N_("Propose another time"),
        path=_MEETINGS,
        quoting="note",
        by_name=True,
    ),
    "meeting_tomorrow": Wording(
        subject=N_("Soon: your meeting with {{partner}}"),
        opening=(N_("You and {{partner}} meet on {{time}}."),),
        button=N_("Prepare the meeting"),
        path=_MEETINGS,
        closing=(N_("If you cannot come, please move or cancel it now."),),
        quoting="place",
        by_name=True,
    ),
    "meeting_soon": Wording(
        subject=N_("In an hour: your meeting with {{partner}}"),
        opening=(N_("You and {{partner}} meet on {{time}}."),),
        button=N_("Open the agenda"),
        path=_MEETINGS,
        quoting="place",
        by_name=True,
    ),
    "meeting_over": Wording(
        subject=N_("How was your meeting with {{partner}}?"),
        opening=(N_("You and {{partner}} were to meet on {{time}}. Did it happen?"),),
        button=N_("Say what happened"),
        path=_MEETINGS,
        closing=(N_("One click is enough; it keeps your time log true."),),
        by_name=True,
    ),
}
