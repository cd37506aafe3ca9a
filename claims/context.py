"""What every template may name: the newsroom."""

from django.conf import settings
from django.http import HttpRequest


def newsroom(request: HttpRequest) -> dict[str, object]:
    """`site_name`, `site_url`: the newsroom's own name and address; `manage`: how its operator calls a command."""
    return {"site_name": settings.SITE_NAME, "site_url": settings.SITE_URL, "manage": settings.MANAGE}
