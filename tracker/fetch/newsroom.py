"""How this newsroom fetches, as its settings say."""

from django.conf import settings

from tracker.fetch.exchange import Policy


def newsroom_policy() -> Policy:
    """The newsroom's policy: who it says it is, which private hosts it may ask, and its pause between requests."""
    return Policy(
        user_agent=f"Foresaid/{settings.VERSION} (+{settings.CONTACT_ADDRESS})",
        allowed_hosts=settings.FETCH_ALLOWED_HOSTS,
        spacing_seconds=settings.HOST_SPACING_SECONDS,
    )
