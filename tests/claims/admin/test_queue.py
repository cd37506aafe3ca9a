import re
from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from claims import editorial, stories
from claims.models import Claim, DailyTally, Evidence
from tests.makers import Maker
from tests.many import evidence_for, many

QUEUE = "/admin/claims/evidence/queue/"


def click(client: Client, evidence: Evidence, decision: str) -> object:
    address = reverse("admin:claims_evidence_review", args=[evidence.pk])
    return client.post(address, {"decision": decision, "page": "1"})


@pytest.mark.parametrize("stance", ["supports", "contradicts", "context"])
def test_one_click_accepts_with_its_stance(as_ada: Client, claim: Claim, make: Maker, stance: str) -> None:
    evidence = make.suggested(claim)

    click(as_ada, evidence, stance)

    evidence.refresh_from_db()
    assert (evidence.status, evidence.stance) == ("accepted", stance)


def test_one_click_rejects(as_ada: Client, claim: Claim, make: Maker) -> None:
    evidence = make.suggested(claim)

    click(as_ada, evidence, "reject")

    evidence.refresh_from_db()
    assert evidence.status == "rejected"


def test_a_click_returns_to_the_same_place_with_a_way_back(as_ada: Client, claim: Claim, make: Maker) -> None:
    evidence = make.suggested(claim)

    response = as_ada.post(
        reverse("admin:claims_evidence_review", args=[evidence.pk]), {"decision": "reject", "page": "3"}
    )

    assert response["Location"] == f"{QUEUE}?page=3#claim-{claim.pk}"
    assert 'value="undo"' in as_ada.get(QUEUE).content.decode()


def test_undo_puts_it_back_into_the_queue(as_ada: Client, claim: Claim, make: Maker) -> None:
    evidence = make.accepted(claim)

    click(as_ada, evidence, "undo")

    assert Evidence.objects.awaiting_review().get() == evidence


def test_evidence_that_a_verdict_rests_on_is_not_taken_back(
    as_ada: Client, claim: Claim, make: Maker
) -> None:
    verdict = make.ruled(claim, "confirmed", happened_on=date(2026, 6, 1))

    response = click(as_ada, verdict.evidence.get(), "undo")

    assert response.status_code == 409  # type: ignore[attr-defined]
    assert "A verdict rests on this evidence." in response.content.decode()  # type: ignore[attr-defined]


def test_an_unknown_decision_is_refused(as_ada: Client, claim: Claim, make: Maker) -> None:
    evidence = make.suggested(claim)

    response = click(as_ada, evidence, "maybe")

    evidence.refresh_from_db()
    assert response.status_code == 409  # type: ignore[attr-defined]
    assert evidence.status == "suggested"


def test_a_reporter_reads_the_queue_but_decides_nothing(as_ben: Client, claim: Claim, make: Maker) -> None:
    evidence = make.suggested(claim)

    assert "desk-decision" not in as_ben.get(QUEUE).content.decode()
    assert click(as_ben, evidence, "reject").status_code == 403  # type: ignore[attr-defined]


def test_reviewing_takes_a_post(as_ada: Client, claim: Claim, make: Maker) -> None:
    evidence = make.suggested(claim)

    assert as_ada.get(reverse("admin:claims_evidence_review", args=[evidence.pk])).status_code == 405


def test_the_most_urgent_claim_comes_first_and_decided_ones_last(as_ada: Client, make: Maker) -> None:
    decided = make.published(said_on=date(2025, 1, 1), horizon="bis Ende 2025")
    make.ruled(decided, "void")
    later, overdue = make.published(), make.published(said_on=date(2026, 1, 1), horizon="bis Ende März 2026")
    for claim in (decided, later, overdue):
        make.suggested(claim)

    response = as_ada.get(QUEUE)

    assert [group["claim"] for group in response.context["groups"]] == [overdue, later, decided]


def test_the_queue_shows_matched_words_and_their_weight(as_ada: Client, claim: Claim, make: Maker) -> None:
    make.suggested(
        claim,
        excerpt="The bridges on the Elbe stand.",
        matched_words=(("bridge", 2.5), ("Elbe", 1.0)),
        forms={"bridge": ("bridges",)},
    )

    page = as_ada.get(QUEUE).content.decode()

    assert 'The <mark class="is-strong">bridges</mark> on the <mark>Elbe</mark> stand.' in page
    assert "bridge <small>2.5</small>" in page


def test_a_hostile_article_stays_text(as_ada: Client, claim: Claim, make: Maker) -> None:
    make.suggested(
        claim,
        title="<script>alert(1)</script>",
        excerpt="<img src=x onerror=alert(1)> bridge",
        matched_words=(("<script>", 1.0), ("bridge", 1.0)),
    )

    page = as_ada.get(QUEUE).content.decode()

    assert "<script>alert" not in page
    assert "<img" not in page


