"""The process in which one transcript is read. Started by `intake.attachments` alone."""

from tracker import confined
from tracker.confined import Order
from tracker.intake.extract.transcript import dump, read_transcript


def work(body: bytes, order: Order) -> dict[str, object]:
    """What `read_transcript` makes of the file, as values for `load`; the order has its `kind`."""
    return dump(read_transcript(body, order["kind"]))


if __name__ == "__main__":
    confined.serve(work)
