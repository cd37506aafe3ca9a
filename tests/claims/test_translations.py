import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from claims.models import Claim, Claimant, Topic
from claims.translations import check_original, mark_of, name_of, told
from tests.refusals import refused_by

GERMAN, ENGLISH = "Energieministerin", "Energy minister"
ROLE = {"translated": ENGLISH, "translation_language": "en"}
FIELDS = {
    "original": "description",
    "language": "description_language",
    "translated": "translated_description",
}


def test_a_reader_gets_the_text_of_their_language() -> None:
    with override("en"):
        assert (str(told(GERMAN, "de", **ROLE)), told(GERMAN, "de", **ROLE).language) == (ENGLISH, "en")
    with override("de"):
        assert (str(told(GERMAN, "de", **ROLE)), told(GERMAN, "de", **ROLE).language) == (GERMAN, "de")


@pytest.mark.parametrize("page", ["de", "en"])
def test_without_a_translation_all_get_the_original(page: str) -> None:
    with override(page):
        shown = told(GERMAN, "de", translated="", translation_language="")

    assert (shown.text, shown.language, shown.note, shown.mark) == (GERMAN, "de", "", "")


@pytest.mark.parametrize(
    ("page", "original", "note", "mark"),
    [
        ("en", "de", "Translated by the newsroom; original in German", "translated from German"),
        (
            "de",
            "en",
            "Von der Redaktion übersetzt; Original auf Englisch",
            "übersetzt, Original auf Englisch",
        ),
    ],
)
def test_a_translation_says_that_it_is_one(page: str, original: str, note: str, mark: str) -> None:
    with override(page):
        shown = told("x", original, translated="y", translation_language=page)

        assert (shown.note, shown.mark, mark_of(original)) == (note, mark, mark)
        assert (shown.original, shown.original_language) == ("x", original)


def test_a_language_is_named_in_that_of_the_page() -> None:
    with override("de"):
        assert name_of("en") == "Englisch"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"translated_description": ENGLISH}, "translated_description"),
        ({"translated_description": ENGLISH, "description": GERMAN}, "description_language"),
    ],
)
def test_a_translation_without_its_original_is_refused_at_its_field(
    values: dict[str, str], field: str
) -> None:
    with pytest.raises(ValidationError) as refusal:
        check_original(Claimant(**values), **FIELDS)

    assert list(refusal.value.message_dict) == [field]


def test_an_original_needs_no_translation() -> None:
    check_original(Claimant(description=GERMAN), **FIELDS)


WRONG: list[tuple[str, str, str, str]] = [
    ("", "de", ENGLISH, "en"),
    (GERMAN, "", ENGLISH, "en"),
    (GERMAN, "de", ENGLISH, ""),
    (GERMAN, "de", ENGLISH, "de"),
    (GERMAN, "de", "", "en"),
]


@pytest.mark.parametrize(("original", "language", "translated", "translation_language"), WRONG)
def test_the_database_refuses_a_translation_that_stands_beside_no_original_in_another_language(
    claim: Claim, original: str, language: str, translated: str, translation_language: str
) -> None:
    topic = Topic.objects.create(name="x", slug="x")
    values = {"translation_language": translation_language}
    with refused_by("claim_translated_into_another_language"):
        said = {"statement": original, "statement_language": language, "translated_statement": translated}
        Claim.objects.filter(pk=claim.pk).update(**said, **values)
    with refused_by("claimant_translated_into_another_language"):
        said = {
            "description": original,
            "description_language": language,
            "translated_description": translated,
        }
        Claimant.objects.filter(pk=claim.claimant_id).update(**said, **values)
    with refused_by("topic_translated_into_another_language"):
        said = {"name": original, "name_language": language, "translated_name": translated}
        Topic.objects.filter(pk=topic.pk).update(**said, **values)
