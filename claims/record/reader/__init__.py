"""What readers check the record with, alone: `verify_claim.py`, which the site hands out as it stands here.

It imports nothing of ours, so that what it computes is computed a second time.
"""

from pathlib import Path

SCRIPT = Path(__file__).with_name("verify_claim.py")
