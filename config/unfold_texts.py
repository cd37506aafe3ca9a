"""Words of django-unfold's own pages, named here so that our catalogue gives them their German; nothing imports this.

Unfold ships no translations. Where its English is also Django's, Django translates it; these are the rest that a desk
can meet. `scripts/messages.py` collects them like any text of ours.
"""

from typing import Final

from django.utils.translation import gettext_noop

TEXTS: Final = (
    # Signing in and out
    gettext_noop("Welcome back to"),
    gettext_noop("Return to site"),
    gettext_noop("Forgotten your password or username?"),
    gettext_noop("Toggle password visibility"),
    gettext_noop("You have been successfully logged out from the administration"),
    gettext_noop("Light"),
    gettext_noop("Dark"),
    gettext_noop("System"),
    # Lists
    gettext_noop("Type to search"),
    gettext_noop("Filters"),
    gettext_noop("Apply Filters"),
    gettext_noop("Reset filters"),
    gettext_noop("Select record"),
    gettext_noop("Select all rows"),
    gettext_noop("Select action"),
    gettext_noop("Select action to run"),
    gettext_noop("Run"),
    gettext_noop("Expand row"),
    gettext_noop("More actions"),
    gettext_noop("All applications"),
    gettext_noop("No results found"),
    gettext_noop("This page yielded into no results. Create a new item or reset your filters."),
    gettext_noop("True"),
    gettext_noop("False"),
    gettext_noop("From"),
    gettext_noop("To"),
    gettext_noop("Date from"),
    gettext_noop("Date to"),
    gettext_noop("Previous"),
    gettext_noop("Next"),
    # Forms
    gettext_noop("Save"),
    gettext_noop("Save and continue editing"),
    gettext_noop("Save and add another"),
    gettext_noop("Save and view"),
    gettext_noop("Select value"),
    gettext_noop("Value"),
    gettext_noop("Date"),
    gettext_noop("General"),
    gettext_noop("Go back"),
    gettext_noop("Cancel"),
    gettext_noop("Submit"),
    gettext_noop("Choose file to upload"),
    gettext_noop("Click to cancel"),
    gettext_noop("This item will be deleted."),
    gettext_noop("After you've created a user, you’ll be able to edit more user options."),
    gettext_noop(
        "Raw passwords are not stored, so there is no way to see this user’s password, but you can change the "
        'password using <a href="{}" class="text-primary-600 dark:text-primary-500">this form</a>.'
    ),
)
