"""The public pages: what readers see, what they never see, and what the pages cost."""

import hashlib
import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
import time_machine
from django.conf import settings as django_settings
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import translation
from django.views.defaults import server_error
from pytest_django import DjangoAssertNumQueries, Settings

from claims import editorial, record, stories, views
from claims.coverage import Coverage
from claims.models import (
    Checkpoint,
    Claim,
    Claimant,
    DailyTally,
    Evidence,
    RecordContent,
    RecordEntry,
    Topic,
    TreeHead,
    User,
)
from tests.conftest import NOW
from tests.makers import Maker

CLOSED = (date(2026, 3, 2), date(2026, 6, 10))


def page(client: Client, path: str, *, status: int = 200) -> str:
    """The page as text, its white space folded."""
    response = client.get(path)
    assert response.status_code == status, response.content[:500]
    return " ".join(response.content.decode().split())


def text_of(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


# --- The scoreboard ---


@pytest.mark.django_db
def test_without_a_user_the_first_page_tells_the_operator_how_to_begin(client: Client) -> None:
    html = page(client, "/en/")

    assert "manage.py createsuperuser" in html
    assert 'href="/admin/"' in html
    assert 'href="/admin/tracker/feed/add/"' in html


def test_with_a_user_and_no_claim_it_says_so_kindly(client: Client, make: Maker) -> None:
    make.draft()

    html = page(client, "/en/")

    assert "Nothing is on record yet" in html
    assert "createsuperuser" not in html


@pytest.mark.django_db
def test_the_root_leads_to_the_readers_language(client: Client) -> None:
    response = client.get("/", headers={"accept-language": "de"})

    assert response.headers["Location"] == "/de/"


def test_a_compared_claimant_stands_with_estimate_n_interval_and_group(
    client: Client, make: Maker, settings: Settings
) -> None:
    settings.RANKING_MINIMUM = 2
    make.ruled(make.published(by_hand=CLOSED), "missed")
    make.ruled(make.published(by_hand=CLOSED), "confirmed", happened_on=date(2026, 6, 1))
    make.ruled(make.published(by_hand=CLOSED), "void")

    text = text_of(page(client, "/en/"))

    assert "Cannot be told apart (1) Mara Lindt" in text
    assert "50% estimated; 1 of 2 decided claims confirmed 95% interval: 25% to 75%, rank 1" in text
    assert "Not in the rate: 1 cannot be judged" in text


def test_below_the_minimum_a_claimant_is_listed_apart(client: Client, make: Maker) -> None:
    make.ruled(make.published(by_hand=CLOSED), "missed")

    html = page(client, "/en/")

    assert "Nobody is compared yet: that takes 5 decided claims" in html
    assert "Mara Lindt" in html.partition("Too few to compare")[2]


def test_the_page_states_its_rule(client: Client, claim: Claim) -> None:
    text = text_of(page(client, "/en/"))

    assert "A rate is taken only over claims whose window has closed." in text
    assert "Whoever has fewer than 5 decided claims is listed and not compared." in text


def test_due_next_and_just_decided_stand_beside_the_board(client: Client, make: Maker) -> None:
    make.published(statement="This one is due.")
    make.ruled(make.published(statement="This one is decided.", by_hand=CLOSED), "missed")

    html = page(client, "/en/")

    assert "This one is due." in html.partition('id="due-next"')[2].partition('id="just-decided"')[0]
    assert "This one is decided." in html.partition("Just decided")[2]


def test_what_closes_soonest_is_due_first_and_what_has_closed_is_not_due(client: Client, make: Maker) -> None:
    make.published(statement="Later.", by_hand=(date(2026, 3, 2), date(2027, 1, 1)))
    make.published(statement="Sooner.", by_hand=(date(2026, 3, 2), date(2026, 6, 17)))
    make.published(statement="Over.", by_hand=CLOSED)

    due = page(client, "/en/").partition('id="due-next"')[2].partition('id="just-decided"')[0]

    assert due.index("Sooner.") < due.index("Later.")
    assert "Over." not in due


def test_the_latest_verdict_stands_first(client: Client, make: Maker) -> None:
    earlier, later = (make.published(statement=text, by_hand=CLOSED) for text in ("Earlier.", "Later."))
    with time_machine.travel(NOW + timedelta(hours=1), tick=False):
        make.ruled(earlier, "missed")
    with time_machine.travel(NOW + timedelta(hours=2), tick=False):
        make.ruled(later, "missed")
        make.ruled(earlier, "pending")
    with time_machine.travel(NOW + timedelta(hours=3), tick=False):
        make.ruled(earlier, "void")

    decided = page(client, "/en/").partition("Just decided")[2]

    assert decided.index("Earlier.") < decided.index("Later.")


def test_a_topic_narrows_the_board(client: Client, make: Maker, ada: User) -> None:
    energy = editorial.save_topic(topic=Topic(name="Energy"), by=ada)
    make.published(statement="About energy.", topics=(energy,))
    make.published(statement="About bridges.")

    html = page(client, "/en/?topic=energy")

    assert "About energy." in html
    assert "About bridges." not in html


def test_an_unknown_topic_is_named_and_left_out(client: Client, claim: Claim) -> None:
    html = page(client, "/en/?topic=%3Cscript%3E")

    assert "“&lt;script&gt;” is no topic with claims on record." in html
    assert claim.statement in html


# --- The list ---


def test_the_list_shows_published_claims_only(client: Client, make: Maker, dora: User) -> None:
    make.published(statement="Published.")
    make.draft(statement="A draft.")
    withdrawn = make.published(statement="Taken back.")
    editorial.withdraw_claim(claim=withdrawn, reason="Misattributed.", by=dora)

    html = page(client, "/en/claims/")

    assert "Published." in html
    assert "A draft." not in html
    assert "Taken back." not in html


def test_bad_filters_are_named_on_the_page(client: Client, claim: Claim) -> None:
    html = page(client, "/en/claims/?year=banana&page=x&outcome=missed%00")

    assert "Part of the address was not understood" in html
    assert "banana is not one of the available choices" in html
    assert claim.statement in html


def test_an_empty_list_says_why(client: Client, claim: Claim) -> None:
    assert "No published claim fits all of these filters." in page(client, "/en/claims/?outcome=missed")


@pytest.mark.django_db
def test_a_list_without_claims_says_so(client: Client) -> None:
    assert "No claim has been published yet." in page(client, "/en/claims/")


def test_pages_keep_the_filters(client: Client, make: Maker) -> None:
    for _number in range(21):
        make.published()

    html = page(client, "/en/claims/?outcome=pending")

    (after,) = re.findall(r'rel="next" href="(\?outcome=pending&amp;after=[^"]+)"', html)
    last = page(client, "/en/claims/" + after.replace("&amp;", "&"))
    assert last.count('class="claim-row"') == 1
    assert re.search(r'rel="prev" href="\?outcome=pending&amp;before=[^"]+"', last)
    assert 'href="?outcome=pending">First page' in last


def test_a_page_that_begins_nowhere_is_the_first_one_with_a_word_on_it(client: Client, claim: Claim) -> None:
    html = page(client, "/en/claims/?after=banana")

    assert "No page begins there." in html
    assert claim.statement in html


# --- A claim ---


def test_a_claims_page_has_all_that_is_known_of_it(client: Client, claim: Claim) -> None:
    html = page(client, claim.get_absolute_url())
    text = text_of(html)

    assert f'<h1 lang="en" data-recorded="statement">{claim.statement}</h1>' in html
    assert f'<blockquote lang="de"><p data-recorded="quote">{claim.quote}</p></blockquote>' in html
    assert '<q lang="de" data-recorded="horizon">bis Ende 2026</q>' in html
    assert "2 March 2026 – 31 December 2026" in text
    assert "The window runs from the day it was said to the last day of the unit." in text
    assert claim.criteria in html
    assert "Expected: said as likely" in text
    assert "https://morgenblatt.example/interview" in html


def test_a_wrong_slug_leads_to_the_right_one(client: Client, claim: Claim) -> None:
    response = client.get(f"/en/claims/{claim.pk}/something-else/")

    assert (response.status_code, response.headers["Location"]) == (302, claim.get_absolute_url())


@pytest.mark.parametrize(
    "path", ["/en/claims/987654/x/", "/en/claims/99999999999999999999999/x/", "/en/claimants/x/"]
)
@pytest.mark.django_db
def test_what_does_not_exist_is_not_found(client: Client, path: str) -> None:
    assert "There is no page at this address" in page(client, path, status=404)


def test_a_draft_is_not_found_by_anyone(client: Client, make: Maker, ada: User) -> None:
    draft = make.draft()
    client.force_login(ada)

    html = page(client, draft.get_absolute_url(), status=404)

    assert draft.statement not in html


def test_someone_of_whom_only_drafts_exist_is_not_found(client: Client, make: Maker) -> None:
    make.draft()

    page(client, "/en/claimants/mara-lindt/", status=404)


def test_evidence_that_nobody_accepted_never_appears(
    client: Client, make: Maker, claim: Claim, ada: User
) -> None:
    make.suggested(claim, title="Only suggested", publisher="Secret Press")
    rejected = make.suggested(claim, title="Looked at and rejected")
    editorial.reject_evidence(evidence=rejected, by=ada)
    withdrawn = make.accepted(claim, title="Accepted at first")
    editorial.reject_evidence(evidence=withdrawn, by=ada)

    html = page(client, claim.get_absolute_url())

    for words in ("Only suggested", "Secret Press", "Looked at and rejected", "Accepted at first"):
        assert words not in html


def test_the_other_papers_with_the_same_story_are_named_once_a_person_saw_them(
    client: Client, make: Maker, claim: Claim, ada: User
) -> None:
    story = str(stories.fingerprint("The Elbe bridge is open to traffic, the ministry said on Tuesday. " * 3))
    evidence = make.suggested(claim, fingerprint=story)
    editorial.suggest_evidence(claim=claim, article=make.article(fingerprint=story, publisher="Evening Post"))
    editorial.accept_evidence(evidence=evidence, stance="supports", by=ada)
    editorial.suggest_evidence(claim=claim, article=make.article(fingerprint=story, publisher="Unseen Press"))

    html = page(client, claim.get_absolute_url())

    assert "Also in Evening Post" in text_of(html)
    assert "Unseen Press" not in html


def test_accepted_evidence_stands_under_its_stance(client: Client, make: Maker, claim: Claim) -> None:
    make.accepted(claim, "contradicts", title="Works stand still")

    html = page(client, claim.get_absolute_url())

    assert "Works stand still" in html.partition("<h3>Contradicts")[2]
    assert "<h3>Supports" not in html


def test_an_address_that_is_no_web_address_is_no_link(client: Client, make: Maker, claim: Claim) -> None:
    sly = make.accepted(claim, title="Sly")
    # As it might stand in a record written before addresses were checked.
    Evidence.objects.filter(pk=sly.pk).update(address="javascript:alert(1)")

    html = page(client, claim.get_absolute_url())

    assert "Sly" in html
    assert "javascript:" not in html


def test_markup_in_a_claim_stays_text(client: Client, make: Maker) -> None:
    claim = make.published(statement="<script>alert(1)</script> will happen.", quote="<b>x</b>")

    html = page(client, claim.get_absolute_url())

    assert not re.search(r"<script(?! src=)", html)
    assert "&lt;script&gt;alert(1)" in html


def test_a_late_fulfilment_is_missed_and_says_how_late(client: Client, make: Maker) -> None:
    claim = make.published(by_hand=CLOSED)
    make.ruled(claim, "missed", happened_on=date(2026, 6, 15))

    text = text_of(page(client, claim.get_absolute_url()))

    assert "Came true late Came true 5 days late , 15 June 2026" in text


def test_an_early_verdict_says_when_it_joins_the_rates(client: Client, make: Maker, claim: Claim) -> None:
    make.ruled(claim, "confirmed", happened_on=date(2026, 6, 1))

    text = text_of(page(client, claim.get_absolute_url()))

    assert "joins the rates when the window closes on 31 December 2026" in text


def test_a_corrected_verdict_stays_visible_below_the_new_one(client: Client, make: Maker) -> None:
    claim = make.published(by_hand=CLOSED)
    make.ruled(claim, "missed", reasoning="Nothing was seen.")
    make.ruled(claim, "confirmed", happened_on=date(2026, 6, 1), reasoning="The register shows it.")

    html = page(client, claim.get_absolute_url())

    assert html.index("The register shows it.") < html.index("Nothing was seen.")
    assert "replaced by a later verdict" in html


def test_a_verdict_that_waits_for_a_second_person_is_not_shown(
    client: Client, make: Maker, settings: Settings
) -> None:
    settings.FOUR_EYES = True
    claim = make.published(by_hand=CLOSED)
    make.ruled(claim, "missed", reasoning="Not countersigned yet.")

    html = page(client, claim.get_absolute_url())

    assert "Not countersigned yet." not in html
    assert "Awaiting a verdict" in html
    assert "Verdict given" not in html
    assert "Not public</b></p>" in html


def test_a_withdrawn_claim_shows_the_reason_and_no_outcome(client: Client, claim: Claim, dora: User) -> None:
    editorial.withdraw_claim(claim=claim, reason="The quote was someone else's.", by=dora)

    html = page(client, claim.get_absolute_url())

    assert "The newsroom has withdrawn this claim" in html
    assert "The quote was someone else&#x27;s." in html
    assert 'class="ruling ' not in html


def test_restated_claims_link_both_ways_but_never_to_drafts(
    client: Client, make: Maker, claim: Claim
) -> None:
    later = make.published(statement="The bridge opens in 2027.", horizon="2027", restates=claim)
    draft = make.draft(statement="A third date, still a draft.", restates=claim)

    html = page(client, claim.get_absolute_url())

    assert later.get_absolute_url() in html
    assert draft.statement not in html
    assert claim.get_absolute_url() in page(client, later.get_absolute_url())


def test_a_claims_page_says_what_was_searched(client: Client, claim: Claim, today: date) -> None:
    DailyTally.objects.create(day=today, articles_read=4210, feeds_reached=38, last_success_at=NOW)

    text = text_of(page(client, claim.get_absolute_url()))

    assert "The tracker read 4,210 articles from up to 38 feeds on 17 June 2026." in text
    assert "that too is a finding" in text


def test_a_search_over_days_names_the_first_and_the_last() -> None:
    read = Coverage(since=date(2026, 6, 17), until=date(2026, 6, 20), articles=90, feeds=2)

    text = text_of(render_to_string("claims/parts/coverage.html", {"coverage": read}))

    assert "from up to 2 feeds between 17 June 2026 and 20 June 2026." in text


def test_without_any_reading_silence_is_no_finding(client: Client, claim: Claim) -> None:
    text = text_of(page(client, claim.get_absolute_url()))

    assert "That no evidence came up says nothing." in text


def test_a_claims_log_names_who_and_what_changed(
    client: Client, make: Maker, claim: Claim, ada: User
) -> None:
    ada.first_name, ada.last_name = "Ada", "Brandt"
    ada.save()
    facts = replace(make.facts, horizon="bis Ende 2027")
    editorial.revise_claim(reason="A slip.", claim=claim, facts=facts, by=ada)

    html = page(client, claim.get_absolute_url())
    log = html.partition('<details class="log">')[2]
    days = (
        '<time datetime="2026-12-31">31 December 2026</time>',
        '<time datetime="2027-12-31">31 December 2027</time>',
    )

    assert "Claim revised" in log
    assert f"<del>{days[0]}</del> <ins>{days[1]}</ins>" in log
    assert "Ada Brandt" in log


def test_a_missed_claim_says_with_what_chance_a_report_would_have_been_found(
    client: Client, claim: Claim, make: Maker
) -> None:
    for days in range(1, 4):
        DailyTally.objects.create(
            day=NOW.date() + timedelta(days=days), articles_read=90, feeds_reached=9, feeds_silent=1
        )
    with time_machine.travel(NOW + timedelta(days=4)):
        html = page(client, claim.get_absolute_url())
        german = page(client, claim.get_absolute_url().replace("/en/", "/de/"))

    assert "it would have come before the desk with a chance of" in text_of(html)
    assert "Feeds that could be read while it stood there: 68%" in text_of(html)  # the first day was blind
    assert "/en/about/#absence" in html
    assert "68 %" in german
    make.ruled(claim, "confirmed", happened_on=claim.said_on)
    assert "with a chance of" not in text_of(page(client, claim.get_absolute_url()))


def test_a_long_log_comes_by_pages_and_leaves_the_claims_page_small(
    client: Client, make: Maker, ada: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = make.draft(statement="An early wording that was wrong.")
    facts = replace(make.facts, statement="The wording.")
    editorial.revise_claim(reason="A slip.", claim=draft, facts=facts, by=ada)
    claim = editorial.publish_claim(claim=draft, by=ada)
    for _each in range(12):
        make.suggested(claim)
    editorial.revise_claim(
        reason="A slip.", claim=claim, facts=replace(facts, criteria="Lorries cross it."), by=ada
    )
    for _each in range(12):
        make.suggested(claim)
    monkeypatch.setattr(views, "ENTRIES_PER_PAGE", 10)
    number = RecordEntry.objects.filter(chain=f"claim:{claim.pk}").count()

    html = page(client, claim.get_absolute_url())
    assert html.partition('<details class="log">')[2].count('class="hash"') == 10
    assert f"The record of this claim: {number} entries" in html
    assert "Changed after publication" in html

    seen, address = list[str](), f"{claim.get_absolute_url()}log/"
    while address:
        html = page(client, address)
        seen += re.findall(r'<code class="hash">(\w+)</code>', html)
        assert "An early wording" not in html
        following = re.search(r'rel="next" href="([^"]+)"', html)
        address = f"{claim.get_absolute_url()}log/{following[1]}" if following else ""
    assert len(seen) == len(set(seen)) == number
    assert "Lorries cross it." in "".join(
        page(client, f"{claim.get_absolute_url()}log/?after={after}") for after in (20, 30)
    )


def test_what_a_draft_said_stays_with_the_desk(client: Client, make: Maker, ada: User) -> None:
    draft = make.draft(statement="An early wording that was wrong.")
    editorial.revise_claim(
        reason="A slip.", claim=draft, facts=replace(make.facts, statement="The wording."), by=ada
    )
    claim = editorial.publish_claim(claim=draft, by=ada)

    html = page(client, claim.get_absolute_url())

    assert "An early wording" not in html
    assert "Claim revised" in html


# --- Claimants, method, record ---


def test_a_claimants_page_groups_the_claims(client: Client, make: Maker) -> None:
    make.published(statement="Still open.")
    make.published(statement="Nobody ruled yet.", by_hand=CLOSED)
    make.ruled(make.published(statement="It came to nothing.", by_hand=CLOSED), "missed")

    html = page(client, "/en/claimants/mara-lindt/")

    awaiting, running, missed = (
        html.index(text) for text in ("Nobody ruled yet.", "Still open.", "It came to nothing.")
    )
    assert awaiting < running < missed
    assert "0 of 1 decided claim confirmed" in text_of(html)


def test_a_long_group_leads_to_the_list(client: Client, make: Maker) -> None:
    for _number in range(11):
        make.published()

    html = page(client, "/en/claimants/mara-lindt/")

    assert 'href="/en/claims/?claimant=mara-lindt&amp;outcome=pending&amp;schedule=open"' in html
    assert "Show all 11 claims" in html


@pytest.mark.django_db
def test_the_method_explains_every_rule_of_windows(client: Client) -> None:
    html = page(client, "/en/about/")

    assert "The window runs from the day it was said to the last day of the unit." in html
    assert "manage.py" not in html


@pytest.mark.django_db
def test_four_eyes_are_stated_where_the_newsroom_asks_for_them(client: Client, settings: Settings) -> None:
    assert "second person" not in page(client, "/en/about/")

    settings.FOUR_EYES = True

    assert "a second person countersigns every verdict" in page(client, "/en/about/")


def test_checkpoints_are_published_whole(client: Client, claim: Claim, today: date) -> None:
    record.number_entries(now=NOW)

    assert TreeHead.objects.get().root in page(client, "/en/record/")


def test_of_each_day_one_checkpoint_is_listed(client: Client, claim: Claim, make: Maker) -> None:
    record.number_entries(now=NOW)
    make.draft()
    record.number_entries(now=NOW)
    record.number_entries(now=NOW + timedelta(days=1))

    first, unlisted, last = TreeHead.objects.order_by("number")
    html = page(client, "/en/record/")
    assert f'<a href="/record/checkpoints/{first.number}">' in html
    assert f'<a href="/record/checkpoints/{last.number}">' in html
    assert f'<a href="/record/checkpoints/{unlisted.number}">' not in html


def test_the_checkpoints_of_the_log_before_the_tree_stay_listed(client: Client, claim: Claim) -> None:
    an_earlier_checkpoint(claim)

    assert 'href="/en/record/2026-06-16.txt"' in page(client, "/en/record/")


@pytest.mark.parametrize("number", ["-1", "x", "²", "9" * 5000])
def test_a_bad_page_of_the_record_is_answered(client: Client, claim: Claim, number: str) -> None:
    html = page(client, f"/en/record/?after={number}")

    assert "No checkpoint has been made yet" in html
    assert "No page begins there." in html


def test_the_records_pages_lead_from_one_to_the_next(
    client: Client, claim: Claim, make: Maker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "CHECKPOINTS_PER_PAGE", 1)
    an_earlier_checkpoint(claim)
    for days in range(2):
        make.draft()
        record.number_entries(now=NOW + timedelta(days=days))

    first = client.get("/en/record/").context
    last = client.get("/en/record/", {"after": first["page"].next}).context

    assert [head.number for head in (*first["page"].rows, *last["page"].rows)] == [2, 1]
    assert (list(first["earlier"]), len(last["earlier"])) == ([], 1)
    assert (
        client.get("/en/record/", {"before": last["page"].previous}).context["page"].rows
        == first["page"].rows
    )


# --- All pages ---

PATHS = ["/en/", "/en/claims/", "/en/claimants/", "/en/claimants/mara-lindt/", "/en/about/", "/en/record/"]


@pytest.mark.parametrize("path", [*PATHS, "claim"])
def test_no_page_needs_what_the_content_policy_forbids(client: Client, claim: Claim, path: str) -> None:
    response = client.get(claim.get_absolute_url() if path == "claim" else path)
    html = response.content.decode()

    assert "unsafe-inline" not in response.headers["Content-Security-Policy"]
    assert not re.search(r"<style|<script(?![^>]*\ssrc=)|<[^>]*\s(style|on[a-z]+)=", html)


@pytest.mark.parametrize("path", PATHS)
def test_every_page_names_its_address_in_both_languages(client: Client, claim: Claim, path: str) -> None:
    html = page(client, path)

    german = path.replace("/en/", "/de/", 1)
    assert f'<link rel="canonical" href="{django_settings.SITE_URL}{path}">' in html
    assert f'hreflang="de" href="{django_settings.SITE_URL}{german}"' in html
    assert '<html lang="en">' in html
    assert '<html lang="de">' in page(client, german)


def test_dates_are_written_as_the_readers_write_them(client: Client, claim: Claim) -> None:
    with translation.override("de"):
        address = claim.get_absolute_url()

    assert "31. Dezember 2026" in page(client, address)


def test_only_staff_see_the_way_to_the_desk(client: Client, ada: User, cleo: User) -> None:
    client.force_login(cleo)
    assert 'class="desk"' not in page(client, "/en/")

    client.force_login(ada)
    assert '<a class="desk" href="/admin/">' in page(client, "/en/")


@pytest.mark.parametrize("path", PATHS)
def test_pages_only_answer_reading(client: Client, claim: Claim, path: str) -> None:
    assert client.post(path).status_code == 405


@pytest.mark.parametrize(
    ("path", "most"),
    [("/en/", 10), ("/en/claims/", 9), ("/en/claimants/", 4), ("/en/claimants/mara-lindt/", 10)],
)
def test_the_number_of_queries_does_not_grow_with_the_claims(
    client: Client,
    make: Maker,
    ada: User,
    path: str,
    most: int,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    topic = editorial.save_topic(topic=Topic(name="Energy"), by=ada)
    for number in range(6):
        other = editorial.save_claimant(claimant=Claimant(name=f"Person {number}"), by=ada)
        make.published(claimant=other, topics=(topic,))
        make.ruled(make.published(by_hand=CLOSED, topics=(topic,)), "missed")

    with django_assert_max_num_queries(most):
        page(client, path)


def test_a_claims_page_takes_a_constant_number_of_queries(
    client: Client, make: Maker, claim: Claim, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _number in range(5):
        make.accepted(claim)
        make.ruled(claim, "confirmed", happened_on=date(2026, 6, 1))

    with django_assert_max_num_queries(10):
        page(client, claim.get_absolute_url())


@pytest.mark.django_db
def test_a_fault_has_a_page_that_leans_on_nothing(client: Client) -> None:

    response = server_error(RequestFactory().get("/en/"))

    assert response.status_code == 500
    assert b"Something went wrong" in response.content


def an_earlier_checkpoint(claim: Claim) -> Checkpoint:
    """One of the day before, over the claim's first entry, as the log before the tree made them."""
    first = RecordEntry.objects.get(chain=f"claim:{claim.pk}", sequence=1)
    RecordContent.objects.filter(entry__pk__lte=first.pk).update(old_hash="a" * 64)
    checkpoint = Checkpoint(number=1, day=date(2026, 6, 16), made_at=NOW, last_entry_id=first.pk, chains=2)
    checkpoint.hash = hashlib.sha256((record.checkpoint_text(checkpoint) or "").encode()).hexdigest()
    checkpoint.save()
    return checkpoint


def test_a_readers_own_sha256_of_an_earlier_checkpoints_text_gives_its_hash(
    client: Client, claim: Claim
) -> None:
    checkpoint = an_earlier_checkpoint(claim)

    text = client.get(reverse("claims:checkpoint", args=["2026-06-16"])).content

    assert hashlib.sha256(text).hexdigest() == checkpoint.hash
    assert f"claim:{claim.pk} {'a' * 64}" in text.decode().splitlines()


def test_the_text_of_an_earlier_checkpoint_is_gone_once_something_in_it_is_forgotten(
    client: Client, claim: Claim
) -> None:
    an_earlier_checkpoint(claim)
    RecordContent.objects.update(old_hash="")

    assert client.get(reverse("claims:checkpoint", args=["2026-06-16"])).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("day", ["2026-06-18", "yesterday", "2026-02-31"])
def test_a_day_without_a_checkpoint_is_not_found(client: Client, day: str) -> None:
    assert client.get(f"/en/record/{day}.txt").status_code == 404


def test_each_outlets_wording_and_window_stand_beside_the_claims(
    client: Client, claim: Claim, ada: User
) -> None:
    source = editorial.Source(
        publisher="Evening Post",
        published_on=claim.said_on,
        address="https://evening.example/a",
        language="en",
        quote="Cars will cross the bridge before mid-2027.",
        horizon="before mid-2027",
        text="The whole article, which is its publisher's.",
    )
    editorial.add_appearance(claim=claim, source=source, by=ada)

    html = page(client, claim.get_absolute_url())

    assert "Cars will cross the bridge before mid-2027." in html
    assert '<q lang="en">before mid-2027</q>, read as' in html
    assert "Another deadline than the one this claim is held to." in html
    assert "The whole article" not in html


@pytest.mark.parametrize(
    ("recording", "shown"),
    [
        (
            "https://ton.example/12.mp3",
            'href="https://ton.example/12.mp3#t=754" rel="external noopener nofollow">at 12:34</a>',
        ),
        ("", ", at 12:34</p>"),
    ],
)
def test_what_was_said_in_a_recording_can_be_heard_from_there(
    client: Client, claim: Claim, ada: User, recording: str, shown: str
) -> None:
    source = editorial.Source(
        publisher="Harbour Talk", published_on=claim.said_on, address="https://ton.example/12",
        recording=recording, second=754,
    )  # fmt: skip
    editorial.add_appearance(claim=claim, source=source, by=ada)

    assert shown in page(client, claim.get_absolute_url())


def test_a_withdrawn_claim_that_was_decided_early_joins_no_rate(
    client: Client, claim: Claim, make: Maker, dora: User
) -> None:
    make.ruled(claim, "confirmed", happened_on=date(2026, 6, 1))
    assert "joins the rates" in page(client, claim.get_absolute_url())

    editorial.withdraw_claim(claim=claim, reason="Logged twice.", by=dora)

    html = page(client, claim.get_absolute_url())
    assert "It no longer counts" in html
    assert "joins the rates" not in html


def test_a_claim_that_cannot_be_judged_joins_no_rate_however_early_that_was_decided(
    client: Client, make: Maker
) -> None:
    claim = make.published(condition="if elected")
    make.ruled(claim, "void", condition_failed=True)

    html = page(client, claim.get_absolute_url())
    assert "It counts in no rate." in html
    assert "joins the rates" not in html


def test_a_statement_changed_and_changed_back_locks_no_reader_out(
    client: Client, claim: Claim, make: Maker, ada: User
) -> None:
    first = claim.get_absolute_url()
    editorial.revise_claim(
        reason="A slip.", claim=claim, facts=replace(make.facts, statement="Trains cross it."), by=ada
    )
    response = client.get(first)
    assert (response.status_code, response.headers["Location"]) == (
        302,
        Claim.objects.get().get_absolute_url(),
    )

    editorial.revise_claim(reason="A slip.", claim=claim, facts=make.facts, by=ada)

    assert client.get(first).status_code == 200


def test_what_came_early_or_became_known_is_said_in_those_words(client: Client, make: Maker) -> None:
    early = make.published(said_on=date(2026, 3, 2), by_hand=(date(2026, 6, 11), date(2026, 12, 31)))
    make.ruled(early, "confirmed", happened_on=date(2026, 6, 1), known_on=date(2026, 6, 5))
    known = make.published()
    make.ruled(known, "missed", can_no_longer_happen=True, known_on=date(2026, 6, 5))

    first, second = (page(client, each.get_absolute_url()) for each in (early, known))

    assert "Came true 10 days before the window opened" in first
    assert "Became known on" in first
    assert "It can no longer happen. Became known on" in " ".join(second.split())
    assert "Came true" not in second


def test_who_is_no_public_figure_can_be_kept_from_search_engines(
    client: Client, claim: Claim, claimant: Claimant, ada: User
) -> None:
    addresses = (claim.get_absolute_url(), claimant.get_absolute_url())
    for address in addresses:
        response = client.get(address)
        assert "noindex" not in response.content.decode()
        assert "X-Robots-Tag" not in response

    claimant.is_kept_from_search = True
    editorial.save_claimant(claimant=claimant, by=ada)

    for address in addresses:
        response = client.get(address)
        assert '<meta name="robots" content="noindex">' in response.content.decode()
        assert response["X-Robots-Tag"] == "noindex"


# --- How to cite ---


@pytest.mark.parametrize(
    ("language", "accessed"), [("en", "accessed 17 June 2026"), ("de", "abgerufen am 17. Juni 2026")]
)
def test_a_citation_has_address_day_and_checkpoint(
    client: Client, claim: Claim, language: str, accessed: str
) -> None:
    record.number_entries(now=NOW)
    head = TreeHead.objects.get()
    with translation.override(language):
        path = claim.get_absolute_url()

    text = text_of(page(client, path).partition('class="citation"')[2].partition("</p>")[0])

    for part in (
        claim.claimant.name,
        claim.statement,
        f"{django_settings.SITE_URL}{path}",
        accessed,
        head.root,
    ):
        assert part in text


def test_a_citation_names_no_checkpoint_that_does_not_hold_the_whole_claim(
    client: Client, make: Maker, claim: Claim
) -> None:
    record.number_entries(now=NOW)
    make.accepted(claim)

    html = page(client, claim.get_absolute_url())

    assert TreeHead.objects.get().root not in html
    assert "next checkpoint will hold this claim" in html
