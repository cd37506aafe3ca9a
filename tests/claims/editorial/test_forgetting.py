"""What is forgotten is gone from every row, and the record says that something was, when and by which office."""

from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from claims import editorial, record, rules
from claims.editorial import ToForget
from claims.editorial.blacking_out import models_with_texts
from claims.models import Claim, Claimant, Evidence, Forgetting, User
from claims.withheld import MARK
from tests.makers import Maker, actions

WHY = {"reason": "Article 17 of the GDPR.", "office": "Data protection officer"}


def everything() -> str:
    """All texts of all rows, the log's own left aside."""
    texts = [
        str(value)
        for model, fields in models_with_texts()
        for row in model._base_manager.values_list(*(each.name for each in fields))
        for value in row
    ]
    return "\n".join(texts)


def test_a_field_is_blacked_out_and_its_claim_says_so(client: Client, claim: Claim, dora: User) -> None:
    quote = claim.quote

    forgetting = editorial.forget(what=ToForget(row=claim, fields=("quote",)), by=dora, **WHY)

    claim.refresh_from_db()
    assert claim.quote == MARK
    assert quote not in everything()
    assert list(forgetting.claims.all()) == [claim]
    page = client.get(claim.get_absolute_url()).content.decode()
    assert "Withheld by law on" in page
    assert WHY["office"] in page
    assert quote not in page


def test_a_name_is_blacked_out_wherever_it_stands(
    client: Client, claim: Claim, make: Maker, dora: User, ada: User
) -> None:
    evidence = make.accepted(claim, title="Mara Lindts Brücke", address="https://x.example/mara-lindt-sagt")
    make.ruled(claim, "missed", can_no_longer_happen=True, reasoning="MARA LINDT said so.")
    reply = editorial.ask_for_reply(
        claim=claim, asked_of="Mara Lindt", asked_on=claim.said_on, due_on=claim.said_on, by=ada
    )

    editorial.forget(what=ToForget(names=("Mara Lindt",)), by=dora, **WHY)

    assert "lindt" not in everything().casefold()
    evidence.refresh_from_db()
    reply.refresh_from_db()
    claimant = Claimant.objects.get()
    assert evidence.title == f"{MARK} Brücke"
    assert claim.verdicts.get().reasoning == f"{MARK} said so."
    assert reply.asked_of == MARK
    assert (claimant.name, claimant.slug) == (f"{MARK} {claimant.pk}", f"withheld-{claimant.pk}")
    for language in ("en", "de"):
        page = client.get(f"/{language}{claimant.get_absolute_url()[3:]}").content.decode()
        assert "lindt" not in page.casefold()
        assert WHY["office"] in page


def test_two_people_of_whom_nothing_is_left_are_still_two(make: Maker, dora: User, ada: User) -> None:
    for name in ("Bo Holm", "Eva Sund"):
        editorial.save_claimant(claimant=Claimant(name=name), by=ada)

    editorial.forget(what=ToForget(names=("Bo Holm", "Eva Sund")), by=dora, **WHY)

    assert Claimant.objects.filter(name__startswith=MARK).count() == 2


def test_an_articles_text_goes_and_its_address_stays_so_that_it_is_not_offered_again(
    claim: Claim, make: Maker, dora: User
) -> None:
    article = make.article(title="Secret heading", excerpt="Secret words")
    evidence = editorial.suggest_evidence(claim=claim, article=article)
    assert evidence is not None

    editorial.forget(what=ToForget(address=article.address), by=dora, **WHY)

    evidence.refresh_from_db()
    assert (evidence.title, evidence.excerpt, evidence.matched_words) == (MARK, MARK, [])
    assert editorial.suggest_evidence(claim=claim, article=article) is None


def test_a_kept_text_goes_with_its_article(make: Maker, ada: User, dora: User) -> None:
    address = "https://morgenblatt.example/secret"
    source = editorial.Source(
        publisher="Morgenblatt", published_on=make.facts.said_on, address=address, text="Secret."
    )
    claim = editorial.log_claim(facts=make.facts, source=source, by=ada)

    editorial.forget(what=ToForget(address=address), by=dora, **WHY)

    kept = claim.appearances.get().source_text
    assert kept is not None
    assert kept.text == MARK


