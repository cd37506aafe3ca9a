"""What a feed's item names beside its own words and is read in their place: a transcript, or a PDF."""

from bisect import bisect_right
from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.html import escape
from django.utils.translation import gettext_lazy as _

from tracker.models.feeds import Article


class Attachment(models.Model):
    """The document of one article, before and after it was read. Its words are then the article's.

    A table of its own: few articles have one, and the article's own row is what an edit of the feed overwrites.
    """

    class Kind(models.TextChoices):
        """As `tracker.parse.DocumentKind`."""

        VTT = "vtt", _("transcript")
        SRT = "srt", _("transcript (SRT)")
        JSON = "json", _("transcript (JSON)")
        TEXT = "text", _("transcript (text)")
        PDF = "pdf", "PDF"

    class WithoutText(models.TextChoices):
        """Why it has no text, in words for an editor."""

        REFUSED_ADDRESS = "refused_address", _("Its address is not on the public internet.")
        UNREACHABLE = "unreachable", _("The server does not hand it out.")
        TOO_LARGE = "too_large", _("It is too large to read.")
        TOO_SLOW = "too_slow", _("It takes too long to read.")
        NO_TEXT = "no_text", _("No text was found in it.")
        PDF_LOCKED = "pdf_locked", _("It is locked with a password.")
        PDF_SCAN = "pdf_scan", _("It holds pictures of its pages and no text.")
        PDF_BROKEN = "pdf_broken", _("It is damaged and cannot be opened.")

    article = models.OneToOneField(
        Article, on_delete=models.CASCADE, primary_key=True, related_name="attachment"
    )
    kind = models.CharField(_("kind"), max_length=4, choices=Kind)
    url = models.URLField(_("address"), max_length=2000)
    # Where it was said: the sound or film that the item has attached.
    recording = models.URLField(_("recording"), max_length=2000, blank=True)
    # Null once it was read, or cannot be.
    due_at: "models.DateTimeField[datetime | None, datetime | None]" = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    # Of the last try.
    fault = models.CharField(_("fault"), max_length=20, choices=WithoutText, blank=True)
    read_at: "models.DateTimeField[datetime | None, datetime | None]" = models.DateTimeField(
        _("read at"), null=True
    )
    text = models.TextField(_("text"), blank=True)
    # Of a transcript: [place in the text, second, who speaks], in the order of the text.
    marks = models.JSONField(default=list)

    class Meta:
        verbose_name = _("attached document")
        verbose_name_plural = _("attached documents")
        indexes: ClassVar = [
            # Read each tick: what is to be fetched?
            models.Index(fields=("due_at",), condition=Q(due_at__isnull=False), name="attachment_due"),
        ]

    def __str__(self) -> str:
        return self.url

    @property
    def markup(self) -> str:
        """Its text in the form of an article's content: a paragraph each line."""
        return "".join(f"<p>{escape(line)}</p>" for line in self.text.split("\n"))

    def said_at(self, quote: str) -> int | None:
        """The second in which these words begin; None where the text has no seconds, or not these words."""
        mark = self._mark_of(quote)
        return mark[1] if mark else None

    def speaker_of(self, quote: str) -> str:
        """Who speaks these words; "" where the transcript does not say."""
        mark = self._mark_of(quote)
        return mark[2] if mark else ""

    def _mark_of(self, quote: str) -> tuple[int, int, str] | None:
        start = self.text.find(quote) if quote and self.marks else -1
        place = bisect_right(self.marks, start, key=lambda mark: mark[0]) if start >= 0 else 0
        return tuple(self.marks[place - 1]) if place else None
