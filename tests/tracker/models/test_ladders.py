"""Days as they are typed."""

import pytest
from django.core.exceptions import ValidationError

from tracker.models import days_in


@pytest.mark.parametrize("text", ["soon", "0", "-3", "30; 7", "4000"])
def test_what_are_no_days_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        days_in(text)
