"""The private address under which an editor's calendar program reads the deadlines."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class CalendarAddress(models.Model):
    """One per person. Only the hash of its token is stored: the address is shown once, when it is made."""

    owner = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="calendar_address",
        verbose_name=_("owner"),
    )
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    only_own = models.BooleanField(_("only claims assigned to me"), default=False)
    made_at = models.DateTimeField(_("made at"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("calendar address")
        verbose_name_plural = _("calendar addresses")

    def __str__(self) -> str:
        return str(self.owner)
