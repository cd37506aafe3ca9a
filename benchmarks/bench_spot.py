"""Prints how well the spotter does on the articles of the tests, and what texts cost in CPU time."""

import sys
import time
from datetime import date

from tests import articles
from tracker import spot

ROUNDS = 5
LENGTHS = (50_000, 100_000, 200_000)
HOSTILE = ("Anna Meier sagte, das Werk werde 2027 öffnen. ", "„Das sagte er. ", "will by 2027 ", "und ", "(")


def milliseconds(read: list[articles.Article]) -> float:
    """The best round's mean cost of one article."""
    rounds = []
    for _ in range(ROUNDS):
        began = time.process_time()
        articles.score(read)
        rounds.append((time.process_time() - began) / len(read))
    return min(rounds) * 1000


def newspaper(language: str) -> str:
    """All articles of a language in one text, again and again, up to the longest that the spotter reads."""
    text = "\n\n".join(each.text for part in articles.PARTS for each in articles.read(part, language))
    return (text + "\n\n") * (spot.LONGEST_TEXT // len(text) + 1)


def seconds(text: str, language: str) -> float:
    """What a text costs, at best."""
    rounds = []
    for _ in range(ROUNDS):
        began = time.process_time()
        spot.find_claims(text, language=language, said_on=date(2026, 2, 12))
        rounds.append(time.process_time() - began)
    return min(rounds)


def print_costs() -> None:
    """Print what 600 words cost, and texts of growing length: a line that doubles with its text is linear."""
    for language in ("de", "en"):
        text = newspaper(language)
        words = " ".join(text.split()[:600])
        print(f"600 words {language}: {seconds(words, language) * 1000:.1f} ms")
        costs = [f"{length:,}: {seconds(text[:length], language):.2f} s" for length in LENGTHS]
        print(f"characters {language}: {', '.join(costs)}")
    for piece in HOSTILE:
        costs = [f"{seconds((piece * length)[:length], 'de'):.2f}" for length in LENGTHS]
        print(f"endless {piece!r}: {', '.join(costs)} s")


def main() -> None:
    """Print a line for each part and language; with -v each miss and false alarm too."""
    for part in articles.PARTS:
        for language in ("de", "en"):
            read = articles.read(part, language)
            score = articles.score(read)
            if "-v" in sys.argv:
                print("\n".join(score.remarks))
            print(
                f"{part:8} {language}: {score.found} of {score.expected} dated claims found ({score.recall:.0%}), "
                f"precision {score.precision:.0%}, {score.false_alarms_an_article:.2f} false alarms an article, "
                f"claimant {score.right_claimants}/{score.found}, firmness {score.right_firmness}/{score.found}, "
                f"{milliseconds(read):.1f} ms an article"
            )
    print_costs()


if __name__ == "__main__":
    main()
