"""Articles at the desk: what the feeds brought, to look at."""

from functools import partial

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils.html import format_html, strip_tags
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from claims.desk import ReadOnlyAdmin
from tracker.admin.evidence import why
from tracker.evidence import finding
from tracker.models import Article


@admin.register(Article)
class ArticleAdmin(ReadOnlyAdmin):
    list_display = ("title", "feed", "language", "published_at", "stored_at")
    list_filter = ("feed", "language")
    list_select_related = ("feed",)
    list_per_page = 50
    # Counting all of a large table for a footnote would cost more than the page.
    show_full_result_count = False
    search_fields = ("title", "summary")  # where the index of words knows nothing
    fields = (
        "title",
        "url",
        "feed",
        "author",
        "published_at",
        "language",
        "read_instead",
        "text",
        "stored_at",
        "matched_at",
    )
    readonly_fields = fields

    def get_urls(self) -> list[URLPattern]:
        """With the page that says why an article was not suggested."""
        wrap = self.admin_site.admin_view
        own = [path("why/", wrap(partial(why.why, self)), name="tracker_article_why")]
        return own + super().get_urls()

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Article], search_term: str
    ) -> tuple[QuerySet[Article], bool]:
        """Those that have all the words, in any form."""
        found = finding.by_index(search_term)
        if found.exists():
            return queryset.filter(pk__in=found.values("pk")), False
        return super().get_search_results(request, queryset, search_term)

    @admin.display(description=_("read in its place"))
    def read_instead(self, article: Article) -> str | SafeString:
        """The transcript or PDF whose words these are, or why it has none."""
        attachment = getattr(article, "attachment", None)
        if attachment is None:
            return ""
        state = attachment.get_fault_display() if not attachment.read_at else ""
        return format_html(
            '<a href="{}" rel="noopener noreferrer">{}</a> {}',
            attachment.url,
            attachment.get_kind_display(),
            state,
        )

    @admin.display(description=_("text"))
    def text(self, article: Article) -> str:
        return strip_tags(article.content or article.summary)
