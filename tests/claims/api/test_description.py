"""What the API says of itself."""

from django.test import Client

from claims.api.problems import MEDIA_TYPE


def test_problems_are_described_in_the_form_in_which_they_come(client: Client) -> None:
    described = client.get("/api/v1/openapi.json").json()
    forms = {
        (int(status) >= 400, form)
        for path in described["paths"].values()
        for operation in path.values()
        for status, response in operation["responses"].items()
        for form in response.get("content", {})
    }
    assert forms == {(False, "application/json"), (True, MEDIA_TYPE)}
