"""The demo's addresses, under /demo/."""

from django.urls import path

from tracker.demo import views

app_name = "demo"
urlpatterns = [
    path("feeds/<slug:name>.xml", views.feed, name="feed"),
    path("articles/<slug:slug>/", views.article, name="article"),
]
