"""Pages of invented papers, as their servers would send them."""

from datetime import date

BRIDGE = (
    "The harbour bridge will open to traffic by the end of 2027, transport secretary Orla Pemberwick said.",
    "Inspectors asked for a second round of load tests in a letter that this paper has seen.",
    "The work began eight years ago and has cost twice as much as parliament was told.",
)


def article_page(
    *paragraphs: str,
    title: str = "Bridge to open next year",
    publisher: str = "The Ansel Ledger",
    published_on: date | None = date(2026, 6, 1),
    language: str = "en",
    head: str = "",
) -> bytes:
    """A page with a navigation, an article and a foot, the way content systems write them."""
    day = (
        f'<meta property="article:published_time" content="{published_on}T09:00:00Z">' if published_on else ""
    )
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs or BRIDGE)
    return f"""<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>
    <meta property="og:site_name" content="{publisher}">{day}{head}</head>
    <body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
    <article><h1>{title}</h1>{text}</article><footer>All rights reserved.</footer></body></html>""".encode()
