"""Which steps a claim's deadline has: the newsroom's, or those of its topics. Reads only."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.conf import settings
from django.db.models import OuterRef, QuerySet, Subquery

from claims.models import Claim, Topic
from claims.querysets import Joined, give_rows
from tracker.alerts.deadlines import Ladder, joined
from tracker.models import TopicLadder, days_in


@dataclass(frozen=True, slots=True)
class Ladders:
    """The newsroom's steps, and those of topics by the topic's id."""

    usual: Ladder
    by_topic: dict[int, Ladder]

    def of(self, claim: Claim) -> Ladder:
        """The claim's. No query where no topic has steps, or its topics were prefetched."""
        if not self.by_topic:
            return self.usual
        own = [self.by_topic[topic.pk] for topic in claim.topics.all() if topic.pk in self.by_topic]
        return joined(own) if own else self.usual

    def with_topics(self, claims: QuerySet[Claim]) -> Iterator[Claim]:
        """The claims with those of their topics that have steps, in the same query: of these no more than the id."""
        if not self.by_topic:
            yield from claims
            return
        theirs = Claim.topics.through.objects.filter(claim=OuterRef("pk"), topic__in=self.by_topic).order_by()
        numbers_of_each = theirs.values("claim").values_list(Joined("topic_id"))
        for claim in claims.annotate(topic_ids=Subquery(numbers_of_each)):
            numbers = (claim.topic_ids or "").split(",")
            give_rows(claim, "topics", [Topic(pk=int(number)) for number in numbers if number])
            yield claim

    @property
    def longest_before(self) -> int:
        """How many days ahead a step may be."""
        ladders: Iterable[Ladder] = [self.usual, *self.by_topic.values()]
        return max((days for each in ladders for days in each.before), default=0)


def ladders() -> Ladders:
    """From the settings and the topics. One query."""
    usual = Ladder(settings.ALERT_DAYS_BEFORE, settings.ALERT_EVERY_DAYS, settings.ALERT_CHIEF_AFTER_DAYS)
    rows = TopicLadder.objects.all()
    by_topic = {row.topic_id: Ladder(days_in(row.before), row.every, row.chief_after) for row in rows}
    return Ladders(usual, by_topic)
