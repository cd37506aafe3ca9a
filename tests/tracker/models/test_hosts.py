from tests.refusals import refused_by
from tracker.models import Host


def test_a_host_is_kept_once(db: None) -> None:
    Host.objects.create(domain="nordlicht.example")
    with refused_by("domain"):
        Host.objects.create(domain="nordlicht.example")
