"""What the tracker's admin classes share."""

from collections.abc import Sequence
from typing import ClassVar

from django.db.models import Model, QuerySet
from django.http import HttpRequest

from claims.desk import ModelAdmin


class CountedDeletion(ModelAdmin):
    """Says how much goes with a row instead of listing it: a feed may have a hundred thousand articles.

    Who may delete the row may delete what belongs to it, though nobody deletes that by itself.
    """

    goes_with: ClassVar[tuple[str, ...]] = ()

    def get_deleted_objects(
        self, objs: Sequence[Model] | QuerySet[Model], request: HttpRequest
    ) -> tuple[list[str], dict[str, int], set[str], list[str]]:
        rows = list(objs)
        counts = {str(self.opts.verbose_name_plural): len(rows)}
        for name in self.goes_with:
            related = [getattr(row, name) for row in rows]
            kind = related[0].model._meta.verbose_name_plural  # noqa: SLF001  Django documents it
            counts[str(kind)] = sum(each.count() for each in related)
        return [str(row) for row in rows], counts, set(), []
