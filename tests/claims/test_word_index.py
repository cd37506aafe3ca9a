"""Search finds other forms, spellings and typing errors, alike on both databases, and forgets what no longer stands."""

from dataclasses import replace
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection

from claims import editorial, word_index
from claims.models import Claim, Claimant, ClaimWords, KnownWord, Slip, User
from tests.makers import Maker

TURBINES = {
    "statement": "Microsoft builds forty wind turbines at the Bruecke by the end of 2026.",
    "quote": "Wir bauen vierzig Windturbinen an der Brücke.",
}


def found(words: str) -> list[Claim]:
    return list(Claim.objects.search(words))


@pytest.mark.parametrize(
    "words",
    [
        *("Turbinen", "turbine", "TURBINES", "Windturbine", "Turbnien"),
        *("Bruecke", "Brücke", "Brucke", "brücken", "Brükce"),
        *("Microsft", "microsoft", "mikrosoft", "Micro"),
        *("forty turbine", "lindt microsft", "2026", "Brücke, Turbinen!"),
    ],
)
def test_a_claim_is_found_by_any_form_spelling_or_slip(make: Maker, words: str) -> None:
    claim = make.published(**TURBINES)
    make.published(
        statement="The budget is balanced.", quote="Der Haushalt ist ausgeglichen.", horizon="bis Ende 2027"
    )
    assert found(words) == [claim]


@pytest.mark.parametrize("words", ["zeppelin", "turbine zeppelin", "%", "' OR 1", '"', "2031", "🙂"])
def test_what_is_not_there_is_not_found(make: Maker, words: str) -> None:
    make.published(**TURBINES)
    assert found(words) == []


def test_a_word_that_is_there_is_not_taken_for_a_slip_of_another(make: Maker) -> None:
    wind = make.published(statement="Wind for all.", quote="Wind")
    make.published(statement="Wand for all.", quote="Wand")
    assert found("wind") == [wind]


def test_a_revised_claim_is_found_by_its_new_words_only(make: Maker, ada: User) -> None:
    claim = make.draft(**TURBINES)
    facts = replace(make.facts, statement="A tunnel opens.", quote="Ein Tunnel.")
    editorial.revise_claim(claim=claim, facts=facts, by=ada)
    assert (found("tunnel"), found("turbine")) == ([claim], [])


def test_a_renamed_claimants_claims_are_found_by_the_new_name(
    make: Maker, claimant: Claimant, ada: User
) -> None:
    claim = make.draft()
    claimant.name, claimant.aliases = "Özlem Weiß", "Die Ministerin"
    editorial.save_claimant(claimant=claimant, by=ada)
    assert found("Oezlem Weiss") == found("ministerin") == [claim]
    assert found("lindt") == []


def test_merged_claimants_claims_are_found_by_the_name_that_stays(make: Maker, ada: User, dora: User) -> None:
    other = editorial.save_claimant(claimant=Claimant(name="Nordkraft"), by=ada)
    claim = make.published(claimant=other)
    kept = editorial.save_claimant(claimant=Claimant(name="Suedkraft"), by=ada)
    editorial.merge_claimants(claimant=other, into=kept, reason="One.", by=dora)
    assert found("Südkraft") == [claim]


def test_a_forgotten_name_is_in_no_part_of_the_index(make: Maker, ada: User, dora: User) -> None:
    other = editorial.save_claimant(claimant=Claimant(name="Quintus Zabel"), by=ada)
    claim = make.published(claimant=other)
    assert found("zabel") == [claim]
    dora.is_superuser = True
    dora.save()
    what = editorial.ToForget(row=other, names=("Quintus Zabel",))
    editorial.forget(what=what, reason="A court.", office="The chief", by=dora)
    assert found("zabel") == found("zabl") == []
    assert not KnownWord.objects.filter(stem__contains="zabel").exists()
    assert not Slip.objects.filter(key__contains="zabe").exists()
    assert not ClaimWords.objects.filter(stems__contains="zabel").exists()
    other.refresh_from_db()
    assert "zabel" not in other.sort_key


def test_a_verdict_writes_no_words(make: Maker, monkeypatch: pytest.MonkeyPatch) -> None:
    claim = make.published()
    monkeypatch.setattr(word_index, "keep", None)
    make.ruled(claim, "missed", can_no_longer_happen=True)


def test_words_are_written_once(make: Maker) -> None:
    claim = make.published(**TURBINES)
    assert word_index.keep(Claim.objects.filter(pk=claim.pk)) == 0


def test_a_search_costs_few_queries_and_reads_by_an_index(
    make: Maker, django_assert_max_num_queries: object
) -> None:
    make.published(**TURBINES)
    with django_assert_max_num_queries(5):  # type: ignore[operator]
        found("Microsft Turbinen")
    plan = Claim.objects.search("turbine").explain()
    assert ("claims_words_fts VIRTUAL TABLE INDEX" in plan) if connection.vendor == "sqlite" else plan


def test_the_migration_gives_old_claims_their_words(make: Maker) -> None:
    claim = make.published(**TURBINES)
    for model in (ClaimWords, Slip, KnownWord):
        model.objects.all().delete()
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM claims_words_fts")
    assert found("turbine") == []
    with connection.schema_editor() if connection.vendor != "sqlite" else _Editor() as editor:
        import_module("claims.migrations.0022_word_index").fill(apps, editor)
    assert found("Turbnien") == found("turbines") == [claim]


class _Editor:
    """SQLite's own would want to switch off foreign keys, which no transaction may."""

    connection = connection

    def __enter__(self) -> "_Editor":
        return self

    def __exit__(self, *_fault: object) -> None:
        pass


def test_oezlem_stands_before_zoe(ada: User) -> None:
    for name in ("Zoe Lang", "Özlem Ak", "Oskar Zahn", "Ärzte e.V."):
        editorial.save_claimant(claimant=Claimant(name=name), by=ada)
    assert list(Claimant.objects.values_list("name", flat=True)) == [
        "Ärzte e.V.",
        "Oskar Zahn",
        "Özlem Ak",
        "Zoe Lang",
    ]
