#!/usr/bin/env python
"""Django's command line for Foresaid."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from django.db import OperationalError

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as fault:
        # An operator with a wrong setting needs the sentence, not the stack.
        sys.exit(str(fault))
    except OperationalError as fault:
        if "--traceback" in sys.argv:
            raise
        first = str(fault).strip().partition("\n")[0]
        sys.exit(f"The database: {first}. `manage.py doctor` says what to do.")
