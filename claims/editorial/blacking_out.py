"""Where in the database words stand that are to be forgotten, and what is left of each text without them.

Goes by the tables that there are, of every app: a text that a later table holds is found, too. Reads only; `forgetting`
writes. A table is read through where a word of its texts is like one that is looked for.
"""
# ruff: noqa: SLF001  _meta is Django's documented interface

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, reduce
from itertools import chain, product
from operator import or_
from typing import Final

from django.apps import apps
from django.db import models
from django.db.models import Q

from claims.addresses import digest_of
from claims.editorial.odd_letters import with_odd_letters
from claims.models import EncryptedTextField, RecordContent
from claims.withheld import BEGINNING, MARK, Phrases, keys_of

# The log forgets through `claims.record`, search through `claims.word_index`; the rest holds nobody's texts.
LEFT_OUT: Final = frozenset(
    {
        "recordentry",
        "recordcontent",
        "claimwords",
        "knownword",
        "slip",
        "permission",
        "contenttype",
        "group",
        "session",
        "migration",
    }
)
# Passwords, and forms of names that `keep_names` makes anew.
NEVER: Final = frozenset({"password", "name_key", "twin_key", "sort_key"})
ADDRESSES: Final = frozenset({"address", "canonical_address"})
# What of an article is its text; its publisher, day and address stay, so that it is not taken for new.
OF_AN_ARTICLE: Final = frozenset(
    {
        "title",
        "excerpt",
        "summary",
        "content",
        "author",
        "quote",
        "text",
        "statement",
        "horizon",
        "matched_words",
        "marks",
    }
    | {"hint_reason", "reason", "fingerprint", "claimant"}
)
# A shorter text that was forgotten in one place may well stand elsewhere by chance.
LONG: Final = 5
# SQLite takes a thousand.
CONDITIONS_AT_ONCE: Final = 400
UMLAUT_OF: Final = {"ae": "ä", "oe": "ö", "ue": "ü", "ss": "ß"}
_DIGRAPHS: Final = re.compile(f"({'|'.join(UMLAUT_OF)})")
ROWS_AT_ONCE: Final = 500
NOWHERE: Final = "withheld.invalid"
Values = dict[str, object]
Model = type[models.Model]


@dataclass(frozen=True)
class Search:
    """What is looked for: `phrases` everywhere, `near` in the rows around one, and fields that go whole."""

    phrases: Phrases
    words: tuple[str, ...] = ()
    near: Phrases = field(default_factory=lambda: Phrases(()))
    row: models.Model | None = None
    fields: tuple[str, ...] = ()
    address_digest: str = ""
    # The names as they stand, and under which the log was signed: that it is still the same search.
    names: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()


@dataclass(frozen=True)
class RowScope:
    """Which rows are read: all, or of each table those `among`. What was learned of articles holds for the next."""

    among: Mapping[Model, Collection[object]] | None = None
    articles: dict[Model, set[object]] = field(default_factory=dict)

    def rows(self, model: Model) -> Iterator["models.QuerySet[models.Model]"]:
        """The table's rows to read, in as many parts as a database takes."""
        if self.among is None:
            yield model._base_manager.all()
            return
        keys = list(self.among.get(model, ()))
        for start in range(0, len(keys), ROWS_AT_ONCE):
            yield model._base_manager.filter(pk__in=keys[start : start + ROWS_AT_ONCE])


@dataclass(frozen=True)
class Blackened:
    """A row, what its fields become, and what they said when they were read."""

    model: Model
    pk: object
    values: Values
    read: Values


def models_with_texts() -> Iterator[tuple[Model, tuple[models.Field[object, object], ...]]]:
    """Every table whose texts a person or an article wrote, with these."""
    for model in apps.get_models(include_auto_created=True):
        if model._meta.model_name not in LEFT_OUT and model._meta.managed and not model._meta.proxy:
            texts = tuple(each for each in model._meta.concrete_fields if _is_text(each))
            if texts:
                yield model, texts


def _is_text(each: models.Field[object, object]) -> bool:
    if each.choices or each.primary_key or each.name in NEVER or isinstance(each, EncryptedTextField):
        return False
    return isinstance(each, models.CharField | models.TextField | models.JSONField)


def _is_address(each: models.Field[object, object]) -> bool:
    return isinstance(each, models.URLField) or each.name in ADDRESSES


def found(search: Search, scope: RowScope | None = None) -> Iterator[Blackened]:
    """Every row that has something of it, with its texts without that."""
    scope = scope or RowScope()
    for model, texts in models_with_texts():
        merged: dict[object, tuple[Values, Values]] = {}
        whole, in_part = _whole(model, texts, search, scope), _with_phrases(model, texts, search, scope)
        for pk, values, read in chain(whole, in_part):
            before = merged.get(pk, ({}, {}))
            merged[pk] = ({**values, **before[0]}, {**read, **before[1]})
        for pk, (values, read) in merged.items():
            yield Blackened(model, pk, values, read)


