"""The desk's pages have a policy, and keep to it: no script and no handler stands in a page."""

import re
from importlib import import_module

import pytest
from django.conf import settings
from django.contrib import admin
from django.test import Client
from django.urls import reverse

import_module(settings.ROOT_URLCONF)  # finds the admin's pages
PAGES = [
    "/admin/",
    "/admin/mail/",
    "/admin/deadlines/",
    "/admin/claims/evidence/queue/",
    "/admin/tracker/article/why/",
    *(
        reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}")
        for model in admin.site._registry
        for page in ("changelist", "add")
    ),
]
INLINE = re.compile(
    r"<script(?![^>]*\bsrc=)(?![^>]*application/json)[^>]*>|\son[a-z]+\s*=|href=\"javascript:", re.I
)


@pytest.mark.parametrize("address", PAGES)
def test_a_page_of_the_desk_runs_only_scripts_from_files_of_ours(admin_client: Client, address: str) -> None:
    page = admin_client.get(address)
    policy = page.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self' 'unsafe-eval'" in policy
    assert "frame-ancestors 'none'" in policy
    assert INLINE.findall(page.content.decode()) == []


@pytest.mark.parametrize("address", ["/en/", "/account/login/"])
def test_readers_and_account_pages_have_the_strict_one(client: Client, db: None, address: str) -> None:
    policy = client.get(address).headers["Content-Security-Policy"]
    assert "unsafe" not in policy


def test_no_template_of_ours_puts_a_value_into_what_alpine_takes_for_script() -> None:
    read = re.compile(r"""[\s"'](?:x-[a-z]+[\w:.-]*|@[a-z][\w:.-]*|:[a-z][\w-]*)="[^"]*\{\{""")
    assert read.search("""<p class="a" x-data="{ open: {{ value }} }">""")
    templates = [
        path for app in ("claims", "tracker", "config") for path in (settings.BASE_DIR / app).rglob("*.html")
    ]
    assert len(templates) > 100
    assert [path for path in templates if read.search(path.read_text())] == []
