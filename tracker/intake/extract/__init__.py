"""Turns an article's web page or PDF into its text, title, publisher and date. It never touches network or database."""

from tracker.intake.extract.article import TEXT_LENGTH, ArticlePage, NotAnArticle, NotAnArticleKind, is_pdf
from tracker.intake.extract.cleaning import cleaned
from tracker.intake.extract.guard import extract_guarded

__all__ = [
    "TEXT_LENGTH",
    "ArticlePage",
    "NotAnArticle",
    "NotAnArticleKind",
    "cleaned",
    "extract_guarded",
    "is_pdf",
]
