"""What every template may name: the newsroom."""

from django.conf import settings
from django.http import HttpRequest

from claims import house

# Of a request for a page that will lie in a copy of the site, where nothing answers.
IS_COPY = "foresaid.is_copy"
# Of such a request: whether the pictures for links will lie there, too.
WITH_IMAGES = "foresaid.with_images"


def newsroom(request: HttpRequest) -> dict[str, object]:
    """`site_name`, `site_url`: the newsroom's own name and address; `manage`: how its operator calls a command.

    `is_copy`: whether the page is for a copy of the site on disk. `follow_by_mail`: whether readers may ask for mails.
    `has_share_images`: whether the pictures for links are where the page names them.
    `house_links`, `contact_link`: its own pages, and where readers reach it; `has_logo`, `has_colours`: its looks.
    """
    return {
        "site_name": settings.SITE_NAME,
        "site_url": settings.SITE_URL,
        "manage": settings.MANAGE,
        "is_copy": IS_COPY in request.META,
        "has_share_images": IS_COPY not in request.META or WITH_IMAGES in request.META,
        "house_links": house.links(),
        "contact_link": house.contact_link(),
        "follow_by_mail": settings.FOLLOW_BY_MAIL and IS_COPY not in request.META,
        "has_logo": bool(settings.LOGO),
        "has_colours": bool(settings.ACCENT_COLOUR or settings.ACCENT_COLOUR_DARK),
    }
