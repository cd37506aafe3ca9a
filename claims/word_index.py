"""Which claims have which words: kept with every write, and asked by every search, alike on both databases.

    text -> folding: stems -> ClaimWords -> PostgreSQL's tsvector | SQLite's FTS5
                           -> KnownWord  -> Slip

A word that was typed is looked up among the known ones, as a part of them; where it is in none, the known words that
one typing error makes of it are meant. The databases see whole stems only, so that neither's own rules matter.

Why so: docs/decisions/0035-words-are-folded-and-stemmed-by-us.md
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from itertools import islice
from operator import and_, or_
from typing import Final, TypeVar

from django.db import connection
from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.functions import Length

from claims.folding import is_one_slip, slips_of, stem, stems_of, words_in
from claims.models import Claim, Claimant, ClaimWords, KnownWord, Slip

# What of a claim and of its claimant is found.
OF_A_CLAIM: Final = frozenset({"statement", "translated_statement", "quote", "claimant", "claimant_id"})
OF_A_CLAIMANT: Final = frozenset({"name", "aliases"})
MOST_WORDS: Final = 8
# A word of two letters is in many: the shortest of those that have it say most.
MOST_MEANT: Final = 200
MOST_NAMES: Final = 20
ROWS_AT_ONCE: Final = 500
AnyItem = TypeVar("AnyItem")


# --- Kept ---


def keep_claim(sender: object, instance: Claim, update_fields: Iterable[str] | None, **_more: object) -> None:
    """After a claim was saved: Django's signal."""
    if update_fields is None or OF_A_CLAIM & set(update_fields):
        keep(Claim.objects.filter(pk=instance.pk))


def keep_claimant(
    sender: object,
    instance: Claimant,
    created: bool,  # noqa: FBT001  Django's signature
    update_fields: Iterable[str] | None,
    **_more: object,
) -> None:
    """After a claimant was saved: all claims of that name."""
    if not created and (update_fields is None or OF_A_CLAIMANT & set(update_fields)):
        keep(instance.claims.all())


def keep_rows(rows: Iterable[tuple[str, int]]) -> None:
    """After these rows were written past their models, as ("claim", 12): forgetting does so."""
    numbers: dict[str, list[int]] = {"claim": [], "claimant": []}
    for kind, number in rows:
        numbers.setdefault(kind, []).append(number)
    keep(Claim.objects.filter(Q(pk__in=numbers["claim"]) | Q(claimant__in=numbers["claimant"])))
    if connection.vendor == "sqlite":
        with (
            connection.cursor() as cursor
        ):  # what was deleted lies in the index until its parts are put together
            cursor.execute("INSERT INTO claims_words_fts (claims_words_fts) VALUES ('optimize')")


def keep(claims: QuerySet[Claim]) -> int:
    """Bring the words of these claims up to date; returns how many had others."""
    texts = claims.order_by("pk").values_list(
        "pk", "statement", "translated_statement", "quote", "claimant__name", "claimant__aliases"
    )
    return sum(_keep_some(dict(rows)) for rows in _in_parts(_stems(texts.iterator())))


def _in_parts(things: Iterable[AnyItem]) -> Iterator[Sequence[AnyItem]]:
    rest = iter(things)
    while part := list(islice(rest, ROWS_AT_ONCE)):
        yield part


def _stems(texts: Iterable[tuple[int, str, str, str, str, str]]) -> Iterator[tuple[int, str]]:
    return ((pk, " ".join(stems_of("\n".join(said)))) for pk, *said in texts)


def _keep_some(stems: dict[int, str]) -> int:
    stored = dict(ClaimWords.objects.filter(pk__in=stems).values_list("pk", "stems"))
    changed = {pk: words for pk, words in stems.items() if stored.get(pk) != words}
    ClaimWords.objects.bulk_create(
        [ClaimWords(claim_id=pk, stems=words) for pk, words in changed.items()],
        update_conflicts=True,
        unique_fields=["claim"],
        update_fields=["stems"],
    )
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.executemany("DELETE FROM claims_words_fts WHERE rowid = %s", [(pk,) for pk in changed])
            cursor.executemany(
                "INSERT INTO claims_words_fts (rowid, stems) VALUES (%s, %s)", list(changed.items())
            )
    _learn({word for words in changed.values() for word in words.split()})
    _unlearn({word for pk in changed for word in set(stored.get(pk, "").split()) - set(changed[pk].split())})
    return len(changed)


def _learn(words: set[str]) -> None:
    known: set[str] = set()
    for some in _in_parts(sorted(words)):
        known |= set(KnownWord.objects.filter(pk__in=some).values_list("pk", flat=True))
    # In one order, so that two writers of the same new words wait for each other and do not lock each other out.
    new = sorted(words - known)
    KnownWord.objects.bulk_create(
        [KnownWord(word) for word in new], ignore_conflicts=True, batch_size=ROWS_AT_ONCE
    )
    slips = [Slip(key=key, word_id=word) for word in new for key in sorted(slips_of(word))]
    Slip.objects.bulk_create(slips, ignore_conflicts=True, batch_size=ROWS_AT_ONCE)


def _unlearn(words: set[str]) -> None:
    """Forget the words that no claim has any longer, of those that some claim had."""
    gone = [
        word for word in sorted(words) if not ClaimWords.objects.filter(pk__in=_having([[word]])).exists()
    ]
    Slip.objects.filter(word__in=gone).delete()
    KnownWord.objects.filter(pk__in=gone).delete()


# --- Asked ---


def meant_by(typed: str) -> list[str]:
    """The known words that a typed one means: those that have it within, or else those that one error makes of it.

    Two queries at most. Empty where no claim has such a word.
    """
    wanted = stem(typed)
    within = KnownWord.objects.filter(stem__contains=wanted).order_by(Length("stem"), "stem")
    if found := list(within.values_list("stem", flat=True)[:MOST_MEANT]):
        return found
    near = Slip.objects.filter(key__in=slips_of(wanted)).order_by("word").values_list("word", flat=True)
    return [word for word in near.distinct()[:MOST_MEANT] if is_one_slip(wanted, word)]


def claims_with(text: str) -> RawSQL | None:
    """The numbers of the claims that have every word of the text, for `pk__in`; None where there can be none."""
    meant = [meant_by(word) for word in words_in(text)[:MOST_WORDS]]
    return _having(meant) if meant and all(meant) else None


def _having(meant: list[list[str]]) -> RawSQL:
    """The numbers of the claims that have one word of each list."""
    if connection.vendor == "sqlite":
        asked = " AND ".join(f"({' OR '.join(map(_quoted, words))})" for words in meant)
        question = "SELECT rowid FROM claims_words_fts WHERE claims_words_fts MATCH %s"
        return RawSQL(question, (asked,))  # noqa: S611  the words are a parameter
    asked = " & ".join(f"({' | '.join(map(_in_quotes, words))})" for words in meant)
    question = (
        "SELECT claim_id FROM claims_claimwords"
        " WHERE array_to_tsvector(string_to_array(stems, ' ')) @@ %s::tsquery"
    )
    return RawSQL(question, (asked,))  # noqa: S611  the words are a parameter


def named(text: str) -> Q:
    """Of claimants or topics: whose name has every word of the text, in any spelling or with a typing error."""
    each = [[word, *meant_by(word)[:MOST_NAMES]] for word in words_in(text)[:MOST_WORDS]]
    return reduce(and_, [reduce(or_, [Q(sort_key__contains=word) for word in meant]) for meant in each], Q())


def _quoted(word: str) -> str:
    return f'"{word}"'


def _in_quotes(word: str) -> str:
    return f"'{word}'"
