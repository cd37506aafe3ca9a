"""The record's tables and the truths that the database itself keeps. Writes go through `claims.editorial`."""

from claims.models.accounts import Invitation
from claims.models.claim import Appearance, Claim, Outcome, Schedule
from claims.models.coding import Coding
from claims.models.correction import Correction
from claims.models.counts import COUNTERS, BoardCounts, ClaimantCounts, CountedClaim, MonthCounts
from claims.models.encrypted import EncryptedTextField
from claims.models.forgetting import Forgetting
from claims.models.hold import Hold
from claims.models.images import ClaimantImage
from claims.models.languages import Language
from claims.models.log import Checkpoint, DailyTally, RecordContent, RecordEntry, TreeHead, TreeTile
from claims.models.people import Claimant, Tenure, Topic, User, colleagues, slug_of
from claims.models.reply import Reply
from claims.models.ruling import Copy, Evidence, Verdict
from claims.models.saved_list import SavedList
from claims.models.selection import NOT_TAKEN, SelectionTally
from claims.models.sent import SentForm
from claims.models.source import SourceText, sha256_of
from claims.models.table_import import ImportRow, TableImport
from claims.models.tip import Tip
from claims.models.tokens import ApiToken
from claims.models.vouching import Cosignature, TimeStamp
from claims.models.wish import Wish
from claims.models.words import ClaimWords, KnownWord, Slip

__all__ = [
    "COUNTERS",
    "NOT_TAKEN",
    "ApiToken",
    "Appearance",
    "BoardCounts",
    "Checkpoint",
    "Claim",
    "ClaimWords",
    "Claimant",
    "ClaimantCounts",
    "ClaimantImage",
    "Coding",
    "Copy",
    "Correction",
    "Cosignature",
    "CountedClaim",
    "DailyTally",
    "EncryptedTextField",
    "Evidence",
    "Forgetting",
    "Hold",
    "ImportRow",
    "Invitation",
    "KnownWord",
    "Language",
    "MonthCounts",
    "Outcome",
    "RecordContent",
    "RecordEntry",
    "Reply",
    "SavedList",
    "Schedule",
    "SelectionTally",
    "SentForm",
    "Slip",
    "SourceText",
    "TableImport",
    "Tenure",
    "TimeStamp",
    "Tip",
    "Topic",
    "TreeHead",
    "TreeTile",
    "User",
    "Verdict",
    "Wish",
    "colleagues",
    "sha256_of",
    "slug_of",
]
