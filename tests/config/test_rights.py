"""The matrix of role and write in docs/reference/rights.md: each cell by a direct call and by the desk's page."""

import inspect
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest
from django.contrib.auth.models import Group
from django.db.models import Model
from django.test import Client, override_settings
from pytest_django import Settings

from claims import editorial
from claims.models import (
    Claim,
    Claimant,
    Correction,
    Evidence,
    Forgetting,
    Hold,
    Invitation,
    Outcome,
    Reply,
    SelectionTally,
    Tenure,
    Topic,
    User,
    Verdict,
)
from claims.rules import NotAllowed
from claims.rulings import Ruling
from tests.conftest import NOW, _person
from tests.makers import SOURCE, Maker
from tracker import upkeep
from tracker.feeds.lists import ListedFeed, ListedState
from tracker.models import Alert, Channel, Feed, SetAside, TopicLadder

PAGE: Final = Path(__file__).resolve().parents[2] / "docs" / "reference" / "rights.md"
ROLES: Final = ("reporter", "editor", "chief", "administrator")
ROW: Final = re.compile(r"^\| (`(\w+)`[^|]*?) \|" + r" (yes|no) \|" * 4 + "$", re.MULTILINE)
MATRIX: Final = {row[0]: dict(zip(ROLES, row[2:], strict=True)) for row in ROW.findall(PAGE.read_text())}
Act = Callable[["World", User], Any]
Ask = Callable[["World"], tuple[str, dict[str, Any]]]


class World:
    """What there is to write on."""

    def __init__(self, make: Maker) -> None:
        self.make = make

    @property
    def draft(self) -> Claim:
        return self.make.draft()

    @property
    def claim(self) -> Claim:
        return self.make.published()

    @property
    def decided(self) -> Claim:
        with override_settings(FOUR_EYES=False):
            claim = self.claim
            self.make.ruled(claim, "missed", can_no_longer_happen=True)
        claim.refresh_from_db()
        return claim

    @property
    def about_to_be_published(self) -> Claim:
        with override_settings(PUBLICATION_DELAY_MINUTES=5):
            return self.make.published()

    @property
    def change(self) -> Correction:
        facts, editor = replace(self.make.facts, horizon="bis Ende 2027"), self.make.editor
        claim = editorial.revise_claim(claim=self.claim, facts=facts, reason="Misheard.", by=editor)
        return claim.corrections.get()

    @property
    def verdict(self) -> Verdict:
        return self.make.ruled(self.claim, "missed", can_no_longer_happen=True)

    @property
    def question(self) -> Reply:
        return editorial.ask_for_reply(
            claim=self.claim,
            asked_of="Her office",
            asked_on=NOW.date(),
            due_on=NOW.date(),
            by=self.make.editor,
        )

    @property
    def forgetting(self) -> Forgetting:
        chief = User.objects.filter(username="erin").first() or _person("erin", "chief")
        found = Forgetting.objects.first()
        what = editorial.ToForget(names=("Bo Holm",))
        return found or editorial.forget(what=what, reason="Asked for.", office="The chief", by=chief)

    @property
    def hold(self) -> Hold:
        held = Hold.objects.first()
        chief = User.objects.filter(username="erin").first() or _person("erin", "chief")
        return held or editorial.hold(thing=self.claim, reason="An order.", office="A court", by=chief)

    @property
    def other_claimant(self) -> Claimant:
        return editorial.save_claimant(claimant=Claimant(name="Mara Lindt-Berg"), by=self.make.editor)

    @property
    def suggested(self) -> Evidence:
        return self.make.suggested(self.claim)

    @property
    def feed(self) -> Feed:
        return Feed.objects.get_or_create(url="https://paper.example/rss", defaults={"title": "Paper"})[0]

    @property
    def channel(self) -> Channel:
        found = Channel.objects.filter(name="Hook").first()
        return found or Channel.objects.create(
            name="Hook", kind="webhook", address="https://hook.example/", secret="whsec_QUJD"
        )

    @property
    def topic(self) -> Topic:
        return Topic.objects.get_or_create(name="Energy", slug="energy")[0]

    @property
    def ladder(self) -> TopicLadder:
        return TopicLadder.objects.get_or_create(topic=self.topic)[0]

    @property
    def account(self) -> User:
        return User.objects.filter(username="eve").first() or _person("eve", "reporter")

    def rows(self, row: Model) -> Any:
        return type(row)._default_manager.filter(pk=row.pk)


