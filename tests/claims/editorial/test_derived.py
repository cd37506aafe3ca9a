"""Whoever keeps something made of texts hears once of those that were blacked out."""

from claims import editorial
from claims.editorial import ToForget, derived
from claims.models import Claim, User


def test_who_asked_is_told_of_the_rows(claim: Claim, dora: User) -> None:
    heard: list[tuple[type, list[object]]] = []

    def told(model: type, numbers: object) -> None:
        heard.append((model, list(numbers)))  # type: ignore[call-overload]

    derived.tell(told)
    derived.tell(told)
    editorial.forget(
        what=ToForget(row=claim, fields=("criteria",)), reason="Asked for.", office="A court", by=dora
    )
    derived._TOLD.remove(told)

    assert heard.count((Claim, [claim.pk])) == 1
