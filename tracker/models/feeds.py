"""What is read: feeds, their articles, and each visit to them."""

from typing import ClassVar
from urllib.parse import urlsplit

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models import Language


class Fault(models.TextChoices):
    """Why a feed could not be read, in words for an editor: the kinds of `fetch` and of `parse`, and our own."""

    REFUSED_ADDRESS = "refused_address", _("The address is not on the public internet.")
    BAD_ADDRESS = "bad_address", _("The address cannot be used.")
    DNS = "dns", _("The host was not found.")
    CONNECT = "connect", _("The server does not accept connections.")
    TLS = "tls", _("The connection could not be secured.")
    TIMEOUT = "timeout", _("The server took too long.")
    REDIRECTS = "redirects", _("The server sends from one address to the next.")
    STATUS = "status", _("The server answered with an error.")
    GONE = "gone", _("The feed is gone for good.")
    PROTOCOL = "protocol", _("The server's answer could not be understood.")
    EMPTY = "empty", _("The answer was empty.")
    HTML_PAGE = "html_page", _("This is a page, not a feed.")
    NOT_XML = "not_xml", _("This is not XML.")
    ENTITIES = "entities", _("The feed declares entities of its own, which are refused.")
    NOT_A_FEED = "not_a_feed", _("This is XML, but no feed.")
    TOO_SLOW = "too_slow", _("The feed takes too long to read.")
    TOO_LARGE = "too_large", _("The feed is too large.")
    INTERNAL = "internal", _("The program could not cope with this feed; its log says why.")


