"""Every write to the record. Keyword-only, `by=` the person, one transaction, and an entry in the log.

Each function checks the person's role itself, whatever button was or wasn't shown. Errors are `rules.BrokenRule`s and
Django's ValidationError for a field; nothing is half written. Import from here, not from the modules.

Why so: docs/decisions/0002-own-hash-chained-record.md
"""

from claims.editorial.accounts import (
    accept_invitation,
    change_account,
    close_account,
    invite,
    invite_the_first,
    remove_second_factors,
    reopen_account,
    take_back_invitation,
)
from claims.editorial.bringing_back import BroughtBack, NewsroomHasARecord, bring_back
from claims.editorial.claim import (
    add_appearance,
    log_claim,
    publish_claim,
    revise_claim,
    take_back_publication,
    withdraw_claim,
)
from claims.editorial.claimants import save_claimant, save_topic
from claims.editorial.codings import code_claim
from claims.editorial.corrections import countersign_change, drop_change
from claims.editorial.evidence import (
    accept_evidence,
    add_evidence,
    reject_evidence,
    reject_waiting,
    return_to_queue,
    take_back,
)
from claims.editorial.facts import (
    FACTS_STORED_AS_GIVEN,
    ChosenWindow,
    ClaimFacts,
    FoundArticle,
    Source,
    window_of,
)
from claims.editorial.forgetting import ToForget, countersign_forgetting, drop_forgetting, forget
from claims.editorial.holds import hold, lift_hold
from claims.editorial.images import WITHOUT_IMAGE
from claims.editorial.merging import merge_claimants, merge_claims
from claims.editorial.outside import apply_listed
from claims.editorial.release import release_due
from claims.editorial.reminders import hand_on_claim, snooze_claim
from claims.editorial.replies import ask_for_reply, enter_reply
from claims.editorial.suggestions import prepared, suggest_evidence, suggest_prepared
from claims.editorial.tenures import save_tenure
from claims.editorial.verdicts import countersign, rule, take_back_verdict

__all__ = [
    "FACTS_STORED_AS_GIVEN",
    "WITHOUT_IMAGE",
    "BroughtBack",
    "ChosenWindow",
    "ClaimFacts",
    "FoundArticle",
    "NewsroomHasARecord",
    "Source",
    "ToForget",
    "accept_evidence",
    "accept_invitation",
    "add_appearance",
    "add_evidence",
    "apply_listed",
    "ask_for_reply",
    "bring_back",
    "change_account",
    "close_account",
    "code_claim",
    "countersign",
    "countersign_change",
    "countersign_forgetting",
    "drop_change",
    "drop_forgetting",
    "enter_reply",
    "forget",
    "hand_on_claim",
    "hold",
    "invite",
    "invite_the_first",
    "lift_hold",
    "log_claim",
    "merge_claimants",
    "merge_claims",
    "prepared",
    "publish_claim",
    "reject_evidence",
    "reject_waiting",
    "release_due",
    "remove_second_factors",
    "reopen_account",
    "return_to_queue",
    "revise_claim",
    "rule",
    "save_claimant",
    "save_tenure",
    "save_topic",
    "snooze_claim",
    "suggest_evidence",
    "suggest_prepared",
    "take_back",
    "take_back_invitation",
    "take_back_publication",
    "take_back_verdict",
    "window_of",
    "withdraw_claim",
]
