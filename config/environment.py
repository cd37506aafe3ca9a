"""Reads settings from environment variables and names the variable that is wrong. Knows nothing of their use."""

import re
from collections.abc import Callable, Mapping
from datetime import time
from email.utils import parseaddr
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import environ
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.validators import validate_email

from config import looks

T = TypeVar("T")
SHORTEST_KEY = 32
TRUTHS = {
    "1": True,
    "true": True,
    "yes": True,
    "on": True,
    "0": False,
    "false": False,
    "no": False,
    "off": False,
}


class Environment:
    """Typed access to variables. An empty value counts as unset; NAME_FILE names a file that holds NAME's value.

    Faults are gathered, so that an operator sees all of them at once: `check()` raises what was found. `names` has
    every variable that was asked for.
    """

    def __init__(self, values: Mapping[str, str]) -> None:
        self._values = values
        self._faults: list[str] = []
        self.names: set[str] = set()

    def read(self, name: str, default: T, convert: Callable[[str], T]) -> T:
        """The variable through `convert`; a ValueError becomes a fault that names the variable."""
        self.names.add(name)
        try:
            raw = self._raw(name)
        except ValueError as fault:
            self._faults.append(f"{name}_FILE: {fault}")
            return default
        if not raw:
            return default
        try:
            return convert(raw)
        except ValueError as fault:
            self._faults.append(f"{name}: {fault}")
            return default

    def _raw(self, name: str) -> str:
        """The variable, or what the file holds that NAME_FILE names, without the white space around it."""
        value, path = (self._values.get(key, "").strip() for key in (name, f"{name}_FILE"))
        if not path:
            return value
        if value:
            raise ValueError(f"{name} is set as well; keep one of them")
        try:
            held = Path(path).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as fault:
            raise ValueError(
                f"cannot read {path} ({getattr(fault, 'strerror', None) or 'no text'})"
            ) from None
        if not held:
            raise ValueError(f"{path} is empty")
        return held

    def text(self, name: str, default: str, *, choices: tuple[str, ...] = ()) -> str:
        """A string, one of `choices` where they are given."""

        def convert(raw: str) -> str:
            if choices and raw not in choices:
                raise ValueError(f"{raw!r} is none of {', '.join(choices)}")
            return raw

        return self.read(name, default, convert)

    def truth(self, name: str, *, default: bool) -> bool:
        """A yes or no: 1/0, true/false, yes/no, on/off."""

        def convert(raw: str) -> bool:
            if raw.lower() not in TRUTHS:
                raise ValueError(f"{raw!r} is neither yes nor no (write 1 or 0)")
            return TRUTHS[raw.lower()]

        return self.read(name, default, convert)

    def whole(self, name: str, default: int, *, least: int = 0, most: int = 10**9) -> int:
        """A whole number between `least` and `most`, both included."""
        return self.read(name, default, lambda raw: _whole(raw, least, most))

    def wholes(
        self, name: str, default: tuple[int, ...], *, least: int = 0, most: int = 10**6
    ) -> tuple[int, ...]:
        """Whole numbers separated by commas."""
        return self.read(name, default, lambda raw: tuple(_whole(part, least, most) for part in _words(raw)))

    def words(
        self, name: str, default: tuple[str, ...] = (), *, choices: tuple[str, ...] = ()
    ) -> tuple[str, ...]:
        """Words separated by commas, each one of `choices` where they are given."""

        def convert(raw: str) -> tuple[str, ...]:
            words = _words(raw)
            if choices and (strange := [word for word in words if word not in choices]):
                raise ValueError(f"{strange[0]!r} is none of {', '.join(choices)}")
            return words

        return self.read(name, default, convert)

    def keys(self, name: str) -> tuple[str, ...]:
        """Secret texts separated by commas, each too long to guess; empty where none is set."""
        return self.read(name, (), _keys)

    def hour(self, name: str, default: time | None) -> time | None:
        """A time of day like 03:00; None for never."""
        return self.read(name, default, _hour)

    def time_zone(self, name: str, default: str) -> str:
        """The name of a zone in the IANA database."""
        return self.read(name, default, _time_zone)

    def web_address(self, name: str, default: str) -> str:
        """An http or https address without a path, like https://claims.example.org."""
        return self.read(name, default, _web_address)

    def sentry(self, name: str) -> str:
        """An address as Sentry gives it to a project, like https://key@sentry.example.org/1; "" where none is set."""
        return self.read(name, "", _sentry)

    def database(self, name: str, default: str, *, completed_by: str) -> dict[str, Any]:
        """Django's settings for a database address; SQLite and PostgreSQL are what the tests run on.

        `completed_by` is the variable with the password of an address that holds none.
        """
        found = self.read(name, _database(default), _database)
        apart = self.text(completed_by, "")
        if apart and found.get("PASSWORD"):
            self._faults.append(f"{completed_by}: {name} holds a password as well; keep one of them")
        elif apart:
            found["PASSWORD"] = apart
        return found

    def mail_server(self, name: str) -> dict[str, object]:
        """Django's mail settings for an address like smtp+tls://user:password@host:587; empty without one."""
        return self.read(name, {}, _mail_server)

    def mailbox(self, name: str, default: str) -> str:
        """An address that mail can come from, like Foresaid <desk@example.org>."""
        return self.read(name, default, _mailbox)

    def broker(self, name: str, default: str) -> str:
        """The address of a Redis-compatible server."""
        return self.read(name, default, _broker)

    def contact(self, name: str) -> str:
        """A mail address or a page; empty where none is set."""
        return self.read(name, "", looks.contact)

    def picture(self, name: str) -> str:
        """The path of a picture for pages; empty where none is set."""
        return self.read(name, "", looks.picture)

    def colour(self, name: str, *, paper: str) -> str:
        """A colour for links on a page of that colour; empty where none is set."""
        return self.read(name, "", lambda raw: looks.colour(raw, paper=paper))

    def addresses(self, name: str) -> tuple[str, ...]:
        """Full http or https addresses separated by commas."""
        return self.read(name, (), lambda raw: _addresses(_words(raw)))

    def witnesses(self, name: str) -> tuple[str, ...]:
        """Witnesses of the record separated by commas, each its address, a space, and its key as C2SP writes it."""
        return self.read(name, (), _witnesses)

    def certificates(self, name: str, *, wanted_by: tuple[str, ...]) -> str:
        """The path of a PEM file with certificates; a fault where something wants them and they are not there."""
        path = self.read(name, "", _certificates)
        if wanted_by and not self._values.get(name, "").strip():
            self._faults.append(f"{name}: is not set; it names the file with the certificates to trust")
        return path

    def check(self) -> None:
        """Raise ImproperlyConfigured with every fault found, each beginning with its variable's name."""
        if self._faults:
            raise ImproperlyConfigured("Settings from the environment:\n  " + "\n  ".join(self._faults))


