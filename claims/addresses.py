"""Web addresses as the record compares them; fetching and its safety checks live in `tracker`."""

import re
import unicodedata
from hashlib import sha256
from typing import Final
from urllib.parse import SplitResult, urlsplit, urlunsplit

_DEFAULT_PORTS: Final = {"http": 80, "https": 443}

# Parameters that say where a reader came from and never which page is meant: campaign tags, the click numbers of
# advertisers, the numbers of mail-outs. `ref` and `id` are not among them: some sites find the page by those.
_TRACKING_PREFIXES: Final = ("utm_", "mtm_", "pk_", "hsa_", "at_", "sara_", "ns_")
_TRACKING_NAMES: Final = frozenset(
    {"_hsenc", "_hsmi", "cmpid", "dclid", "epik", "fbclid", "gbraid", "gclid", "igshid", "mc_cid", "mc_eid"}
    | {"mkt_tok", "msclkid", "oly_anon_id", "oly_enc_id", "smid", "ttclid", "twclid", "vero_id", "wbraid"}
    | {"wt_mc", "wt_zmc", "xtor", "yclid"}
)


def canonical_url(url: str) -> str:
    """Return the one spelling under which addresses of the same page are compared.

    Scheme and host are lower-cased, the host in its ASCII form; default port, user name, fragment and the parameters
    that only track a reader are dropped. What is left keeps its order and spelling. Anything that is not an
    http(s) address with a host comes back stripped of outer white space and otherwise unchanged. Idempotent.
    """
    text = url.strip()
    try:
        parts = urlsplit(text)
        netloc = _netloc(parts)
    except ValueError:  # a port out of range, a broken IPv6 address, a name without an ASCII form
        return text
    scheme = parts.scheme.lower()
    if scheme not in _DEFAULT_PORTS or not netloc:
        return text
    return urlunsplit((scheme, netloc, parts.path or "/", _without_tracking(parts.query), ""))


def digest_of(url: str) -> str:
    """SHA-256, in hex, of the canonical address: an index entry has a size that an address may exceed."""
    return sha256(canonical_url(url).encode("utf-8", "surrogatepass")).hexdigest()


def _netloc(parts: SplitResult) -> str:
    """Return host and, where it is not the scheme's own, port. Raises ValueError for a port out of range."""
    host = ascii_host((parts.hostname or "").rstrip("."))
    port = parts.port
    if ":" in host:
        host = f"[{host}]"
    return host if port in {None, _DEFAULT_PORTS.get(parts.scheme.lower())} or not host else f"{host}:{port}"


def ascii_host(host: str) -> str:
    """Return a host name in lower-case ASCII (RFC 5891); wide digits and dots become plain ones first.

    ß stays a letter of its own, as registries have it since IDNA 2008: `faß.example` is not `fass.example`.
    Raises UnicodeError for a name that has no such form.
    """
    if host.isascii():
        return host.lower()
    plain = unicodedata.normalize("NFKC", host).lower()
    return ".".join(_ascii_label(label) for label in re.split(r"[.\u3002]", plain))


def _ascii_label(label: str) -> str:
    if "ß" in label:
        return "xn--" + label.encode("punycode").decode("ascii")
    return label.encode("idna").decode("ascii")


def _without_tracking(query: str) -> str:
    return "&".join(pair for pair in query.split("&") if pair and not _tracks(pair.partition("=")[0].lower()))


def _tracks(name: str) -> bool:
    return name in _TRACKING_NAMES or name.startswith(_TRACKING_PREFIXES)
