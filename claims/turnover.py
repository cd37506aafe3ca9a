"""Puts everything that is encrypted under the first of ENCRYPTION_KEYS. May be run at any time, and twice."""

from collections.abc import Iterator

from allauth.mfa.models import Authenticator
from django.apps import apps
from django.db import models, transaction

from claims import vault
from claims.models import EncryptedTextField


def reencrypt() -> int:
    """How many rows were written anew. Raises `vault.CannotDecrypt`, before that row, where a key is missing."""
    return sum(map(_columns, _models())) + _second_factors()


def _models() -> Iterator[type[models.Model]]:
    return iter(apps.get_models())


def _columns(model: type[models.Model]) -> int:
    names = [field.name for field in model._meta.fields if isinstance(field, EncryptedTextField)]  # noqa: SLF001
    if not names:
        return 0
    # The stored text itself, as no field would read it.
    stored = {f"stored_{name}": models.functions.Cast(name, models.TextField()) for name in names}
    rows = model._default_manager.annotate(**stored).only("pk")  # noqa: SLF001  Django documents both
    return sum(_row(model, row, names) for row in rows.iterator())


def _row(model: type[models.Model], row: models.Model, names: list[str]) -> int:
    """A conditional UPDATE: what somebody changed meanwhile is under the first key already."""
    done = 0
    for name in names:
        stored = getattr(row, f"stored_{name}")
        if not vault.is_under_first_key(stored):
            now = model._default_manager.annotate(now=models.functions.Cast(name, models.TextField()))  # noqa: SLF001
            done |= now.filter(pk=row.pk, now=stored).update(**{name: vault.decrypt(stored)})
    return done


def _second_factors() -> int:
    return sum(_second_factor(pk) for pk in Authenticator.objects.values_list("pk", flat=True))


@transaction.atomic
def _second_factor(pk: int) -> int:
    factor = Authenticator.objects.select_for_update(no_key=True).filter(pk=pk).first()
    if factor is None:
        return 0
    turned = _turned(factor.data)
    if turned == factor.data:
        return 0
    Authenticator.objects.filter(pk=pk).update(data=turned)
    return 1


def _turned(value: object) -> object:
    """The same value with every encrypted text in it under the first key."""
    if isinstance(value, dict):
        return {name: _turned(part) for name, part in value.items()}
    if isinstance(value, list):
        return [_turned(part) for part in value]
    if isinstance(value, str) and value.startswith(vault.MARK) and not vault.is_under_first_key(value):
        return vault.encrypt(vault.decrypt(value))
    return value
