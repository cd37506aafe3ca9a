"""What joins the apps: settings, the Celery app and its beat table, root addresses, commands.

Loads nothing: each process of the product takes from here what it needs.
"""
