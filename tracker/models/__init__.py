"""The tracker's tables: what it reads, what it read, whom it tells. The record knows nothing of them."""

from tracker.models.alerts import Alert, Delivery, NextStep
from tracker.models.attachments import Attachment
from tracker.models.calendars import CalendarAddress
from tracker.models.channels import Channel
from tracker.models.feeds import Article, ArticleWords, Fault, Feed, FormerAddress, LastDocument, Poll
from tracker.models.hosts import Host
from tracker.models.jobs import Heartbeat, Job, LogMark, NightlyBackup, Redelivery, SetAside, Turn
from tracker.models.ladders import TopicLadder, days_in
from tracker.models.leases import unleased
from tracker.models.letters import Letter, ToldVerdict
from tracker.models.lookbacks import Lookback
from tracker.models.proposals import ProposalCount, ProposedClaim

__all__ = [
    "Alert",
    "Article",
    "ArticleWords",
    "Attachment",
    "CalendarAddress",
    "Channel",
    "Delivery",
    "Fault",
    "Feed",
    "FormerAddress",
    "Heartbeat",
    "Host",
    "Job",
    "LastDocument",
    "Letter",
    "LogMark",
    "Lookback",
    "NextStep",
    "NightlyBackup",
    "Poll",
    "ProposalCount",
    "ProposedClaim",
    "Redelivery",
    "SetAside",
    "ToldVerdict",
    "TopicLadder",
    "Turn",
    "days_in",
    "unleased",
]
