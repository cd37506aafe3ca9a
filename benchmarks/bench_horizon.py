"""Prints how many held-out deadline phrases the horizon resolver gets right, and what phrases and texts cost in CPU.

Texts are cut into sentences as the spotter gives them to `find`. Their cost stands beside that of cutting the same
sentences into words with one regular expression, in the same run. Growth is shown on real text and on texts made to be
slow, ten times as long each time: the cost a character must stay the same.
"""

import json
import re
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from claims import horizon

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
PHRASES = DATA / "deadlines_dev.jsonl"
ARTICLES = {"de": DATA / "quotes_de_dev" / "articles.jsonl", "en": DATA / "quotes_en_dev" / "articles.jsonl"}
ROUNDS = 5
SAID_ON = date(2026, 2, 12)
WORD = re.compile(r"\w+|\S")
SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")
LENGTHS = (2_000, 20_000, 200_000)
SLOW = [
    "bis ",
    "the end of ",
    "1 year ",
    "2027 - ",
    "in der ",
    "vor der ",
    "12 ",
    "KW 12/",
    "am Dienstag (",
    "frühestens 2028, ",
    "vor der Wahl 2029 ",
    "zweimal im Jahr ",
]


def right(case: dict[str, Any]) -> bool:
    """Whether the window closes within the days that the data accept."""
    answer = answer_to(case)
    first, last = case["end_accept"]
    return isinstance(answer, horizon.Window) and first <= answer.closes_on.isoformat() <= last


def answer_to(case: dict[str, Any]) -> horizon.Resolution:
    """What the resolver makes of the phrase."""
    said_on = date.fromisoformat(case["reference_date"])
    return horizon.resolve(case["expr"], said_on=said_on, language=case["lang"])


def cost(run: Callable[[], object]) -> float:
    """The best round's CPU seconds."""
    rounds = []
    for _ in range(ROUNDS):
        began = time.process_time()
        run()
        rounds.append(time.process_time() - began)
    return min(rounds)


def share(cases: list[dict[str, Any]], misses: list[dict[str, Any]], language: str = "") -> str:
    """How many of the cases are right, of one language or of all."""
    count = sum(case["lang"] == language or not language for case in cases)
    hits = count - sum(case["lang"] == language or not language for case in misses)
    return f"{hits} of {count} right ({hits / count:.1%})"


def measure_phrases(path: Path) -> None:
    """Print each miss, the shares of phrases that are right, and what a phrase costs."""
    cases = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    misses = [case for case in cases if not right(case)]
    for case in misses:
        print(f"{case['reference_date']} {case['lang']}  {case['expr']}: {answer_to(case)}")
    for language in sorted({case["lang"] for case in cases}):
        print(f"{language}: {share(cases, misses, language)}")
    each = cost(lambda: [answer_to(case) for case in cases]) / len(cases)
    print(f"all: {share(cases, misses)}, {each * 1e6:.0f} µs a phrase")


def measure_texts(language: str, path: Path) -> None:
    """Print what looking for horizons in real sentences costs, beside cutting them into words."""
    texts = [json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines()]
    sentences = [sentence for text in texts for sentence in SENTENCE.split(text)]
    characters = sum(map(len, sentences))
    found = cost(lambda: [horizon.find(each, said_on=SAID_ON, language=language) for each in sentences])
    cut = cost(lambda: [WORD.findall(each) for each in sentences])
    print(
        f"{language}: {len(texts)} articles, {characters} characters in sentences: {found / characters * 1e9:.0f} ns a "
        f"character, {found / len(texts) * 1e3:.2f} ms an article, {found / cut:.1f} times cutting into words"
    )


def growth(name: str, text: str) -> None:
    """Print the cost a character at each length, and of the longest beside the middle one."""
    costs = []
    for length in LENGTHS:
        part = (text * (length // len(text) + 1))[:length]
        costs.append(cost(lambda part=part: horizon.find(part, said_on=SAID_ON, language="de")) / length)
    steps = ", ".join(f"{each * 1e9:.0f}" for each in costs)
    print(f"{name!r:20} {steps} ns a character at {LENGTHS}, {costs[-1] / costs[-2]:.2f} times")


def main() -> None:
    """Read the phrases named on the command line, or the development data beside the checkout."""
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else PHRASES
    if not path.exists():
        print(f"{path} is missing: nothing to measure")
        return
    measure_phrases(path)
    for language, articles in ARTICLES.items():
        measure_texts(language, articles)
    real = "\n".join(
        json.loads(line)["text"] for line in ARTICLES["de"].read_text(encoding="utf-8").splitlines()
    )
    growth("real text", real[: LENGTHS[-1]])
    for text in SLOW:
        growth(text, text)


if __name__ == "__main__":
    main()
