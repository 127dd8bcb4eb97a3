"""The tables, grouped by the thing they belong to."""

from mentor_app.models.accounts import (
    Block,
    EmailLink,
    Identity,
    LearningGoal,
    Mark,
    Member,
    Offer,
    Profile,
    ProfileTag,
    SignIn,
    Skill,
)
from mentor_app.models.agreements import Clause, Revision
from mentor_app.models.audit import AuditEntry
from mentor_app.models.availability import Availability, OddDay, WeeklyHours
from mentor_app.models.calendars import (
    SUBSCRIPTION,
    BusyInterval,
    CalendarAccount,
    FeedAddress,
    LeftEvent,
    MeetingCopy,
    RemoteCalendar,
    RemoteObject,
)
from mentor_app.models.choices import ChoiceRule, RankedChoice
from mentor_app.models.concerns import Concern
from mentor_app.models.contacts import ContactOffer
from mentor_app.models.endings import Certificate, Evaluation
from mentor_app.models.files import SharedFile
from mentor_app.models.meetings import Meeting, MinutesSection, TimeEntry, TimeProposal, TimeSlot
from mentor_app.models.mentorships import Mentorship
from mentor_app.models.messages import Conversation, Correspondent, Message, ReceivedLetter
from mentor_app.models.notifications import Letter, LetterChoice, Notification
from mentor_app.models.programmes import Enrolment, Programme
from mentor_app.models.pulses import Pulse
from mentor_app.models.referrals import Referral
from mentor_app.models.requests import MentoringRequest, RequestLink, RequestQuestion
from mentor_app.models.workspace import (
    ActionItem,
    Activity,
    AgendaItem,
    Goal,
    Note,
    NoteVersion,
    Question,
    Reply,
    Resource,
)

__all__ = [
    "SUBSCRIPTION",
    "ActionItem",
    "Activity",
    "AgendaItem",
    "AuditEntry",
    "Availability",
    "Block",
    "BusyInterval",
    "CalendarAccount",
    "Certificate",
    "ChoiceRule",
    "Clause",
    "Concern",
    "ContactOffer",
    "Conversation",
    "Correspondent",
    "EmailLink",
    "Enrolment",
    "Evaluation",
    "FeedAddress",
    "Goal",
    "Identity",
    "LearningGoal",
    "LeftEvent",
    "Letter",
    "LetterChoice",
    "Mark",
    "Meeting",
    "MeetingCopy",
    "Member",
    "MentoringRequest",
    "Mentorship",
    "Message",
    "MinutesSection",
    "Note",
    "NoteVersion",
    "Notification",
    "OddDay",
    "Offer",
    "Profile",
    "ProfileTag",
    "Programme",
    "Pulse",
    "Question",
    "RankedChoice",
    "ReceivedLetter",
    "Referral",
    "RemoteCalendar",
    "RemoteObject",
    "Reply",
    "RequestLink",
    "RequestQuestion",
    "Resource",
    "Revision",
    "SharedFile",
    "SignIn",
    "Skill",
    "TimeEntry",
    "TimeProposal",
    "TimeSlot",
    "WeeklyHours",
]
