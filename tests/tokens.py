"""A newsroom in which every field that readers may not see holds a word of its own, by which it is found again."""

from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import count

from django.contrib.auth.models import Group
from django.test import override_settings

from claims import editorial, record, rulings
from claims.accounts import tokens
from claims.models import (
    ApiToken,
    Appearance,
    Claim,
    Claimant,
    Copy,
    Evidence,
    ImportRow,
    Outcome,
    Reply,
    SavedList,
    SelectionTally,
    SentForm,
    TableImport,
    Tenure,
    Tip,
    Topic,
    User,
    Wish,
)
from tests.conftest import NOW
from tests.makers import Maker
from tests.pictures import picture

DAY = NOW.date()


@dataclass
class Tokens:
    """Words that stand nowhere else: `new("said")` gives "Zqsaid7x", and the mark behind it."""

    given: list[str] = field(default_factory=list)
    mark: str = ""
    _numbers: "count[int]" = field(default_factory=lambda: count(1), repr=False)

    def new(self, where: str) -> str:
        token = f"Zq{where}{next(self._numbers)}x{self.mark}"
        self.given.append(token)
        return token

    def found_in(self, text: str) -> list[str]:
        """The tokens that the text has, in any case."""
        folded = text.casefold()
        return [token for token in self.given if token.casefold() in folded]


