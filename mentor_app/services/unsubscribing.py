"""Choosing how to hear of things by the link in a letter, without signing in: the signed token is the right to it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from mentor_app.db import UnitOfWork
from mentor_app.errors import NotFound
from mentor_app.models import Member
from mentor_app.security.letter_tokens import read_stop
from mentor_app.services.channels import ChannelItem, channels_of, set_channel
from mentor_app.services.occasions import DIGEST


@dataclass(frozen=True)
class Standing:
    """How a member hears of things, for the page behind the link.

    Args:
        locale: the member's language.
        about: the occasion the letter was about.
        others: the other occasions.
        before: the channels that were changed just now, by occasion, as they were.
    """

    locale: str
    about: ChannelItem
    others: list[ChannelItem]
    before: dict[str, str] = field(default_factory=dict[str, str])


def standing(uow: UnitOfWork, token: str) -> Standing:
    """What the page behind a link shows; looking changes nothing.

    Raises:
        NotFound: when the link is not one of ours, or leads to nobody any more.
    """
    member, occasion = _member(uow, token)
    items = channels_of(uow, member.id)
    about = _digest(items) if occasion == DIGEST.name else next((it for it in items if it.occasion == occasion), None)
    if about is None:
        raise NotFound
    return Standing(member.locale, about, [item for item in items if item is not about])


def stop_letters(uow: UnitOfWork, token: str) -> Standing:
    """Send no more letters of the occasion a link is about; doing it twice is doing it once.

    A digest's link stops whatever is told in digests.

    Raises:
        NotFound: when the link is not one of ours, or leads to nobody any more.
    """
    found = standing(uow, token)
    member, occasion = _member(uow, token)
    in_digest = [item for item in found.others if item.channel == "digest"]
    stopped = [item for item in (in_digest if occasion == DIGEST.name else [found.about]) if item.channel != "app"]
    for item in stopped:
        set_channel(uow, member.id, item.occasion, "app")
    if stopped:
        uow.record("letters.stopped", member.id, occasion=occasion)
    return replace(standing(uow, token), before={item.occasion: item.channel for item in stopped})


def choose_by_letter(uow: UnitOfWork, token: str, channels: Mapping[str, str]) -> Standing:
    """Choose the channels of several occasions, by the link in a letter.

    Raises:
        NotFound: when the link is not one of ours, or leads to nobody any more.
        InvalidInput: for an occasion or channel that does not exist; then nothing is chosen.
    """
    member, _occasion = _member(uow, token)
    for occasion, channel in channels.items():
        set_channel(uow, member.id, occasion, channel)
    uow.record("letters.chosen", member.id)
    return standing(uow, token)


def _digest(items: list[ChannelItem]) -> ChannelItem:
    used = any(item.channel == "digest" for item in items)
    return ChannelItem(DIGEST.name, DIGEST.label, DIGEST.hint, "digest" if used else "app")


def _member(uow: UnitOfWork, token: str) -> tuple[Member, str]:
    named = read_stop(token)
    member = uow.session.get(Member, named[0]) if named else None
    if named is None or member is None:
        raise NotFound
    return member, named[1]
