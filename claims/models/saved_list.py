"""Filters of the desk's list of claims that a person keeps for themselves."""

from django.conf import settings
from django.db import models


class SavedList(models.Model):
    """A name for what the list's address asks for; its owner alone sees it."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_lists")
    name = models.CharField(max_length=60)
    # Filter and value, as they stand in the address, but readable: what is forgotten is found here, too.
    asked = models.JSONField()
    # Of both: saved twice, it is there once. Not of the name, of which a forgetting may leave twice the same.
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ("name", "pk")
        constraints = [models.UniqueConstraint(fields=("by", "digest"), name="saved_list_once")]

    def __str__(self) -> str:
        return self.name
