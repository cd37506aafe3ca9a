"""Reads a page where it can be killed: in a process of its own, started for this page."""

from typing import Final

from tracker import confined
from tracker.confined import Ending
from tracker.intake.extract.article import Extracted, NotAnArticle, NotAnArticleKind, is_pdf, load

KINDS: Final = {
    Ending.OUT_OF_TIME: NotAnArticleKind.TOO_SLOW,
    Ending.OUT_OF_MEMORY: NotAnArticleKind.TOO_LARGE,
    Ending.BROKE_DOWN: NotAnArticleKind.NO_TEXT,  # an error of the library's, on markup that it cannot read
}


def extract_guarded(
    body: bytes,
    *,
    url: str,
    content_type: str = "",
    zone: str = "UTC",
    cpu_seconds: int = 10,
    memory_mib: int = 768,
) -> Extracted:
    """Do as `extract` does, or `extract_pdf` with a PDF, in a process that is killed at the limits:
    then NotAnArticle, too slow or too large.

    Costs some 0.5 s for the start, which a person who waits for a page of the web does not notice.
    """
    order = {"url": url, "content_type": content_type, "zone": zone}
    kind = "pdf_process" if is_pdf(body, content_type) else "article_process"
    try:
        values = confined.run(
            f"tracker.intake.extract.{kind}",
            order,
            body,
            cpu_seconds=cpu_seconds,
            memory_mib=memory_mib,
        )
    except confined.EndedEarly as end:
        return NotAnArticle(KINDS[end.ending])
    return load(values)
