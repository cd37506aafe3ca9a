"""Turns an article's web page into its text, title, publisher and date. It never touches network or database."""

from tracker.extract.guard import extract_guarded
from tracker.extract.page import extract
from tracker.extract.results import TEXT_LENGTH, ArticlePage, NotAnArticle, NotAnArticleKind

__all__ = [
    "TEXT_LENGTH",
    "ArticlePage",
    "NotAnArticle",
    "NotAnArticleKind",
    "extract",
    "extract_guarded",
]
