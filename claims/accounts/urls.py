"""The account pages: of django-allauth's only those that this site has dressed, and our own."""

from allauth.account import views as account
from allauth.mfa import urls as second_factors
from allauth.usersessions import views as sessions
from django.urls import include, path, re_path

from claims.accounts import token_pages, views

urlpatterns = [
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("password/", account.password_change, name="account_change_password"),
    path("password/set/", account.password_set, name="account_set_password"),
    path("password/reset/", account.password_reset, name="account_reset_password"),
    path("password/reset/sent/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/reset/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/done/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("second-factor/", include(second_factors)),
    path("sessions/", sessions.list_usersessions, name="usersessions_list"),
    path("sessions/<int:session_id>/end/", views.end_session, name="account_end_session"),
    path("tokens/", token_pages.token_list, name="account_tokens"),
    path("tokens/<int:number>/revoke/", token_pages.revoke_token, name="account_revoke_token"),
    path("invitation/<str:token>/", views.invitation, name="account_invitation"),
]
