"""Questions to the API, as a program asks them."""

import json

from django.test import Client

Json = dict[str, object]


def asked(client: Client, path: str, *, status: int = 200) -> Json:
    answer = client.get(f"/api/v1/{path}")
    assert answer.status_code == status, answer.content
    kind = "application/json" if status < 300 else "application/problem+json"
    assert answer["Content-Type"].partition(";")[0] == kind
    found: Json = json.loads(answer.content)
    return found


def items(client: Client, path: str) -> list[Json]:
    found = asked(client, path)["items"]
    assert isinstance(found, list)
    return found


def faults(client: Client, path: str) -> list[str]:
    """The fields that a refused question names."""
    found = asked(client, path, status=422)["errors"]
    assert isinstance(found, list)
    return [each["field"] for each in found]
