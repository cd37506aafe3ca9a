"""Whether this installation works, for whoever watches it."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from claims.models import Claim
from config import readiness, standstill
from tracker import jobs, setaside


def livez(request: HttpRequest) -> HttpResponse:
    """200 and `ok` while web process and database answer; an error otherwise. Has a standstill told."""
    # A table of our own: a new, empty file would answer anything simpler.
    Claim.objects.exists()
    standstill.look(now=timezone.now())
    return _plain("ok")


def healthz(request: HttpRequest) -> HttpResponse:
    """200 and `ok` while the whole installation works; 503 and the fault when no work is handed out.

    A second line counts what was set aside, by job: that is for a person to look at, and stops nothing.
    """
    standstill.look(now=timezone.now())
    last = jobs.last_dispatch()
    if jobs.is_silent(last, now=timezone.now()):
        since = f"since {last:%Y-%m-%d %H:%M:%S} UTC" if last else "yet"
        return _plain(f"No work was handed out {since}: look at worker, clock (beat) and broker.", status=503)
    counted = ", ".join(f"{number} {job}" for job, number in setaside.counts().items())
    return _plain(f"ok\nset aside: {counted}" if counted else "ok")


def readyz(request: HttpRequest) -> HttpResponse:
    """200 while every part answers and nothing due is late, else 503; one line for each part says which."""
    parts = readiness.parts(now=timezone.now())
    return _plain("\n".join(map(str, parts)), status=503 if any(part.fault for part in parts) else 200)


def _plain(text: str, status: int = 200) -> HttpResponse:
    answer = HttpResponse(text, content_type="text/plain; charset=utf-8", status=status)
    answer["Cache-Control"] = "no-store"
    return answer