def test_a_colleagues_name_goes_and_their_account_with_it(
    client: Client, claim: Claim, make: Maker, ada: User, dora: User
) -> None:
    User.objects.filter(pk=ada.pk).update(first_name="Ada", last_name="Quist")
    ada.refresh_from_db()
    make.ruled(claim, "missed", can_no_longer_happen=True)

    editorial.forget(what=ToForget(row=ada), by=dora, **WHY)

    ada.refresh_from_db()
    assert (ada.get_full_name(), ada.email, ada.is_active) == (
        "",
        f"withheld-{ada.pk}@withheld.invalid",
        False,
    )
    page = client.get(claim.get_absolute_url())
    assert page.status_code == 200
    assert "Quist" not in page.content.decode()


@pytest.mark.parametrize(
    ("what", "refusal"),
    [
        (ToForget(), rules.NothingToForget),
        (ToForget(row="claim", fields=("said_on",)), rules.NoText),  # type: ignore[arg-type]
        (ToForget(row="claim", fields=("quote",)), rules.RepeatsWhatIsForgotten),  # type: ignore[arg-type]
    ],
)
def test_what_cannot_be_forgotten_is_refused(
    claim: Claim, dora: User, what: ToForget, refusal: type[rules.BrokenRule]
) -> None:
    real = ToForget(row=claim if what.row else None, fields=what.fields)

    with pytest.raises(refusal):
        editorial.forget(what=real, by=dora, office="A court", reason=f"He said: {claim.quote}")

    assert not Forgetting.objects.exists()


def test_the_reason_does_not_repeat_the_colleague_whose_account_is_forgotten(ada: User, dora: User) -> None:
    User.objects.filter(pk=ada.pk).update(first_name="Ada", last_name="Quist")
    ada.refresh_from_db()

    for reason in ("Ada Quist asked for it.", "From ada@example.org"):
        with pytest.raises(rules.RepeatsWhatIsForgotten):
            editorial.forget(what=ToForget(row=ada), by=dora, office="A court", reason=reason)

    assert not Forgetting.objects.exists()


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_kept_mail_that_told_of_an_article_goes_with_it(
    claim: Claim, make: Maker, dora: User, tmp_path: Path, settings: Settings
) -> None:
    settings.DATA_DIR = tmp_path
    evidence = make.accepted(claim, title="Secret heading of it")
    (tmp_path / "mail").mkdir()
    for name, words in (("one", "New: Secret heading of it"), ("two", "New: another")):
        (tmp_path / "mail" / f"{name}.log").write_text(f"Subject: x\n\n{words}\n")

    editorial.forget(what=ToForget(address=evidence.address), by=dora, **WHY)

    assert [path.name for path in (tmp_path / "mail").iterdir()] == ["two.log"]


def test_only_the_chief_decides_that_something_is_forgotten(claim: Claim, ada: User) -> None:
    with pytest.raises(rules.NotAllowed):
        editorial.forget(what=ToForget(row=claim, fields=("quote",)), by=ada, **WHY)


def test_where_four_eyes_are_asked_for_a_second_person_has_it_forgotten(
    claim: Claim, ada: User, dora: User, settings: Settings
) -> None:
    settings.FOUR_EYES = True
    forgetting = editorial.forget(what=ToForget(names=("Mara Lindt",)), by=dora, **WHY)
    assert Claimant.objects.get().name == "Mara Lindt"
    with pytest.raises(rules.SamePerson):
        editorial.countersign_forgetting(forgetting=forgetting, by=dora)

    editorial.countersign_forgetting(forgetting=forgetting, by=ada)

    forgetting.refresh_from_db()
    assert "lindt" not in everything().casefold()
    assert forgetting.words == ""
    with pytest.raises(rules.NothingWaits):
        editorial.drop_forgetting(forgetting=forgetting, by=dora)


def test_a_forgetting_that_is_given_up_forgets_its_own_words(
    claim: Claim, dora: User, settings: Settings
) -> None:
    settings.FOUR_EYES = True
    forgetting = editorial.forget(what=ToForget(names=("Mara Lindt",)), by=dora, **WHY)

    forgetting = editorial.drop_forgetting(forgetting=forgetting, by=dora)

    assert (forgetting.words, forgetting.done_at) == ("", None)
    assert Claimant.objects.get().name == "Mara Lindt"


def test_the_log_says_that_something_was_forgotten_and_holds_together(
    claim: Claim, make: Maker, dora: User
) -> None:
    evidence = make.accepted(claim, title="Mara Lindt spricht")

    editorial.forget(what=ToForget(names=("Mara Lindt",)), by=dora, **WHY)

    assert actions(f"claim:{claim.pk}")[-1] == "forgotten"
    assert Evidence.objects.get(pk=evidence.pk).title == f"{MARK} spricht"
    assert list(record.verify()) == []
