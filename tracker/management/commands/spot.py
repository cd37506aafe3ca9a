"""Prints the claims of an article: `manage.py spot FILE_OR_URL`. Keeps nothing."""

import sys
from argparse import ArgumentParser
from dataclasses import replace
from datetime import date
from json import dumps
from pathlib import Path
from typing import Final

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from claims.horizon import Window
from claims.models import Language
from tracker.intake import articles
from tracker.intake.articles import SourceArticle
from tracker.intake.extract import ArticlePage, cleaned, extract_guarded, is_pdf
from tracker.spot import SpottedClaim

LARGEST_FILE: Final = 10 * 2**20
PAGES: Final = (".html", ".htm", ".xhtml")


class Command(BaseCommand):
    help = "Prints the sentences of an article that look ahead, the dated ones first. Keeps nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "source", help="an http(s) address, a file of text, HTML or PDF, or - for the standard input"
        )
        parser.add_argument(
            "--on", type=_day, help="the day of publication, YYYY-MM-DD; of a text without one: today"
        )
        parser.add_argument("--language", choices=Language.values, help="instead of finding it out")
        parser.add_argument("--json", action="store_true", help="print one JSON document instead of lines")

    def handle(
        self,
        *_args: object,
        source: str,
        on: date | None,
        language: str | None,
        json: bool,
        **_options: object,
    ) -> None:
        article = _completed(_article(source), on, language)
        found = articles.spot(article)
        if json:
            self.stdout.write(dumps(_as_json(article, found), ensure_ascii=False, indent=2))
            return
        self.stdout.write(f"{article.title or source} ({article.published_on}, {article.language})")
        for claim in found:
            self.stdout.write(
                f"\n{_when(claim)}  {claim.claimant or '?'}  [{claim.firmness}]\n  {claim.quote}"
            )
        dated = sum(claim.is_dated for claim in found)
        self.stdout.write(f"\n{dated} with a deadline, {len(found) - dated} without")


def _day(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError as fault:
        raise CommandError(f"--on: {written!r} is no day; write it as 2026-12-31.") from fault


def _article(source: str) -> SourceArticle:
    if source.startswith(("http://", "https://")):
        try:
            return articles.read_address(source, now=timezone.now())
        except articles.UnreadableArticle as fault:
            raise CommandError(f"{source}: {fault.explanation}") from fault
    body = _read(source)
    if source.lower().endswith(PAGES) or body.lstrip()[:1] == b"<" or is_pdf(body, ""):
        page = extract_guarded(
            body, url=Path(source).resolve().as_uri(), content_type="text/html", zone=settings.TIME_ZONE
        )
        if not isinstance(page, ArticlePage):
            raise CommandError(f"{source}: {articles.NO_TEXT[page.kind]}")
        return SourceArticle(page.text, title=page.title, published_on=page.published_on)
    try:
        return SourceArticle(cleaned(body.decode()))
    except UnicodeDecodeError as fault:
        raise CommandError(f"{source}: this is no text in UTF-8.") from fault


def _read(source: str) -> bytes:
    try:
        if source == "-":
            return sys.stdin.buffer.read(LARGEST_FILE)
        with Path(source).open("rb") as file:
            return file.read(LARGEST_FILE)
    except OSError as fault:
        raise CommandError(f"{source}: {fault.strerror}.") from fault


def _completed(article: SourceArticle, on: date | None, language: str | None) -> SourceArticle:
    if not article.text:
        raise CommandError("The text is empty.")
    language = language or article.language or articles.language_of(article.text)
    if not language:
        raise CommandError("The text seems to be neither German nor English; say which with --language.")
    day = on or article.published_on or timezone.localdate()
    return replace(article, published_on=day, language=language)


def _when(claim: SpottedClaim) -> str:
    if isinstance(claim.window, Window):
        return f"{claim.window.opens_on} .. {claim.window.closes_on}"
    return "no date"


def _as_json(article: SourceArticle, found: list[SpottedClaim]) -> dict[str, object]:
    return {
        "address": article.address,
        "title": article.title,
        "publisher": article.publisher,
        "published_on": str(article.published_on),
        "language": article.language,
        "claims": [
            {
                "quote": claim.quote,
                "start": claim.start,
                "end": claim.end,
                "claimant": claim.claimant,
                "horizon": claim.horizon,
                "opens_on": str(claim.window.opens_on) if isinstance(claim.window, Window) else None,
                "closes_on": str(claim.window.closes_on) if isinstance(claim.window, Window) else None,
                "firmness": str(claim.firmness),
                "reason": str(claim.reason),
            }
            for claim in found
        ],
    }
