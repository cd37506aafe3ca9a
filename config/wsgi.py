"""The web process's entry point."""

import os
from importlib import import_module

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()
page_times = import_module("config.page_times")
# Every page, before gunicorn forks (`--preload`): its processes share the memory.
import_module("config.urls")
page_times.begin_anew()
