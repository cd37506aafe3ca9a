"""How the desk shows what a horizon's words give: the window, its rule and what to look at again."""

from dataclasses import dataclass, replace
from datetime import date

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from claims import horizon
from claims.admin.claim_forms import WindowQuery
from claims.models import Claim, Language

TEMPLATE = "claims/desk/window.html"


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowPreview:
    """What the words give, in the desk's language. `kind` is window, vague, unresolved, past or nothing.

    `doubt` says why the language chosen may be the wrong one, `quoted_in` which one the quote is in, "" if unsure.
    """

    kind: str
    opens_on: date | None = None
    closes_on: date | None = None
    rule: str = ""
    explanation: str = ""
    note: str = ""
    doubt: str = ""
    quoted_in: str = ""


def preview_window(phrase: str, *, said_on: date, language: str, quote: str = "") -> WindowPreview:
    """The words' window with its rule and note, or why there is none; and whether the language may be another."""
    found = horizon.resolve(phrase, said_on=said_on, language=language)
    doubt = horizon.language_doubt(phrase, said_on=said_on, language=language, quote=quote)
    preview = of_window(found) if isinstance(found, horizon.Window) else without_window(found)
    return replace(preview, doubt=in_words(doubt) if doubt else "", quoted_in=horizon.written_in(quote))


def without_window(found: horizon.Vague | horizon.Unresolved | horizon.Past) -> WindowPreview:
    """Why the words give no window."""
    return WindowPreview(kind=type(found).__name__.lower(), explanation=gettext(found.reason))


def of_window(found: horizon.Window) -> WindowPreview:
    """The window with its rule and note."""
    return WindowPreview(
        kind="window",
        opens_on=found.opens_on,
        closes_on=found.closes_on,
        rule=gettext(found.rule),
        explanation=gettext(found.rule.explanation),
        note=gettext(found.note) if found.note else "",
    )


def in_words(doubt: horizon.LanguageDoubt) -> str:
    """The doubt about the language as sentences for the editor."""
    name = {"language": Language(doubt.language).label}
    said = [gettext("The quote looks like %(language)s, but another language is chosen for it.") % name]
    said = said if doubt.of_quote else []
    if isinstance(doubt.resolution, horizon.Window):
        days = {
            "opens_on": date_format(doubt.resolution.opens_on),
            "closes_on": date_format(doubt.resolution.closes_on),
        }
        text = gettext("Read as %(language)s, the words mean %(opens_on)s – %(closes_on)s.")
        said.append(text % (name | days))
    elif doubt.resolution:
        said.append(gettext("The words look like %(language)s: read so, they give no date either.") % name)
    return " ".join(said)


def reading_of(claim: Claim) -> WindowPreview:
    """The reading of a claim as it stands in its form, perhaps half filled in."""
    if not claim.horizon or not claim.said_on:
        return WindowPreview(kind="nothing")
    return preview_window(claim.horizon, said_on=claim.said_on, language=claim.language, quote=claim.quote)


def shown(claim: Claim | None) -> SafeString:
    """The claim's window for its form: by hand, or as the words give it."""
    claim = claim or Claim()
    context: dict[str, object] = {"reading": reading_of(claim)}
    if claim.horizon_rule == Claim.BY_HAND:
        context |= {"by_hand": True, "claim": claim}
    return mark_safe(render_to_string(TEMPLATE, context))  # noqa: S308  the template escapes


def preview(model_admin: admin.ModelAdmin[Claim], request: HttpRequest) -> HttpResponse:
    """GET: the window that words give, as a piece of page, for the form's live preview."""
    if not (model_admin.has_add_permission(request) or model_admin.has_change_permission(request)):
        return HttpResponse(status=403)
    query = WindowQuery(request.GET)
    reading = WindowPreview(kind="nothing")
    if query.is_valid():
        asked = query.cleaned_data
        reading = preview_window(
            asked["horizon"], said_on=asked["said_on"], language=asked["language"], quote=asked["quote"]
        )
    elif quote := str(query.data.get("quote", "")):
        reading = WindowPreview(kind="nothing", quoted_in=horizon.written_in(quote))
    return render(request, TEMPLATE, {"reading": reading})
