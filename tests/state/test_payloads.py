"""What the browser sends to every handler can be checked at all."""

import reflex as rx

import mentor_app.mentor_app  # noqa: F401  registers every page and state
from mentor_app.security.policy import policy_of
from mentor_app.state.profile import ProfileState


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
