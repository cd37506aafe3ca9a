"""The rows of an export without its pages, which would take seconds to make."""

import hashlib
from pathlib import Path

from claims import line_kinds
from claims.copying import data, lines
from claims.copying.making import SUMS
from claims.models import ClaimantImage
from claims.models.images import SIZES, image_address
from tests.copies import files


def write_lines(root: Path) -> Path:
    """The files that `import_site` reads, with their sums."""
    claimants = lines.claimants_told()
    written = [(line_kinds.DICTIONARY, data.as_json(line_kinds.dictionary(blocks=lines.blocks())))]
    written += lines.of_all(claimants)
    for block in range(lines.blocks()):
        written += lines.of_block(block, claimants)
    for image in ClaimantImage.objects.public():
        written += [(image_address(image.key, size).lstrip("/"), getattr(image, size)) for size in SIZES]
    for place, content in written:
        (root / place).parent.mkdir(parents=True, exist_ok=True)
        (root / place).write_bytes(content)
    return sum_up(root)


def sum_up(root: Path) -> Path:
    """Write the sums of the files as they are now."""
    sums = {place: hashlib.sha256((root / place).read_bytes()).hexdigest() for place in files(root) - {SUMS}}
    (root / SUMS).write_text("".join(f"{digest}  {place}\n" for place, digest in sorted(sums.items())))
    return root


def lines_of_claims(root: Path) -> str:
    """The file of the newest claims: on PostgreSQL rows' numbers go on from test to test, and so do the blocks."""
    newest = max(root.glob("data/lines/claims-*.jsonl"), key=lambda path: int(path.stem.partition("-")[2]))
    return newest.relative_to(root).as_posix()
