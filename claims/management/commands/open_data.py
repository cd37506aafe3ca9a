"""`manage.py open_data`: make the public record's files for download now."""

from django.core.management.base import BaseCommand, CommandError

from claims.open_data import making


class Command(BaseCommand):
    """As a worker does each night. Writes nothing to the record."""

    help = "Make the files of the public record that readers may download, in place of those that are there."

    def handle(self, *args: object, **options: object) -> None:
        try:
            made = making.make()
        except making.MadeElsewhere:
            raise CommandError("The files are being made by another process at this moment.") from None
        except making.NeverStill:
            raise CommandError("Something was held back each time they were made. Try again.") from None
        except OSError as fault:
            raise CommandError(f"{fault.filename}: {fault.strerror}") from None
        size = sum(each.size for each in made.files.values())
        self.stdout.write(self.style.SUCCESS(f"{len(made.files)} files, {size:,} bytes, in {made.folder}"))
