"""Who a password lets in, as django-allauth has it, and what they may do: asked in one query on every page."""

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.models import AnonymousUser, Permission
from django.db.models import Model, Q

from claims.models import User


class Backend(AuthenticationBackend):
    """Django asks for a person's own permissions and for those of their roles apart; here they come together."""

    def get_all_permissions(self, user_obj: User | AnonymousUser, obj: Model | None = None) -> set[str]:
        """As "claims.publish_claim"; none of somebody whose account is closed, none on a single row.

        One query for each `user_obj`, which keeps the answer where Django keeps it.
        """
        if obj is not None or not isinstance(user_obj, User) or not user_obj.is_active:
            return set()
        kept: set[str] | None = user_obj.__dict__.get("_perm_cache")
        if kept is None:
            kept = user_obj.__dict__["_perm_cache"] = _granted(user_obj)
        return kept


def _granted(user: User) -> set[str]:
    granted = Permission.objects.order_by()
    if not user.is_superuser:
        of_roles = Permission.objects.filter(group__user=user).order_by().values("pk")
        granted = granted.filter(Q(pk__in=of_roles) | Q(user=user)).distinct()
    named = granted.values_list("content_type__app_label", "codename")
    return {f"{app}.{codename}" for app, codename in named}
