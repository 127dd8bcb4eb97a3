"""How a member wants to hear of what: by mail, or in the app alone. Notices appear in the app in any case."""

from dataclasses import dataclass
from typing import Literal, get_args

from mentor_app.db import UnitOfWork
from mentor_app.errors import InvalidInput
from mentor_app.i18n.catalogue import N_
from mentor_app.models import LetterChoice, Member
from mentor_app.realtime.changes import for_member
from mentor_app.security.access import current_member
from mentor_app.services.occasions import OCCASION_OF, SECURITY, occasions_in_use
from mentor_app.vocabularies.choice import Choice

Channel = Literal["mail", "app"]
CHANNELS: tuple[Choice, ...] = (
    Choice("mail", N_("By e-mail, at once")),
    Choice("app", N_("Only in the app")),
)
USUAL: Channel = "mail"
_NAMED: dict[str, Channel] = {each: each for each in get_args(Channel)}


@dataclass(frozen=True)
class ChannelItem:
    """An occasion, what it is called, what belongs to it, and the channel its member chose."""

    occasion: str
    label: str
    hint: str
    channel: str


def list_channels(uow: UnitOfWork) -> list[ChannelItem]:
    """The occasions there are, each with the actor's choice.

    Raises:
        NotPermitted: when nobody is signed in.
    """
    return channels_of(uow, current_member(uow).id)


def channels_of(uow: UnitOfWork, member_id: str) -> list[ChannelItem]:
    """The occasions there are, each with the choice of a member. The caller has the right to know it."""
    return [
        ChannelItem(each.name, each.label, each.hint, _channel(uow, member_id, each.name))
        for each in occasions_in_use()
    ]


def choose_channel(uow: UnitOfWork, occasion: str, channel: str) -> None:
    """Choose how to hear of an occasion from now on.

    Raises:
        InvalidInput: for an occasion or channel that does not exist; letters about security are not chosen about.
        NotPermitted: when nobody is signed in.
    """
    set_channel(uow, current_member(uow).id, occasion, channel)


def set_channel(uow: UnitOfWork, member_id: str, occasion: str, channel: str) -> None:
    """Choose for a member. The caller has the right to: the member, or whoever holds the link in their letter.

    Raises:
        InvalidInput: for an occasion or channel that does not exist.
    """
    if occasion not in {each.name for each in occasions_in_use()} or channel not in _NAMED:
        raise InvalidInput("channel", N_("Please choose one of the ways to hear of it."))
    # Holding the member's row, two choices at the same moment are one row.
    uow.session.get_one(Member, member_id, with_for_update=True)
    chosen = uow.session.get(LetterChoice, (member_id, occasion))
    if chosen is None:
        chosen = LetterChoice(member_id=member_id, occasion=occasion, channel=channel)
    chosen.channel = channel
    uow.session.add(chosen)
    uow.announce(for_member(member_id, "channels"))


def channel_for(uow: UnitOfWork, member_id: str, kind: str) -> Channel:
    """Which way a letter of this kind goes to a member."""
    occasion = OCCASION_OF[kind]
    return "mail" if occasion == SECURITY else _channel(uow, member_id, occasion)


def _channel(uow: UnitOfWork, member_id: str, occasion: str) -> Channel:
    chosen = uow.session.get(LetterChoice, (member_id, occasion))
    return _NAMED.get(chosen.channel, USUAL) if chosen is not None else USUAL
