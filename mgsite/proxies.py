"""Who is asking: the client's address behind a configured number of trusted proxies."""

from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest


def client_address(remote: str, forwarded_for: str, proxies: int) -> str:
    """The address that the outermost of `proxies` trusted proxies saw, else `remote`.

    Each proxy appends the address it was called from, so only the last `proxies` entries of
    X-Forwarded-For can be believed; whatever stands before them was written by the client.
    """
    entries = [entry.strip() for entry in forwarded_for.split(",") if entry.strip()]
    if proxies < 1 or len(entries) < proxies:
        return remote
    try:
        return str(ip_address(entries[-proxies]))
    except ValueError:
        return remote


def client_address_of(request: HttpRequest) -> str:
    """The same for a request: for the login lockout, the request log and rate limits."""
    return client_address(
        request.META.get("REMOTE_ADDR", ""),
        request.META.get("HTTP_X_FORWARDED_FOR", ""),
        settings.TRUSTED_PROXIES,
    )
