"""A form that adds something adds it once: a double click, or Back and a second press, get the first's result.

page: a key of its own  ->  first sending: key stored with what was saved
                        ->  same key, same content: the first's result
                        ->  new key, same content (the page was loaded anew): the first's result, for some minutes
                        ->  same key, other content: said, and the next press adds another
"""

import re
import secrets
from collections.abc import Callable
from typing import Final

from django.apps import apps
from django.contrib import messages
from django.db import IntegrityError, models, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from claims.editorial.seen import SENT_AGAIN_WITHIN
from claims.models import SentForm, User

FIELD: Final = "form_key"
# What no two sendings of one form need to have in common.
NOT_CONTENT: Final = frozenset({"csrfmiddlewaretoken", FIELD, "seen"})
_KEY: Final = re.compile(r"[\w-]{20,64}")
# Where a request carries what it saved, and the name of what its form saved before.
_SAVED: Final = "claims.once.saved"
_BEFORE: Final = "claims.once.before"

Write = Callable[[], HttpResponse]


def new_key() -> str:
    """The key of one form on one page."""
    return secrets.token_urlsafe(24)


def only(request: HttpRequest, write: Write, *, by: User) -> HttpResponse:
    """The answer of `write`, which calls `saved` where it saved something; or what the first sending led to.

    A form without a key is written as it comes. One that was saved with other content is to refuse, see `refusal`.
    """
    key = request.POST.get(FIELD, "")
    if not _KEY.fullmatch(key):
        return write()
    with transaction.atomic():
        sent = SentForm(key=key, by=by, content=_content_of(request))
        first = _stored_before(sent) or _sent_anew(sent)
        if first is not None and first.content == sent.content:
            SentForm.objects.filter(key=key).update(
                result=first.result, name=first.name, address=first.address
            )
            return _first_answer(request, first)
        if first is not None:
            request.META[_BEFORE] = first.name
        answer = write()
        _keep(request, key, answer)
        return answer


def saved(request: HttpRequest, row: models.Model) -> None:
    """Note what this request saved, for whoever sends its form again."""
    request.META[_SAVED] = row


def is_saved(request: HttpRequest) -> bool:
    """Whether the form of this request is saved, by it or by an earlier one."""
    return _SAVED in request.META


def refusal(request: HttpRequest) -> str:
    """What a form says that was saved before with other content; "" for any other."""
    if _BEFORE not in request.META:
        return ""
    text = gettext("This form was saved already, as “%(name)s”. Save again to add another one.")
    return text % {"name": request.META[_BEFORE]}


def _content_of(request: HttpRequest) -> str:
    """What was typed at this address, buttons aside."""
    typed = [
        (name, values)
        for name, values in sorted(request.POST.lists())
        if name not in NOT_CONTENT and not name.startswith("_")
    ]
    return salted_hmac(FIELD, repr((request.path, typed)), algorithm="sha256").hexdigest()


def _stored_before(sent: SentForm) -> SentForm | None:
    """Store the form, None; or the one that was stored under its key. Waits for who has the same form in hand."""
    try:
        with transaction.atomic():
            sent.save()
    except IntegrityError:
        first = SentForm.objects.filter(key=sent.key, by=sent.by).first()
        return first if first and _is_there(first) else None
    return None


def _sent_anew(sent: SentForm) -> SentForm | None:
    """The form of the last minutes with the same content: its page was loaded once more in between."""
    since = timezone.now() - SENT_AGAIN_WITHIN
    alike = SentForm.objects.filter(by=sent.by, content=sent.content, at__gte=since)
    first = alike.exclude(result="").order_by("pk").first()
    return first if first and _is_there(first) else None


def _is_there(form: SentForm) -> bool:
    """Whether what it saved was not deleted since."""
    label, _colon, number = form.result.partition(":")
    if not number:
        return False
    return bool(apps.get_model(label)._base_manager.filter(pk=number).exists())  # noqa: SLF001  Django documents it


def _first_answer(request: HttpRequest, first: SentForm) -> HttpResponse:
    text = gettext("This was saved at the first press already, and not a second time: {}")
    messages.info(request, format_html(text, _link_to(first)))
    saved(request, first)
    return HttpResponseRedirect(first.address)


def _link_to(form: SentForm) -> SafeString:
    return format_html('<a href="{}">{}</a>', _page_of(form.result), form.name)


def _page_of(result: str) -> str:
    label, _colon, number = result.partition(":")
    return reverse(f"admin:{label.replace('.', '_')}_change", args=[number])


def _keep(request: HttpRequest, key: str, answer: HttpResponse) -> None:
    """Store what was saved and where that led; where nothing was, the key is free again."""
    stored, row = SentForm.objects.filter(key=key), request.META.get(_SAVED)
    if row is None:
        stored.filter(result="").delete()
        return
    result = f"{row._meta.label_lower}:{row.pk}"  # noqa: SLF001  Django documents it
    stored.update(result=result, name=str(row)[:200], address=answer.get("Location") or _page_of(result))
