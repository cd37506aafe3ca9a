"""Who hears of what: by owner and topic, never a closed account, one mail to one person, and never nobody. Reads only.

listening() --> hears_of, hears_of_step: does this channel hear of it?
                hearers: who is told of a step; where nobody would be, the chief, or else everyone
                once_each: of those that reach the same person by mail, one
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final

from django.db.models import Q

from claims.models import Claim
from claims.querysets import ClaimQuerySet
from tracker.alerts.deadlines import Step
from tracker.models import Alert, Channel

# Whom a channel's messages reach: a person, a mailbox, or whoever reads this channel.
Place = tuple[str, int | str]

# A channel of the desk that is on, and whose owner, where it has one, is still there.
LISTENS: Final = (
    Q(is_active=True)
    & ~Q(kind=Channel.Kind.RECEIVER)
    & (Q(owner=None) | Q(owner__is_active=True, owner__is_staff=True))
)
SLEEPS: Final = Q(is_active=False) | Q(owner__is_active=False) | Q(owner__is_staff=False)
# What was told, or is about to be.
IS_TOLD: Final = (Alert.State.OWED, Alert.State.SENT)


def listening() -> list[Channel]:
    """The channels that something may be sent to, with their topics; what brings it soonest first. Three queries."""
    channels = Channel.objects.filter(LISTENS).prefetch_related("topics", "muted_topics")
    return sorted(channels, key=_precedence)


def receivers() -> list[Channel]:
    """Those outside the newsroom that something may be sent to, with what they hear of. Four queries."""
    outside = Channel.objects.filter(is_active=True, kind=Channel.Kind.RECEIVER).order_by("pk")
    return list(outside.prefetch_related("topics", "muted_topics", "claimants__merged_into"))


def _precedence(channel: Channel) -> tuple[bool, bool, int]:
    """Of two that reach one person: what comes at once before what comes daily, their own before the desk's."""
    return channel.rhythm != Channel.Rhythm.INSTANT, channel.owner_id is None, channel.pk


# --- Which claims a channel hears of ---


def hears_of_step(channel: Channel, claim: Claim, step: Step) -> bool:
    """Whether this channel is told of this step: the chief's only of late ones, the others by owner and topic."""
    if not channel.wants_deadlines or (channel.is_chief and not step.to_chief):
        return False
    return hears_of(channel, claim)


def hears_of(channel: Channel, claim: Claim) -> bool:
    """Whether the channel hears of the claim, by owner and topics. No query where both have their topics prefetched."""
    if channel.owner_id is not None and channel.owner_id != claim.assigned_to_id:
        return False
    return _is_of_its_topics(channel, claim)


def _is_of_its_topics(channel: Channel, claim: Claim) -> bool:
    about = set(claim.topics.all())
    if not about.isdisjoint(channel.muted_topics.all()):
        return False
    wanted = set(channel.topics.all())
    return not wanted or not wanted.isdisjoint(about)


def heard_claims(channel: Channel) -> ClaimQuerySet:
    """The claims of which `hears_of` is true, as a question for the database."""
    wanted = [topic.pk for topic in channel.topics.all()]
    muted = [topic.pk for topic in channel.muted_topics.all()]
    return claims_of(owner=channel.owner_id, wanted=wanted, muted=muted)


def claims_of(*, owner: int | None, wanted: Collection[int], muted: Collection[int]) -> ClaimQuerySet:
    """The claims of which a channel with this owner and these topics hears."""
    claims = Claim.objects.order_by()
    if owner is not None:
        claims = claims.filter(assigned_to=owner)
    if wanted:
        claims = claims.filter(pk__in=Claim.objects.filter(topics__in=wanted).values("pk"))
    if muted:
        claims = claims.exclude(pk__in=Claim.objects.filter(topics__in=muted).values("pk"))
    return claims


# --- Who is told ---


def hearers(channels: Sequence[Channel], claim: Claim, step: Step) -> list[Channel]:
    """Which of the listening channels are told of a step.

    A step of which nobody would hear goes to the chief, however early it is. Where no channel is the chief's either,
    one of a claim that is nobody's, or of somebody who left, goes to everyone who hears of its topics.
    """
    if hear := [channel for channel in channels if hears_of_step(channel, claim, step)]:
        return hear
    others = [each for each in channels if each.wants_deadlines and _is_of_its_topics(each, claim)]
    if chiefs := [channel for channel in others if channel.is_chief]:
        return chiefs
    return [] if _has_a_keeper(claim) else others


def _has_a_keeper(claim: Claim) -> bool:
    """Whether it is assigned to somebody who is still at the desk."""
    keeper = claim.assigned_to
    return keeper is not None and keeper.is_active and keeper.is_staff


# --- One mail to one person ---


def places() -> dict[int, Place]:
    """Whom each channel reaches, by its id. Mails to one address, or to one owner, reach one person. One query."""
    rows = list(Channel.objects.values_list("pk", "kind", "address", "owner", "owner__email"))
    mails = [
        (address.casefold(), owner, email) for _pk, kind, address, owner, email in rows if kind == "email"
    ]
    people = {email.casefold(): owner for _address, owner, email in mails if owner and email}
    people |= {address: owner for address, owner, _email in mails if owner}
    return {
        pk: _place(pk, kind, address.casefold(), people, owner) for pk, kind, address, owner, _email in rows
    }


def _place(pk: int, kind: str, address: str, people: Mapping[str, int], owner: int | None) -> Place:
    if kind != Channel.Kind.EMAIL:
        return "channel", pk
    person = people.get(address, owner)
    return ("mail", address) if person is None else ("person", person)


def once_each(
    hear: Sequence[Channel], before: Mapping[int, str], reached_by: Mapping[int, Place]
) -> Iterator[Channel]:
    """Of these channels those that are to be told: nobody twice, and nobody who was told.

    `before` are the states of the alerts of the same that were written before, by channel. One that is still owed to a
    channel that no longer hears of it tells nobody: it will be silenced.
    """
    ids = {channel.pk for channel in hear}
    reached = {
        reached_by[pk]
        for pk, state in before.items()
        if pk in reached_by and (state == Alert.State.SENT or (state == Alert.State.OWED and pk in ids))
    }
    for channel in hear:
        place = reached_by[channel.pk]
        if place not in reached and channel.pk not in before:
            reached.add(place)
            yield channel


def beside(channel: Channel, reached_by: Mapping[int, Place]) -> list[int]:
    """The ids of other channels that reach the same person."""
    return [pk for pk, place in reached_by.items() if place == reached_by[channel.pk] and pk != channel.pk]


def one_for_each(channels: Iterable[Channel]) -> list[Channel]:
    """Of these channels one for each person. One query."""
    return list(once_each(sorted(channels, key=_precedence), {}, places()))
