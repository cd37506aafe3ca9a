"""Topics, descriptions and statements in a second language, by every door through which readers come."""

import json
from dataclasses import replace
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils.translation import override
from pytest_django import Settings

from claims import editorial, kept_board, record, rules
from claims.accounts import tokens
from claims.admin.claim_forms import ClaimForm
from claims.copying import blocks
from claims.models import ApiToken, Claim, Claimant, Correction, RecordEntry, Topic, User
from claims.record.openings import SHOWN_FIELDS
from claims.search import ClaimFilter
from claims.tables import columns
from claims.tables.mapping import mapped
from claims.tables.planning import plan
from claims.tables.reading import read_table
from claims.tables.row_form import RowForm
from claims.tables.taking_in import take_in
from claims.withheld import MARK
from tests.conftest import NOW
from tests.makers import Maker

ENGLISH = "The bridge over the Elbe will be open to traffic by the end of 2026."
GERMAN = "Die Elbbrücke ist bis Ende 2026 für den Verkehr offen."
NOTE = {
    "de": "Von der Redaktion übersetzt; Original auf Englisch",
    "en": "Translated by the newsroom; original in German",
}
MARKED = {"de": "übersetzt, Original auf Englisch", "en": "translated from German"}
WHY = {"reason": "Article 17 of the GDPR.", "office": "Data protection officer"}


@pytest.fixture
def energy(ada: User) -> Topic:
    topic = Topic(name="Energie", name_language="de", translated_name="Energy")
    return editorial.save_topic(topic=topic, by=ada)


@pytest.fixture
def minister(claimant: Claimant, ada: User) -> Claimant:
    claimant.description, claimant.description_language = "Energieministerin", "de"
    claimant.translated_description = "Energy minister"
    return editorial.save_claimant(claimant=claimant, by=ada)


@pytest.fixture
def bridge(make: Maker, minister: Claimant, energy: Topic) -> Claim:
    """Public, in English, with a German translation; its topic and its claimant's role the other way round."""
    return make.published(claimant=minister, topics=(energy,), translated_statement=GERMAN)


def revise(claim: Claim, make: Maker, *, reason: str = "", **changes: Any) -> Claim:
    facts = replace(make.facts, **changes)
    return editorial.revise_claim(claim=claim, facts=facts, by=make.editor, reason=reason)


def kept_with(bridge: Claim) -> dict[str, Any]:
    """What a change of another of its texts leaves as it is."""
    return {"claimant": bridge.claimant, "topics": tuple(bridge.topics.all())}


# --- Written ---


def test_a_translation_is_in_the_other_language_and_in_the_log(
    bridge: Claim, minister: Claimant, energy: Topic
) -> None:
    assert (bridge.translation_language, minister.translation_language) == ("de", "en")
    assert energy.translation_language == "en"
    for thing, field in (
        (bridge, "translated_statement"),
        (minister, "translated_description"),
        (energy, "translated_name"),
    ):
        entries = RecordEntry.objects.filter(subject=record.subject_of(thing)).select_related("content")
        assert any(field in entry.changes for entry in entries)
    assert list(record.verify()) == []


def test_a_translation_goes_with_its_language_when_that_is_set_right(make: Maker) -> None:
    draft = make.draft(translated_statement=GERMAN)

    turned = revise(draft, make, statement=GERMAN, statement_language="de", translated_statement=ENGLISH)

    assert (turned.statement_language, turned.translation_language) == ("de", "en")


def test_a_translation_that_is_taken_back_leaves_no_language(energy: Topic, ada: User) -> None:
    energy.translated_name = " "

    editorial.save_topic(topic=energy, by=ada)

    energy.refresh_from_db()
    assert (energy.translated_name, energy.translation_language) == ("", "")


def test_a_translated_name_of_a_topic_without_its_language_is_refused(ada: User) -> None:
    with pytest.raises(ValidationError) as refusal:
        editorial.save_topic(topic=Topic(name="Energie", translated_name="Energy"), by=ada)

    assert "name_language" in refusal.value.message_dict


def test_a_translated_name_is_looked_for_as_other_names_are(bridge: Claim, energy: Topic, ada: User) -> None:
    before = bridge.search_version
    energy.translated_name = "Power"

    editorial.save_topic(topic=energy, by=ada)

    bridge.refresh_from_db()
    assert bridge.search_version == before + 1
    assert energy.all_names == ("Energie", "Power")


