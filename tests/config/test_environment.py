import pytest
from django.core.exceptions import ImproperlyConfigured

from config.environment import Environment


def fault_of(read: str, name: str, value: str, *args: object, **kwargs: object) -> str:
    env = Environment({name: value})
    getattr(env, read)(name, *args, **kwargs)
    with pytest.raises(ImproperlyConfigured) as caught:
        env.check()
    return str(caught.value)


@pytest.mark.parametrize(
    ("read", "value", "default", "extra", "fault"),
    [
        ("whole", "many", 1, {}, "PORT: 'many' is not a whole number"),
        ("whole", "70000", 1, {"most": 65535}, "PORT: 70000 is not between 0 and 65535"),
        ("wholes", "30,soon", (1,), {}, "PORT: 'soon' is not a whole number"),
        ("text", "fr", "en", {"choices": ("en", "de")}, "PORT: 'fr' is none of en, de"),
        ("time_zone", "Europe/Berln", "UTC", {}, "PORT: 'Europe/Berln' is not a known time zone"),
        ("web_address", "example.org", "", {}, "PORT: 'example.org' is not an address like"),
        (
            "web_address",
            "https://a.example/path",
            "",
            {},
            "PORT: 'https://a.example/path' is not an address like",
        ),
    ],
)
def test_a_wrong_value_names_its_variable_and_the_fault(
    read: str, value: str, default: object, extra: dict[str, object], fault: str
) -> None:
    assert fault in fault_of(read, "PORT", value, default, **extra)


def test_a_wrong_truth_names_its_variable() -> None:
    assert "DEMO: 'maybe' is neither yes nor no" in fault_of("truth", "DEMO", "maybe", default=True)


def test_all_faults_are_told_at_once() -> None:
    env = Environment({"A": "x", "B": "y"})
    env.whole("A", 1)
    env.whole("B", 1)
    with pytest.raises(ImproperlyConfigured, match=r"A: (.|\n)*B: "):
        env.check()


@pytest.mark.parametrize("value", ["", "   "])
def test_an_empty_value_is_the_default(value: str) -> None:
    env = Environment({"PORT": value})
    assert env.whole("PORT", 8000) == 8000
    env.check()


def test_good_values_are_read() -> None:
    env = Environment(
        {"N": "7", "L": "30, 7,1", "T": "Yes", "W": "a, b", "Z": "UTC", "U": "https://a.example/"}
    )
    assert env.whole("N", 1) == 7
    assert env.wholes("L", ()) == (30, 7, 1)
    assert env.truth("T", default=False) is True
    assert env.words("W") == ("a", "b")
    assert env.time_zone("Z", "Europe/Berlin") == "UTC"
    assert env.web_address("U", "") == "https://a.example"
