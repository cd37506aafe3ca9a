"""Whatever a second person signs is held to the same rules by the database."""

from django.apps import apps
from django.db import models


def signed() -> list[type[models.Model]]:
    return [
        model
        for model in apps.get_app_config("claims").get_models()
        if any(field.name == "needs_countersignature" for field in model._meta.concrete_fields)
    ]


def test_every_table_with_a_second_signature_refuses_ones_own_and_an_effect_without_it() -> None:
    assert {model.__name__ for model in signed()} >= {"Verdict", "Correction", "Forgetting"}
    for model in signed():
        names = [rule.name for rule in model._meta.constraints]
        assert any(name.endswith("_countersigned_by_another_person") for name in names), model
        assert any(name.endswith("_once_countersigned") for name in names), model
