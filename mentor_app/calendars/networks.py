"""Which IP addresses a member's word may lead us to."""

import ipaddress

Network = ipaddress.IPv4Network | ipaddress.IPv6Network

_TUNNELS: tuple[Network, ...] = tuple(
    ipaddress.ip_network(each)
    for each in (
        *("100.64.0.0/10", "192.0.0.0/24", "198.18.0.0/15", "192.88.99.0/24"),
        *("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32", "::/96", "fec0::/10", "100::/64"),
    )
)
"""Addresses that stand for others, or that Python counts as public and nobody's calendar lives at."""


def networks(text: str) -> tuple[Network, ...]:
    """The networks of a setting: `10.1.0.0/16, fd00::/8`.

    Raises:
        ValueError: when one of them is none.
    """
    return tuple(ipaddress.ip_network(each) for each in text.replace(",", " ").split())


def allowed_address(address: str, opened: tuple[Network, ...] = ()) -> bool:
    """Whether a connection may go to this IP address: a public one, or one the operator opened."""
    if is_opened(address, opened):
        return True
    ip = _ip(address)
    if isinstance(ip, ipaddress.IPv6Address) and ip.ipv4_mapped is not None:
        return allowed_address(str(ip.ipv4_mapped), opened)
    if any(ip in network for network in _TUNNELS if network.version == ip.version):
        return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified)


def is_opened(address: str, opened: tuple[Network, ...]) -> bool:
    """Whether the operator opened the network of this IP address."""
    ip = _ip(address)
    return any(ip in network for network in opened if network.version == ip.version)


def _ip(address: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address:
    return ipaddress.ip_address(address.partition("%")[0])  # without the interface that a link-local one names
