"""How a member wants to hear of what: by mail at once, once a day, or in the app alone.

Notices appear in the app in any case.
"""

from dataclasses import dataclass
from typing import Literal, get_args

from sqlmodel import col, update

from mentor_app.db import UnitOfWork
from mentor_app.errors import InvalidInput
from mentor_app.i18n.catalogue import N_
from mentor_app.models import Letter, LetterChoice, Member
from mentor_app.realtime.changes import for_member
from mentor_app.security.access import current_member
from mentor_app.services.occasions import DIGEST, OCCASION_OF, PRESSING, SECURITY, occasions_in_use
from mentor_app.vocabularies.choice import Choice

Channel = Literal["mail", "digest", "app"]
CHANNELS: tuple[Choice, ...] = (
    Choice("mail", N_("By e-mail, at once")),
    Choice("digest", N_("In the daily digest")),
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


@dataclass(frozen=True)
class ChannelsDetail:
    """The occasions, whether anything is told in the digest, and the hour it leaves at, in the member's time zone."""

    items: list[ChannelItem]
    uses_digest: bool
    hour: int


def get_channels(uow: UnitOfWork) -> ChannelsDetail:
    """What the actor chose.

    Raises:
        NotPermitted: when nobody is signed in.
    """
    items = list_channels(uow)
    return ChannelsDetail(items, any(item.channel == "digest" for item in items), current_member(uow).digest_hour)


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
    if channel == "app":
        _let_go(uow, member_id, occasion)
    uow.announce(for_member(member_id, "channels"))


def channel_for(uow: UnitOfWork, member_id: str, kind: str) -> Channel:
    """Which way a letter of this kind goes to a member."""
    occasion = OCCASION_OF[kind]
    if occasion in (SECURITY, DIGEST.name):
        return "mail"
    chosen = _channel(uow, member_id, occasion)
    return "mail" if chosen == "digest" and kind in PRESSING else chosen


def _let_go(uow: UnitOfWork, member_id: str, occasion: str) -> None:
    """What waits for the digest is not told any more, once its reader wants to hear of it in the app alone."""
    kinds = [kind for kind, its in OCCASION_OF.items() if its == occasion]
    waiting = update(Letter).where(col(Letter.member_id) == member_id, col(Letter.status) == "gathered")
    uow.session.exec(waiting.where(col(Letter.kind).in_(kinds)).values(status="in_app"))


def _channel(uow: UnitOfWork, member_id: str, occasion: str) -> Channel:
    chosen = uow.session.get(LetterChoice, (member_id, occasion))
    return _NAMED.get(chosen.channel, USUAL) if chosen is not None else USUAL
