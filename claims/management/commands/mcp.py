"""`manage.py mcp`: the record for an assistant that starts it, by standard input and output."""

from django.core.management.base import BaseCommand

from claims.syndication import assistants


class Command(BaseCommand):
    """Answers until its input ends. Writes nothing to the record."""

    help = "Let an assistant ask the public record (Model Context Protocol, over standard input and output)."

    def handle(self, *args: object, **options: object) -> None:
        assistants.server().run("stdio")
