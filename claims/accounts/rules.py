"""What accounts and invitations are refused for; each broken rule is a class, as in `claims.rules`."""

from django.utils.translation import gettext_lazy as _

from claims.rules import BrokenRule


class AlreadyInvited(BrokenRule):
    """One address has one invitation at a time, however often the button was pressed."""

    field = "email"
    explanation = _("This address has an invitation that still works. Take it back before you send another.")


class HasAnAccount(BrokenRule):
    """Nobody is invited twice: who has an account is given another role there."""

    field = "email"
    explanation = _("Somebody with this address has an account. Give it another role instead.")


class InvitationIsOver(BrokenRule):
    """A link works once and for some days."""

    explanation = _("This invitation was used, was taken back, or has run out.")


class NoRole(BrokenRule):
    """Without a role there is nothing to do at the desk."""

    field = "groups"
    explanation = _("Choose at least one role.")


class NotYourself(BrokenRule):
    """Somebody else closes an account, so that nobody locks themselves out by a slip."""

    field = "is_active"
    explanation = _("You cannot close your own account. Ask another administrator.")


class LastAdministrator(BrokenRule):
    """Without an administrator nobody could let anybody in."""

    field = "groups"
    explanation = _("This is the last administrator. Give somebody else the role first.")


class OnlyASuperuser(BrokenRule):
    """An administrator gives roles; the account that stands above them is the operator's."""

    field = "is_superuser"
    explanation = _("Only a superuser may change a superuser, or make one.")
