"""What search finds claims by: their stems, and every stem there is. `claims.word_index` keeps them, not the record."""

from django.db import models

from claims.folding import LONGEST_WORD
from claims.models.claim import Claim


class ClaimWords(models.Model):
    """The stems of a claim's statement, quote and claimant, joined by spaces.

    Beside it each database has an index of its own for them, made by migration: PostgreSQL a tsvector's, SQLite FTS5's.
    """

    claim = models.OneToOneField(Claim, on_delete=models.CASCADE, primary_key=True, related_name="+")
    stems = models.TextField()

    def __str__(self) -> str:
        return self.stems


class KnownWord(models.Model):
    """A stem that some claim has or had."""

    stem = models.CharField(max_length=LONGEST_WORD, primary_key=True)

    def __str__(self) -> str:
        return self.stem


class Slip(models.Model):
    """A stem less one letter: by these a word with a typing error meets the word that was meant."""

    key = models.CharField(max_length=LONGEST_WORD, db_index=True)
    word = models.ForeignKey(KnownWord, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=("key", "word"), name="slip_once_per_word")]

    def __str__(self) -> str:
        return self.key
