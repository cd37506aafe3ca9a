"""Claims out of the desk as a table: those that are chosen, or all that the list's filters leave."""

from collections.abc import Callable, Iterator
from typing import Final

from django.conf import settings
from django.contrib.admin.exceptions import DisallowedModelAdminLookup
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import get_language, gettext

from claims.desk import ModelAdmin, page
from claims.models import Claim
from claims.tables import files

FileMaker = Callable[..., Iterator[bytes]]
FORMATS: Final[dict[str, tuple[FileMaker, str]]] = {
    "csv": (files.as_csv, "text/csv; charset=utf-8"),
    "xlsx": (files.as_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


def give_out(admin: ModelAdmin, request: HttpRequest, kind: str) -> HttpResponseBase:
    """GET: the file of all claims that the list has under this address's filters."""
    if not admin.has_view_permission(request):
        raise PermissionDenied
    try:
        claims = admin.get_changelist_instance(request).get_queryset(request)
    except (DisallowedModelAdminLookup, IncorrectLookupParameters):
        return _no_such_filter(admin, request)
    return table_of(claims, kind)


def table_of(claims: QuerySet[Claim], kind: str) -> StreamingHttpResponse:
    """The claims as a file of this kind, made while it is sent."""
    make, content_type = FORMATS[kind]
    name = f"{slugify(settings.SITE_NAME) or 'claims'}-{timezone.localdate():%Y-%m-%d}.{kind}"
    return StreamingHttpResponse(
        make(claims, language=get_language() or "en"),
        content_type=content_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _no_such_filter(admin: ModelAdmin, request: HttpRequest) -> HttpResponse:
    reasons = [gettext("This list has no such filter. Nothing was looked up.")]
    context = {"title": "", "reasons": reasons, "back": reverse("admin:claims_claim_changelist")}
    return page(admin, request, "claims/desk/refused.html", context, status=400)
