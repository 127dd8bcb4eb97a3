"""The dialogs beside the list of meetings."""

import reflex as rx

from mentor_app.components.meeting_dialogs import Told, place_dialog, propose_dialog, times_dialog, words_dialog
from mentor_app.components.minutes import minutes_conflict
from mentor_app.components.repeating import which_ones
from mentor_app.i18n.text import _, moment
from mentor_app.pages.free_times import free_with
from mentor_app.services.meetings import cancel_meeting, decline_times, propose_meeting, suggest_times
from mentor_app.state.mentorship.arranging import ArrangingState
from mentor_app.state.mentorship.meetings import MeetingsState
from mentor_app.state.mentorship.minutes import MinutesState
from mentor_app.state.notices import NoticeState, last_try


def dialogs() -> rx.Component:
    """The form for each act that needs words or times, and the two texts of a conflict."""
    state, zone, name = ArrangingState, MeetingsState.my_zone, MeetingsState.frame.partner.first_name
    partner, length = MeetingsState.frame.partner.id, state.minutes.to_string()
    at_once = rx.el.p(_("{{name}} is told at once.", name=name), class_name="note")
    which = which_ones(state.meeting, state.has_later)
    told, both = Told(NoticeState.errors), MinutesState.conflict

    def no(doing: str, title: rx.Var[str], lead: rx.Component, act: rx.EventHandler) -> rx.Component:
        after = told._replace(done=last_try(cancel_meeting if doing == "cancel" else decline_times))
        return words_dialog(state.meeting, doing, title, lead, act, state.leave, state.doing == doing, after)

    return rx.fragment(
        propose_dialog(
            MeetingsState.frame.id,
            rx.cond(MeetingsState.frame.stage == "final_meeting", _("Our final meeting, to look back together."), ""),
            free_with(partner, name, zone),
            state.propose,
            told._replace(done=last_try(propose_meeting)),
        ),
        times_dialog(
            state.meeting,
            free_with(partner, name, zone, length),
            state.suggest,
            state.leave,
            state.doing,
            told._replace(done=last_try(suggest_times)),
            _about(rx.el.p(_("It stays where it is until {{name}} agrees.", name=name), class_name="note")),
        ),
        no("decline", _("Say no to these times"), at_once, state.decline),
        no("cancel", _("Cancel meeting"), rx.fragment(_about(), at_once, which), state.cancel),
        place_dialog(state.meeting, state.place, state.format, state.locate, state.leave, state.doing == "place", told),
        minutes_conflict(
            both.thing,
            both.mine,
            both.theirs,
            lambda words: MinutesState.write(MinutesState.at, both.thing, words, both.version),
            MinutesState.settle,
        ),
    )


def _about(*more: rx.Component) -> rx.Component:
    """Which settled meeting it is about, and what else is to be said then."""
    return rx.foreach(
        MeetingsState.coming,
        lambda item: rx.cond(
            (item.id == ArrangingState.meeting) & (item.starts_at != ""),
            rx.fragment(rx.el.p(moment(item.starts_at, "datetime", MeetingsState.my_zone), class_name="strong"), *more),
        ),
    )
