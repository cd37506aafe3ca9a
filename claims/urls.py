"""The public site's addresses."""

from django.urls import path

from claims import house, tombstones, views

app_name = "claims"
urlpatterns = [
    path("", views.scoreboard, name="scoreboard"),
    path("claims/", views.claim_list, name="list"),
    path("claims/<int:pk>/<slug:slug>/", views.claim_page, name="claim"),
    path("claims/<int:pk>/<slug:slug>/record.json", views.claim_record, name="claim_record"),
    path("claimants/", views.claimants, name="claimants"),
    path("claimants/<slug:slug>/", views.claimant_page, name="claimant"),
    path("imprint/", house.imprint, name="imprint"),
    path("privacy/", house.privacy, name="privacy"),
    path("about/", views.method, name="method"),
    path("corrections/", views.corrections_page, name="corrections"),
    path("held-back/<int:pk>/", tombstones.held_back, name="held_back"),
    path("record/", views.record_page, name="record"),
    path("record/<str:day>.txt", views.checkpoint_text, name="checkpoint"),
]
