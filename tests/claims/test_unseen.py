"""Nobody overwrites what somebody else has changed meanwhile: channels, feeds, ladders and accounts."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from claims.models import Topic, User
from tracker.models import Channel, Feed, TopicLadder


def channel() -> Any:
    return Channel.objects.create(name="Desk", kind="email", address="desk@example.org")


def feed() -> Any:
    return Feed.objects.create(url="https://paper.example/rss", title="Paper")


def ladder() -> Any:
    return TopicLadder.objects.create(topic=Topic.objects.create(name="Energy", slug="energy"))


def account() -> Any:
    return User.objects.create_user("eve", "eve@example.org", "correct horse", is_staff=True)


CASES = [
    pytest.param(channel, "name", "Newsroom", "language", "de", id="channel"),
    pytest.param(feed, "title", "Gazette", "language", "de", id="feed"),
    pytest.param(ladder, "before", "10, 5", "every", "3", id="ladder"),
    pytest.param(account, "first_name", "Eve", "last_name", "Adams", id="account"),
]


def opened(browser: Client, page: str) -> dict[str, Any]:
    """The form as a browser would send it back."""
    form = browser.get(page).context["adminform"].form
    fields = {bound.html_name: bound.value() for bound in form}
    values = {
        name: value for name, value in fields.items() if value not in (None, False, "") and name != "password"
    }
    values = {
        name: [each.pk if hasattr(each, "pk") else each for each in value]
        if isinstance(value, list)
        else value
        for name, value in values.items()
    }
    seen = re.search(r'name="seen" value="([^"]*)"', browser.get(page).content.decode())
    assert seen
    return {**values, "seen": seen[1]}


@pytest.mark.parametrize(("made", "theirs", "their_value", "mine", "my_value"), CASES)
def test_the_second_is_told_what_the_first_changed_and_saves_at_the_second_press(
    admin_client: Client, made: Callable[[], Any], theirs: str, their_value: str, mine: str, my_value: str
) -> None:
    row = made()
    page = reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])
    form = opened(admin_client, page)
    type(row).objects.filter(pk=row.pk).update(**{theirs: their_value})

    refused = admin_client.post(page, {**form, mine: my_value})

    assert refused.status_code == 200
    assert their_value in str(refused.context["adminform"].form.errors)
    assert str(getattr(type(row).objects.get(pk=row.pk), theirs)) == their_value
    seen = re.search(r'name="seen" value="([^"]*)"', refused.content.decode())
    assert seen
    again = admin_client.post(page, {**form, mine: my_value, theirs: their_value, "seen": seen[1]})
    assert again.status_code == 302
    stored = type(row).objects.get(pk=row.pk)
    assert (str(getattr(stored, theirs)), str(getattr(stored, mine))) == (their_value, my_value)


@pytest.mark.parametrize(("made", "theirs", "their_value", "mine", "my_value"), CASES)
def test_alone_one_saves_at_the_first_press(
    admin_client: Client, made: Callable[[], Any], theirs: str, their_value: str, mine: str, my_value: str
) -> None:
    row = made()
    page = reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])
    assert admin_client.post(page, {**opened(admin_client, page), mine: my_value}).status_code == 302
    assert str(getattr(type(row).objects.get(pk=row.pk), mine)) == my_value


def test_a_password_is_no_part_of_what_a_page_carries(admin_client: Client) -> None:
    row = account()
    page = admin_client.get(reverse("admin:claims_user_change", args=[row.pk])).content.decode()
    assert "password~" not in page
