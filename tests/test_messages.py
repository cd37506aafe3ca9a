"""German is whole: every text of the pages has its translation, and the compiled catalogue is today's."""

import re

import pytest
from babel.messages.catalog import Message

from scripts import messages

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w*\}|%[sd]")


@pytest.mark.parametrize("app", messages.APPS)
def test_every_text_in_the_source_has_a_german_one(app: str) -> None:
    assert messages.without_translation(messages.updated(app)) == []


@pytest.mark.parametrize("app", messages.APPS)
def test_the_catalogue_holds_no_text_that_has_gone(app: str) -> None:
    assert messages.as_po(messages.updated(app)) == messages.po_path(app).read_bytes()


@pytest.mark.parametrize("app", messages.APPS)
def test_the_compiled_catalogue_is_of_todays_translations(app: str) -> None:
    compiled = messages.po_path(app).with_suffix(".mo").read_bytes()
    assert compiled == messages.as_mo(messages.translated(app))


@pytest.mark.parametrize("app", messages.APPS)
def test_a_translation_keeps_the_placeholders_of_its_text(app: str) -> None:
    broken = [
        message.id for message in messages.translated(app) if message.id and not keeps_placeholders(message)
    ]
    assert broken == []


def test_no_text_has_two_translations() -> None:
    """One catalogue would win over the other on every page, and say on a form's field what a filter means."""
    found: dict[tuple[object, str | None], set[str]] = {}
    for app in messages.APPS:
        for message in messages.translated(app):
            if message.id:
                found.setdefault((message.id, message.context), set()).add(str(message.string))

    assert [text for text, strings in found.items() if len(strings) > 1] == []


def keeps_placeholders(message: Message) -> bool:
    """A singular may leave out its number ("one"), a plural may not."""
    ids, strings = messages.texts_of(message.id), messages.texts_of(message.string or "")
    wanted, found = (set(PLACEHOLDER.findall(texts[-1])) for texts in (ids, strings))
    return wanted == found


def test_templates_and_python_are_both_read() -> None:
    texts = {str(message.id) for message in messages.collected("claims")}
    assert {"Person", "Scoreboard"} <= texts