def test_a_first_translation_of_a_public_claim_needs_no_reason(claim: Claim, make: Maker) -> None:
    translated = revise(claim, make, translated_statement=GERMAN)

    assert translated.translated_statement == GERMAN
    assert not Correction.objects.exists()


def test_a_translation_that_readers_have_seen_is_changed_with_a_reason(bridge: Claim, make: Maker) -> None:
    facts = kept_with(bridge)
    with pytest.raises(rules.NoReasonForAChange):
        revise(bridge, make, translated_statement="Die Brücke steht.", **facts)

    revise(bridge, make, translated_statement="Die Brücke steht.", reason="Mistranslated.", **facts)

    assert list(Correction.objects.get().values) == ["translated_statement"]


def test_a_verdict_does_not_stop_a_translation(bridge: Claim, make: Maker) -> None:
    make.ruled(bridge, "confirmed", happened_on=bridge.said_on)
    facts = kept_with(bridge)

    mended = revise(bridge, make, translated_statement="Die Brücke steht.", reason="Wrong.", **facts)

    assert mended.translated_statement == "Die Brücke steht."


def test_a_translation_waits_with_its_statement_for_the_second_person(
    claim: Claim, make: Maker, dora: User, settings: Settings
) -> None:
    settings.FOUR_EYES = True
    revise(claim, make, statement="It stands.", translated_statement="Sie steht.", reason="Misheard.")
    claim.refresh_from_db()
    assert (claim.translated_statement, claim.translation_language) == ("", "")

    editorial.countersign_change(correction=claim.corrections.get(), by=dora)

    claim.refresh_from_db()
    assert (claim.statement, claim.translated_statement) == ("It stands.", "Sie steht.")
    assert claim.translation_language == "de"


def test_who_forgets_a_text_forgets_its_translation(bridge: Claim, dora: User) -> None:
    editorial.forget(what=editorial.ToForget(row=bridge, fields=("statement",)), by=dora, **WHY)

    bridge.refresh_from_db()
    assert (bridge.statement, bridge.translated_statement) == (MARK, MARK)
    told = [str(entry.changes) for entry in RecordEntry.objects.select_related("content")]
    assert not any(GERMAN in each for each in told)
    assert list(record.verify()) == []


def test_a_forgotten_name_goes_from_translations_too(make: Maker, dora: User, ada: User) -> None:
    claim = make.published(translated_statement="Jo Bergström öffnet die Brücke.")
    someone = Claimant(name="Amt", description="Office", description_language="en")
    someone.translated_description = "Amt von Jo Bergström"
    editorial.save_claimant(claimant=someone, by=ada)

    editorial.forget(what=editorial.ToForget(names=("Jo Bergström",)), by=dora, **WHY)

    claim.refresh_from_db()
    someone.refresh_from_db()
    assert "Bergström" not in claim.translated_statement + someone.translated_description


# --- Read ---


@pytest.mark.parametrize(
    ("page", "shown", "role"), [("de", GERMAN, "Energieministerin"), ("en", ENGLISH, "Energy")]
)
def test_a_claims_page_is_in_the_readers_language(
    client: Client, bridge: Claim, page: str, shown: str, role: str
) -> None:
    with override(page):
        html = client.get(bridge.get_absolute_url()).content.decode()

    assert f'<h1 lang="{page}"' in html
    assert f">{shown}</h1>" in html
    assert role in html
    assert f'<blockquote lang="de"><p data-recorded="quote">{bridge.quote}</p>' in html
    assert f'data-recorded="statement">{ENGLISH}</' in html


def test_a_translated_statement_stands_beside_its_original_and_says_so(client: Client, bridge: Claim) -> None:
    html = client.get(f"/de/claims/{bridge.pk}/x/", follow=True).content.decode()

    assert f'{NOTE["de"]}: <q lang="en" data-recorded="statement">{ENGLISH}</q>' in html
    assert f'data-recorded="translated_statement">{GERMAN}</h1>' in html


def test_an_original_says_nothing_of_a_translation(client: Client, make: Maker) -> None:
    claim = make.published()
    for page in ("de", "en"):
        html = client.get(f"/{page}/claims/{claim.pk}/x/", follow=True).content.decode()

        assert f'<h1 lang="en" data-recorded="statement">{ENGLISH}</h1>' in html
        assert not any(word in html for word in (*NOTE.values(), *MARKED.values()))


