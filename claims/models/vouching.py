"""What others said of the log's checkpoints: witnesses that cosigned them, authorities that stamped the time."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from claims.models.log import TreeHead


class Cosignature(models.Model):
    """A witness's word that this checkpoint goes on from the one that it saw before. Written by the tracker."""

    head = models.ForeignKey(
        TreeHead, on_delete=models.PROTECT, related_name="cosignatures", verbose_name=_("checkpoint")
    )
    witness = models.CharField(_("witness"), max_length=200)
    at = models.DateTimeField(_("at"))
    # As it stands in a note: https://c2sp.org/tlog-cosignature
    line = models.CharField(max_length=500)

    class Meta:
        ordering = ("head", "pk")
        verbose_name = _("cosignature")
        verbose_name_plural = _("cosignatures")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("head", "witness"), name="cosigned_once_by_a_witness"),
        ]

    def __str__(self) -> str:
        return f"{self.head_id} {self.witness}"


class TimeStamp(models.Model):
    """An authority's answer, with the moment that it gives the checkpoint (RFC 3161). Written by the tracker."""

    head = models.ForeignKey(
        TreeHead, on_delete=models.PROTECT, related_name="time_stamps", verbose_name=_("checkpoint")
    )
    authority = models.CharField(_("authority"), max_length=300)
    at = models.DateTimeField(_("at"))
    # As it came, so that `openssl ts -verify` reads it.
    answer = models.BinaryField()

    class Meta:
        ordering = ("head", "pk")
        verbose_name = _("time stamp")
        verbose_name_plural = _("time stamps")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("head", "authority"), name="stamped_once_by_an_authority"),
        ]

    def __str__(self) -> str:
        return f"{self.head_id} {self.authority}"
