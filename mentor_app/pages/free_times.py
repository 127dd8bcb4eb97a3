"""Times that suit two people, introduced to the state that finds them."""

import reflex as rx

from mentor_app.components.free_times import FreeOffer
from mentor_app.state.free_times import FreeTimesState

USUAL = "30"


def free_with(
    member_id: rx.Var[str], name: rx.Var[str], zone: rx.Var[str], minutes: rx.Var[str] | str = USUAL
) -> FreeOffer:
    """Times at which the reader and another are both free.

    Args:
        member_id: the other.
        name: their first name.
        zone: the reader's.
        minutes: how long, where the form does not ask.
    """
    state = FreeTimesState
    return FreeOffer(
        zone=zone,
        name=name,
        times=state.times,
        is_for=lambda scope: (state.whom == member_id) & (state.scope == scope),
        look=lambda scope, chosen: state.look(member_id, rx.cond(chosen != "", chosen, minutes), scope),
    )
