"""`manage.py test_feed`: says what is at an address, as the desk's page for adding a feed does. Tracks nothing."""

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from tracker.feeds import advice, probe, tracking
from tracker.feeds.probe import FoundFeed
from tracker.fetch.newsroom import newsroom_policy


class Command(BaseCommand):
    help = "Says what feed is at an address, or which feeds a site has. Nothing is tracked."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("address", help="of a feed or of a site")

    def handle(self, *args: object, address: str, **options: object) -> None:
        address = tracking.as_address(address)
        if fault := tracking.address_fault(address):
            raise CommandError(f"{address}: {fault}")
        finding = probe.look(address, policy=newsroom_policy(), now=timezone.now())
        for found in finding.feeds:
            self._say(found)
        for unread in finding.unread:
            parts = (unread.fault.label, unread.detail, advice.what_to_do(unread.fault))
            self.stderr.write(f"{unread.url}\n" + "".join(f"  {part}\n" for part in parts))
        if finding.left_out:
            self.stdout.write(f"{finding.left_out} more feeds of the site were not tested.")
        if not finding.feeds:
            raise CommandError("No feed can be read there.")

    def _say(self, found: FoundFeed) -> None:
        known = tracking.known_as(found.url) or tracking.known_as(found.answered_by)
        facts = {
            "title": found.title,
            "language": found.language,
            "entries": str(found.entries),
            "newest": f"{timezone.localtime(found.newest):%Y-%m-%d %H:%M}" if found.newest else "",
            "tracked as": f"{known.pk} {known}" if known else "",
        }
        self.stdout.write(found.url)
        for name, value in facts.items():
            if value:
                self.stdout.write(f"  {name + ':':<12}{value}")
        for doubt in probe.doubts(found, now=timezone.now()):
            self.stdout.write(f"  ! {advice.in_words(doubt, found)}")
