"""Whether a form was sent from a page of ours, told without a cookie."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest


def sent_from_here(request: HttpRequest) -> bool:
    """By Sec-Fetch-Site and Origin, which no page can set or leave out.

    Browsers of before 2023 send Origin alone. It is “null” where a page sends no referrer, and is then
    believed only beside Sec-Fetch-Site. A sender that has neither is no browser of today.
    """
    site = request.headers.get("Sec-Fetch-Site")
    origin = request.headers.get("Origin")
    if site not in (None, "same-origin"):
        return False
    if origin is None or origin == "null":
        return site == "same-origin"
    return _is_ours(origin, request)


def _is_ours(origin: str, request: HttpRequest) -> bool:
    own = f"{request.scheme}://{request.get_host()}"
    return _written_out(origin) in {_written_out(each) for each in (own, settings.SITE_URL)}


def _written_out(origin: str) -> str:
    """In one spelling: browsers leave out the port that goes without saying."""
    parts = urlsplit(origin.lower())
    usual = {"http": ":80", "https": ":443"}.get(parts.scheme, "")
    return f"{parts.scheme}://{parts.netloc.removesuffix(usual) if usual else parts.netloc}"
