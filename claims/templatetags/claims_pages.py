"""What the public pages' templates need to say dates, shares and rules in the reader's language."""

from datetime import date, datetime
from typing import TypedDict

from django import template
from django.template.context import RequestContext
from django.urls import reverse, translate_url
from django.utils import formats, timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext, override

from claims import once, paging, recordings, rule_choice, translations
from claims.chronicle import signature
from claims.comparing import BoardPlace, Group, Prior
from claims.copying import blocks
from claims.corrections import Notice
from claims.embeds import oembed
from claims.horizon import Rule
from claims.models import Claim, Claimant, Topic, Verdict
from claims.scoreboard import TrackRecord
from claims.search import LATE, OUTCOMES
from claims.share_images import wording
from claims.share_images.wording import ShareImage
from claims.syndication import reviews
from claims.translations import ReadersText

register = template.Library()
LEAST_SHARE_WITH_NUMBER = 0.06  # a narrower segment has no room for its number


register.filter(signature)
register.filter(recordings.in_clock)
register.filter(recordings.played_from)


@register.filter
def day(value: date | datetime | None) -> SafeString | str:
    """A day in the reader's language, as a `time` element; empty for None."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = timezone.localtime(value).date()
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), in_words(value))


@register.filter
def first_on(day: date) -> str:
    """The key of a list by deadline after which the claims of that day come (claims.paging)."""
    return f"{day.isoformat()}{paging.BETWEEN}0"


@register.simple_tag
def script_address() -> str:
    """Where the script that checks a claim is, in the reader's language."""
    return reverse("published:script_de" if get_language() == "de" else "published:script")


@register.filter
def offices_on(claimant: Claimant, day: date) -> str:
    """The claimant's offices and parties of that day; empty where none is known."""
    return claimant.offices_on(day)


@register.filter
def in_its_language(told: ReadersText) -> SafeString | str:
    """The `lang` of an element with this text, where it is another than the page's."""
    if told.language in {"", get_language()}:
        return ""
    return format_html(' lang="{}"', told.language)


@register.filter
def within_a_sentence(told: ReadersText) -> SafeString | str:
    """The text, with its language where that is another than the page's."""
    lang = in_its_language(told)
    return format_html("<span{}>{}</span>", lang, told.text) if lang else told.text


@register.filter
def translation_mark(original_language: str) -> str:
    """What stands beside a translation in a list."""
    return translations.mark_of(original_language)


@register.filter
def told_name(thing: Claim | Claimant | Topic) -> str:
    """What a reader of the page's language is told of whom, or what, something is about."""
    if isinstance(thing, Claimant):
        return thing.name
    return str(thing.told_statement if isinstance(thing, Claim) else thing.told_name)


@register.filter
def moment(value: datetime | None) -> SafeString | str:
    """A day and time of day in the newsroom's zone, as a `time` element; empty for None."""
    if value is None:
        return ""
    local = timezone.localtime(value)
    words = formats.date_format(local, "DATETIME_FORMAT")
    return format_html('<time datetime="{}">{}</time>', local.isoformat(timespec="minutes"), words)


@register.filter
def shown_outcome(claim: Claim) -> str:
    """The outcome as icons and colours have it: what came true late is told from what never did."""
    return LATE if claim.days_late else claim.outcome


@register.filter
def outcome_words(claim: Claim) -> str:
    """The same in words."""
    return str(dict(OUTCOMES)[shown_outcome(claim)])


@register.filter
def counter_name(counter: str) -> str:
    """What claims that count so are called, one of `claims.models.COUNTERS`."""
    beside = {
        "early": gettext("decided early"),
        "awaiting": gettext("awaiting a verdict"),
        "running": gettext("still running"),
    }
    return beside.get(counter) or str(dict(OUTCOMES)[counter])


@register.filter
def group_name(group: Group) -> str:
    """Where somebody stands against the rate of all others, in words."""
    return {
        Group.MORE: gettext("More often right than most"),
        Group.ALIKE: gettext("Cannot be told apart"),
        Group.LESS: gettext("Less often right than most"),
    }[group]


@register.filter
def in_words(value: date) -> str:
    """A day as plain text: "12 February 2027", "12. Februar 2027"."""
    return formats.date_format(value, "DATE_FORMAT")


@register.filter
def percent(share: float) -> str:
    """A share between 0 and 1 as whole per cent."""
    # Translators: how a percentage is written; German has a space before the sign.
    return gettext("{number}%").format(number=round(share * 100))


@register.filter
def in_readers_language(text: str) -> str:
    """A sentence that code has marked for the catalogue and the record keeps in English, like a window's note."""
    return gettext(text) if text else ""


@register.filter
def rule_name(label: str) -> str:
    """The name of the rule that gave a window, also of none: an editor's own hand."""
    return gettext("by hand") if label == Claim.BY_HAND else in_readers_language(label)


@register.filter
def rule_explanation(label: str) -> str:
    """One sentence on the rule that gave a window; empty for a label that no rule has."""
    if label == Claim.BY_HAND:
        return gettext("The words name no date that a rule could read; an editor set the days.")
    return next((gettext(rule.explanation) for rule in Rule if rule == label), "")


@register.filter
def is_web_address(address: str) -> bool:
    """Whether an address that came from outside may become a link."""
    return address.startswith(("http://", "https://"))


