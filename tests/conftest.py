"""The people everyone knows, a desk's usual day, and small makers for claims and articles."""

from collections.abc import Generator, Iterator
from contextlib import closing
from datetime import UTC, date, datetime

import hypothesis
import pytest
import time_machine
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.db import connection
from django.utils import translation
from pytest_django import DjangoDbBlocker, Settings
from pytest_django.plugin import blocking_manager_key

from claims import editorial
from claims.models import Claim, Claimant, User
from config import celery as _celery  # noqa: F401  what tests hand to the broker goes through our app
from tests import migrated
from tests.makers import Maker
from tracker.evidence import watched_claims

# The day on which nothing is special: a Wednesday, 10:00 in Berlin.
NOW = datetime(2026, 6, 17, 8, 0, tzinfo=UTC)

# How long an example takes hangs on what else the machine does; tests of speed count CPU time themselves.
hypothesis.settings.register_profile("suite", deadline=None)
hypothesis.settings.load_profile("suite")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What starts processes comes first: it mostly waits, and who runs the others takes over from it.

    Then comes what takes long, so that it does not begin when the others have ended.
    """
    items.sort(key=lambda item: [not item.get_closest_marker(each) for each in ("stack", "masses")])


# What migrations made, as Django wrote it down for tests that empty the tables.
MADE = pytest.StashKey[str]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Generator[None, None, None]:
    """Put back what migrations made (the roles) after a test that emptied the tables.

    Django does so only before the next test of that kind, and in parallel any test may follow.
    """
    marker = item.get_closest_marker("django_db")
    empties = marker and marker.kwargs.get("transaction") and MADE in item.config.stash
    if empties:
        # While a browser is open its event loop runs, in which this thread has another connection: one that was not
        # there when the database was made, and has not kept this.
        connection._test_serialized_contents = item.config.stash[MADE]  # type: ignore[attr-defined]
    yield
    # After the last one the database itself is gone.
    if nextitem and empties:
        with item.config.stash[blocking_manager_key].unblock():
            if not Group.objects.exists():
                connection.creation.deserialize_db_from_string(item.config.stash[MADE])


@pytest.hookimpl(wrapper=True)
def pytest_report_to_serializable() -> Generator[None, dict[str, object] | None, object]:
    """Let a test that fails on half a character say so: the runner that works in parallel can only send whole ones."""
    return _sendable((yield))


def _sendable(value: object) -> object:
    match value:
        case str():
            return value.encode("utf-8", "backslashreplace").decode()
        case dict():
            return {_sendable(key): _sendable(each) for key, each in value.items()}
        case list() | tuple():
            return type(value)(map(_sendable, value))
        case _:
            return value


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> Iterator[None]:
    """Make the test database a copy of the one that is migrated once for all processes of this run."""
    if connection.vendor == "postgresql":
        connection.settings_dict["TEST"]["TEMPLATE"] = migrated.database()
        yield
        return
    name = connection.creation._get_test_db_name()  # type: ignore[attr-defined]
    with closing(migrated.fill(name)):
        yield


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, pytestconfig: pytest.Config
) -> Iterator[None]:
    """The test database, which PostgreSQL drops once nobody is left in it: a thread of a test may hold on to it."""
    if made := getattr(connection, "_test_serialized_contents", None):
        pytestconfig.stash[MADE] = made
    yield
    if connection.vendor == "postgresql":
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )


@pytest.fixture(autouse=True)
def _standing_time(request: pytest.FixtureRequest) -> Iterator[None]:
    """Time stands still at NOW, but for tests that start real processes."""
    if request.node.get_closest_marker("stack") or request.node.get_closest_marker("browser"):
        yield
        return
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def _quick_passwords(settings: Settings) -> None:
    """A slow hash protects people's passwords; here it would only take most of the suite's time."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def _pages_made_anew(settings: Settings) -> None:
    """A test may change rows past the record, and looks at what a page was made of; tests of keeping turn it on."""
    settings.KEPT_PAGES_MB = 0


@pytest.fixture(autouse=True)
def _forgotten_tries() -> None:
    """No test's wrong passwords count in the next."""
    cache.clear()


@pytest.fixture(autouse=True)
def _no_other_tests_claims() -> None:
    """No test matches with the claims that another watched, nor by how rare words were in its articles.

    A log without entries goes on from any other: the database, which is emptied between tests, does not tell.
    """
    for watched in watched_claims._OF_THIS_PROCESS.values():
        watched._path.unlink(missing_ok=True)
    watched_claims._OF_THIS_PROCESS.clear()


@pytest.fixture
def today() -> date:
    return NOW.date()


def _person(name: str, role: str) -> User:
    person = User.objects.create_user(username=name, email=f"{name}@example.org", password="correct horse")
    person.is_staff = bool(role)
    person.save(update_fields=["is_staff"])
    if role:
        person.groups.add(Group.objects.get(name=role))
    return person


@pytest.fixture
def ada(db: None) -> User:
    """An editor."""
    return _person("ada", "editor")


@pytest.fixture
def ben(db: None) -> User:
    """A reporter."""
    return _person("ben", "reporter")


@pytest.fixture
def cleo(db: None) -> User:
    """An outsider: an account without a role."""
    return _person("cleo", "")


@pytest.fixture
def dora(db: None) -> User:
    """The chief."""
    return _person("dora", "chief")


@pytest.fixture
def frida(db: None) -> User:
    """The administrator: accounts, feeds, channels, and nothing of the record."""
    return _person("frida", "administrator")


@pytest.fixture
def claimant(ada: User) -> Claimant:
    return editorial.save_claimant(claimant=Claimant(name="Mara Lindt", description="Minister"), by=ada)


@pytest.fixture
def make(ada: User, claimant: Claimant) -> Maker:
    """Makes claims, evidence and verdicts the way the desk does, through `editorial`."""
    return Maker(ada, claimant)


@pytest.fixture
def claim(make: Maker) -> Claim:
    """Published, said on 2 March 2026, its window open until 31 December 2026."""
    return make.published()