def _words(raw: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in raw.split(",") if part.strip())


def _addresses(words: tuple[str, ...]) -> tuple[str, ...]:
    for word in words:
        if not re.fullmatch(r"https?://[^\s/]+\S*", word):
            raise ValueError(f"{word!r} is no address like https://authority.example/tsr")
    return words


def _witnesses(raw: str) -> tuple[str, ...]:
    witnesses = _words(raw)
    for witness in witnesses:
        if not re.fullmatch(r"https?://\S+ [^+\s]+\+[0-9a-f]{8}\+[0-9A-Za-z+/]{43}[0-9A-Za-z+/=]", witness):
            raise ValueError(f"{witness!r} is not like https://witness.example/log NAME+0a1b2c3d+BASE64")
    return witnesses


def _certificates(path: str) -> str:
    try:
        content = Path(path).read_bytes()
    except OSError as fault:
        raise ValueError(f"cannot read {path} ({fault.strerror})") from None
    if b"-----BEGIN CERTIFICATE-----" not in content:
        raise ValueError(f"{path} holds no certificate in PEM")
    return path


def _keys(raw: str) -> tuple[str, ...]:
    """A key is never repeated in a fault."""
    keys = _words(raw)
    if any(len(key) < SHORTEST_KEY for key in keys):
        raise ValueError(f"a key has at least {SHORTEST_KEY} characters; make one: openssl rand -hex 32")
    return keys


def _whole(raw: str, least: int, most: int) -> int:
    try:
        number = int(raw)
    except ValueError:
        raise ValueError(f"{raw!r} is not a whole number") from None
    if not least <= number <= most:
        raise ValueError(f"{number} is not between {least} and {most}")
    return number


def _hour(raw: str) -> time | None:
    if raw.lower() == "never":
        return None
    if not re.fullmatch(r"\d{1,2}:\d{2}", raw):
        raise ValueError(f"{raw!r} is no time of day (write it like 03:00, or never)")
    hours, minutes = map(int, raw.split(":"))
    return time(hours, minutes)


def _time_zone(raw: str) -> str:
    try:
        ZoneInfo(raw)
    except (KeyError, ValueError, OSError):
        raise ValueError(f"{raw!r} is not a known time zone (like Europe/Berlin)") from None
    return raw


def _database(raw: str) -> dict[str, object]:
    """The value is never repeated in a fault: it holds a password."""
    scheme = raw.partition(":")[0]
    if scheme not in {"sqlite", "postgres", "postgresql"} or "://" not in raw:
        raise ValueError("not an address like postgres://user:password@host:5432/name or sqlite:///path")
    found = dict(environ.Env.db_url_config(raw))
    if not found.get("NAME"):
        raise ValueError("names no database; it goes at the end, like postgres://user@host:5432/foresaid")
    return found


def _broker(raw: str) -> str:
    """The value is never repeated in a fault: it may hold a password."""
    if raw.partition("://")[0] not in {"redis", "rediss", "redis+socket"} or raw.endswith("://"):
        raise ValueError("not an address like redis://:password@host:6379/0")
    return raw


def _mailbox(raw: str) -> str:
    try:
        validate_email(parseaddr(raw)[1])
    except ValidationError:
        raise ValueError(f"{raw!r} is not an address like Foresaid <desk@example.org>") from None
    return raw


def _mail_server(raw: str) -> dict[str, object]:
    scheme = raw.partition(":")[0]
    if scheme not in {"smtp", "smtp+tls", "smtp+ssl", "consolemail"} or "://" not in raw:
        raise ValueError("not an address like smtp+tls://user:password@host:587")
    found = dict(environ.Env.email_url_config(raw))
    if scheme != "consolemail" and not found.get("EMAIL_HOST"):
        raise ValueError("names no mail server, as in smtp+tls://user:password@host:587")
    return found


def _sentry(raw: str) -> str:
    parts = urlsplit(raw)
    project = parts.path.rpartition("/")[2]
    if parts.scheme not in {"http", "https"} or not (parts.hostname and parts.username and project.isdigit()):
        raise ValueError("write it as Sentry shows it, like https://key@sentry.example.org/1")
    return raw


def _web_address(raw: str) -> str:
    parts = urlsplit(raw)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path.strip("/"):
        raise ValueError(f"{raw!r} is not an address like https://claims.example.org")
    if "@" in parts.netloc:
        raise ValueError("an address that readers see holds no user name or password")
    return f"{parts.scheme}://{parts.netloc}"
