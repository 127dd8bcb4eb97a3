"""What every tab of the dashboard has at hand for one's own peace; introduces it to its state."""

import reflex as rx

from mentor_app.components.care import CareVerbs, care_dialog, care_links
from mentor_app.components.contacts import ContactVerbs, contacts, contacts_dialog
from mentor_app.components.pulse import pulse_card
from mentor_app.services.mentorships import MentorshipDetail
from mentor_app.services.pulses import give_pulse
from mentor_app.services.uncertainty import tell_staff, write_courteously
from mentor_app.state.concerns import ConcernState
from mentor_app.state.mentorship.care import CareState
from mentor_app.state.mentorship.contacts import ContactState
from mentor_app.state.notices import NoticeState, last_try

Frame = rx.Var[MentorshipDetail]


def contact_card(frame: Frame) -> rx.Component:
    """Who has said yes, and the details once both have."""
    return contacts(frame, _CONTACTS)


def care_ways(frame: Frame) -> rx.Component:
    """The two quiet links."""
    return care_links(frame, CareState.begin, ConcernState.begin("mentorship", frame.id))


def how_it_was(frame: Frame) -> rx.Component:
    """The question after a meeting."""
    return pulse_card(frame, CareState.give, last_try(give_pulse), NoticeState.errors)


def care(frame: Frame) -> rx.Component:
    """The ways on."""
    verbs = CareVerbs(
        tell=CareState.tell,
        write=CareState.write,
        choose=CareState.choose,
        leave=CareState.leave,
        concern=[CareState.leave, ConcernState.begin("mentorship", frame.id)],
    )
    told, written = last_try(tell_staff), last_try(write_courteously)
    return rx.fragment(
        care_dialog(frame, CareState.opened, CareState.opening, verbs, told, written, NoticeState.errors),
        contacts_dialog(frame, ContactState.is_open, _CONTACTS, NoticeState.errors),
    )


_CONTACTS = ContactVerbs(
    begin=ContactState.begin, leave=ContactState.leave, offer=ContactState.offer, take_back=ContactState.take_back
)
