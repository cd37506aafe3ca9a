"""What went wrong, as programs read it: RFC 9457, each fault with the field that it is about."""

from collections.abc import Iterable

from django.http import JsonResponse
from pydantic import BaseModel

MEDIA_TYPE = "application/problem+json"
TITLES = {
    400: "Not JSON",
    401: "No token",
    403: "Not allowed",
    404: "Not found",
    405: "Method not allowed",
    409: "Known already",
    410: "Held back",
    413: "Too large",
    422: "Not understood",
    429: "Too many requests",
}


class FieldFault(BaseModel):
    """What is wrong with one parameter."""

    field: str
    message: str


class Problem(BaseModel):
    """Why there is no answer."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str = ""
    errors: list[FieldFault] = []


class NotUnderstood(Exception):
    """A parameter that the API does not take, or not with this value."""

    def __init__(self, faults: Iterable[tuple[str, str]]) -> None:
        self.faults = [FieldFault(field=field, message=message) for field, message in faults]
        super().__init__("; ".join(f"{fault.field}: {fault.message}" for fault in self.faults))


def problem(status: int, detail: str = "", faults: Iterable[FieldFault] = ()) -> JsonResponse:
    """The answer that says so."""
    told = Problem(title=TITLES[status], status=status, detail=detail, errors=list(faults))
    return JsonResponse(told.model_dump(), status=status, content_type=MEDIA_TYPE)
