"""How often somebody may try: the numbers of Warehouse, on doors that cost or tell something.

Counted per address typed, per network it comes from and in all. A try is counted before it is made, so that
a thousand at once are a thousand tries; one that turned out right is given back. Nobody is ever locked out of
a sign-in that exists or of the organisation's own sign-in. Counters live in this process, or in Redis when
there are several.
"""

from dataclasses import dataclass
from functools import lru_cache
from ipaddress import IPv6Address, ip_address, ip_network

from limits import RateLimitItem, parse
from limits.storage import storage_from_string
from limits.strategies import FixedWindowRateLimiter

from mentor_app.config import settings
from mentor_app.errors import TooMany
from mentor_app.i18n.catalogue import N_
from mentor_app.security.credentials import hash_token

GUESSES = parse("10/5 minutes")
GUESSES_IN_ALL = parse("1000/5 minutes")
LETTERS = parse("5/day")
MESSAGES = parse("30/minute")
MESSAGES_A_DAY = parse("1000/day")
CONVERSATIONS = parse("30/day")
LINKS = parse("30/5 minutes")
NAMES = parse("20/hour")
CONCERNS = parse("20/day")
CHECKS = parse("60/minute")
UPLOADS = parse("200/hour")
CALENDAR_TRIES = parse("60/hour")
LOOKS = parse("120/hour")
LOOKS_AT_ONE = parse("30/hour")
LOOKS_A_DAY = parse("240/day")
LOOKS_AT_ONE_A_DAY = parse("60/day")


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try that was counted.

    Args:
        purpose: the door, such as `sign_in`.
        about: what is being tried: an e-mail address in lower case, or the hash of a link.
        network: as `network_of` tells it.
    """

    purpose: str
    about: str
    network: str


def count_guess(attempt: Attempt) -> None:
    """Count a try at a secret.

    Raises:
        TooMany: beyond 10 in five minutes for one address or one network, or 1,000 in all.
    """
    _spend((GUESSES_IN_ALL, _key("all")), *_guess_keys(attempt))


def give_back(attempt: Attempt) -> None:
    """The try was right, so it does not count."""
    for item, key in _guess_keys(attempt):
        _limiter().hit(item, key, cost=-1)


def count_link(token_hash: str, network: str) -> None:
    """Count a try at a letter's link.

    Raises:
        TooMany: beyond 30 in five minutes for one link, or for one network.
    """
    _spend(*_link_keys(token_hash, network))


def give_back_link(token_hash: str, network: str) -> None:
    """The link was a living one, so the network it was opened from has not guessed; the link itself is counted on."""
    item, key = _link_keys(token_hash, network)[1]
    _limiter().hit(item, key, cost=-1)


def count_name(token_hash: str) -> None:
    """Count a name that is looked for by a letter's link: the link leaves room to answer, and to look again later.

    Raises:
        TooMany: beyond 20 in an hour for one link.
    """
    if not _limiter().hit(NAMES, _key("names by", token_hash)):
        raise TooMany(N_("You have looked for many names. Please wait an hour, or sign in to find your colleague."))


def count_letter(address: str, network: str) -> None:
    """Count a letter somebody asks to have sent to an address.

    Raises:
        TooMany: beyond 5 a day for one address, 10 in five minutes from one network, or 1,000 in all.
    """
    _spend(
        (GUESSES_IN_ALL, _key("all letters")),
        (GUESSES, _key("letters from", network)),
        (LETTERS, _key("letters to", address)),
    )


def may_write_to(address: str) -> bool:
    """Count a letter that follows from something else, and say whether it may still be sent today."""
    return _limiter().hit(LETTERS, _key("letters to", address))


def may_answer_reply(member_id: str) -> bool:
    """Count a letter about a reply that could not be delivered, and say whether it may still be sent today."""
    return _limiter().hit(LETTERS, _key("answers to replies of", member_id))


def count_message(member_id: str, *, to_somebody_new: bool = False) -> None:
    """Count a message that a member writes to another.

    Args:
        member_id: the sender.
        to_somebody_new: whether it begins a conversation.

    Raises:
        TooMany: beyond 30 in a minute, 1,000 in a day, or 30 new conversations in a day.
    """
    _spend((MESSAGES, _key("messages of", member_id)), (MESSAGES_A_DAY, _key("messages in a day of", member_id)))
    if to_somebody_new:
        _spend((CONVERSATIONS, _key("conversations of", member_id)))


def count_concern(member_id: str) -> None:
    """Count a concern that a member raises.

    Raises:
        TooMany: beyond 20 in a day.
    """
    _spend((CONCERNS, _key("concerns of", member_id)))


def count_check(network: str) -> None:
    """Count a look at a certificate by its code.

    Raises:
        TooMany: beyond 60 in a minute from one network.
    """
    _spend((CHECKS, _key("checks from", network)))


def count_upload(member_id: str) -> None:
    """Count a file that a member uploads.

    Raises:
        TooMany: beyond 200 in an hour.
    """
    _spend((UPLOADS, _key("uploads of", member_id)))


def count_calendar_try(member_id: str) -> None:
    """Count a look at a calendar account that a member asks for by hand; each costs somebody's server.

    Raises:
        TooMany: beyond 60 in an hour, at all accounts together: one may be left and connected again.
    """
    _spend((CALENDAR_TRIES, _key("calendar tries of", member_id)))


def count_look(member_id: str, at_id: str) -> None:
    """Count a look at when a member and another are both free. By the day as well: patience maps weeks, too.

    Raises:
        TooMany: beyond 120 in an hour or 240 in a day, or 30 and 60 at one other.
    """
    all_of, at_one = _key("looks of", member_id), _key("looks of", member_id, "at", at_id)
    _spend((LOOKS, all_of), (LOOKS_AT_ONE, at_one), (LOOKS_A_DAY, all_of), (LOOKS_AT_ONE_A_DAY, at_one))


def client_address(peer: str, forwarded_for: str) -> str:
    """The address of whoever asks.

    Args:
        peer: the address of the connection.
        forwarded_for: all `X-Forwarded-For` headers, joined by commas. Only as many entries from its end
            are believed as the operator has proxies (`trusted_proxy_hops`); a client's own stand before them.
    """
    hops = settings().trusted_proxy_hops
    entries = [entry.strip() for entry in forwarded_for.split(",") if entry.strip()]
    if hops < 1 or len(entries) < hops:
        return peer
    claimed = entries[-hops]
    try:
        ip_address(claimed)
    except ValueError:
        return peer
    return claimed


def network_of(address: str) -> str:
    """What counts as one place: an IPv4 address, or the /64 that one IPv6 customer owns (RFC 6177)."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if not isinstance(parsed, IPv6Address):
        return str(parsed)
    return str(parsed.ipv4_mapped or ip_network((parsed, 64), strict=False))


def forget_counts() -> None:
    """Start counting anew, in a store made from the settings in force."""
    _limiter.cache_clear()


def _guess_keys(attempt: Attempt) -> tuple[tuple[RateLimitItem, str], ...]:
    return (
        (GUESSES, _key(attempt.purpose, "about", attempt.about)),
        (GUESSES, _key(attempt.purpose, "from", attempt.network)),
    )


def _link_keys(token_hash: str, network: str) -> tuple[tuple[RateLimitItem, str], ...]:
    return (LINKS, _key("link", token_hash)), (LINKS, _key("links from", network))


def _key(*parts: str) -> str:
    """Hashed, as addresses are nobody's business in a shared store."""
    return hash_token("\0".join(parts))


def _spend(*counted: tuple[RateLimitItem, str]) -> None:
    counts = [_limiter().hit(item, key) for item, key in counted]
    if not all(counts):
        raise TooMany


@lru_cache(maxsize=1)
def _limiter() -> FixedWindowRateLimiter:
    return FixedWindowRateLimiter(storage_from_string(settings().redis_url or "memory://"))
