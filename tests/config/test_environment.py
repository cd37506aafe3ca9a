from pathlib import Path

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
        ("contact", "desk", "", {}, "PORT: 'desk' is neither a mail address nor a page"),
        ("picture", "/nowhere/logo.svg", "", {}, "PORT: cannot read /nowhere/logo.svg"),
        ("colour", "#ffee00", "", {"paper": "#fcfcfa"}, "PORT: #ffee00 has a contrast of 1.2"),
        ("sentry", "https://sentry.example.org/1", "", {}, "PORT: write it as Sentry shows it"),
        ("mailbox", "Desk <desk>", "", {}, "PORT: 'Desk <desk>' is not an address like"),
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
    defaults = () if read in {"contact", "picture", "colour", "sentry"} else (default,)

    assert fault in fault_of(read, "PORT", value, *defaults, **extra)


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


@pytest.mark.parametrize(
    ("read", "value", "fault"),
    [
        ("database", "postgres://ada:secret@db.example/", "PORT: names no database"),
        ("database", "mysql://ada:secret@db.example/x", "PORT: not an address like postgres://"),
        ("mail_server", "smtp+tls://ada:secret@", "PORT: names no mail server"),
        ("mail_server", "smpt://ada:secret@mail.example", "PORT: not an address like smtp+tls://"),
        ("broker", "http://:secret@redis.example", "PORT: not an address like redis://"),
    ],
)
def test_a_wrong_address_is_told_without_the_password_in_it(read: str, value: str, fault: str) -> None:
    extra = {"database": ("sqlite:///x", "PASSWORD"), "broker": ("",), "mail_server": ()}[read]
    arguments = {"completed_by": extra[1]} if read == "database" else {}
    told = fault_of(read, "PORT", value, *extra[:1], **arguments)
    assert fault in told
    assert "secret" not in told


def read_from(path: Path, **values: str) -> tuple[str, str]:
    """SECRET_KEY by way of a file, and the fault if there is one."""
    env = Environment({"SECRET_KEY_FILE": str(path), **values})
    found = env.text("SECRET_KEY", "default")
    try:
        env.check()
    except ImproperlyConfigured as fault:
        return found, str(fault)
    return found, ""


def test_a_secret_may_lie_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("  geheim: ü\n")
    assert read_from(tmp_path / "key") == ("geheim: ü", "")


def test_a_file_that_cannot_be_read_names_its_variable(tmp_path: Path) -> None:
    (tmp_path / "empty").write_text("\n")
    (tmp_path / "bytes").write_bytes(b"\xff\xfe\x00")
    assert (
        f"SECRET_KEY_FILE: cannot read {tmp_path / 'gone'} (No such file" in read_from(tmp_path / "gone")[1]
    )
    assert f"SECRET_KEY_FILE: cannot read {tmp_path} (Is a directory" in read_from(tmp_path)[1]
    assert f"SECRET_KEY_FILE: {tmp_path / 'empty'} is empty" in read_from(tmp_path / "empty")[1]
    assert f"SECRET_KEY_FILE: cannot read {tmp_path / 'bytes'} (no text)" in read_from(tmp_path / "bytes")[1]


def test_a_value_and_its_file_are_not_both_given(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("one")
    assert "SECRET_KEY_FILE: SECRET_KEY is set as well" in read_from(tmp_path / "key", SECRET_KEY="other")[1]


def database_of(**values: str) -> dict[str, object]:
    env = Environment(values)
    found = env.database("DATABASE_URL", "sqlite:///x", completed_by="DATABASE_PASSWORD")
    env.check()
    return found


def test_a_databases_password_may_stand_apart_with_any_characters() -> None:
    found = database_of(DATABASE_URL="postgres://ada@db.example/x", DATABASE_PASSWORD="a/b@c:%d")
    assert (found["USER"], found["PASSWORD"], found["HOST"]) == ("ada", "a/b@c:%d", "db.example")


def test_a_databases_password_is_not_given_twice() -> None:
    with pytest.raises(ImproperlyConfigured, match="DATABASE_PASSWORD: DATABASE_URL holds a password"):
        database_of(DATABASE_URL="postgres://ada:one@db.example/x", DATABASE_PASSWORD="two")


KEY = "witness.example/w1+0a1b2c3d+BAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f"


def test_witnesses_are_read_as_they_are_written() -> None:
    raw = f"https://witness.example/log {KEY}, https://other.example {KEY}"
    env = Environment({"WITNESSES": raw})

    assert env.witnesses("WITNESSES") == (
        f"https://witness.example/log {KEY}",
        f"https://other.example {KEY}",
    )
    env.check()


@pytest.mark.parametrize(
    "raw", ["https://witness.example", KEY, f"witness.example {KEY}", f"https://a.example {KEY[:-9]}"]
)
def test_a_wrong_witness_is_named(raw: str) -> None:
    assert fault_of("witnesses", "WITNESSES", raw).startswith(
        f"Settings from the environment:\n  WITNESSES: {raw!r} is not like https://witness.example/log"
    )


def test_authorities_want_certificates_that_can_be_read(tmp_path: Path) -> None:
    authorities = ("https://authority.example/tsr",)
    (tmp_path / "empty.pem").write_text("nothing")
    (tmp_path / "roots.pem").write_text("-----BEGIN CERTIFICATE-----")

    def fault(path: str) -> str:
        return fault_of("certificates", "CERTIFICATES", path, wanted_by=authorities)

    assert "CERTIFICATES: is not set" in fault("")
    assert "CERTIFICATES: cannot read" in fault(str(tmp_path / "none.pem"))
    assert "holds no certificate in PEM" in fault(str(tmp_path / "empty.pem"))
    env = Environment({"CERTIFICATES": str(tmp_path / "roots.pem")})
    assert env.certificates("CERTIFICATES", wanted_by=authorities) == str(tmp_path / "roots.pem")
    env.check()


def test_an_authority_without_an_address_is_named() -> None:
    assert "AUTHORITIES: 'authority.example' is no address" in fault_of(
        "addresses", "AUTHORITIES", "authority.example"
    )
