"""Makes the record's rows for tests through `claims.editorial`, so that every test's log holds together."""

from dataclasses import replace
from datetime import date
from itertools import count

from claims import editorial, rulings
from claims.models import Claim, Claimant, Evidence, Outcome, RecordEntry, User, Verdict

SOURCE = editorial.Source(
    publisher="Morgenblatt", published_on=date(2026, 3, 2), address="https://morgenblatt.example/interview"
)


class Maker:
    """Sensible defaults; name only what the test is about."""

    def __init__(self, editor: User, claimant: Claimant) -> None:
        self.editor = editor
        self.facts = editorial.ClaimFacts(
            claimant=claimant,
            statement="The bridge over the Elbe will be open to traffic by the end of 2026.",
            statement_language="en",
            quote="Die Brücke wird bis Ende 2026 für den Verkehr frei sein.",
            language="de",
            said_on=date(2026, 3, 2),
            horizon="bis Ende 2026",
            criteria="Cars cross the bridge. A ceremony without traffic does not count.",
            checkable="The road authority says when it is opened, and anybody can go and look.",
        )
        self._numbers = count(1)

    def draft(self, **changes: object) -> Claim:
        facts = replace(self.facts, **changes)  # type: ignore[arg-type]
        source = replace(
            SOURCE, address=f"{SOURCE.address}/{next(self._numbers)}", published_on=facts.said_on
        )
        return editorial.log_claim(facts=facts, source=source, by=self.editor)

    def published(self, **changes: object) -> Claim:
        return editorial.publish_claim(claim=self.draft(**changes), by=self.editor)

    def article(self, **changes: object) -> editorial.FoundArticle:
        number = next(self._numbers)
        article = editorial.FoundArticle(
            address=f"https://news.example/{number}",
            title=f"Elbe bridge: report {number}",
            publisher="News Example",
            matched_words=(("Elbe", 3.0), ("bridge", 2.0)),
            score=5.0,
        )
        return replace(article, **changes)  # type: ignore[arg-type]

    def suggested(self, claim: Claim, **changes: object) -> Evidence:
        evidence = editorial.suggest_evidence(claim=claim, article=self.article(**changes))
        assert evidence is not None
        return evidence

    def accepted(self, claim: Claim, stance: str = "supports", **changes: object) -> Evidence:
        return editorial.accept_evidence(
            evidence=self.suggested(claim, **changes), stance=stance, by=self.editor
        )

    def ruled(
        self, claim: Claim, outcome: str, *, happened_on: date | None = None, **changes: object
    ) -> Verdict:
        evidence = [self.accepted(claim)] if outcome in {"confirmed", "partly"} else []
        ruling = rulings.Ruling(
            outcome=Outcome(outcome), reasoning="The desk checked it.", happened_on=happened_on
        )
        ruling = replace(ruling, **changes)  # type: ignore[arg-type]
        return editorial.rule(claim=claim, ruling=ruling, evidence=evidence, by=self.editor)


def actions(chain: str) -> list[str]:
    """What the log says was done in this chain, oldest first."""
    return list(RecordEntry.objects.filter(chain=chain).values_list("action", flat=True))
