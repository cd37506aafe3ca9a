import pytest

from claims.models import Claimant, Topic, User, colleagues, slug_of
from tests.refusals import refused_by


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Mara Lindt", "mara-lindt"),
        ("Übermut tut selten gut", "uebermut-tut-selten-gut"),
        ("Straße, Fähre & Öl", "strasse-faehre-oel"),
        ("ÄÖÜ", "aeoeue"),
        ("Café José", "cafe-jose"),
        ("  --  2027!  ", "2027"),
    ],
)
def test_an_address_is_made_of_plain_words(text: str, slug: str) -> None:
    assert slug_of(text) == slug


@pytest.mark.parametrize("text", ["", "???", "東京", "Δ"])
def test_a_text_without_plain_letters_still_has_an_address(text: str) -> None:
    assert slug_of(text) == "x"


@pytest.mark.parametrize(
    ("length", "slug"),
    [
        (10, "the-bridge"),
        (11, "the-bridge"),
        (9, "the"),
        (14, "the-bridge"),
        (15, "the-bridge"),
        (16, "the-bridge-opens"),
    ],
)
def test_an_address_is_cut_between_words(length: int, slug: str) -> None:
    assert slug_of("The bridge opens", length=length) == slug


def test_one_long_word_is_cut_within() -> None:
    assert slug_of("a" * 100) == "a" * 60


def test_no_address_is_longer_than_its_column() -> None:
    assert len(slug_of("Donaudampfschiff " * 20)) <= 60


@pytest.mark.parametrize(
    ("aliases", "names"),
    [
        ("", ()),
        ("BfV", ("BfV",)),
        ("BfV\n\n  the Office  \r\nVerfassungsschutz\n", ("BfV", "the Office", "Verfassungsschutz")),
    ],
)
def test_other_names_are_read_line_by_line(aliases: str, names: tuple[str, ...]) -> None:
    assert Claimant(aliases=aliases).alias_names == names


def test_two_claimants_of_one_name_differ_in_description(db: None) -> None:
    Claimant.objects.create(name="Jo Berg", slug="jo-berg", description="Mayor")
    Claimant.objects.create(name="Jo Berg", slug="jo-berg-2", description="Economist")

    with refused_by("claimant_unique_name_and_description"):
        Claimant.objects.create(name="Jo Berg", slug="jo-berg-3", description="Mayor")


def test_two_claimants_never_share_an_address(db: None) -> None:
    Claimant.objects.create(name="Jo Berg", slug="jo-berg")

    with refused_by("slug"):
        Claimant.objects.create(name="Jó Berg", slug="jo-berg")


@pytest.mark.parametrize("same", ["name", "slug"])
def test_a_topic_is_one_of_its_name_and_of_its_address(db: None, same: str) -> None:
    Topic.objects.create(name="Rail", slug="rail")

    with refused_by(same):
        Topic.objects.create(
            **({"name": "Road", "slug": "road"} | {same: {"name": "Rail", "slug": "rail"}[same]})
        )


def test_a_claimants_page_is_under_its_address() -> None:
    assert Claimant(slug="mara-lindt").get_absolute_url() == "/en/claimants/mara-lindt/"


def test_names_stand_in_the_order_of_the_alphabet(db: None) -> None:
    for name in ("Rail", "Energy", "Health"):
        Topic.objects.create(name=name, slug=name.lower())
        Claimant.objects.create(name=name, slug=name.lower())

    assert [str(topic) for topic in Topic.objects.all()] == ["Energy", "Health", "Rail"]
    assert [str(claimant) for claimant in Claimant.objects.all()] == ["Energy", "Health", "Rail"]


def test_the_desk_speaks_english_to_a_new_person(db: None) -> None:
    assert User.objects.create_user(username="eva").language == "en"


def test_two_people_never_share_a_user_name(ada: User) -> None:
    with refused_by("username"):
        User.objects.create_user(username="ada")


def test_work_is_given_to_who_is_at_the_desk_now(ben: User, ada: User, cleo: User, dora: User) -> None:
    User.objects.filter(pk=dora.pk).update(is_active=False)

    assert list(colleagues()) == [ada, ben]
