import logging

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from pytest_django import Settings

from config import logs
from config.request_ids import RequestIds

GIVEN = {"x-request-id": "0123456789abcdef"}


def answered(request: HttpRequest) -> HttpResponse:
    """A page that says what a line of the log would carry."""
    record = logging.makeLogRecord({"msg": "read", "levelname": "INFO", "name": "page"})
    return HttpResponse(logs.JsonFormatter().format(record))


def test_every_line_about_a_request_carries_its_number(rf: RequestFactory) -> None:
    answer = RequestIds(answered)(rf.get("/"))
    assert f'"request_id": "{answer["X-Request-ID"]}"' in answer.content.decode()
    assert logs.ABOUT.get() == {}


@pytest.mark.parametrize("given", ["short", "x" * 65, "0123456789\nabcdef", 'quote"quote"'])
def test_a_number_that_is_none_is_not_taken(rf: RequestFactory, settings: Settings, given: str) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    assert RequestIds(answered)(rf.get("/", headers={"x-request-id": given}))["X-Request-ID"] != given


@pytest.mark.parametrize("proxies", [0, 1])
def test_only_a_trusted_proxy_gives_the_number(rf: RequestFactory, settings: Settings, proxies: int) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    answer = RequestIds(answered)(rf.get("/", headers=GIVEN))
    assert (answer["X-Request-ID"] == GIVEN["x-request-id"]) is bool(proxies)


@pytest.mark.django_db
def test_every_page_has_one(client: Client) -> None:
    assert len(client.get("/livez")["X-Request-ID"]) == 16
