"""Where the links in readers' mails lead: the same address in every language, which is the mail's."""

from django.urls import path

from claims.readers import doors

app_name = "readers"
urlpatterns = [
    path("confirm/<str:token>/", doors.confirm, name="confirm"),
    path("stop/<str:token>/", doors.stop, name="stop"),
]
