"""What the browser sends to every handler can be checked at all."""

import pytest
import reflex as rx

import mentor_app.mentor_app  # noqa: F401  registers every page and state
from mentor_app.errors import TooLong
from mentor_app.security.policy import policy_of
from mentor_app.services.texts import clean_text
from mentor_app.state.asking import AskingState
from mentor_app.state.explore import ExploreState
from mentor_app.state.mentorship.goals import GoalsState
from mentor_app.state.profile import ProfileState

EMPTY = {"message": "", "hope": "", "goals": []}


def handler_of(state, name):
    return state.event_handlers[name].fn


def every_handler(state=rx.State):
    for below in state.__subclasses__():
        yield from below.event_handlers.values()
        yield from every_handler(below)


def test_the_payload_of_every_handler_has_a_shape():
    ours = [handler.fn for handler in every_handler() if handler.fn.__module__.startswith("mentor_app")]
    policies = [policy_of(handler) for handler in ours]
    assert len(policies) > 20
    for policy in policies:
        assert policy is not None
        policy.accept({})  # raises when its annotations cannot be made into a shape


def test_a_form_is_taken_as_it_is_and_nothing_beside_it():
    save = policy_of(ProfileState.event_handlers["save"].fn)
    assert save.accept({"form": {"headline": "Teacher"}}) == {"form": {"headline": "Teacher"}}
    assert save.accept({"form": {"headline": "Teacher", "is_admin": "yes"}}) is None
    assert save.accept({"form": {"headline": 3}}) is None
    add = policy_of(ProfileState.event_handlers["add_skill"].fn)
    assert add.accept({"use": "offers", "form": {"skill": "SQL", "weight": "9"}}) is None


@pytest.mark.parametrize(
    ("handler", "payload", "field"),
    [
        (handler_of(ExploreState, "search"), {"text": "x" * 201}, "text"),
        (
            handler_of(AskingState, "send"),
            {"form": {"message": "", "hope": "", "goals": [], "times": ["2030-01-01T10:00", "x" * 41]}},
            "times",
        ),
    ],
)
def test_whoever_sends_too_much_is_told_of_which_field_and_how_much_it_takes(handler, payload, field):
    length, most = (201, 200) if field == "text" else (41, 40)
    with pytest.raises(TooLong) as refused:
        policy_of(handler).accept(payload)
    assert (refused.value.field, refused.value.params) == (field, {"length": length, "most": most})


def test_too_much_is_nonsense_when_anything_else_is_wrong_with_it():
    assert (
        policy_of(handler_of(ProfileState, "save")).accept({"form": {"headline": "x" * 20_001, "is_admin": "yes"}})
        is None
    )


def test_no_text_that_a_form_takes_is_refused_before_its_service_can_say_how_long_it_may_be():
    add = policy_of(handler_of(GoalsState, "add"))
    form = {"title": "x" * 19_999, "measure": "", "due_on": ""}
    assert add.accept({"form": form}) == {"form": form}
    with pytest.raises(TooLong, match="At most"):
        clean_text("title", form["title"], 300)
