"""The topic of a page's query."""

from django.test import RequestFactory

from claims.models import Topic
from claims.topic_choice import topic_asked_for

ENERGY = Topic(name="Energy", slug="energy")


def test_the_topic_is_found_by_its_address() -> None:
    assert topic_asked_for(RequestFactory().get("/?topic=energy"), [ENERGY]) == (ENERGY, [])


def test_without_one_there_is_none_and_no_fault() -> None:
    assert topic_asked_for(RequestFactory().get("/"), [ENERGY]) == (None, [])


def test_another_is_named_as_a_fault_and_cut() -> None:
    topic, faults = topic_asked_for(RequestFactory().get(f"/?topic={'x' * 300}"), [ENERGY])

    assert topic is None
    assert [(label, len(text) < 140) for label, text in faults] == [("Topic", True)]