# --- Fields that go whole ---


def _whole(
    model: Model, texts: Iterable[models.Field[object, object]], search: Search, scope: RowScope
) -> Iterator[tuple[object, Values, Values]]:
    if search.row is not None and isinstance(search.row, model):
        fields = [each for each in texts if each.name in search.fields]
        yield from _still_there(model._base_manager.filter(pk=search.row.pk), fields)
    if search.address_digest:
        fields = [each for each in texts if each.name in OF_AN_ARTICLE]
        yield from _still_there(_at_address(model, search.address_digest, scope), fields)


def _still_there(
    rows: Iterable[models.Model], fields: Iterable[models.Field[object, object]]
) -> Iterator[tuple[object, Values, Values]]:
    for row in rows:
        gone = {each.name: _gone(each, row.pk) for each in fields if getattr(row, each.name)}
        values = {name: value for name, value in gone.items() if value != getattr(row, name)}
        if values:
            yield row.pk, values, {name: getattr(row, name) for name in values}


def _at_address(model: Model, digest: str, scope: RowScope) -> Iterator[models.Model]:
    """The rows that are this article, or hold its text."""
    names = {each.name for each in model._meta.get_fields()}
    for rows in scope.rows(model):
        if "address_digest" in names:
            yield from rows.filter(address_digest=digest)
        elif model._meta.model_name in _ARTICLES:
            address = "address" if "address" in names else "url"
            told = rows.values_list("pk", address).iterator()
            pks = [pk for pk, text in told if text and digest_of(text) == digest]
            yield from rows.filter(pk__in=pks)
    for article, name in _through(model):
        owners = scope.articles.setdefault(article, set())
        owners |= {row.pk for row in _at_address(article, digest, scope)}
        yield from model._base_manager.filter(**{f"{name}__in": owners})


# Tables of which a row is one place of one article.
_ARTICLES: Final = frozenset({"article", "appearance"})


def _through(model: Model) -> Iterator[tuple[Model, str]]:
    """From a table to those of articles that it belongs to: a text kept with an appearance, a draft from an article,
    a transcript read in an article's place."""
    for each in model._meta.get_fields():
        other = each.related_model
        if isinstance(other, type) and other._meta.model_name in _ARTICLES:
            is_kept_text = model._meta.model_name == "sourcetext"
            belongs = each.many_to_one or (each.one_to_one and each.concrete)
            if (belongs and other._meta.model_name == "article") or (is_kept_text and each.one_to_many):
                yield other, each.name


def _gone(each: models.Field[object, object], pk: object) -> object:
    if isinstance(each, models.JSONField):
        return each.get_default() if each.has_default() else {}
    return _kept_apart(each, MARK, pk)


# --- Phrases ---


def _with_phrases(
    model: Model, texts: tuple[models.Field[object, object], ...], search: Search, scope: RowScope
) -> Iterator[tuple[object, Values, Values]]:
    for rows in scope.rows(model) if search.phrases else ():
        yield from _blackened(rows, texts, search.phrases, search.words)
    if search.near and search.row is not None:
        yield from _blackened(_around(model, search.row), texts, search.near, ())


def _around(model: Model, row: models.Model) -> "models.QuerySet[models.Model]":
    """The rows that point to this one, itself, and the desk's notes on it."""
    if isinstance(row, model):
        return model._base_manager.filter(pk=row.pk)
    pointing = [
        Q(**{each.name: row.pk})
        for each in model._meta.concrete_fields
        if isinstance(each, models.ForeignKey) and isinstance(row, each.related_model)
    ]
    if model._meta.label == "admin.LogEntry":
        kind = apps.get_model("contenttypes", "ContentType").objects.get_for_model(row)
        pointing.append(Q(content_type=kind, object_id=str(row.pk)))
    rows = model._base_manager.all()
    return rows.filter(reduce(or_, pointing)) if pointing else rows.none()


def _blackened(
    rows: "models.QuerySet[models.Model]",
    texts: tuple[models.Field[object, object], ...],
    phrases: Phrases,
    words: tuple[str, ...],
) -> Iterator[tuple[object, Values, Values]]:
    for some in _in_parts(rows, texts, words):
        for values in some.values("pk", *(each.name for each in texts)).iterator(chunk_size=500):
            without = {each.name: _without(each, values[each.name], phrases, values["pk"]) for each in texts}
            changed = {name: value for name, value in without.items() if value != values[name]}
            if changed:
                yield values["pk"], changed, {name: values[name] for name in changed}


def _in_parts(
    rows: "models.QuerySet[models.Model]",
    texts: tuple[models.Field[object, object], ...],
    words: tuple[str, ...],
) -> Iterator["models.QuerySet[models.Model]"]:
    """The rows that may have any of the words, in as many questions as a database takes; all where none are given."""
    if not words:
        yield rows.order_by("pk")
        return
    conditions = [condition for each in texts for condition in _conditions(each, words)]
    for start in range(0, len(conditions), CONDITIONS_AT_ONCE):
        yield rows.filter(reduce(or_, conditions[start : start + CONDITIONS_AT_ONCE])).order_by("pk")


