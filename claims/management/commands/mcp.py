"""`manage.py mcp`: the record for an assistant, by standard input and output, or over HTTP."""

from django.core.management.base import BaseCommand, CommandError, CommandParser

from claims.syndication import assistants, assistants_by_http


class Command(BaseCommand):
    """Answers until its input ends or it is told to stop. Writes nothing to the record."""

    help = "Let an assistant ask the public record (Model Context Protocol, over standard input and output or HTTP)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--http", action="store_true", help="Answer over HTTP, at /mcp.")
        parser.add_argument(
            "--host",
            default="127.0.0.1",
            help="Where to listen, with --http: this machine alone if not said.",
        )
        parser.add_argument("--port", type=int, default=8765, help="The port, with --http: 8765 if not said.")

    def handle(self, *args: object, http: bool, host: str, port: int, **options: object) -> None:
        if not http:
            assistants.server().run("stdio")
            return
        if not 0 < port < 65_536:
            raise CommandError("--port: Give a number from 1 to 65535.")
        self.stderr.write(f"Assistants are answered at http://{host}:{port}{assistants_by_http.PATH}")
        assistants_by_http.listen(host, port)
