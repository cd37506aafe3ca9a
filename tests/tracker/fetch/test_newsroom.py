"""The newsroom's way to fetch, from its settings."""

from tracker.fetch.newsroom import newsroom_policy


def test_the_policy_names_product_version_and_contact(settings: object) -> None:
    settings.CONTACT_ADDRESS = "desk@example.org"  # type: ignore[attr-defined]
    assert newsroom_policy().user_agent == "Foresaid/0.1.0 (+desk@example.org)"
