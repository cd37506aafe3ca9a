from django.test import Client

from claims.record import reader


def test_the_script_is_handed_out_as_it_stands_and_readable_in_a_browser(client: Client) -> None:
    response = client.get("/record/verify_claim.py")

    assert response.content == reader.SCRIPT.read_bytes()
    assert response["Content-Type"] == "text/plain; charset=utf-8"