def test_the_queue_is_read_in_pages(as_ada: Client, claim: Claim, make: Maker) -> None:
    for _ in range(21):
        make.suggested(claim)

    first, second = as_ada.get(QUEUE), as_ada.get(f"{QUEUE}?page=2")

    assert [len(response.context["page"]) for response in (first, second)] == [20, 1]


def test_the_queue_of_one_claim_shows_more_so_that_it_can_be_cleared_at_once(
    as_ada: Client, claim: Claim, make: Maker
) -> None:
    waiting = [make.suggested(claim, title=f"Story {number}") for number in range(25)]

    response = as_ada.get(QUEUE, {"claim": claim.pk})

    assert len(response.context["page"]) == 25
    several(as_ada, waiting)
    assert not Evidence.objects.awaiting_review().exists()


def test_a_page_that_is_gone_shows_the_last_one(as_ada: Client, claim: Claim, make: Maker) -> None:
    make.suggested(claim)

    assert len(as_ada.get(f"{QUEUE}?page=9").context["page"]) == 1


def test_an_empty_queue_says_what_was_searched(as_ada: Client) -> None:
    DailyTally.objects.create(
        day=date(2026, 6, 16),
        articles_read=4210,
        feeds_reached=38,
        last_success_at=datetime(2026, 6, 16, tzinfo=UTC),
    )

    page = as_ada.get(QUEUE).content.decode()

    assert "the tracker read 4210 articles from 38 feeds" in page


@pytest.mark.parametrize("typed", ["x", "-1", "9" * 5000, "٣"])
def test_a_page_number_that_is_none_is_the_first(
    typed: str, client: Client, make: Maker, claim: Claim
) -> None:
    client.force_login(make.editor)
    suggestion = make.suggested(claim)
    back = client.post(
        reverse("admin:claims_evidence_review", args=[suggestion.pk]), {"decision": "reject", "page": typed}
    )
    assert back.status_code == 302
    assert "page=1#" in back["Location"] or "page=3#" in back["Location"]


def test_each_claim_says_how_its_evidence_stands(as_ada: Client, make: Maker) -> None:
    claim = make.published(horizon="by hand", by_hand=(date(2026, 3, 2), date(2026, 7, 1)))
    for _ in range(3):
        make.suggested(claim)
    for stance in ("supports", "supports", "contradicts"):
        make.accepted(claim, stance)

    (group,) = as_ada.get(QUEUE).context["groups"]

    assert (group["days_left"], str(group["tally"])) == ("closes in 14 days", "3 unread, 2 for, 1 against")


def test_the_queue_of_one_claim_can_be_opened_alone(as_ada: Client, claim: Claim, make: Maker) -> None:
    other = make.published()
    make.suggested(claim)
    evidence = make.suggested(other)

    response = as_ada.get(f"{QUEUE}?claim={other.pk}")

    assert [group["claim"] for group in response.context["groups"]] == [other]
    assert [entry["claim"] for entry in response.context["claims"]] == [claim, other]
    page = response.content.decode()
    assert re.search(r"<details[^>]* open", page) is None
    assert page.index("All claims") < page.index("<details")
    back = as_ada.post(
        reverse("admin:claims_evidence_review", args=[evidence.pk]),
        {"decision": "reject", "page": "1", "claim": str(other.pk)},
    )
    assert f"claim={other.pk}#" in back["Location"]


def test_a_hint_is_shown_with_its_reason_and_preselects_only(
    as_ada: Client, claim: Claim, make: Maker
) -> None:
    evidence = make.suggested(
        claim, hint="contradicts", hint_reason={"reason": "failure", "words": ["delayed"]}
    )

    page = as_ada.get(QUEUE).content.decode()

    assert "Seems to contradict it: says that something was put off, given up or denied" in page
    assert "delayed" in page
    assert page.count("is-hinted") == 1
    evidence.refresh_from_db()
    assert (evidence.status, evidence.stance) == ("suggested", "")


@pytest.mark.parametrize(
    "hint", [{}, {"hint": "unclear"}, {"hint": "supports", "hint_reason": {"reason": "x"}}]
)
def test_without_a_clear_hint_nothing_is_preselected(
    as_ada: Client, claim: Claim, make: Maker, hint: dict[str, object]
) -> None:
    make.suggested(claim, **hint)

    assert "is-hinted" not in as_ada.get(QUEUE).content.decode()


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ({}, "Unclear: has no plain sign of either side."),
        ({"reason": "at_odds", "words": ["opened", "delayed"]}, "Unclear: has signs of both sides ("),
    ],
)
def test_an_unclear_hint_says_why(
    as_ada: Client, claim: Claim, make: Maker, reason: dict[str, object], said: str
) -> None:
    make.suggested(claim, hint="unclear", hint_reason=reason)

    assert said in as_ada.get(QUEUE).content.decode()


