"""New claims from an article, the second page: the sentences found in it, and the drafts made of them.

Nothing is kept between two requests: the form carries the article and its sentences on.

Why so: docs/decisions/0019-the-form-carries-the-article.md
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Final

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext

from claims.admin import windows
from claims.admin.steps import change_address
from claims.desk import ModelAdmin, page, person
from claims.directory import Directory
from claims.horizon import Window, resolve, written_in
from claims.models import Claim, Language
from tracker.admin.intake.article_text import paragraphs
from tracker.admin.intake.forms import (
    CLAIMANTS_LIST,
    ArticleForm,
    SentenceForm,
    SentenceForms,
    SentenceFormSet,
)
from tracker.admin.intake.sentences import SentenceRow, merged, rows_of, ticked, with_kept_edits
from tracker.intake import articles, drafting
from tracker.intake.articles import SourceArticle
from tracker.intake.likeness import Said
from tracker.intake.relatives import relatives_of
from tracker.models import Attachment, ProposedClaim

TEMPLATE: Final = "tracker/desk/intake_claims.html"


@dataclass(frozen=True, slots=True)
class Intake:
    """One request of the second page: the article with its form, and what names are known."""

    admin: ModelAdmin
    request: HttpRequest
    form: ArticleForm
    article: SourceArticle
    directory: Directory = field(default_factory=Directory)

    def posted(self) -> SentenceForms | None:
        """The sentences as they were sent; None where the request brings none."""
        if "form-TOTAL_FORMS" not in self.request.POST:
            return None
        return SentenceFormSet(self.request.POST, form_kwargs=self._options)

    def sheet(self, rows: list[SentenceRow]) -> SentenceForms:
        """A form of these rows, each with the claims on record that it may be of."""
        sheet = SentenceFormSet(initial=rows, form_kwargs=self._options)
        _relate(sheet)
        return sheet

    @property
    def _options(self) -> dict[str, object]:
        return {"directory": self.directory, "article": self.article}


def look(intake: Intake) -> HttpResponse:
    """Find the article's sentences anew, and keep what was edited in those that were shown before."""
    return _show(intake, intake.sheet(_found_anew(intake)))


def propose(intake: Intake, proposal: ProposedClaim) -> HttpResponse:
    """Find the article's sentences, with the one that was proposed ticked."""
    rows = ticked(_found_anew(intake), proposal.quote, proposal.horizon, proposal.pk)
    return _show(intake, intake.sheet(rows))


def merge(intake: Intake) -> HttpResponse:
    """Make the ticked sentences one; without sentences, find them."""
    posted = intake.posted()
    if posted is None or not posted.forms:
        return look(intake)
    rows = merged([_values(each) for each in posted.forms], intake.article.text)
    return _show(intake, intake.sheet(rows))


def save(intake: Intake) -> HttpResponse:
    """Save the ticked sentences, all or none, and go to what was saved; else show the faults."""
    posted = intake.posted()
    if posted is None:
        return look(intake)
    _relate(posted)
    claims = _save(intake.request, intake.article, posted)
    return _away(intake.request, claims) if claims else _show(intake, posted)


def _found_anew(intake: Intake) -> list[SentenceRow]:
    posted = intake.posted()
    earlier = [_values(each) for each in posted.forms] if posted is not None else []
    found = rows_of(articles.spot(intake.article), intake.article, intake.directory)
    return with_kept_edits(found, earlier)


def _values(form: SentenceForm) -> SentenceRow:
    return {name: form[name].value() for name in form.fields}


def _day(form: SentenceForm, name: str) -> date | None:
    """The day in a field, whatever state the form is in."""
    try:
        day = form.fields[name].to_python(form[name].value())
    except ValidationError:
        return None
    return day if isinstance(day, date) else None


def _relate(formset: SentenceForms) -> None:
    """Tell each form the claims on record that its sentence may be of."""
    dated = [(form, day) for form in formset.forms if (day := _day(form, "said_on")) is not None]
    found = relatives_of([_report(form, day) for form, day in dated])
    for (form, _said_on), relatives in zip(dated, found, strict=True):
        form.relatives = relatives


