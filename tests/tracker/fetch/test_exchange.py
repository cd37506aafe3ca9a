import pytest

from tracker.fetch.exchange import Request


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("webhook-id", "1\r\nX-Evil: 1"),
        ("X Evil", "1"),
        ("", "1"),
        ("X-Evil:", "1"),
        ("X-Name", "Brücke\u2013"),
    ],
)
def test_a_header_field_that_could_smuggle_another_is_refused(name: str, value: str) -> None:
    with pytest.raises(ValueError, match="cannot be sent"):
        Request("https://hook.example", headers=((name, value),))


def test_any_other_header_field_is_kept() -> None:
    headers = (("webhook-id", "msg_1"), ("X-Signature", "v1,a/b+c="))
    assert Request("https://hook.example", headers=headers).headers == headers