def test_the_other_places_of_a_story_are_listed_with_it(as_ada: Client, claim: Claim, make: Maker) -> None:
    story = str(stories.fingerprint("The Elbe bridge is open to traffic, the ministry said on Tuesday. " * 3))
    make.suggested(claim, fingerprint=story)
    editorial.suggest_evidence(claim=claim, article=make.article(fingerprint=story, publisher="Evening Post"))

    page = as_ada.get(QUEUE).content.decode()

    assert "The same story in 1 more place" in page
    assert "Evening Post" in page


# --- Two editors at once ---


def test_the_second_editor_is_told_who_was_quicker(
    as_ada: Client, as_dora: Client, claim: Claim, make: Maker
) -> None:
    evidence = make.suggested(claim)
    click(as_dora, evidence, "supports")

    response = click(as_ada, evidence, "reject")

    assert response.status_code == 409  # type: ignore[attr-defined]
    assert "dora has reviewed this already: Supports." in response.content.decode()  # type: ignore[attr-defined]
    evidence.refresh_from_db()
    assert evidence.stance == "supports"


def test_undo_takes_back_ones_own_review_only(
    as_ada: Client, as_dora: Client, claim: Claim, make: Maker
) -> None:
    evidence = make.suggested(claim)
    click(as_dora, evidence, "reject")

    assert click(as_ada, evidence, "undo").status_code == 409  # type: ignore[attr-defined]
    assert click(as_dora, evidence, "undo").status_code == 302  # type: ignore[attr-defined]


# --- Several at once ---


def several(client: Client, evidence: list[Evidence], decision: str = "reject", **headers: str) -> object:
    data = {"decision": decision, "evidence": [str(item.pk) for item in evidence], "page": "1"}
    return client.post(reverse("admin:claims_evidence_review_several"), data, headers=headers)


def test_several_are_rejected_at_once_and_taken_back_at_once(
    as_ada: Client, claim: Claim, make: Maker
) -> None:
    waiting = [make.suggested(claim) for _ in range(3)]

    response = several(as_ada, waiting[:2])

    assert list(Evidence.objects.awaiting_review()) == waiting[2:]
    page = as_ada.get(response["Location"])  # type: ignore[index]
    assert page.context["said"] == "2 rejected"
    several(as_ada, waiting[:2], "undo")
    assert Evidence.objects.awaiting_review().count() == 3


def test_what_was_reviewed_meanwhile_is_left_out(
    as_ada: Client, as_dora: Client, claim: Claim, make: Maker
) -> None:
    first, second = make.suggested(claim), make.suggested(claim)
    click(as_dora, first, "supports")

    response = several(as_ada, [first, second])

    assert set(Evidence.objects.values_list("status", flat=True)) == {"accepted", "rejected"}
    said = as_ada.get(response["Location"]).context["said"]  # type: ignore[index]
    assert said.endswith("1 stays as it is: somebody else has reviewed it since, or a verdict rests on it.")


def test_undo_of_several_leaves_what_somebody_else_reviewed_since(
    as_ada: Client, as_dora: Client, claim: Claim, make: Maker
) -> None:
    first, second, third = [make.suggested(claim) for _ in range(3)]
    several(as_ada, [first, second, third])
    editorial.return_to_queue(evidence=second, by=make.editor)
    click(as_dora, second, "context")

    answer = several(as_ada, [first, second, third], "undo", accept="application/json").json()  # type: ignore[attr-defined]

    assert answer["done"] == [first.pk, third.pk]
    assert answer["said"].startswith("2 back in the queue. 1 stays as it is: somebody else has reviewed it")
    second.refresh_from_db()
    assert second.stance == "context"


def test_a_reporter_rejects_nothing_in_bulk(as_ben: Client, claim: Claim, make: Maker) -> None:
    assert several(as_ben, [make.suggested(claim)]).status_code == 403  # type: ignore[attr-defined]


def test_nothing_selected_changes_nothing(as_ada: Client, claim: Claim, make: Maker) -> None:
    make.suggested(claim)

    response = several(as_ada, [])

    assert as_ada.get(response["Location"]).context["said"] == "Nothing is selected."  # type: ignore[index]
    assert Evidence.objects.awaiting_review().count() == 1


# --- Without loading the page anew ---


def test_the_script_is_answered_with_what_changed(as_ada: Client, claim: Claim, make: Maker) -> None:
    evidence = make.suggested(claim, title="Elbe bridge open")
    make.suggested(claim)

    response = as_ada.post(
        reverse("admin:claims_evidence_review", args=[evidence.pk]),
        {"decision": "supports"},
        headers={"accept": "application/json"},
    )

    assert response.json() == {
        "said": "Supports: Elbe bridge open",
        "waiting": "1 suggestion waits. Nothing here is public until you accept it.",
        "done": [evidence.pk],
        "claims": {str(claim.pk): "1 unread, 1 for, 0 against"},
    }


