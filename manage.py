#!/usr/bin/env python
"""Django's command line for Foresaid."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as fault:
        # An operator with a wrong setting needs the sentence, not the stack.
        sys.exit(str(fault))
