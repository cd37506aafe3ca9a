"""The public site's addresses."""

from django.urls import path

from claims import deadlines, house, latest, method, own_record, tombstones, topic_page, views
from claims.embeds import frames
from claims.open_data import doors as open_data
from claims.readers import doors, hints
from claims.share_images import doors as pictures
from claims.syndication import calendars, feeds

app_name = "claims"
FEEDS_OF = {"": "", "_of_topic": "topics/<slug:topic>/", "_of_claimant": "claimants/<slug:claimant>/"}
urlpatterns = [
    path("", views.scoreboard, name="scoreboard"),
    path("claims/", views.claim_list, name="list"),
    path("claims/<int:pk>/<slug:slug>/", views.claim_page, name="claim"),
    path("claims/<int:pk>/<slug:slug>/log/", views.claim_log, name="claim_log"),
    path("claims/<int:pk>/<slug:slug>/record.json", views.claim_record, name="claim_record"),
    path("claimants/", views.claimants, name="claimants"),
    path("claimants/<slug:slug>/", views.claimant_page, name="claimant"),
    path("latest/", latest.latest_page, name="latest"),
    path("topics/<slug:slug>/", topic_page.topic_page, name="topic"),
    path("deadlines/", deadlines.this_month, name="deadlines"),
    path("deadlines/<int:year>/<int:month>/", deadlines.month, name="deadlines_of_month"),
    path("imprint/", house.imprint, name="imprint"),
    path("privacy/", house.privacy, name="privacy"),
    path("about/", method.method, name="method"),
    path("data/", open_data.listed, name="data"),
    path("newsroom/", own_record.newsroom, name="newsroom"),
    path("corrections/", views.corrections_page, name="corrections"),
    *(
        path(f"feeds/{place}{kind}.atom", answer, name=f"{kind}_feed{of}")
        for of, place in FEEDS_OF.items()
        for kind, answer in feeds.BY_KIND.items()
    ),
    *(
        path(f"feeds/{place}deadlines.ics", calendars.deadlines_calendar, name=f"deadlines_calendar{of}")
        for of, place in FEEDS_OF.items()
    ),
    path("feeds/search.atom", feeds.search_feed, name="search_feed"),
    path("follow/claims/<int:pk>/", doors.follow_claim, name="follow_claim"),
    path("follow/claimants/<slug:slug>/", doors.follow_claimant, name="follow_claimant"),
    path("follow/topics/<slug:slug>/", doors.follow_topic, name="follow_topic"),
    path("follow/asked/", doors.follow_asked, name="follow_asked"),
    path("hints/claims/<int:pk>/", hints.send_hint, name="send_hint"),
    path("hints/<str:key>/", hints.hint, name="hint"),
    path("embed/claims/<int:pk>/", frames.claim_card, name="embedded_claim"),
    path("embed/board/", frames.small_board, name="embedded_board"),
    path("share/site/<str:version>.png", pictures.site, name="share_site"),
    path("share/claims/<int:pk>/<str:version>.png", pictures.claim, name="share_claim"),
    path("share/claimants/<slug:slug>/<str:version>.png", pictures.claimant, name="share_claimant"),
    path("held-back/<int:pk>/", tombstones.held_back, name="held_back"),
    path("record/", views.record_page, name="record"),
    path("record/<str:day>.txt", views.checkpoint_text, name="checkpoint"),
]