@pytest.mark.parametrize("address", ["/de/", "/de/claims/", "/de/claimants/{slug}/"])
def test_a_list_has_the_statement_in_the_readers_language_with_a_mark(
    client: Client, bridge: Claim, address: str
) -> None:
    html = client.get(address.format(slug=bridge.claimant.slug)).content.decode()

    assert (
        f'<h3 lang="de"><a href="{bridge.get_absolute_url().replace("/en/", "/de/")}">{GERMAN}</a></h3>'
        in html
    )
    assert f'<span class="translated">{MARKED["de"]}</span>' in html


def test_a_topic_has_its_name_in_the_readers_language(client: Client, bridge: Claim) -> None:
    for address in ("/en/", "/en/claims/", bridge.get_absolute_url()):
        html = client.get(address).content.decode()
        assert ">Energy</" in html
        assert ">Energie</a>" not in html
    assert ">Energie</" in client.get("/de/claims/").content.decode()


@pytest.mark.parametrize(
    "address", ["/{page}/?topic=energie", "/{page}/claims/?topic=energie", "/{page}/deadlines/?topic=energie"]
)
def test_a_topics_page_says_that_its_name_is_translated(client: Client, bridge: Claim, address: str) -> None:
    translated = client.get(address.format(page="en")).content.decode()
    original = client.get(address.format(page="de")).content.decode()

    assert f'{NOTE["en"]}: <q lang="de">Energie</q>' in translated
    assert NOTE["de"] not in original


def test_a_name_in_one_language_says_which_it_is(client: Client, make: Maker, ada: User) -> None:
    topic = editorial.save_topic(topic=Topic(name="Verkehr", name_language="de"), by=ada)
    make.published(topics=(topic,))

    assert '<a class="topic" lang="de" href=' in client.get("/en/claims/").content.decode()
    assert '<a class="topic" href=' in client.get("/de/claims/").content.decode()


def test_a_claimants_page_says_that_their_description_is_translated(client: Client, bridge: Claim) -> None:
    address = f"/{{}}/claimants/{bridge.claimant.slug}/"
    translated, original = (client.get(address.format(page)).content.decode() for page in ("en", "de"))

    assert "Energy minister" in translated
    assert f'{NOTE["en"]}: <q lang="de">Energieministerin</q>' in translated
    assert "Energieministerin" in original
    assert "Energy minister" not in original


def test_a_description_in_one_language_says_within_its_sentence_which_it_is(
    client: Client, claim: Claim, ada: User
) -> None:
    claim.claimant.description, claim.claimant.description_language = "<Ministerin>", "de"
    editorial.save_claimant(claimant=claim.claimant, by=ada)
    for address in (
        "/{}/",
        claim.get_absolute_url().replace("/en/", "/{}/"),
        f"/{{}}/claimants/{claim.claimant.slug}/",
    ):
        assert (
            '<span lang="de">&lt;Ministerin&gt;</span>' in client.get(address.format("en")).content.decode()
        )
        original = client.get(address.format("de")).content.decode()
        assert "&lt;Ministerin&gt;" in original
        assert "<span>&lt;" not in original


def test_topics_stand_in_the_order_of_the_names_that_are_read(make: Maker, ada: User) -> None:
    for name, translated in (("Verkehr", "Transport"), ("Wohnen", "Housing")):
        topic = Topic(name=name, name_language="de", translated_name=translated)
        make.published(topics=(editorial.save_topic(topic=topic, by=ada),))

    with override("en"):
        assert [str(each.told_name) for each in kept_board.topics_on_record()] == ["Housing", "Transport"]
        offered = ClaimFilter({}).fields["topic"].choices  # type: ignore[attr-defined]
        assert [str(label) for _slug, label in offered][1:] == ["Housing", "Transport"]
    with override("de"):
        assert [str(each.told_name) for each in kept_board.topics_on_record()] == ["Verkehr", "Wohnen"]


def test_a_claim_is_found_by_the_words_of_its_translation(client: Client, bridge: Claim, make: Maker) -> None:
    assert list(Claim.objects.search("Elbbrücke")) == [bridge]

    facts = kept_with(bridge)
    revise(bridge, make, reason="Wrong.", **facts)

    assert list(Claim.objects.search("Elbbrücke")) == []


def test_a_card_on_another_site_is_in_its_readers_language(client: Client, bridge: Claim) -> None:
    card = client.get(f"/de/embed/claims/{bridge.pk}/").content.decode()
    page = f"http://localhost:8000/de/claims/{bridge.pk}/x/"
    code = client.get("/oembed", {"url": page}).json()

    assert f'<h1 lang="de">{GERMAN}</h1>' in card
    assert NOTE["de"] in card
    assert code["title"] == f"Mara Lindt: {GERMAN}"
    assert NOTE["de"] in code["html"]


