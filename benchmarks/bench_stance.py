"""How often the hint on an article's stance is right, on cases labelled by hand, beside a guess.

The words were chosen on the half "try"; "held" was never looked at for that. The peer always says what is most common.
Run from the root of the repository: PYTHONPATH=. .venv/bin/python benchmarks/bench_stance.py
"""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
import django

django.setup()

from collections import Counter  # noqa: E402  after Django is set up

from tests.tracker.evidence.stance import cases  # noqa: E402

HALVES = ("try", "held")
LANGUAGES = ("de", "en")


def main() -> None:
    """Print one row for each half and language of articles."""
    print("half  language  cases  with a side  hints  right  opposite  precision  guess")
    for half in HALVES:
        for language in LANGUAGES:
            chosen = [case for case in cases.all_cases() if (case.half, case.language) == (half, language)]
            row = cases.figures(chosen)
            (_label, most), *_rest = Counter(case.label for case in chosen).most_common()
            print(
                f"{half:4}  {language:8}  {row.cases:5}  {row.sided:11}  {row.given:5}  {row.right:5}  "
                f"{row.opposite:8}  {row.right / row.given:9.2f}  {most / row.cases:5.2f}"
            )


if __name__ == "__main__":
    main()
