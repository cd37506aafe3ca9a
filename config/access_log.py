"""What the web server writes of each request: which page was asked for, and nothing that opens something."""

import re

from django.conf import settings
from gunicorn.glogging import Logger

from config.logs import JsonFormatter, without_secrets


class AccessLogger(Logger):  # type: ignore[misc]  # gunicorn has no types
    """gunicorn's, whose lines name the page that was asked for, without what stood behind the question mark."""

    def setup(self, cfg: object) -> None:
        """As gunicorn does; with LOG_FORMAT=json its lines are objects as well."""
        super().setup(cfg)
        if settings.LOG_FORMAT == "json":
            for handler in (*self.error_log.handlers, *self.access_log.handlers):
                handler.setFormatter(JsonFormatter())

    def atoms(self, resp: object, req: object, environ: object, request_time: object) -> dict[str, object]:
        atoms: dict[str, object] = super().atoms(resp, req, environ, request_time)
        for name in ("r", "U", "f"):
            atoms[name] = without_secrets(re.sub(r"\?\S*", "", str(atoms.get(name) or "")))
        atoms["q"] = ""
        return atoms
