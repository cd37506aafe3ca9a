"""The method page, docs/explanation/record.md and the desk's forms say the same rules in the same words."""

from pathlib import Path

import pytest
from django.test import Client
from django.utils.functional import Promise
from django.utils.html import escape
from django.utils.translation import override
from pytest_django import Settings

from claims import principles
from claims.models import Claim
from tests.makers import Maker

PAGE = Path(__file__).resolve().parents[2] / "docs" / "explanation" / "record.md"
RULES = {name: text for name, text in vars(principles).items() if isinstance(text, Promise)}
ALL = [*RULES.values(), *principles.OUTCOMES.values()]


def plain(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("rule", ALL, ids=str)
def test_the_page_of_the_record_says_each_rule(rule: Promise) -> None:
    with override("en"):
        assert str(rule) in plain(PAGE.read_text())


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_method_page_says_each_rule(client: Client, db: None, settings: Settings, language: str) -> None:
    settings.FOUR_EYES, settings.ANNOUNCE_HOURS = True, 24
    html = plain(client.get(f"/{language}/about/").content.decode())

    with override(language):
        assert [str(rule) for rule in ALL if escape(str(rule)) not in html] == []


def test_the_forms_say_the_rules_that_they_hold(admin_client: Client, make: Maker, claim: Claim) -> None:
    conditional = make.published(condition="if elected")
    verdict = admin_client.get(f"/admin/claims/claim/{conditional.pk}/verdict/").content.decode()
    change = admin_client.get(f"/admin/claims/claim/{claim.pk}/change/").content.decode()
    merge = admin_client.get(f"/admin/claims/claim/{claim.pk}/merge/").content.decode()
    ask = admin_client.get(f"/admin/claims/claim/{claim.pk}/ask/").content.decode()

    for rule in (principles.BEFORE_THE_END, principles.TWO_DAYS, principles.CONDITION):
        assert escape(str(rule)) in plain(verdict)
    assert escape(str(principles.AFTER_PUBLICATION)) in plain(change)
    assert escape(str(principles.MERGED)) in plain(merge)
    assert escape(str(principles.REPLY)) in plain(ask)
