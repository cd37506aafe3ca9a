"""The admin's side navigation: what each person may open, with how much waits there."""

from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from claims.models import Evidence, Verdict
from claims.together import counted_together
from tracker.models import ProposedClaim


@dataclass(frozen=True, slots=True)
class SidebarLink:
    """A link of the navigation; `query` is added to the address, `badge` names a count of `_counts`."""

    title: Promise
    icon: str
    url_name: str
    permission: str
    query: str = ""
    badge: str = ""


GROUPS: Final[tuple[tuple[Promise, tuple[SidebarLink, ...]], ...]] = (
    (
        _("Desk"),
        (
            SidebarLink(_("Today"), "today", "admin:index", ""),
            SidebarLink(
                _("Review queue"),
                "inbox",
                "admin:claims_evidence_queue",
                "claims.view_evidence",
                badge="waiting",
            ),
            SidebarLink(
                _("To consider"),
                "lightbulb",
                "admin:tracker_consider",
                "tracker.view_proposedclaim",
                badge="proposed",
            ),
            SidebarLink(_("From an article"), "news", "admin:tracker_intake", "claims.add_claim"),
            SidebarLink(
                _("To decide"),
                "gavel",
                "admin:claims_claim_changelist",
                "claims.view_claim",
                query="?window=overdue",
            ),
            SidebarLink(_("Deadlines"), "calendar_month", "admin:tracker_agenda", "claims.view_claim"),
        ),
    ),
    (
        _("Claims"),
        (
            SidebarLink(_("Claims"), "campaign", "admin:claims_claim_changelist", "claims.view_claim"),
            SidebarLink(
                _("Claimants"),
                "record_voice_over",
                "admin:claims_claimant_changelist",
                "claims.view_claimant",
            ),
            SidebarLink(_("Topics"), "sell", "admin:claims_topic_changelist", "claims.view_topic"),
            SidebarLink(
                _("Evidence"), "find_in_page", "admin:claims_evidence_changelist", "claims.view_evidence"
            ),
        ),
    ),
    (
        _("Tracker"),
        (
            SidebarLink(_("Feeds"), "rss_feed", "admin:tracker_feed_changelist", "tracker.view_feed"),
            SidebarLink(_("Articles"), "article", "admin:tracker_article_changelist", "tracker.view_article"),
            SidebarLink(_("Why not?"), "help", "admin:tracker_article_why", "tracker.view_article"),
            SidebarLink(
                _("Channels"), "notifications", "admin:tracker_channel_changelist", "tracker.view_channel"
            ),
            SidebarLink(
                _("Steps by topic"),
                "stairs",
                "admin:tracker_topicladder_changelist",
                "tracker.view_topicladder",
            ),
            SidebarLink(_("Alerts"), "outbox", "admin:tracker_alert_changelist", "tracker.view_alert"),
            SidebarLink(_("Mail"), "mail", "admin:tracker_mail", "tracker.view_alert"),
            SidebarLink(_("Status"), "monitor_heart", "admin:status", "tracker.view_heartbeat"),
        ),
    ),
    (
        _("Record"),
        (
            SidebarLink(
                _("Verdicts"),
                "balance",
                "admin:claims_verdict_changelist",
                "claims.view_verdict",
                badge="unsigned",
            ),
            SidebarLink(
                _("Second coding"), "visibility_lock", "admin:claims_claim_codings", "claims.add_coding"
            ),
            SidebarLink(_("Holds"), "visibility_off", "admin:claims_hold_changelist", "claims.view_hold"),
            SidebarLink(
                _("Forgotten"), "ink_eraser", "admin:claims_forgetting_changelist", "claims.view_forgetting"
            ),
            SidebarLink(
                _("Kept texts"), "inventory_2", "admin:claims_sourcetext_changelist", "claims.view_sourcetext"
            ),
            SidebarLink(
                _("Log"), "receipt_long", "admin:claims_recordentry_changelist", "claims.view_recordentry"
            ),
            SidebarLink(
                _("Checkpoints"), "verified", "admin:claims_treehead_changelist", "claims.view_treehead"
            ),
        ),
    ),
    (
        _("People"),
        (
            SidebarLink(_("Users"), "person", "admin:claims_user_changelist", "claims.view_user"),
            SidebarLink(
                _("Invitations"),
                "outgoing_mail",
                "admin:claims_invitation_changelist",
                "claims.view_invitation",
            ),
            SidebarLink(_("Roles"), "group", "admin:auth_group_changelist", "auth.view_group"),
        ),
    ),
)


def navigation(request: HttpRequest) -> list[dict[str, Any]]:
    """Unfold's callback: the groups with the links that this person may open. One query."""
    counts = _counts()
    groups = (
        (title, [_item(request, entry, counts) for entry in entries if _is_open(request, entry)])
        for title, entries in GROUPS
    )
    return [{"title": title, "separator": True, "items": items} for title, items in groups if items]


def _counts() -> dict[str, int]:
    """How much of each there is, in one query; what there is none of is left out."""
    return counted_together(
        {
            "waiting": Evidence.objects.awaiting_review(),
            "proposed": ProposedClaim.objects.to_consider(),
            "unsigned": Verdict.objects.awaiting_countersignature(),
        }
    )


def _is_open(request: HttpRequest, entry: SidebarLink) -> bool:
    return address(entry.url_name) != "" and (
        not entry.permission or bool(request.user.has_perm(entry.permission))
    )


def _item(request: HttpRequest, entry: SidebarLink, counts: dict[str, int]) -> dict[str, object]:
    link = address(entry.url_name) + entry.query
    number = counts.get(entry.badge, 0)
    return {
        "title": entry.title,
        "icon": entry.icon,
        "link": link,
        "active": request.get_full_path() == link if entry.query else request.path == link,
        "badge": str(number) if number else None,
    }


def address(url_name: str) -> str:
    """The page's address; empty where no such page is installed."""
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return ""