def test_a_boards_card_names_its_topic_so_too(client: Client, bridge: Claim) -> None:
    assert "Energy" in client.get("/en/embed/board/?topic=energie").content.decode()


def test_feeds_are_in_their_readers_language(client: Client, bridge: Claim, make: Maker) -> None:
    make.ruled(bridge, "confirmed", happened_on=bridge.said_on)
    for kind in ("claims", "verdicts"):
        feed = client.get(f"/de/feeds/{kind}.atom").content.decode()
        assert f"Mara Lindt: {GERMAN}" in feed
        assert NOTE["de"] in feed
    assert "Energy" in client.get("/en/feeds/topics/energie/claims.atom").content.decode()


def test_a_calendar_is_in_its_readers_language(client: Client, bridge: Claim) -> None:
    calendar = client.get("/de/feeds/deadlines.ics").content.decode().replace("\r\n ", "").replace("\\", "")

    assert f"Mara Lindt – {GERMAN}" in calendar
    assert f"{NOTE['de']}: {ENGLISH}" in calendar


def test_what_programs_read_on_the_page_is_in_its_language(
    client: Client, bridge: Claim, make: Maker
) -> None:
    make.ruled(bridge, "confirmed", happened_on=bridge.said_on)
    with override("de"):
        html = client.get(bridge.get_absolute_url()).content.decode()
    _before, _tag, rest = html.partition('<script type="application/ld+json">')

    assert json.loads(rest.partition("</script>")[0])["claimReviewed"] == GERMAN


def test_the_api_gives_the_original_and_its_translation(client: Client, bridge: Claim) -> None:
    claim = client.get(f"/api/v1/claims/{bridge.pk}").json()
    claimant = client.get(f"/api/v1/claimants/{bridge.claimant.slug}").json()
    (topic,) = client.get("/api/v1/topics").json()["items"]
    (due,) = client.get("/api/v1/deadlines").json()["items"]

    for each in (claim, due):
        assert (each["statement"], each["statement_language"]) == (ENGLISH, "en")
        assert (each["translated_statement"], each["translation_language"]) == (GERMAN, "de")
    assert (claimant["description"], claimant["translated_description"]) == (
        "Energieministerin",
        "Energy minister",
    )
    assert (claimant["description_language"], claimant["translation_language"]) == ("de", "en")
    assert (topic["name"], topic["name_language"]) == ("Energie", "de")
    assert (topic["translated_name"], topic["translation_language"]) == ("Energy", "en")


def test_a_copys_index_has_both(bridge: Claim) -> None:
    script = blocks.index(blocks.last_index()).decode()
    row = json.loads(script.removeprefix("claims(").removesuffix(");\n"))[-1]

    assert (row["statement"], row["translatedStatement"], row["translationLanguage"]) == (
        ENGLISH,
        GERMAN,
        "de",
    )
    assert row["topics"] == [["energie", "Energie", "Energy", "en"]]


def test_a_correction_is_told_under_the_statement_of_the_readers_language(
    client: Client, bridge: Claim, make: Maker
) -> None:
    facts = kept_with(bridge)
    revise(bridge, make, translated_statement="Die Brücke steht.", reason="Mistranslated.", **facts)
    html = client.get("/de/corrections/").content.decode()

    assert '<h2 lang="de"><a href=' in html
    assert "Übersetzung der Aussage" in html
    assert f"<del>{GERMAN}</del>" in html


def test_what_is_held_back_is_told_in_no_language(client: Client, bridge: Claim, dora: User) -> None:
    editorial.hold(thing=bridge, office="A court", reason="An order.", by=dora)
    for address in ("/de/", "/de/claims/", "/de/claims/?q=Elbbrücke", f"/de/claims/{bridge.pk}/x/"):
        assert GERMAN not in client.get(address, follow=True).content.decode()


# --- The desk, programs, tables, mails ---


def test_the_desks_forms_ask_for_a_translation(client: Client, ada: User, claim: Claim) -> None:
    client.force_login(ada)
    topic = {"name": "Energie", "name_language": "de", "translated_name": "Energy"}
    refused = client.post("/admin/claims/topic/add/", topic | {"name_language": ""}).content.decode()
    assert "With a translation, say in which language the original is." in refused
    client.post("/admin/claims/topic/add/", topic)
    assert Topic.objects.get().translation_language == "en"

    address = f"/admin/claims/claimant/{claim.claimant_id}/change/"
    said = {"name": "Mara Lindt", "kind": "person", "description_language": "de"}
    client.post(address, said | {"description": "Ministerin", "translated_description": "Minister"})
    claim.claimant.refresh_from_db()
    assert (claim.claimant.translated_description, claim.claimant.translation_language) == ("Minister", "en")


