"""Accounts: invited, given roles, closed and opened again. An account is never deleted: the record names it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from secrets import token_urlsafe

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth.models import Group
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from claims.accounts import rules
from claims.editorial.floor import require
from claims.editorial.people import log_rename
from claims.models import Invitation, User
from claims.roles import ADMINISTRATOR, ROLES


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAccount:
    """What the invited person chooses. The password is one that Django's validators accept.

    The address counts for the first account alone: every other has the one that was invited.
    """

    username: str
    password: str
    email: str = ""
    first_name: str = ""
    last_name: str = ""


def hash_of(token: str) -> str:
    """What is kept of a link's secret part."""
    return sha256(token.encode()).hexdigest()


@transaction.atomic
def invite(*, email: str, groups: Iterable[Group], language: str, by: User) -> tuple[Invitation, str]:
    """An invitation, and the secret part of its link, which is known only now. One that has run out is replaced."""
    require(by, "claims.add_invitation")
    roles, now = tuple(groups), timezone.now()
    if not roles:
        raise rules.NoRole
    if User.objects.filter(email__iexact=email).exists():
        raise rules.HasAnAccount
    run_out = Invitation.objects.unanswered().filter(email__iexact=email, runs_out_at__lte=now)
    run_out.update(taken_back_at=now)
    token = token_urlsafe(32)
    invitation = Invitation(
        email=email,
        language=language,
        token_hash=hash_of(token),
        invited_by=by,
        invited_at=now,
        runs_out_at=now + timedelta(days=settings.INVITATION_DAYS),
    )
    try:
        with transaction.atomic():
            invitation.save()
    except IntegrityError:  # another click, or a colleague, was quicker
        raise rules.AlreadyInvited from None
    invitation.groups.set(roles)
    return invitation, token


@transaction.atomic
def invite_the_first() -> tuple[Invitation, str]:
    """The link for the first account, which has every role; one that was made before works no more.

    For the operator, who has no account. HasAnAccount once there is one.
    """
    if User.objects.exists():
        raise rules.HasAnAccount
    now, token = timezone.now(), token_urlsafe(32)
    Invitation.objects.unanswered().filter(email="").update(taken_back_at=now)
    invitation = Invitation.objects.create(
        language=settings.LANGUAGE_CODE,
        token_hash=hash_of(token),
        invited_at=now,
        runs_out_at=now + timedelta(days=settings.INVITATION_DAYS),
    )
    invitation.groups.set(Group.objects.filter(name__in=ROLES))
    return invitation, token


@transaction.atomic
def take_back_invitation(*, invitation: Invitation, by: User) -> Invitation:
    """Its link makes no account any more."""
    require(by, "claims.change_invitation")
    taken = Invitation.objects.unanswered().filter(pk=invitation.pk).update(taken_back_at=timezone.now())
    if not taken:
        raise rules.InvitationIsOver
    invitation.refresh_from_db()
    return invitation


@transaction.atomic
def accept_invitation(*, invitation: Invitation, account: NewAccount) -> User:
    """The account that the link makes, with the roles that were promised. The link is what gives the right to it.

    ValidationError names the field where the chosen name or password won't do; InvitationIsOver where another click
    was quicker.
    """
    now = timezone.now()
    if not invitation.email and User.objects.exists():
        raise rules.InvitationIsOver
    person = User(
        username=account.username.strip(),
        email=invitation.email or account.email.strip(),
        first_name=account.first_name.strip(),
        last_name=account.last_name.strip(),
        language=invitation.language,
        is_staff=True,
    )
    person.set_password(account.password)
    person.full_clean()
    person.save()
    accepted = Invitation.objects.working(now).filter(pk=invitation.pk)
    if not accepted.update(accepted_at=now, account=person):
        raise rules.InvitationIsOver
    person.groups.set(invitation.groups.all())
    return person


@transaction.atomic
def change_account(*, account: User, groups: Iterable[Group], by: User) -> User:
    """Store an account as it was filled in, new or known, with these roles."""
    by = User.objects.get(pk=by.pk)  # as stored: `account` may be the very same object, filled in
    require(by, "claims.change_user" if account.pk else "claims.add_user")
    before = User.objects.select_for_update(no_key=True).filter(pk=account.pk).first() if account.pk else None
    _check_superuser(account, before, by)
    had_administrator = _has_administrator()
    if before and before.is_active and not account.is_active:
        if account.pk == by.pk:
            raise rules.NotYourself
        _end_sessions(account)
    account.full_clean()
    account.save()
    if before:
        log_rename(person=account, before=before.signed_name, by=by)
    account.groups.set(groups)
    if had_administrator and not _has_administrator():
        raise rules.LastAdministrator
    return account


def close_account(*, account: User, by: User) -> User:
    """The person signs in no more, from now on; all that they did stays as it was."""
    account.is_active = False
    return change_account(account=account, groups=list(account.groups.all()), by=by)


def reopen_account(*, account: User, by: User) -> User:
    """The person may sign in again, with the password and the roles of before."""
    account.is_active = True
    return change_account(account=account, groups=list(account.groups.all()), by=by)


@transaction.atomic
def remove_second_factors(*, account: User, by: User) -> int:
    """For somebody who lost phone and recovery codes: how many were removed. Their sessions end."""
    require(by, "claims.change_user")
    _check_superuser(account, account, by)
    removed, _by_model = Authenticator.objects.filter(user=account).delete()
    _end_sessions(account)
    return removed


def _check_superuser(account: User, before: User | None, by: User) -> None:
    was_one = before is not None and before.is_superuser
    if (account.is_superuser or was_one) and not by.is_superuser:
        raise rules.OnlyASuperuser


def _has_administrator() -> bool:
    return User.objects.filter(
        Q(is_superuser=True) | Q(groups__name=ADMINISTRATOR), is_active=True, is_staff=True
    ).exists()


def _end_sessions(account: User) -> None:
    for session in UserSession.objects.filter(user=account):
        session.end()
