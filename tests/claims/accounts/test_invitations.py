import re

from django.contrib.auth.models import Group
from django.core.mail import EmailMessage

from claims import editorial
from claims.accounts import invitations, post
from claims.models import User


def test_the_mail_has_a_link_that_is_found_and_speaks_the_persons_language(
    frida: User, mailoutbox: list[EmailMessage]
) -> None:
    roles = Group.objects.filter(name="editor")
    invitation, token = editorial.invite(email="eve@example.org", groups=roles, language="de", by=frida)
    invitations.send(invitation, token)
    post.wait()
    assert "Ihr Konto" in mailoutbox[0].subject
    found = re.search(r"/account/invitation/([\w-]+)/", str(mailoutbox[0].body))
    assert found
    assert invitations.find(found[1]) == invitation


def test_the_database_does_not_hold_the_link(frida: User) -> None:
    roles = Group.objects.filter(name="editor")
    invitation, token = editorial.invite(email="eve@example.org", groups=roles, language="en", by=frida)
    assert token not in str(vars(invitation))
