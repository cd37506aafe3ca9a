import pytest
from django.test import Client
from django.utils.html import format_html

from claims.admin import panels
from claims.models import Claim


def test_what_another_app_registers_stands_on_the_claims_page(
    as_ada: Client, claim: Claim, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(panels, "_panels", [])
    panels.register(lambda _request, shown: format_html("<p>Panel of {}</p>", shown.pk))

    page = as_ada.get(f"/admin/claims/claim/{claim.pk}/change/").content.decode()

    assert f"<p>Panel of {claim.pk}</p>" in page