class Feed(models.Model):
    """An incoming RSS or Atom feed, and all that is needed to poll it politely."""

    class Reason(models.TextChoices):
        NEW = "new", _("something was new")
        QUIET = "quiet", _("nothing was new")
        PUBLISHER = "publisher", _("the publisher asks for more time")
        HOURS = "hours", _("the publisher names hours of rest")
        SERVER = "server", _("the server asks to wait")
        COOLING = "cooling", _("its host asks all feeds to wait")
        BUSY = "busy", _("other feeds of its host come first")
        REFUSED = "refused", _("the server refuses the feed for now")
        FAILING = "failing", _("the last polls failed")
        OUTAGE = "outage", _("the newsroom itself was offline")
        GONE = "gone", _("gone, to be asked once more after a day")
        BY_HAND = "by_hand", _("asked for at the desk")

    class Stop(models.TextChoices):
        GONE = "gone", _("the publisher says that it is gone for good")
        POISON = "poison", _("reading it brought down three workers in a row")

    url = models.URLField(_("address"), max_length=1000, unique=True)
    title = models.CharField(
        _("title"), max_length=300, blank=True, help_text=_("Empty: the feed's own title.")
    )
    site_url = models.URLField(_("site"), max_length=1000, blank=True)
    language = models.CharField(_("language"), max_length=5, choices=Language, default=Language.ENGLISH)
    is_paused = models.BooleanField(_("paused"), default=False)
    paused_at = models.DateTimeField(_("paused at"), null=True, editable=False)
    paused_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("paused by"),
    )
    paused_because = models.CharField(_("paused, because"), max_length=200, blank=True, editable=False)
    added_at = models.DateTimeField(_("added at"), default=timezone.now, editable=False)

    # What the server wants to see again, byte for byte as it sent it.
    etag = models.CharField(max_length=1000, blank=True, editable=False)
    last_modified = models.CharField(max_length=200, blank=True, editable=False)
    body_hash = models.CharField(max_length=64, blank=True, editable=False)
    # The day (its ordinal, which is quickest to read) on which a whole document came last: some servers answer "not
    # modified" for ever.
    whole_day = models.PositiveIntegerField(default=0, editable=False)

    # Due when this has passed: read each tick by `schedule.due()`.
    next_poll_at = models.DateTimeField(_("next poll"), default=timezone.now, editable=False)
    next_poll_reason = models.CharField(
        _("why then"), max_length=10, choices=Reason, blank=True, editable=False
    )
    # A worker's claim on the row; expired leases are simply taken again.
    leased_until = models.DateTimeField(null=True, editable=False)
    lease_token = models.CharField(max_length=32, blank=True, editable=False)

    # What the publisher's last document asked for, kept for the answers that carry none (304).
    ttl_seconds = models.PositiveIntegerField(default=0, editable=False)
    skip_hours = models.JSONField(default=list, editable=False)

    # Where permanent redirects led, how often in a row and since when; `tracker.polling.moves` decides.
    moved_to = models.URLField(max_length=1000, blank=True, editable=False)
    moved_sightings = models.PositiveSmallIntegerField(default=0, editable=False)
    moved_since = models.DateTimeField(null=True, editable=False)
    duplicate_of = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="duplicates",
        verbose_name=_("the same as"),
    )

    # When the first of the answers "gone" in a row came. A stopped feed is polled no more until the desk resumes it.
    gone_since = models.DateTimeField(null=True, editable=False)
    stopped_for = models.CharField(
        _("stopped, because"), max_length=10, choices=Stop, blank=True, editable=False
    )
    stopped_at = models.DateTimeField(_("stopped at"), null=True, editable=False)
    # How often a worker set out to poll it since the last visit that came to an end.
    attempts = models.PositiveSmallIntegerField(default=0, editable=False)

    interval_seconds = models.PositiveIntegerField(default=3600, editable=False)
    failures = models.PositiveIntegerField(_("failures in a row"), default=0, editable=False)
    last_fault = models.CharField(_("last fault"), max_length=20, choices=Fault, blank=True, editable=False)
    last_error = models.CharField(_("last error"), max_length=500, blank=True, editable=False)
    last_polled_at = models.DateTimeField(_("last poll"), null=True, editable=False)
    last_success_at = models.DateTimeField(_("last success"), null=True, editable=False)
    last_new_at = models.DateTimeField(_("last new article"), null=True, editable=False)
    # Its rhythm, taken once a day from its articles by `health.take_rhythms()`; null while it is not known.
    usual_pause = models.DurationField(null=True, editable=False)

    class Meta:
        ordering = ("title", "url")
        verbose_name = _("feed")
        verbose_name_plural = _("feeds")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(is_paused=True)
                | Q(paused_at__isnull=True, paused_by__isnull=True, paused_because=""),
                name="feed_paused_for_a_reason_only_while_paused",
            ),
            models.CheckConstraint(
                condition=Q(stopped_for="", stopped_at__isnull=True)
                | (~Q(stopped_for="") & Q(stopped_at__isnull=False)),
                name="feed_stopped_at_exactly_when_stopped",
            ),
            models.CheckConstraint(
                condition=Q(moved_sightings=0, moved_since__isnull=True)
                | Q(moved_sightings__gt=0, moved_since__isnull=False),
                name="feed_moved_since_exactly_when_seen_to_move",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=("next_poll_at",), condition=Q(is_paused=False), name="feed_due"),
            # Read after a batch that met dead lines: what became of the latest polls?
            models.Index(fields=("-last_polled_at",), name="feed_latest_polls"),
            # Read after each batch: how many were reached today, how many not for a day?
            models.Index(fields=("last_success_at",), name="feed_reached"),
        ]

    def __str__(self) -> str:
        return self.title or self.url

    @property
    def publisher(self) -> str:
        """The outlet's name, else its host: the feed's own address may hold a reader's key."""
        return self.title[:200] or urlsplit(self.url).hostname or ""


class FormerAddress(models.Model):
    """An address that a feed had before its publisher moved it for good."""

    feed = models.ForeignKey(Feed, on_delete=models.CASCADE, related_name="former_addresses")
    url = models.URLField(_("address"), max_length=1000)
    left_at = models.DateTimeField(_("left at"))

    class Meta:
        ordering = ("-left_at",)
        verbose_name = _("former address")
        verbose_name_plural = _("former addresses")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("feed", "url"), name="former_address_once_per_feed"),
        ]

    def __str__(self) -> str:
        return self.url


class LastDocument(models.Model):
    """What a feed's last document held, as `parse.Seen` packs it: only items that are not in it are parsed.

    A table of its own, because a feed's row is written at every poll and this only when the document changed.
    """

    feed = models.OneToOneField(Feed, on_delete=models.CASCADE, primary_key=True, related_name="+")
    seen = models.BinaryField()

    def __str__(self) -> str:
        return str(self.feed)


