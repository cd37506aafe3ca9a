"""The files that are there: in a folder below DATA_DIR/open-data, which a file beside it names."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db.models import Count, Max
from django.utils import timezone

from claims.copying.editions import digest_of
from claims.models import Forgetting, Hold, Reply

CURRENT: Final = "current"
MANIFEST: Final = ".manifest.json"


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file: its bytes, their SHA-256, and how many rows it has; None where it has none."""

    name: str
    size: int
    sha256: str
    rows: int | None = None


@dataclass(frozen=True, slots=True)
class OpenData:
    """What a night has made: of which day, and what was hidden then."""

    folder: Path
    day: date
    made_at: datetime
    hidden: str
    files: Mapping[str, DataFile]

    @property
    def may_be_shown(self) -> bool:
        """Whether nothing was held back or forgotten since, nor is shown no more. Three queries."""
        return self.hidden == hidden_now()


def root() -> Path:
    """Where the folders lie."""
    return Path(settings.DATA_DIR) / "open-data"


def hidden_now() -> str:
    """A digest of what readers may not see at this moment. Three queries."""
    holds = Hold.objects.in_force().aggregate(Count("pk"), Max("pk"))
    forgotten = Forgetting.objects.public().order_by().aggregate(Count("pk"), Max("done_at"))
    return digest_of(holds, forgotten, _replies_over())


def _replies_over() -> int:
    """How many replies' texts are shown no more."""
    if not settings.REPLY_DAYS:
        return 0
    last = timezone.localdate() - timedelta(days=settings.REPLY_DAYS)
    return Reply.objects.public().filter(received_on__lt=last).count()


def note(folder: Path, *, day: date, made_at: datetime, hidden: str, files: Mapping[str, DataFile]) -> None:
    """Write down beside the files what they are."""
    told = {
        "day": day.isoformat(),
        "made_at": made_at.isoformat(),
        "hidden": hidden,
        "files": [asdict(each) for each in files.values()],
    }
    (folder / MANIFEST).write_text(json.dumps(told))


def current() -> OpenData | None:
    """The files that were put in place last; None where there are none. No query."""
    try:
        folder = root() / (root() / CURRENT).read_text().strip()
        told = json.loads((folder / MANIFEST).read_text())
    except FileNotFoundError:
        return None
    files = [DataFile(**each) for each in told["files"]]
    return OpenData(
        folder=folder,
        day=date.fromisoformat(told["day"]),
        made_at=datetime.fromisoformat(told["made_at"]),
        hidden=told["hidden"],
        files={each.name: each for each in files},
    )
