"""What the desk is told about a feed, in plain words: what a fault means, what to do, what to mind. Decides nothing."""

from datetime import timedelta
from typing import Final

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.timesince import timesince
from django.utils.timezone import localtime
from django.utils.timezone import now as right_now
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from tracker.feeds.probe import Doubt, FoundFeed
from tracker.models import Fault

_TYPING_ERROR: Final = _("Check the spelling of the address, and open it in a browser.")
_LATER: Final = _("This often passes. Test it again in an hour; if it stays, write to the publisher.")
_NO_FEED: Final = _(
    "Look on the site for a link named RSS, Atom or feed, and give that address. Some sites have no feed."
)
_BROKEN_FEED: Final = _(
    "Only the publisher can mend this. Write to them, or look for another feed of the site."
)

WHAT_TO_DO: Final[dict[str, Promise]] = {
    Fault.REFUSED_ADDRESS: _(
        "If this is a server of your own, whoever runs Foresaid can allow it in FETCH_ALLOWED_HOSTS."
    ),
    Fault.BAD_ADDRESS: _TYPING_ERROR,
    Fault.DNS: _TYPING_ERROR,
    Fault.CONNECT: _LATER,
    Fault.TLS: _("The site's certificate is wrong or has run out. Only the publisher can mend this."),
    Fault.TIMEOUT: _LATER,
    Fault.REDIRECTS: _("Open the address in a browser and give the one that it ends at."),
    Fault.STATUS: _(
        "The page may have moved, or the site refuses programs. Open the address in a browser; "
        "if it works there, ask the publisher to let Foresaid in."
    ),
    Fault.GONE: _("The publisher has taken it down. Look for a new feed on the site, or delete this one."),
    Fault.PROTOCOL: _LATER,
    Fault.EMPTY: _LATER,
    Fault.HTML_PAGE: _NO_FEED,
    Fault.NOT_XML: _NO_FEED,
    Fault.ENTITIES: _BROKEN_FEED,
    Fault.NOT_A_FEED: _NO_FEED,
    Fault.TOO_SLOW: _BROKEN_FEED,
    Fault.TOO_LARGE: _("Look for a feed of a single section: it is smaller."),
    Fault.INTERNAL: _("This is a fault of Foresaid. Tell whoever runs it; all other feeds are read on."),
}

_SENTENCES: Final[dict[Doubt, Promise]] = {
    Doubt.EMPTY: _("It holds no entries at the moment."),
    Doubt.OLD: _("Its newest entry is of %(day)s: it may have been given up."),
    Doubt.UNDATED: _("Its entries have no dates: articles get the time at which they are read."),
    Doubt.FOREIGN: _("It is in %(language)s. Articles are compared with claims in English and German only."),
    Doubt.DECLARES_ANOTHER: _("It declares %(declared)s, but is written in %(language)s."),
    Doubt.MOVED: _("It has moved for good. Tracked is the new address: %(address)s"),
    Doubt.REDIRECTED: _("The address passes on to another one: %(address)s"),
    Doubt.WITHOUT_VALIDATORS: _(
        "The server cannot say whether anything changed, so it is asked once an hour at most."
    ),
    Doubt.ASKS_FOR_TIME: _("The publisher asks for %(time)s between polls, and gets them."),
    Doubt.UNSOUND: _(
        "There are faults in its XML or its character encoding. Its entries can be read all the same."
    ),
}


def what_to_do(fault: str) -> str:
    """A sentence or two for whoever sees the fault; "" for one without a name."""
    return str(WHAT_TO_DO.get(fault, ""))


def in_words(doubt: Doubt, found: FoundFeed) -> str:
    """A doubt about a feed that was found, as a sentence."""
    values = {
        "day": date_format(localtime(found.newest), "DATE_FORMAT") if found.newest else "",
        "language": language_in_words(found.language),
        "declared": language_in_words(found.declared),
        "address": found.url if doubt is Doubt.MOVED else found.answered_by,
        "time": _span(found.asked_seconds),
    }
    return str(_SENTENCES[doubt]) % values


def _span(seconds: int) -> str:
    moment = right_now()
    return timesince(moment - timedelta(seconds=seconds), moment, depth=1)


def language_in_words(code: str) -> str:
    """What a language is called in the reader's own; the code itself where Django has no name for it."""
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code
