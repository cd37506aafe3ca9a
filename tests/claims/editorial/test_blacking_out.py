"""Whatever a comparison of words would find, the database lets through."""

import pytest

from claims import editorial
from claims.editorial import ToForget
from claims.models import Claim, RecordContent, Topic, User
from claims.withheld import MARK
from tests.makers import Maker

WHY = {"reason": "Article 17 of the GDPR.", "office": "Data protection officer"}


@pytest.mark.parametrize(
    ("given", "stands"),
    [
        ("Mueller", "Müller"),
        ("Müller", "MUELLER"),
        ("Müller", "Mu\u0308ller"),
        ("Öztürk", "Oeztürk"),
        ("Weiss", "Weiß"),
        ("Weiß", "WEISS"),
        ("Vucic", "Vučić"),
        ("Vučić", "Vucic"),
        ("Lindt", "Lin\u00addt"),
        ("Fink", "ﬁnk"),
        ("Чайка", "ЧАЙКА"),
        ("Müller", "M%C3%BCller"),
    ],
)
def test_a_name_is_found_as_it_is_spelled_elsewhere_and_in_the_log(
    given: str, stands: str, ada: User, dora: User
) -> None:
    topic = editorial.save_topic(topic=Topic(name=f"Around {stands}", aliases=stands), by=ada)

    editorial.forget(what=ToForget(names=(given,)), by=dora, **WHY)

    topic.refresh_from_db()
    assert (topic.name, topic.aliases) == (f"Around {MARK}", MARK)
    log = str(list(RecordContent.objects.values_list("changes", flat=True)))
    assert stands not in log


def test_a_name_is_found_behind_an_addresss_escapes(claim: Claim, make: Maker, dora: User) -> None:
    evidence = make.accepted(claim, address="https://x.example/J%C3%B6rg-M%C3%BCller")

    editorial.forget(what=ToForget(names=("Jörg Müller",)), by=dora, **WHY)

    evidence.refresh_from_db()
    assert evidence.address == f"https://withheld.invalid/evidence/{evidence.pk}"


def test_a_long_text_is_found_where_it_was_cut_short(claim: Claim, make: Maker, dora: User) -> None:
    said = "It will all be ready by then and nobody will need any Zwischenfinanzierungsmodell"
    Claim.objects.filter(pk=claim.pk).update(quote=said)
    claim.refresh_from_db()
    topic = Topic.objects.create(name="It will all be ready by then and nobody …", slug="x")

    editorial.forget(what=ToForget(row=claim, fields=("quote",)), by=dora, **WHY)

    topic.refresh_from_db()
    assert topic.name == f"{MARK} …"