@pytest.fixture
def world(make: Maker, settings: Settings) -> World:
    settings.FOUR_EYES = True  # so that there is a verdict to countersign
    return World(make)


def listed() -> ListedFeed:
    return ListedFeed(1, ListedState.NEW, "https://other.example/rss", "Other", "", "en", None, "")


def invited(world: World) -> Any:
    boss = User.objects.filter(username="boss").first() or _person("boss", "administrator")
    editors = Group.objects.filter(name="editor")
    if waiting := Invitation.objects.first():
        return waiting
    return editorial.invite(email="new@example.org", groups=editors, language="en", by=boss)[0]


RULING: Final = Ruling(outcome="missed", reasoning="Checked.", can_no_longer_happen=True)  # type: ignore[arg-type]
DIRECT: Final[dict[str, Act]] = {
    "`log_claim`": lambda w, by: editorial.log_claim(facts=w.make.facts, source=SOURCE, by=by),
    "`revise_claim` (a draft)": lambda w, by: editorial.revise_claim(
        claim=w.draft, facts=w.make.facts, by=by
    ),
    "`revise_claim` (published)": lambda w, by: editorial.revise_claim(
        claim=w.claim, facts=w.make.facts, by=by
    ),
    "`add_appearance`": lambda w, by: editorial.add_appearance(claim=w.draft, source=SOURCE, by=by),
    "`publish_claim`": lambda w, by: editorial.publish_claim(claim=w.draft, by=by),
    "`take_back_publication`": lambda w, by: editorial.take_back_publication(
        claim=w.about_to_be_published, by=by
    ),
    "`countersign_change`": lambda w, by: editorial.countersign_change(correction=w.change, by=by),
    "`drop_change`": lambda w, by: editorial.drop_change(correction=w.change, by=by),
    "`withdraw_claim`": lambda w, by: editorial.withdraw_claim(claim=w.claim, reason="Wrong.", by=by),
    "`merge_claims`": lambda w, by: editorial.merge_claims(claim=w.claim, into=w.claim, reason="One.", by=by),
    "`hold`": lambda w, by: editorial.hold(thing=w.claim, reason="An order.", office="A court", by=by),
    "`lift_hold`": lambda w, by: editorial.lift_hold(held=w.hold, by=by),
    "`forget`": lambda w, by: editorial.forget(
        what=editorial.ToForget(names=("Bo Holm",)), reason="Asked for.", office="The chief", by=by
    ),
    "`countersign_forgetting`": lambda w, by: editorial.countersign_forgetting(
        forgetting=w.forgetting, by=by
    ),
    "`drop_forgetting`": lambda w, by: editorial.drop_forgetting(forgetting=w.forgetting, by=by),
    "`hand_on_claim`": lambda w, by: editorial.hand_on_claim(claim=w.claim, to=None, by=by),
    "`snooze_claim`": lambda w, by: editorial.snooze_claim(
        claim=w.claim, until=date(2026, 8, 1), reason="Wait.", by=by
    ),
    "`ask_for_reply`": lambda w, by: editorial.ask_for_reply(
        claim=w.claim, asked_of="Her office", asked_on=NOW.date(), due_on=NOW.date(), by=by
    ),
    "`enter_reply`": lambda w, by: editorial.enter_reply(
        reply=w.question, text="Es bleibt dabei.", received_on=NOW.date(), language="de", by=by
    ),
    "`save_claimant` (new)": lambda w, by: editorial.save_claimant(claimant=Claimant(name="Bo Holm"), by=by),
    "`save_claimant` (known)": lambda w, by: editorial.save_claimant(claimant=w.make.facts.claimant, by=by),
    "`merge_claimants`": lambda w, by: editorial.merge_claimants(
        claimant=w.make.facts.claimant, into=w.other_claimant, reason="One.", by=by
    ),
    "`save_tenure`": lambda w, by: editorial.save_tenure(
        tenure=Tenure(claimant=w.make.facts.claimant, office="Mayor"), by=by
    ),
    "`save_topic`": lambda w, by: editorial.save_topic(topic=Topic(name="Rail"), by=by),
    "`add_evidence`": lambda w, by: editorial.add_evidence(
        claim=w.claim, article=w.make.article(), stance="supports", by=by
    ),
    "`accept_evidence`": lambda w, by: editorial.accept_evidence(
        evidence=w.suggested, stance="supports", by=by
    ),
    "`reject_evidence`": lambda w, by: editorial.reject_evidence(evidence=w.suggested, by=by),
    "`reject_waiting`": lambda w, by: editorial.reject_waiting(evidence=[w.suggested], by=by),
    "`return_to_queue`": lambda w, by: editorial.return_to_queue(evidence=w.make.accepted(w.claim), by=by),
    "`take_back`": lambda w, by: editorial.take_back(evidence=[w.make.accepted(w.claim)], by=by),
    "`rule`": lambda w, by: editorial.rule(claim=w.claim, ruling=RULING, by=by),
    "`code_claim`": lambda w, by: editorial.code_claim(
        claim=w.decided, window=None, firmness="will", outcome=Outcome.MISSED, by=by
    ),
    "`countersign`": lambda w, by: editorial.countersign(verdict=w.verdict, by=by),
    "`take_back_verdict`": lambda w, by: editorial.take_back_verdict(verdict=w.verdict, by=by),
    "`invite`": lambda w, by: editorial.invite(
        email="new@example.org", groups=Group.objects.filter(name="editor"), language="en", by=by
    ),
    "`take_back_invitation`": lambda w, by: editorial.take_back_invitation(invitation=invited(w), by=by),
    "`change_account`": lambda w, by: editorial.change_account(
        account=w.account, groups=Group.objects.filter(name="editor"), by=by
    ),
    "`close_account`": lambda w, by: editorial.close_account(account=w.account, by=by),
    "`reopen_account`": lambda w, by: editorial.reopen_account(account=w.account, by=by),
    "`remove_second_factors`": lambda w, by: editorial.remove_second_factors(account=w.account, by=by),
    "`track_feed`": lambda w, by: upkeep.track_feed(
        url="https://new.example/rss", title="", language="en", by=by, now=NOW
    ),
    "`track_list`": lambda w, by: upkeep.track_list(rows=[listed()], language="en", by=by, now=NOW),
    "`change_feed`": lambda w, by: upkeep.change_feed(feed=w.feed, fields={"title": "New"}, by=by, now=NOW),
    "`set_language`": lambda w, by: upkeep.set_language(feeds=w.rows(w.feed), language="de", by=by),
    "`poll_feeds`": lambda w, by: upkeep.poll_feeds(feeds=w.rows(w.feed), by=by, now=NOW),
    "`pause_feeds`": lambda w, by: upkeep.pause_feeds(feeds=w.rows(w.feed), because="Rest.", by=by, now=NOW),
    "`resume_feeds`": lambda w, by: upkeep.resume_feeds(feeds=w.rows(w.feed), by=by, now=NOW),
    "`delete_feeds`": lambda w, by: upkeep.delete_feeds(feeds=w.rows(w.feed), by=by),
    "`add_channel`": lambda w, by: upkeep.add_channel(
        channel=Channel(name="Mail", kind="email", address="desk@example.org"), by=by
    ),
    "`change_channel`": lambda w, by: upkeep.change_channel(
        channel=w.channel, fields={"language": "de"}, by=by
    ),
    "`try_channel`": lambda w, by: upkeep.try_channel(channel=w.channel, by=by, now=NOW),
    "`rekey_channel`": lambda w, by: upkeep.rekey_channel(channel=w.channel, by=by, now=NOW),
    "`delete_channels`": lambda w, by: upkeep.delete_channels(channels=w.rows(w.channel), by=by),
    "`save_ladder`": lambda w, by: upkeep.save_ladder(ladder=w.ladder, by=by),
    "`delete_ladders`": lambda w, by: upkeep.delete_ladders(ladders=w.rows(w.ladder), by=by),
    "`send_again`": lambda w, by: upkeep.send_again(given_up=Alert.objects.none(), by=by, now=NOW),
    "`try_again`": lambda w, by: upkeep.try_again(items=SetAside.objects.none(), by=by, now=NOW),
    "`dismiss`": lambda w, by: upkeep.dismiss(
        numbers=[], why=SelectionTally.Disposition.OTHER, by=by, now=NOW
    ),
}


