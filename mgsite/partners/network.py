"""Whom requests without a key, and questions, are counted for. Pure module."""

from ipaddress import IPv6Address, ip_address, ip_network

# Whoever gets one IPv6 address gets 2^64 of them.
IPV6_PREFIX = 64


def network_of(address: str, *, otherwise: str = "unknown") -> str:
    """The IPv4 address, or the /64 of the IPv6 address; `otherwise` for what is neither.

    An IPv4 address written as IPv6 (`::ffff:192.0.2.1`) is the IPv4 address.
    """
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return otherwise
    if not isinstance(found, IPv6Address):
        return str(found)
    if found.ipv4_mapped is not None:
        return str(found.ipv4_mapped)
    return str(ip_network((found, IPV6_PREFIX), strict=False))
