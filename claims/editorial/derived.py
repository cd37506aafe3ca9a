"""What other apps make of texts and keep: told when texts were blacked out, so that they make it anew."""

from collections.abc import Callable, Collection

from django.db import models

HearsOfGaps = Callable[[type[models.Model], Collection[object]], None]
_TOLD: list[HearsOfGaps] = []


def tell(told: HearsOfGaps) -> None:
    """Have this called with a model and the numbers of its rows of which texts were blacked out, in the transaction."""
    if told not in _TOLD:
        _TOLD.append(told)


def were_blacked_out(model: type[models.Model], numbers: Collection[object]) -> None:
    """Tell all of them."""
    for told in _TOLD:
        told(model, numbers)