def step(name: str) -> Ask:
    return lambda w: (f"claims/claim/{(w.draft if name == 'publish' else w.claim).pk}/{name}/", {})


def of_feeds(action: str, **data: str) -> Ask:
    return lambda w: ("tracker/feed/", {"action": action, "_selected_action": [w.feed.pk], **data})


PAGES: Final[dict[str, Ask]] = {
    "`log_claim`": lambda w: ("claims/claim/add/", {}),
    "`revise_claim` (a draft)": lambda w: (f"claims/claim/{w.draft.pk}/change/", {}),
    "`revise_claim` (published)": lambda w: (f"claims/claim/{w.claim.pk}/change/", {}),
    "`add_appearance`": lambda w: (f"claims/claim/{w.draft.pk}/add-appearance/", {}),
    "`publish_claim`": step("publish"),
    "`take_back_publication`": lambda w: (
        f"claims/claim/{w.about_to_be_published.pk}/publication/take-back/",
        {},
    ),
    "`countersign_change`": lambda w: (f"claims/claim/change/{w.change.pk}/", {"decision": "sign"}),
    "`drop_change`": lambda w: (f"claims/claim/change/{w.change.pk}/", {"decision": "drop"}),
    "`withdraw_claim`": step("withdraw"),
    "`merge_claims`": step("merge"),
    "`hold`": step("hold"),
    "`lift_hold`": lambda w: (f"claims/hold/{w.hold.pk}/lift/", {}),
    "`forget`": step("forget"),
    "`countersign_forgetting`": lambda w: (
        f"claims/forgetting/{w.forgetting.pk}/decide/",
        {"decision": "sign"},
    ),
    "`drop_forgetting`": lambda w: (f"claims/forgetting/{w.forgetting.pk}/decide/", {"decision": "drop"}),
    "`hand_on_claim`": step("hand-on"),
    "`snooze_claim`": step("snooze"),
    "`ask_for_reply`": step("ask"),
    "`enter_reply`": lambda w: (f"claims/claim/{w.question.claim_id}/reply/", {}),
    "`save_claimant` (new)": lambda w: ("claims/claimant/add/", {}),
    "`save_claimant` (known)": lambda w: (f"claims/claimant/{w.make.facts.claimant.pk}/change/", {}),
    "`merge_claimants`": lambda w: (f"claims/claimant/{w.make.facts.claimant.pk}/merge/", {}),
    "`save_tenure`": lambda w: ("claims/tenure/add/", {}),
    "`save_topic`": lambda w: ("claims/topic/add/", {}),
    "`add_evidence`": step("add-evidence"),
    "`accept_evidence`": lambda w: (
        f"claims/evidence/queue/{w.suggested.pk}/",
        {"decision": "supports"},
    ),
    "`reject_evidence`": lambda w: (f"claims/evidence/queue/{w.suggested.pk}/", {"decision": "reject"}),
    "`reject_waiting`": lambda w: (
        "claims/evidence/queue/selected/",
        {"decision": "reject", "evidence": [w.suggested.pk]},
    ),
    "`return_to_queue`": lambda w: (
        f"claims/evidence/reconsider/{w.make.accepted(w.claim).pk}/",
        {"decision": "return"},
    ),
    "`take_back`": lambda w: (
        "claims/evidence/queue/selected/",
        {"decision": "undo", "evidence": [w.make.accepted(w.claim).pk]},
    ),
    "`rule`": step("verdict"),
    "`code_claim`": lambda w: (f"claims/claim/{w.decided.pk}/code/", {}),
    "`countersign`": lambda w: (f"claims/claim/countersign/{w.verdict.pk}/", {}),
    "`take_back_verdict`": lambda w: (f"claims/claim/verdict/{w.verdict.pk}/take-back/", {}),
    "`invite`": lambda w: ("claims/invitation/add/", {}),
    "`take_back_invitation`": lambda w: (f"claims/invitation/{invited(w).pk}/take-back/", {}),
    "`change_account`": lambda w: (f"claims/user/{w.account.pk}/change/", {}),
    "`close_account`": lambda w: (f"claims/user/{w.account.pk}/change/", {}),
    "`reopen_account`": lambda w: (f"claims/user/{w.account.pk}/change/", {}),
    "`remove_second_factors`": lambda w: (f"claims/user/{w.account.pk}/second-factor/", {}),
    "`track_feed`": lambda w: ("tracker/feed/add/", {"track": "1", "url": "x"}),
    "`track_list`": lambda w: ("tracker/feed/import/", {"look": "1"}),
    "`change_feed`": lambda w: (f"tracker/feed/{w.feed.pk}/change/", {}),
    "`set_language`": of_feeds("in_german"),
    "`poll_feeds`": lambda w: (f"tracker/feed/{w.feed.pk}/poll-now/", {}),
    "`pause_feeds`": lambda w: (f"tracker/feed/{w.feed.pk}/pause/", {}),
    "`resume_feeds`": lambda w: (f"tracker/feed/{w.feed.pk}/resume/", {}),
    "`delete_feeds`": lambda w: (f"tracker/feed/{w.feed.pk}/delete/", {"post": "yes"}),
    "`add_channel`": lambda w: ("tracker/channel/add/", {}),
    "`change_channel`": lambda w: (f"tracker/channel/{w.channel.pk}/change/", {}),
    "`try_channel`": lambda w: (f"tracker/channel/{w.channel.pk}/test/", {}),
    "`rekey_channel`": lambda w: (f"tracker/channel/{w.channel.pk}/rekey/", {}),
    "`delete_channels`": lambda w: (f"tracker/channel/{w.channel.pk}/delete/", {"post": "yes"}),
    "`save_ladder`": lambda w: ("tracker/topicladder/add/", {}),
    "`delete_ladders`": lambda w: (f"tracker/topicladder/{w.ladder.pk}/delete/", {"post": "yes"}),
    "`send_again`": lambda w: ("tracker/alert/1/again/", {}),
    "`try_again`": lambda w: ("tracker/setaside/again/", {"job": "matching", "fault": "ValueError"}),
    "`dismiss`": lambda w: ("tracker/proposedclaim/consider/", {"chosen": ["1"], "why": "other"}),
}
# An action that a person may not do is not among a list's actions: the list comes back, and nothing is done.
# The machine's, and people's by the API alone: tests/claims/api/test_writing.py tries it with each role.
BY_API_ALONE: Final = {"suggest_evidence"}
IGNORED: Final = {"`set_language`"}


