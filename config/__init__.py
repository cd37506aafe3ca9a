"""What joins the apps: settings, the Celery app and its beat table, root addresses, commands."""

from config.celery import app as celery_app

__all__ = ["celery_app"]