def _without(each: models.Field[object, object], value: object, phrases: Phrases, pk: object) -> object:
    if isinstance(each, models.JSONField):
        return _without_in_json(value, phrases)
    if not isinstance(value, str) or not value:
        return value
    if _is_address(each):
        is_found = phrases.are_in_address(value)
        return (
            value if not is_found or each.unique else f"https://{NOWHERE}/{each.model._meta.model_name}/{pk}"
        )
    if not phrases.are_in(value):
        return value
    return _kept_apart(each, phrases.black_out(value), pk)


def _without_in_json(value: object, phrases: Phrases) -> object:
    if isinstance(value, dict):
        return {name: _without_in_json(each, phrases) for name, each in value.items()}
    if isinstance(value, list):
        return [_without_in_json(each, phrases) for each in value]
    return phrases.black_out(value) if isinstance(value, str) else value


def _kept_apart(each: models.Field[object, object], text: str, pk: object) -> str | None:
    """The text as the field can hold it: as long as that allows, and unlike another row's where it must be."""
    if each.null:
        return None
    kind = str(each.model._meta.model_name)
    if isinstance(each, models.SlugField) or (kind, each.name) == ("user", "username"):
        return f"withheld-{pk}"
    if isinstance(each, models.EmailField):
        return f"withheld-{pk}@{NOWHERE}"
    if _is_address(each):
        return f"https://{NOWHERE}/{kind}/{pk}"
    if kind == "user" and each.name in {"first_name", "last_name"}:
        return ""  # readers then see "the desk"
    if each.unique or (kind, each.name) == ("claimant", "name"):
        text = f"{text} {pk}" if text == MARK else text
    longest = getattr(each, "max_length", None)
    return text[:longest] if longest else text


# --- The log ---


def logged(search: Search, scope: RowScope | None = None) -> Iterator[tuple[str, set[str]]]:
    """By row, the fields of which an entry of the log has a value with any of the phrases."""
    changes = RecordContent._meta.get_field("changes")
    for rows in (scope or RowScope()).rows(RecordContent) if search.phrases else ():
        for some in _in_parts(rows, (changes,), search.words):
            for subject, values in some.values_list("entry__subject", "changes").iterator(chunk_size=500):
                names = {
                    name for name, both in values.items() if _without_in_json(both, search.phrases) != both
                }
                if names:
                    yield subject, names


def signed(search: Search, scope: RowScope | None = None) -> Iterator[str]:
    """The names of people with any of the phrases, or that are named, under which the log has what they wrote."""
    for rows in (scope or RowScope()).rows(RecordContent):
        for name in rows.order_by().values_list("by_name", flat=True).distinct():
            if name in search.names or search.phrases.are_in(name):
                yield name


def of_row(search: Search, stored: models.Model) -> Values:
    """What the texts of this row become, as it stands now: it was changed since it was found."""
    return next(
        (
            each.values
            for each in found(search, RowScope({type(stored): [stored.pk]}))
            if each.pk == stored.pk
        ),
        {},
    )


# --- What a database is asked ---


def anchors_of(texts: Iterable[str]) -> tuple[str, ...]:
    """For each phrase its longest word, as it is compared; none where a database cannot be asked for one of them.

    Of a long text a word of its beginning: copies are cut short.
    """
    phrases = [keys_of(text)[:BEGINNING] for text in texts]
    longest = {max(keys, key=len) for keys in phrases if keys}
    return tuple(sorted(longest)) if all(word.isascii() for word in longest) else ()


@cache
def _spellings(word: str) -> tuple[str, ...]:
    """With umlauts and without. SQLite folds the case of ASCII letters only, and keeps others in JSON as escapes."""
    pieces = [(each, UMLAUT_OF[each]) if each in UMLAUT_OF else (each,) for each in _DIGRAPHS.split(word)]
    plain = {
        form
        for spelled in map("".join, product(*pieces))
        for form in (spelled, spelled.upper(), spelled.capitalize())
    }
    return tuple(sorted(plain | {json.dumps(each)[1:-1] for each in plain}))


def _conditions(each: models.Field[object, object], words: Iterable[str]) -> Iterator[Q]:
    """Together they let through whatever may have one of the words: as it is spelled here, or with odd letters."""
    for spelling in {spelling for word in words for spelling in _spellings(word)}:
        yield Q(**{f"{each.name}__icontains": spelling})
    yield with_odd_letters(each.name)


def values_of(row: models.Model, names: Iterable[str]) -> Mapping[str, str]:
    """The texts of these fields as they stand."""
    return {name: value for name in names if isinstance(value := getattr(row, name), str) and value}
