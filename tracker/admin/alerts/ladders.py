"""The steps of a topic's claims at the desk, where they differ from the newsroom's."""

from django.contrib import admin

from claims.desk import ModelAdmin
from tracker.models import TopicLadder


@admin.register(TopicLadder)
class TopicLadderAdmin(ModelAdmin):
    list_display = ("topic", "before", "every", "chief_after")
    list_select_related = ("topic",)
    autocomplete_fields = ("topic",)
    fields = ("topic", "before", "every", "chief_after")
