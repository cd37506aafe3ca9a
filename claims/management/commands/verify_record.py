"""`manage.py verify_record`: walk the whole record and say what does not hold together."""

from django.core.management.base import BaseCommand, CommandError

from claims import record
from claims.models import RecordEntry


class Command(BaseCommand):
    help = (
        "Checks every entry of the record, every recorded row and every checkpoint. Exit code 1 on a fault."
    )

    def handle(self, *args: object, **options: object) -> None:
        faults = 0
        for fault in record.verify():
            faults += 1
            self.stdout.write(f"{fault.place}: {fault.explanation}")
        entries = RecordEntry.objects.count()
        if faults:
            raise CommandError(f"{faults} fault{'s'[: faults > 1]} in {entries} entries.", returncode=1)
        self.stdout.write(self.style.SUCCESS(f"{entries} entries checked: the record holds together."))