def _report(form: SentenceForm, said_on: date) -> Said:
    words = str(form["horizon"].value() or "")
    window = resolve(words, said_on=said_on, language=form.language)
    name = str(form["claimant"].value() or "")
    return Said(
        wordings=((str(form["quote"].value() or ""), form.language),),
        names=(name,) if name else (),
        horizon=words,
        said_on=said_on,
        closes_on=window.closes_on if isinstance(window, Window) else None,
    )


def _save(request: HttpRequest, article: SourceArticle, formset: SentenceForms) -> list[Claim]:
    """The claims written; none, with the fault at its field or on top, if anything is wrong."""
    taken = [(row, form) for row, form in enumerate(formset.forms) if form.is_taken]
    if not taken:
        messages.error(request, gettext("Tick at least one sentence to save it as a draft."))
        return []
    if not formset.is_valid():
        return []
    wanted = [form.wanted(row) for row, form in taken]
    try:
        return drafting.save(article, wanted, by=person(request), now=timezone.now())
    except drafting.Refused as refused:
        formset.forms[refused.row].show_refusal(refused.refusal)
        return []


def _away(request: HttpRequest, claims: list[Claim]) -> HttpResponse:
    """To the claim, or to the drafts where there are several."""
    text = ngettext("%(number)d claim is saved.", "%(number)d claims are saved.", len(claims))
    messages.success(request, text % {"number": len(claims)})
    if len(claims) == 1:
        return HttpResponseRedirect(change_address(claims[0]))
    return HttpResponseRedirect(reverse("admin:claims_claim_changelist") + "?state__exact=draft")


def _show(intake: Intake, formset: SentenceForms) -> HttpResponse:
    heard = articles.transcript_of(intake.article)
    rows = [_row(number, each, intake.request, heard) for number, each in enumerate(formset.forms)]
    context = {
        "title": gettext("New claims from an article"),
        "form": intake.form,
        "article": intake.article,
        "heard": heard,
        "looks_like": _looks_like(intake.article),
        "formset": formset,
        "dated": [row for row in rows if row["is_dated"]],
        "dated_rows": {row["number"] for row in rows if row["is_dated"]},
        "undated": [row for row in rows if not row["is_dated"]],
        "paragraphs": paragraphs(
            intake.article.text, [str(each["spans"].value() or "") for each in formset.forms]
        ),
        "has_faults": any(each.errors for each in formset.forms) if formset.is_bound else False,
        "claimants_list": CLAIMANTS_LIST,
        "claimants": intake.directory.labels(),
        "preview_address": reverse("admin:claims_claim_window"),
        "twins_address": reverse("admin:claims_claim_twins"),
        "media": intake.admin.media + intake.form.media + formset.media,
    }
    return page(intake.admin, intake.request, TEMPLATE, context)


def _looks_like(article: SourceArticle) -> str:
    """The language that the text seems to be in, in words, where another was chosen; else ""."""
    told = written_in(article.text)
    return str(Language(told).label) if told and told != article.language else ""


def _row(
    number: int, form: SentenceForm, request: HttpRequest, heard: Attachment | None
) -> dict[str, object]:
    said_on, words = _day(form, "said_on"), str(form["horizon"].value() or "")
    quote = str(form["quote"].value() or "")
    reading = None
    if said_on and words:
        reading = windows.preview_window(words, said_on=said_on, language=form.language, quote=quote)
    may_publish = person(request).has_perm("claims.publish_claim")
    return {
        "number": number,
        "form": form,
        "second": heard.said_at(quote) if heard else None,
        "is_dated": str(form["is_dated"].value()) == "True",
        "reading": reading or windows.WindowPreview(kind="nothing"),
        "besides": ",".join(str(each.claim.pk) for each in form.relatives),
        "relatives": [
            (each, may_publish or not each.claim.is_public, _choices(each.claim)) for each in form.relatives
        ],
    }


def _choices(claim: Claim) -> tuple[str, str]:
    """The values with which the form says: another appearance of it, and moves its deadline."""
    return f"{drafting.Decision.APPEARANCE}:{claim.pk}", f"{drafting.Decision.RESTATEMENT}:{claim.pk}"
