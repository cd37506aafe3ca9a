"""The claims' list with a person's own filters above it, and the steps that save and remove them."""

from typing import TypedDict
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from claims import saved_lists
from claims.desk import ModelAdmin, person
from claims.models import SavedList
from claims.saved_lists import MOST, TooManyLists

# What of the address is kept besides the filters: the words of a search, and the order.
KEPT = frozenset({"q", "o"})
LONGEST = 300


class ShownList(TypedDict):
    """A saved list as the page shows it."""

    row: SavedList
    address: str
    is_open: bool


class OffersSavedLists(ModelAdmin):
    """A list whose filters can be kept."""

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, object] | None = None
    ) -> HttpResponse:
        asked = self._asked(request.GET)
        shown = [_shown(row, asked) for row in saved_lists.lists_of(person(request))]
        is_new = bool(asked) and not any(each["is_open"] for each in shown)
        context = {"saved_lists": shown, "to_save": urlencode(asked) if is_new else ""}
        return super().changelist_view(request, {**context, **(extra_context or {})})

    def _asked(self, query: QueryDict) -> dict[str, str]:
        """What the address asks for and may ask for."""
        return {
            name: value[:LONGEST]
            for name in sorted(query)
            if (value := str(query[name])) and (name in KEPT or self.lookup_allowed(name, value))
        }

    def save_list(self, request: HttpRequest) -> HttpResponse:
        """POST `name` and `asked`: keep the filters."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        asked = self._asked(QueryDict(request.POST.get("asked", "")[: LONGEST * 20]))
        name = request.POST.get("name", "").strip()[:60].strip()
        try:
            if name and asked:
                saved_lists.save(name=name, asked=asked, owner=person(request))
                messages.success(request, gettext("Saved: “%(name)s”.") % {"name": name})
            else:
                messages.error(request, gettext("Filter the list, and give it a name: then it is saved."))
        except TooManyLists:
            text = gettext("You have %(most)d lists already. Remove one first.")
            messages.error(request, text % {"most": MOST})
        return HttpResponseRedirect(f"{_list_address()}?{urlencode(asked)}")

    def remove_list(self, request: HttpRequest, list_id: int) -> HttpResponse:
        """POST: forget one of one's own lists."""
        row = get_object_or_404(saved_lists.lists_of(person(request)), pk=list_id)
        row.delete()
        messages.success(request, gettext("Removed: “%(name)s”.") % {"name": row.name})
        return HttpResponseRedirect(_list_address())

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        return [
            path("lists/save/", wrap(require_POST(self.save_list)), name="claims_claim_save_list"),
            path(
                "lists/<int:list_id>/remove/",
                wrap(require_POST(self.remove_list)),
                name="claims_claim_remove_list",
            ),
            *super().get_urls(),
        ]


def _list_address() -> str:
    return reverse("admin:claims_claim_changelist")


def _shown(row: SavedList, asked: dict[str, str]) -> ShownList:
    address = f"{_list_address()}?{urlencode(row.asked)}"
    return {"row": row, "address": address, "is_open": row.asked == asked}