@register.simple_tag(takes_context=True)
def this_page_in(context: RequestContext, language: str) -> str:
    """The address of this page in another language; the first page where it has none. A page that must not repeat
    the address asked for gives its own as `page_path`.
    """
    path = context.get("page_path") or context["request"].get_full_path()
    translated = translate_url(path, language)
    if translated != path or path.startswith(f"/{language}/"):
        return translated
    with override(language):
        return reverse("claims:scoreboard")


@register.inclusion_tag("claims/parts/claim_row.html")
def claim_row(claim: Claim, today: date) -> dict[str, object]:
    """A claim as lists show it. No query for claims from `for_lists()`."""
    return {
        "claim": claim,
        "today": today,
        "schedule": claim.schedule(today),
        "is_overdue": claim.is_overdue(today),
        "verdict": next(iter(claim.public_verdicts), None),
    }


class DrawnBar(TypedDict):
    """What a record's bar is drawn of: lengths are shares of its width."""

    track: TrackRecord
    segments: list[dict[str, str]]
    whisker: dict[str, str] | None


@register.inclusion_tag("claims/parts/track_bar.html")
def track_bar(track: TrackRecord) -> DrawnBar:
    """The decided claims as one bar, and beneath it, on the same scale, the rate's interval."""
    return {"track": track, "segments": _segments(track), "whisker": _whisker(track)}


@register.inclusion_tag("claims/parts/caterpillar.html")
def caterpillar(place: BoardPlace, prior: Prior) -> dict[str, str]:
    """One line of the board's plot: the estimate with its interval, on the scale from 0 to 1, and the board's mean."""
    estimate = place.estimate
    shares = {
        "low": estimate.interval.low,
        "high": estimate.interval.high,
        "rate": estimate.rate,
        "mean": prior.mean,
    }
    return {name: _length(share) for name, share in shares.items()}


@register.inclusion_tag("claims/parts/caterpillar.html")
def interval_line(track: TrackRecord) -> dict[str, str]:
    """A rate with its interval on the scale from 0 to 1, like a line of the board's plot without a mean. n > 0."""
    return _whisker(track) or {}


def _segments(track: TrackRecord) -> list[dict[str, str]]:
    segments, before = [], 0
    for kind in ("confirmed", "partly", "late", "missed"):
        number = getattr(track, kind)
        if number:
            share = number / track.n
            segments.append(
                {
                    "kind": kind,
                    "number": str(number),
                    "x": _length(before / track.n),
                    "width": _length(share),
                    "middle": _length(before / track.n + share / 2)
                    if share > LEAST_SHARE_WITH_NUMBER
                    else "",
                }
            )
        before += number
    return segments


def _whisker(track: TrackRecord) -> dict[str, str] | None:
    if track.interval is None or track.rate is None:
        return None
    shares = {"low": track.interval.low, "high": track.interval.high, "rate": track.rate}
    return {name: _length(share) for name, share in shares.items()}


def _length(share: float) -> str:
    """An SVG length; never with a decimal comma, whatever the page's language."""
    return f"{share * 100:.2f}%"


@register.simple_tag
def claim_review(claim: Claim, verdict: Verdict | None, notices: list[Notice]) -> SafeString | str:
    """What programs read on a decided claim's page; empty where there is nothing to tell."""
    review = reviews.review_of(claim, verdict, notices)
    if review is None:
        return ""
    told = mark_safe(reviews.as_json(review))  # noqa: S308  every character that ends a script is escaped
    return format_html('<script type="application/ld+json">{}</script>', told)


@register.inclusion_tag("claims/parts/share_image.html", takes_context=True)
def share_image_of_site(context: RequestContext) -> dict[str, object]:
    """Names the picture that other sites show beside a link to this page: that of the site. No query."""
    return _picture(context, wording.of_site())


@register.inclusion_tag("claims/parts/share_image.html", takes_context=True)
def share_image_of_claim(context: RequestContext, claim: Claim, today: date) -> dict[str, object]:
    """The same of a claim; the site's where it is no public one. No query on the claim's own page."""
    is_public = claim.state == Claim.State.PUBLISHED
    return _picture(context, wording.of_claim(claim, today) if is_public else wording.of_site())


@register.inclusion_tag("claims/parts/share_image.html", takes_context=True)
def share_image_of_claimant(
    context: RequestContext, claimant: Claimant, track: TrackRecord, today: date
) -> dict[str, object]:
    """The same of a claimant with public claims: the record by the newsroom's own rule, whatever the page's."""
    track = track.counted_by(rule_choice.own_rule())
    return _picture(context, wording.of_claimant(claimant, track, today))


def _picture(context: RequestContext, image: ShareImage) -> dict[str, object]:
    # The error pages' templates may come without what every request has.
    is_drawn = context.get("has_share_images", False) and not context.get("is_preview")
    return {"site_url": context.get("site_url", ""), "picture": image if is_drawn else None}


@register.simple_tag
def embed_code(claim: Claim) -> str:
    """What another site puts into its page to show the claim. No query on the claim's own page."""
    return oembed.code_of(oembed.of_claim(claim))


@register.simple_tag
def copied_blocks() -> list[tuple[int, int, int]]:
    """The pages of a copy that hold all claims, each with its first and last number. One query."""
    return blocks.blocks()


@register.simple_tag
def last_copied_index() -> int:
    """The place of the last script that a copy's search reads. One query."""
    return blocks.last_index()


@register.simple_tag
def form_key() -> SafeString:
    """The hidden field by which a form that adds something is known when it comes twice."""
    return format_html('<input type="hidden" name="{}" value="{}">', once.FIELD, once.new_key())
