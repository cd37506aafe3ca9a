"""The files' addresses, below /data/ and outside the languages."""

from django.urls import path

from claims.open_data import doors

app_name = "open_data"
urlpatterns = [path("<str:name>", doors.one_file, name="file")]
