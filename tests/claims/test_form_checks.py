"""What forms of a claim check together; each form's own tests have the rest."""

import pytest
from django import forms

from claims.days import DayField
from claims.form_checks import SourceChecks


class SourceForm(SourceChecks, forms.Form):
    said_on = DayField(required=False)
    source_address = forms.URLField(required=False, assume_scheme="https")
    source_title = forms.CharField(required=False)
    source_published_on = DayField(required=False)

    def clean(self) -> dict[str, object]:
        self.check_source(self.cleaned_data)
        return self.cleaned_data


@pytest.mark.parametrize(
    ("data", "faulty"),
    [
        ({"source_title": "An interview"}, []),
        ({}, ["source_address"]),
        ({"source_address": "no address"}, ["source_address"]),
        (
            {"source_title": "x", "said_on": "2026-03-02", "source_published_on": "2026-03-01"},
            ["source_published_on"],
        ),
        ({"source_title": "x", "source_published_on": "2026-06-18"}, ["source_published_on"]),
    ],
)
def test_a_source_can_be_found_and_came_out_when_it_could(data: dict[str, str], faulty: list[str]) -> None:
    form = SourceForm(data)
    assert [name for name, texts in form.errors.items() for _text in texts] == faulty
