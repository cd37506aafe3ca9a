"""The rows of the form in which an editor chooses among an article's sentences. Pure: dicts in, dicts out."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise
from typing import Any, Final

from django.utils.translation import gettext

from claims.directory import Directory
from claims.models import Claimant
from tracker.admin.intake.article_text import read_spans, spans_in_words
from tracker.admin.intake.forms import CANDIDATES_LENGTH, ROWS
from tracker.intake.articles import SourceArticle
from tracker.intake.drafting import Decision
from tracker.intake.wording import drafted_statement
from tracker.spot import SpottedClaim

SentenceRow = dict[str, Any]
GAP: Final = " […] "
QUOTE_LENGTH: Final = 2_000
# What the article itself says; an editor's own words are kept when it is looked through anew.
FOUND_ANEW: Final = frozenset({"spans", "said_on", "is_dated", "reason", "candidates"})


def rows_of(found: Iterable[SpottedClaim], article: SourceArticle, directory: Directory) -> list[SentenceRow]:
    """A row for each sentence, filled in as far as the article says."""
    return [_row(claim, article, directory) for claim in found][:ROWS]


def _row(claim: SpottedClaim, article: SourceArticle, directory: Directory) -> SentenceRow:
    claimant = directory.label_for(claim.claimant[:160])
    is_body = claim.is_publication or " " not in claim.claimant.strip()
    return {
        "take": False,
        "spans": f"{claim.start}-{claim.end}",
        "reason": gettext(claim.reason),
        "is_dated": claim.is_dated,
        "proposal": None,
        "statement": drafted_statement(claim.quote, claim.claimant),
        "statement_language": article.language,
        "quote": claim.quote[:QUOTE_LENGTH],
        "claimant": claimant,
        "candidates": "" if claimant else ", ".join(claim.candidates)[:CANDIDATES_LENGTH],
        "is_new_claimant": bool(claimant) and claimant not in directory,
        "kind": Claimant.Kind.BODY if is_body else Claimant.Kind.PERSON,
        "said_on": article.published_on,
        "horizon": claim.horizon[:200],
        "firmness": str(claim.firmness),
        "decision": Decision.NEW,
    }


def ticked(rows: list[SentenceRow], quote: str, horizon: str, proposal: int) -> list[SentenceRow]:
    """The rows, the one with this quote and deadline ticked and marked as coming from the proposal."""
    wanted = (quote[:QUOTE_LENGTH], horizon)
    found = {"take": True, "proposal": proposal}
    return [row | (found if (row["quote"], row["horizon"]) == wanted else {}) for row in rows]


def with_kept_edits(rows: list[SentenceRow], earlier: Iterable[SentenceRow]) -> list[SentenceRow]:
    """The rows, each with what an editor had changed in it when the same sentence was shown before."""
    edits: dict[str, list[SentenceRow]] = defaultdict(list)
    for row in earlier:
        edits[row["spans"]].append(row)
    # A sentence with two deadlines has two rows, whose order stays the same.
    shown_before = [edits[row["spans"]].pop(0) if edits[row["spans"]] else {} for row in rows]
    return [
        row | {name: value for name, value in before.items() if name not in FOUND_ANEW}
        for row, before in zip(rows, shown_before, strict=True)
    ]


def merged(rows: list[SentenceRow], text: str) -> list[SentenceRow]:
    """The rows with the ticked ones made into one, in the first one's place, in the order of the text.

    What the first leaves open, the others fill in. Sentences that stand apart in the text are joined by an ellipsis.
    """
    taken = sorted((row for row in rows if row["take"]), key=lambda row: read_spans(row["spans"])[:1])
    if len(taken) < 2:
        return rows
    one = dict(taken[0])
    for other in taken[1:]:
        one |= {name: value for name, value in other.items() if not one.get(name)}
    one |= _joined(taken, text)
    place = min(rows.index(row) for row in taken)
    left = [row for row in rows if row not in taken]
    return [*left[:place], one, *left[place:]]


def _joined(taken: list[SentenceRow], text: str) -> SentenceRow:
    dated = next((row for row in taken if str(row["is_dated"]) == "True"), taken[0])
    spans = [span for row in taken for span in read_spans(row["spans"])]
    quote = _quote(taken, spans, text)
    return {
        "spans": spans_in_words(spans),
        "quote": quote,
        "statement": drafted_statement(quote, str(dated.get("claimant") or taken[0]["claimant"] or "")),
        "horizon": dated["horizon"],
        "is_dated": dated["is_dated"],
    }


def _quote(taken: list[SentenceRow], spans: list[tuple[int, int]], text: str) -> str:
    """The words as they stand where the sentences follow each other, else joined."""
    between = [text[end:start] for (_start, end), (start, _end) in pairwise(spans)]
    untouched = [row["quote"] for row in taken] == [text[start:end] for start, end in spans]
    if untouched and not any(gap.strip() for gap in between):
        return text[spans[0][0] : spans[-1][1]].replace("\n", " ")
    return GAP.join(row["quote"] for row in taken)