class SecretNewsroom:
    """Rows of every kind, made through `editorial`; `tokens` has every word that no reader may read."""

    def __init__(self, make: Maker, chief: User, *, mark: str = "") -> None:
        self.make, self.chief, self.editor = make, chief, make.editor
        self.tokens = Tokens(mark=mark)
        self.secret = self.tokens.new
        self.claim = self._shown_claim()
        self._evidence(self.claim)
        self._verdicts()
        self._corrections()
        self._desk_only()
        self._drafts()
        self._held()

    def _facts(self, **changes: object) -> editorial.ClaimFacts:
        """Facts of which every text is a secret."""
        texts = {name: self.secret(name) for name in ("statement", "quote", "criteria", "condition")}
        texts["translated_statement"] = self.secret("translated")
        texts |= {name: self.secret(name) for name in ("must_terms", "any_terms", "never_terms", "checkable")}
        facts = replace(self.make.facts, horizon=f"bis Ende 2026 {self.secret('horizon')}", **texts)  # type: ignore[arg-type]
        return replace(facts, by_hand=(DAY, DAY + timedelta(days=90)), **changes)  # type: ignore[arg-type]

    def _source(self) -> editorial.Source:
        return editorial.Source(
            publisher=self.secret("publisher"),
            published_on=DAY,
            address=f"https://{self.secret('host')}.example/",
            title=self.secret("title"),
            horizon=f"bis Ende 2027 {self.secret('words')}",
            quote=self.secret("wording"),
            text=self.secret("text"),
            recording=f"https://{self.secret('host')}.example/a.mp3",
            second=754,
        )

    def _article(self, **changes: object) -> editorial.FoundArticle:
        article = editorial.FoundArticle(
            address=f"https://{self.secret('host')}.example/",
            title=self.secret("title"),
            publisher=self.secret("publisher"),
            excerpt=self.secret("excerpt"),
            matched_words=((self.secret("matched"), 3.0),),
            fingerprint=self.secret("print"),
            hint="supports",
            hint_reason={"reason": "success", "words": [self.secret("hint")]},
        )
        return replace(article, **changes)  # type: ignore[arg-type]

    def _shown_claim(self) -> Claim:
        """A public claim with what stands at the desk beside it."""
        facts = replace(self.make.facts, must_terms=self.secret("must"), any_terms=self.secret("any"))
        facts = replace(facts, never_terms=self.secret("never"), statement=self.secret("before"))
        facts = replace(facts, translated_statement=self.secret("translated"))
        source = editorial.Source(
            publisher="Morgenblatt", published_on=DAY, title="Talk", text=self.secret("kept")
        )
        claim = editorial.log_claim(facts=facts, source=source, by=self.editor)
        shown = replace(facts, statement=self.make.facts.statement, translated_statement="")
        claim = editorial.revise_claim(claim=claim, facts=shown, by=self.editor)
        claim = editorial.publish_claim(claim=claim, by=self.editor)
        reason = self.secret("snooze")
        return editorial.snooze_claim(
            claim=claim, until=DAY + timedelta(days=9), reason=reason, by=self.editor
        )

    def _evidence(self, claim: Claim) -> None:
        """Suggested, rejected, and accepted with a copy that nobody has seen."""
        editorial.suggest_evidence(claim=claim, article=self._article())
        rejected = editorial.suggest_evidence(claim=claim, article=self._article())
        assert rejected is not None
        editorial.reject_evidence(evidence=rejected, by=self.editor)
        hint = {"reason": "success", "words": [self.secret("hint")]}
        seen = ((self.secret("matched"), 3.0),)
        shown = self.make.suggested(
            claim, matched_words=seen, fingerprint=self.secret("print"), hint="supports", hint_reason=hint
        )
        place = {name: self.secret(name) for name in ("title", "publisher", "canonical_address")}
        place |= {"address": f"https://{self.secret('host')}.example/", "address_digest": "0" * 64}
        editorial.accept_evidence(evidence=shown, stance="supports", by=self.editor)
        copy = Copy.objects.create(claim=claim, evidence=shown, found_at=NOW, **place)
        found = record.difference({}, record.snapshot(copy))
        record.append(copy, action="copied", by=None, at=NOW, changes=found)

    def _verdicts(self) -> None:
        """One that waits for its signature, and one that was taken back before anybody saw it."""
        for is_taken_back in (False, True):
            claim = self.make.published()
            with override_settings(FOUR_EYES=True):
                verdict = self.make.ruled(
                    claim, "missed", can_no_longer_happen=True, reasoning=self.secret("reasoning")
                )
            if is_taken_back:
                reason = self.secret("takenback")
                editorial.take_back_verdict(verdict=verdict, reason=reason, by=self.editor)

    def _corrections(self) -> None:
        """One that waits, one that was dropped."""
        for is_dropped in (False, True):
            claim, words = self.make.published(), self.secret("statement")
            facts = replace(self.make.facts, statement=words)
            with override_settings(FOUR_EYES=True):
                editorial.revise_claim(claim=claim, facts=facts, reason=self.secret("reason"), by=self.editor)
            if is_dropped:
                editorial.drop_change(correction=claim.corrections.get(), by=self.editor)

    def _desk_only(self) -> None:
        """Names that articles use, addresses of people, and a login name where no full name is known."""
        claimant = self.make.facts.claimant
        claimant.aliases = self.secret("alias")
        editorial.save_claimant(claimant=claimant, by=self.editor)
        topic = Topic(name="Transport", aliases=self.secret("alias"))
        self.topic = editorial.save_topic(topic=topic, by=self.editor)
        facts = replace(self.make.facts, topics=(self.topic,), statement="Buses will be free.")
        bus = editorial.log_claim(facts=facts, source=self._plain_source(), by=self.editor)
        editorial.publish_claim(claim=bus, by=self.editor)
        User.objects.filter(pk=self.editor.pk).update(email=f"{self.secret('mail')}@example.org")
        boss = User.objects.create_user("frieda", is_staff=True)
        boss.groups.set(Group.objects.filter(name="administrator"))
        sent = {name: self.secret(name) for name in ("key", "content", "result", "name", "address")}
        SentForm.objects.create(by=self.editor, **sent)
        kept = {name: self.secret(name) for name in ("name", "digest")}
        SavedList.objects.create(by=self.editor, asked={"q": self.secret("asked")}, **kept)
        wish = {name: self.secret(name) for name in ("address_digest", "nonce")}
        Wish.objects.create(
            claim=self.claim, address=f"{self.secret('reader')}@example.org", language="en", **wish
        )
        table = TableImport.objects.create(
            by=self.editor,
            at=NOW,
            language="en",
            headings=[self.secret("heading")],
            places={"statement": 0},
            fault=self.secret("fault"),
        )
        row = {name: [self.secret(name)] for name in ("cells", "faults", "twins")}
        ImportRow.objects.create(table=table, number=2, words_digest=self.secret("words"), **row)
        SelectionTally.objects.create(reason="minor", party=self.secret("side"), number=3, since=DAY)
        tip = {name: self.secret(name) for name in ("key_hash", "fault")}
        Tip.objects.create(
            claim=self.claim, address=f"https://{self.secret('tip')}.example/", language="en", **tip
        )
        token = ApiToken(name=self.secret("token"), may_draft=True)
        tokens.make(token, owner=self.editor, now=NOW)
        editors = Group.objects.filter(name="editor")
        editorial.invite(email=f"{self.secret('guest')}@example.org", groups=editors, language="en", by=boss)

    def _plain_source(self) -> editorial.Source:
        return editorial.Source(publisher="Morgenblatt", published_on=DAY, title="Talk")

    def _drafts(self) -> None:
        """A draft of a claimant of whom nothing is public, with an office and a topic of its own."""
        nobody = Claimant(
            name=self.secret("name"), description=self.secret("role"), aliases=self.secret("alias")
        )
        nobody.description_language, nobody.translated_description = "de", self.secret("translated")
        self._with_image(nobody, (200, 200))
        tenure = Tenure(claimant=nobody, office=self.secret("office"), party=self.secret("party"))
        editorial.save_tenure(tenure=tenure, by=self.editor)
        topic = Topic(
            name=self.secret("topic"), name_language="de", translated_name=self.secret("translated")
        )
        topic = editorial.save_topic(topic=topic, by=self.editor)
        facts = self._facts(claimant=nobody, topics=(topic,))
        draft = editorial.log_claim(facts=facts, source=self._source(), by=self.editor)
        restating = replace(self.make.facts, restates=draft, statement="It will open.")
        later = editorial.log_claim(facts=restating, source=self._plain_source(), by=self.editor)
        editorial.publish_claim(claim=later, by=self.editor)

    def _with_image(self, claimant: Claimant, size: tuple[int, int]) -> None:
        claimant.image_text, claimant.image_text_language = self.secret("seen"), "de"
        claimant.translated_image_text = self.secret("translated")
        claimant.image_credit, claimant.image_licence = self.secret("credit"), self.secret("licence")
        editorial.save_claimant(claimant=claimant, by=self.editor, picture=picture(size))

    def _held(self) -> None:
        """A claim with all that belongs to it, a claimant, and single pieces of the public claim."""
        self._hold(self._full_claim(self.make.facts.claimant))
        someone = Claimant(name=self.secret("name"), description=self.secret("role"))
        someone.description_language, someone.translated_description = "de", self.secret("translated")
        self._with_image(someone, (200, 201))
        self._full_claim(someone)
        facts = replace(self.make.facts, claimant=someone, statement="It was hers.")
        moved = editorial.log_claim(facts=facts, source=self._plain_source(), by=self.editor)
        moved = editorial.publish_claim(claim=moved, by=self.editor)
        hers = replace(facts, claimant=self.make.facts.claimant)
        editorial.revise_claim(claim=moved, facts=hers, reason="Misheard.", by=self.editor)
        self._hold(someone)
        added = editorial.add_evidence(
            claim=self.claim, article=self._article(), stance="supports", by=self.editor
        )
        self._hold(added)
        self._hold(editorial.add_appearance(claim=self.claim, source=self._source(), by=self.editor))
        self._hold(self._replied(self.claim))
        with override_settings(FOUR_EYES=True):
            what = editorial.ToForget(names=(self.secret("forgotten"),))
            reason = self.secret("why")
            editorial.forget(what=what, reason=reason, office="A court", by=self.chief)

    def _full_claim(self, claimant: Claimant) -> Claim:
        """Public, with a verdict, evidence, a reply and a correction of its own."""
        facts = self._facts(claimant=claimant)
        claim = editorial.log_claim(facts=facts, source=self._source(), by=self.editor)
        claim = editorial.publish_claim(claim=claim, by=self.editor)
        changed = replace(facts, criteria=self.secret("criteria"))
        editorial.revise_claim(claim=claim, facts=changed, reason=self.secret("reason"), by=self.editor)
        evidence = editorial.add_evidence(
            claim=claim, article=self._article(), stance="supports", by=self.editor
        )
        ruling = rulings.Ruling(
            outcome=Outcome.CONFIRMED, reasoning=self.secret("reasoning"), happened_on=claim.said_on
        )
        editorial.rule(claim=claim, ruling=ruling, evidence=[evidence], by=self.editor)
        self._replied(claim)
        return claim

    def _replied(self, claim: Claim) -> Reply:
        asked_of = self.secret("asked")
        reply = editorial.ask_for_reply(
            claim=claim, asked_of=asked_of, asked_on=DAY, due_on=DAY, by=self.editor
        )
        words = self.secret("reply")
        return editorial.enter_reply(reply=reply, text=words, received_on=DAY, language="en", by=self.editor)

    def _hold(self, thing: Claim | Claimant | Evidence | Appearance | Reply) -> None:
        why = {"reason": self.secret("why"), "concerns": self.secret("whom")}
        editorial.hold(thing=thing, office="A court", by=self.chief, **why)