class Article(models.Model):
    """An entry, stored. One per feed and key, by the database's word."""

    feed = models.ForeignKey(Feed, on_delete=models.CASCADE, related_name="articles", verbose_name=_("feed"))
    key = models.CharField(max_length=64, editable=False)
    url = models.URLField(_("address"), max_length=2000)
    title = models.CharField(_("title"), max_length=1000)
    author = models.CharField(_("author"), max_length=300, blank=True)
    summary = models.TextField(_("summary"), blank=True)
    content = models.TextField(_("content"), blank=True)
    language = models.CharField(_("language"), max_length=5, choices=Language)
    published_at = models.DateTimeField(_("published at"))
    published_raw = models.CharField(max_length=100, blank=True, editable=False)
    # Of the fields that an edit changes, so that an article is written again only when one of them did.
    digest = models.CharField(max_length=32, blank=True, editable=False)
    edited_at = models.DateTimeField(_("edited at"), null=True, editable=False)
    stored_at = models.DateTimeField(_("stored at"), editable=False)
    # Null until its matching has been written; the sweep looks for these after a crash.
    matched_at = models.DateTimeField(_("matched at"), null=True, editable=False)
    # Null until it was searched for claims.
    spotted_at = models.DateTimeField(_("searched for claims at"), null=True, editable=False)

    class Meta:
        ordering = ("-published_at", "-pk")
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("feed", "key"), name="article_once_per_feed_and_key"),
        ]
        indexes: ClassVar = [
            # Read by the sweep that matches what waits.
            models.Index(
                fields=("stored_at",), condition=Q(matched_at__isnull=True), name="article_unmatched"
            ),
            # Read by what looks back, and by what clears away.
            models.Index(fields=("stored_at",), name="article_age"),
            # Read by the sweep that looks for claims in what came in.
            models.Index(
                fields=("stored_at",), condition=Q(spotted_at__isnull=True), name="article_unspotted"
            ),
            # Read where a feed brings an entry with an unknown guid: it may be stored by another.
            models.Index(fields=("feed", "published_at"), name="article_of_a_moment"),
        ]

    def __str__(self) -> str:
        return self.title


class ArticleWords(models.Model):
    """An article's words as they were cut when it was matched, so that a claim that comes later finds it by them.

    A table of its own, because nothing else reads it. `tokens` has an index of the database's: on PostgreSQL a GIN
    index, on SQLite a table of FTS5 that triggers keep (migration 0025). The rest is as `match.Keepable` says.
    """

    article = models.OneToOneField(Article, on_delete=models.CASCADE, primary_key=True, related_name="+")
    # Of the code that cut them; what older code cut is cut anew. "" before it was ever cut.
    version = models.CharField(max_length=32)
    shortest = models.PositiveIntegerField(default=0)
    shortest_neutral = models.PositiveIntegerField(default=0)
    tokens = models.TextField()
    packed = models.BinaryField()

    class Meta:
        indexes: ClassVar = [
            # Read by what cuts old articles anew.
            models.Index(fields=("version", "article"), name="articlewords_version"),
        ]

    def __str__(self) -> str:
        return str(self.article_id)


class Poll(models.Model):
    """One visit to a feed and what came of it."""

    class Result(models.TextChoices):
        NEW = "new", _("New articles")
        NOTHING_NEW = "nothing_new", _("Nothing new")
        NOT_MODIFIED = "not_modified", _("Not modified")
        FAILED = "failed", _("Failed")

    feed = models.ForeignKey(Feed, on_delete=models.CASCADE, related_name="polls", verbose_name=_("feed"))
    at = models.DateTimeField(_("at"))
    result = models.CharField(_("result"), max_length=12, choices=Result)
    new_articles = models.PositiveIntegerField(_("new articles"), default=0)
    detail = models.CharField(_("detail"), max_length=500, blank=True)

    class Meta:
        ordering = ("-at", "-pk")
        verbose_name = _("poll")
        verbose_name_plural = _("polls")
        indexes: ClassVar = [models.Index(fields=("feed", "-at"), name="poll_history")]

    def __str__(self) -> str:
        return f"{self.feed} {self.at:%Y-%m-%d %H:%M}"
