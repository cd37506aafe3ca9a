"""What joins the apps: settings, the Celery app and its beat table, root addresses, commands.

Loads nothing: each process of the product takes from here what it needs.
"""

import os

# For gunicorn, which reads its logger before any of our programs could say so.
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
