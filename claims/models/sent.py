"""Forms that were sent and saved something: what a second sending of the same form is answered with."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class SentForm(models.Model):
    """A form that saved something. `tracker.clearing` takes it away after some days."""

    # Made with the form: two sendings of one form meet at this constraint.
    key = models.CharField(max_length=64, unique=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    # What was typed, as a keyed hash: there may be a password in it.
    content = models.CharField(max_length=64)
    # What was saved, as "claims.claim:12", its name, and where the first answer led.
    result = models.CharField(max_length=100, blank=True)
    name = models.CharField(max_length=200, blank=True)
    address = models.CharField(max_length=1000, blank=True)
    at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        indexes = [models.Index(fields=("by", "content"), name="sent_form_content")]

    def __str__(self) -> str:
        return self.key
