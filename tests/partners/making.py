"""Partners to test with, and quotas as a running site has them."""

from mgsite.partners import actions
from mgsite.partners.models import ApiKey, Partner
from tests import builders


def partner(name: str = "Health pages") -> Partner:
    made, _ = Partner.objects.get_or_create(
        name=name, defaults={"contact_email": "recalls@partner.example"}
    )
    return made


def key(of: Partner | None = None) -> tuple[ApiKey, str]:
    return actions.make_key(partner=of or partner(), by=builders.user("root", "Administrator"))


def bearer(text: str) -> dict[str, str]:
    """What Django's test client needs to send it."""
    return {"HTTP_AUTHORIZATION": f"Bearer {text}"}