def writes() -> set[str]:
    """Every public function that takes the person who does it."""
    return {
        name
        for module in (editorial, upkeep)
        for name, function in vars(module).items()
        if inspect.isfunction(function)
        and not name.startswith("_")
        and function.__module__.startswith(("claims.editorial.", "tracker.upkeep"))
        and "by" in inspect.signature(function).parameters
        and name != "require"
    }


def test_the_page_has_every_write_that_there_is_and_no_other() -> None:
    assert {row.split("`")[1] for row in MATRIX} == writes() - BY_API_ALONE
    assert MATRIX.keys() == DIRECT.keys() == PAGES.keys()


@pytest.fixture(autouse=True)
def _reachable(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test message leaves: whether it may is what is asked."""
    monkeypatch.setattr("tracker.upkeep.channels.send", lambda channel, message: "taken")


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("write", MATRIX)
def test_a_direct_call(world: World, write: str, role: str) -> None:
    person = _person("person", role)
    if MATRIX[write][role] == "yes":
        DIRECT[write](world, person)
        return
    with pytest.raises(NotAllowed):
        DIRECT[write](world, person)


@pytest.mark.parametrize("write", MATRIX)
def test_neither_an_outsider_nor_a_closed_account_writes_anything(
    world: World, write: str, cleo: User
) -> None:
    closed = _person("person", "chief")
    closed.groups.add(Group.objects.get(name="administrator"))
    closed.is_active = False
    closed.save()
    for person in (cleo, User.objects.get(pk=closed.pk)):
        with pytest.raises(NotAllowed):
            DIRECT[write](world, person)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("write", MATRIX)
def test_the_desks_page(world: World, write: str, role: str) -> None:
    browser = Client()
    browser.force_login(_person("person", role))
    address, data = PAGES[write](world)
    before = Feed.objects.values_list("language", flat=True).first()
    answer = browser.post(f"/admin/{address}", data)
    if write in IGNORED:
        changed = Feed.objects.values_list("language", flat=True).first() != before
        assert changed == (MATRIX[write][role] == "yes")
    else:
        assert (answer.status_code != 403) == (MATRIX[write][role] == "yes"), answer.status_code
