"""Prints how well the spotter does on the articles of the tests, and what an article costs."""

import sys
import time

from tests import articles

ROUNDS = 5


def milliseconds(read: list[articles.Article]) -> float:
    """The best round's mean cost of one article."""
    rounds = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        articles.score(read)
        rounds.append((time.perf_counter() - began) / len(read))
    return min(rounds) * 1000


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


if __name__ == "__main__":
    main()
