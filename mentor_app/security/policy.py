"""Who may call an event handler, and with what.

Reflex makes every public method of a state callable by any websocket client with any payload, and its type hints
validate nothing. So each handler carries a policy; the guard in `mentor_app.doors.events` refuses what has none, checks
the caller against the rule, and validates the payload, strictly, against the handler's own annotations. Whoever sends
nonsense hears nothing; whoever sends too much is told so.
"""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal, TypeVar, get_type_hints

from pydantic import BaseModel, ConfigDict, ValidationError, create_model

from mentor_app.errors import TooLong

Rule = Literal["public", "member", "coordinator", "page", "server"]
F = TypeVar("F", bound=Callable[..., Any])

_MARK = "__policy__"


@dataclass
class Policy:
    """A rule and the shape of the payload.

    Args:
        rule: `public` anyone; `member` whoever is signed in; `coordinator` programme staff; `page` a member, but only
            as part of opening a page; `server` only our own code.
        handler: the function, whose annotations are the shape.
    """

    rule: Rule
    handler: Callable[..., Any] = field(repr=False)

    @cached_property
    def hints(self) -> dict[str, Any]:
        """The handler's annotations by argument."""
        return get_type_hints(self.handler, include_extras=True)

    @cached_property
    def _schema(self) -> type[BaseModel]:
        hints = self.hints
        names = [name for name in inspect.signature(self.handler).parameters if name != "self"]
        fields: dict[str, Any] = {
            name: (
                hints[name],
                ... if (default := self._default(name)) is inspect.Parameter.empty else default,
            )
            for name in names
        }
        return create_model(f"{self.handler.__qualname__}Payload", __config__=ConfigDict(extra="forbid"), **fields)

    def _default(self, name: str) -> object:
        return inspect.signature(self.handler).parameters[name].default

    def accept(self, payload: Mapping[str, Any]) -> dict[str, Any] | None:
        """The payload as the handler's annotations want it, or None when it is anything else.

        Raises:
            TooLong: when nothing is wrong with it but the length of a text, as happens to honest people, too.
        """
        try:
            accepted = self._schema.model_validate(dict(payload), strict=True, extra="forbid")
        except ValidationError as wrong:
            if refusal := too_long(wrong):
                raise refusal from None
            return None
        except RecursionError:
            return None
        return {name: getattr(accepted, name) for name in type(accepted).model_fields}


def too_long(wrong: ValidationError) -> TooLong | None:
    """The refusal of a text that is longer than its annotation allows; None when anything else is wrong, too."""
    found = wrong.errors(include_url=False)
    if any(each["type"] != "string_too_long" for each in found):
        return None
    # Lists number what is in them: the last name on the way is the field's.
    field = next((str(part) for part in reversed(found[0]["loc"]) if isinstance(part, str)), "")
    return TooLong(field, len(found[0]["input"]), found[0].get("ctx", {})["max_length"])


def policy(rule: Rule) -> Callable[[F], F]:
    """Declare who may call the handler below. Stands directly under `@rx.event`."""

    def mark(handler: F) -> F:
        setattr(handler, _MARK, Policy(rule, handler))
        return handler

    return mark


def policy_of(handler: Callable[..., Any]) -> Policy | None:
    """The policy a handler was given, or None: then nobody may call it."""
    return getattr(handler, _MARK, None)