def test_a_new_topics_name_is_taken_for_the_editors_own_language(client: Client, dora: User) -> None:
    User.objects.filter(pk=dora.pk).update(language="de")
    client.force_login(dora)

    assert '<option value="de" selected>' in client.get("/admin/claims/topic/add/").content.decode()


def test_the_claims_form_takes_a_translation(claim: Claim) -> None:
    form = ClaimForm(
        {
            "claimant": claim.claimant_id,
            "statement": ENGLISH,
            "statement_language": "en",
            "translated_statement": GERMAN,
            "quote": claim.quote,
            "language": "de",
            "said_on": "2026-03-02",
            "firmness": "expected",
            "horizon": "bis Ende 2026",
        },
        instance=claim,
    )

    assert form.is_valid(), form.errors
    assert form.facts().translated_statement == GERMAN


def test_a_program_may_send_a_translation_with_its_draft(make: Maker, ada: User) -> None:
    token = tokens.make(ApiToken(name="Scraper", may_draft=True), owner=ada, now=NOW)
    body = {
        "claimant": make.facts.claimant.slug,
        "statement": ENGLISH,
        "statement_language": "en",
        "translated_statement": GERMAN,
        "quote": "Der Tunnel ist bis Ende 2027 fertig.",
        "language": "de",
        "said_on": "2026-03-02",
        "horizon": "bis Ende 2027",
        "source": {"publisher": "Morgenblatt", "published_on": "2026-03-02", "title": "Talk"},
    }
    answer = Client().post(
        "/api/v1/claims", body, content_type="application/json", headers={"Authorization": f"Bearer {token}"}
    )

    assert answer.status_code == 201, answer.content
    claim = Claim.objects.get(pk=answer.json()["id"])
    assert (claim.translated_statement, claim.translation_language) == (GERMAN, "de")


def test_a_table_that_was_given_out_brings_its_translations_back(bridge: Claim) -> None:
    (row,) = [row for chunk in columns.chunks_of(Claim.objects.all()) for row in chunk]
    headings = columns.headings()
    cells = ["" if cell is None else str(cell) for cell in row]

    facts = mapped(headings).facts_of(cells)
    form = RowForm(facts, defaults={})

    assert form.is_valid(), form.errors
    assert form.facts(bridge.claimant, ()).translated_statement == GERMAN


def test_a_tables_topic_is_known_by_its_translation(energy: Topic, claimant: Claimant, ada: User) -> None:
    heading = "Who,Statement,Quote,Said on,Deadline,Publisher,Title,Published on,Topics\n"
    line = "Mara Lindt,It opens.,Sie steht.,2026-03-02,bis Ende 2027,Blatt,Talk,2026-03-02,energy\n"
    usual = {"language": "de", "statement_language": "en", "firmness": "expected"}
    rows = plan(read_table((heading + line).encode()), defaults=usual, may_add_topics=True).rows

    (claim,) = take_in(rows, by=ada)

    assert list(claim.topics.all()) == [energy]
    assert Topic.objects.count() == 1


# --- Checked ---


def test_a_claims_file_opens_its_translation(client: Client, bridge: Claim) -> None:
    record.number_entries(now=NOW)

    file = client.get(f"{bridge.get_absolute_url()}record.json").json()

    opened = {each["name"]: each["value"] for leaf in file["leaves"] for each in leaf["openings"]}
    assert opened["new/translated_statement"] == file["claim"]["translated_statement"] == GERMAN


def test_a_claim_logged_before_there_were_translations_says_nothing_of_one(
    make: Maker, monkeypatch: pytest.MonkeyPatch
) -> None:
    new = {"translated_statement", "translation_language"}
    with monkeypatch.context() as before:
        before.setattr(Claim, "record_fields", tuple(name for name in Claim.record_fields if name not in new))
        claim = make.published()
    record.number_entries(now=NOW)

    file = record.claim_file(claim, [], head=record.newest_head())

    assert file is not None
    told = file["claim"]
    assert isinstance(told, dict)
    assert told.keys() == set(SHOWN_FIELDS["claim"]) - new
    assert list(record.verify()) == []
