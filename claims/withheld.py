"""The mark that stands in a text where words were withheld by law. The same in every language. Pure."""

from typing import Final

# Five full blocks. The triggers of `claims/migrations/_guards.py` let a guarded text change into itself with such gaps.
MARK: Final = "\u2588" * 5
