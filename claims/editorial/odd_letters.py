"""Letters of which a database cannot say that they are the same to whoever compares words: accents, ligatures, other
forms of Latin ones, and what stands in words unseen. A text that has one is read, whatever is looked for.

German letters are none of them: they are spelled out where a database is asked.
"""

import re
from typing import Final

from django.db import connection, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Func, Q
from django.db.models.functions import Cast

ODD: Final = (
    "\u00aa\u00ad\u00b2\u00b3\u00b9\u00ba\u00bc-\u00be\u00c0-\u00c3\u00c5-\u00d5\u00d8-\u00db\u00dd\u00de\u00e0-\u00e3\u00e5-\u00f5"
    "\u00f8-\u00fb\u00fd-\u1fff\u200c\u200d\u2060-\u20ab\u2100-\u218f\u2460-\u24ff\u2c60-\u2c7f\u3200-\u33ff"
    "\ua640-\U0010ffff"
)
# Also as an address escapes letters, and JSON, as SQLite keeps it.
IN_ADDRESSES: Final = "%[c-fC-F][0-9a-fA-F]%[89abAB]"
_ODD: Final = re.compile(
    rf"[{ODD}]|{IN_ADDRESSES}|\\u(?:00a[ad]|00b[239ac-e]|00c[0-35-9a-f]|00d[0-58-bde]|00e[0-35-9a-f]|00f[0-58-bd-f]"
    r"|0[1-9a-f]|1|200[cd]|20[6-9]|20a[0-9ab]|21|24|2c|3[23]|[a-f])"
)
_NAME: Final = "foresaid_has_odd_letters"


def has_odd_letters(text: str | None) -> bool:
    """Whether the text has one, as itself or as JSON escapes it."""
    return bool(text) and _ODD.search(str(text)) is not None


def tell_sqlite(connection: BaseDatabaseWrapper, **kwargs: object) -> None:
    """A new connection: have SQLite ask us, as its own GLOB takes a microsecond a letter. Not while it reads: it would
    refuse.
    """
    if connection.vendor == "sqlite":
        connection.connection.create_function(_NAME, 1, has_odd_letters, deterministic=True)


def with_odd_letters(name: str) -> Q:
    """The rows of which this field has one."""
    if connection.vendor != "sqlite":
        return Q(**{f"{name}__regex": f"[{ODD}]|{IN_ADDRESSES}"})
    text = Cast(name, models.TextField())
    return Q(Func(text, function=_NAME, output_field=models.BooleanField()))
