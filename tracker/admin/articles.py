"""Articles at the desk: what the feeds brought, to look at."""

from django.contrib import admin
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _

from claims.admin.base import ReadOnlyAdmin
from tracker.models import Article


@admin.register(Article)
class ArticleAdmin(ReadOnlyAdmin):
    list_display = ("title", "feed", "language", "published_at", "stored_at")
    list_filter = ("feed", "language")
    list_select_related = ("feed",)
    list_per_page = 50
    # Counting all of a large table for a footnote would cost more than the page.
    show_full_result_count = False
    search_fields = ("title", "summary")
    fields = (
        "title",
        "url",
        "feed",
        "author",
        "published_at",
        "language",
        "text",
        "stored_at",
        "matched_at",
    )
    readonly_fields = fields

    @admin.display(description=_("text"))
    def text(self, article: Article) -> str:
        return strip_tags(article.content or article.summary)
