"""The options that are passed on are those that Django takes."""

from inspect import signature

from django.db.models import Model
from django.forms import Form, ModelForm

from claims.arguments import FormOptions, SaveOptions


def names(function: object) -> set[str]:
    return {*signature(function).parameters} - {"self", "args"}  # type: ignore[arg-type]


def test_forms_take_the_options_that_are_passed_on() -> None:
    of_models = names(ModelForm.__init__) - {"data", "files", "instance"}
    of_others = names(Form.__init__) - {"data", "files", "field_order", "bound_field_class"}
    assert of_models == of_others == set(FormOptions.__annotations__)


def test_rows_take_the_options_that_are_passed_on() -> None:
    assert names(Model.save) == set(SaveOptions.__annotations__)