def test_the_script_is_told_what_waits_of_the_one_claim_that_is_shown(
    as_ada: Client, as_dora: Client, claim: Claim, make: Maker
) -> None:
    first, second, _third = [make.suggested(claim) for _ in range(3)]
    make.suggested(make.published())
    click(as_dora, first, "context")

    for evidence, waiting in ((first, "2 suggestions wait."), (second, "1 suggestion waits.")):
        response = as_ada.post(
            reverse("admin:claims_evidence_review", args=[evidence.pk]),
            {"decision": "reject", "claim": str(claim.pk)},
            headers={"accept": "application/json"},
        )
        assert response.json()["waiting"].startswith(waiting)
        assert str(claim.pk) in response.json()["claims"]


def test_the_script_is_told_what_was_refused(
    as_ada: Client, as_ben: Client, as_dora: Client, claim: Claim, make: Maker
) -> None:
    evidence = make.suggested(claim)
    click(as_dora, evidence, "context")
    address = reverse("admin:claims_evidence_review", args=[evidence.pk])

    meanwhile = as_ada.post(address, {"decision": "reject"}, headers={"accept": "application/json"})
    not_allowed = as_ben.post(address, {"decision": "reject"}, headers={"accept": "application/json"})

    assert (meanwhile.status_code, not_allowed.status_code) == (409, 403)
    assert meanwhile.json()["said"].startswith("dora has reviewed this already: Context.")


def test_every_decision_of_the_page_has_its_key_in_the_help(
    as_ada: Client, claim: Claim, make: Maker
) -> None:
    make.suggested(claim)

    response = as_ada.get(QUEUE)

    keys = [key for key, _text in response.context["keys"]]
    assert len(keys) == len(set(keys)) == 13
    assert {decision.key for decision in response.context["decisions"]} <= set(keys)


def test_the_cost_of_the_queue_does_not_grow_with_it(
    as_ada: Client, make: Maker, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    claim = make.published()
    evidence_for([claim, *many(claim, 150)], make.suggested(claim), each=2)

    with django_assert_max_num_queries(9):
        page = as_ada.get(QUEUE)

    assert page.context["page"].paginator.count == 303
    assert page.content.decode().count("The same story in 1 more place") == 19


@pytest.mark.parametrize("place", [0, -1])
def test_the_cost_of_one_claims_queue_does_not_grow_with_it(
    as_ada: Client, make: Maker, django_assert_max_num_queries: DjangoAssertNumQueries, place: int
) -> None:
    claim = make.published()
    claims = [claim, *many(claim, 150)]
    evidence_for(claims, make.suggested(claim), each=2)

    with django_assert_max_num_queries(9 if place == 0 else 10):  # the last one is none of the hundred listed
        page = as_ada.get(QUEUE, {"claim": claims[place].pk})

    assert page.context["chosen"] == claims[place]
    assert {group["claim"] for group in page.context["groups"]} == {claims[place]}


def test_the_pages_of_the_queue_follow_one_another(as_ada: Client, make: Maker) -> None:
    claim = make.published()
    evidence_for([claim, *many(claim, 20)], make.suggested(claim))

    shown = [item.pk for number in (1, 2) for item in as_ada.get(QUEUE, {"page": number}).context["page"]]

    assert len(shown) == len(set(shown)) == 22
    assert as_ada.get(QUEUE, {"page": "99"}).context["page"].number == 2


@pytest.mark.parametrize(
    ("level", "name"), [("perhaps", "Perhaps: a little below the floor (1)"), ("said_again", "Said again")]
)
def test_what_is_not_offered_waits_in_a_fold(
    as_ada: Client, claim: Claim, make: Maker, level: str, name: str
) -> None:
    make.suggested(claim, title="Offered at once", address="https://news.example/1")
    folded = make.suggested(claim, title="Kept apart", address="https://news.example/2", level=level)

    queue = as_ada.get(QUEUE).content.decode()
    fold = as_ada.get(f"{QUEUE}?level={level}").content.decode()

    assert "Offered at once" in queue
    assert "Kept apart" not in queue
    assert f'<a href="?level={level}">{name}' in queue
    assert "Kept apart" in fold
    assert list(Evidence.objects.awaiting_review()) != [folded]


def test_a_decision_in_a_fold_returns_to_the_fold(as_ada: Client, claim: Claim, make: Maker) -> None:
    folded = make.suggested(claim, level="perhaps")
    place = {"decision": "supports", "page": "1", "level": "perhaps"}

    response = as_ada.post(reverse("admin:claims_evidence_review", args=[folded.pk]), place)

    assert response["Location"].startswith(f"{QUEUE}?page=1&level=perhaps")
