"""The second person's signature, where four eyes are asked for: what the database holds of it, alike in all tables."""

from django.db import models
from django.db.models import F, Q


def signed_by_another(
    name: str, *, effect: str = "effective_at", then: str = "in_effect"
) -> list[models.CheckConstraint]:
    """That nobody countersigns their own, and that what needs a signature has no effect without one.

    `name` begins the constraints' names; `effect` is the moment that waits for the signature, `then` its word there.
    """
    return [
        models.CheckConstraint(
            condition=Q(countersigned_by__isnull=True) | ~Q(countersigned_by=F("by")),
            name=f"{name}_countersigned_by_another_person",
        ),
        models.CheckConstraint(
            condition=Q((f"{effect}__isnull", True))
            | Q(needs_countersignature=False)
            | Q(countersigned_at__isnull=False),
            name=f"{name}_{then}_once_countersigned",
        ),
    ]


def signed_by_and_at_together(name: str) -> models.CheckConstraint:
    """That a signature has its person and its moment, or neither."""
    return models.CheckConstraint(
        condition=Q(countersigned_by__isnull=True, countersigned_at__isnull=True)
        | Q(countersigned_by__isnull=False, countersigned_at__isnull=False),
        name=f"{name}_countersigned_by_and_at_together",
    )
