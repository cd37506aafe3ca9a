"""The steps of a topic's claims at the desk, where they differ from the newsroom's."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from claims.desk import NoOverwriting, person
from claims.unseen import SeenForm
from tracker import upkeep
from tracker.models import TopicLadder


class LadderForm(SeenForm):
    class Meta:
        model = TopicLadder
        fields = ("topic", "before", "every", "chief_after")


@admin.register(TopicLadder)
class TopicLadderAdmin(NoOverwriting):
    form = LadderForm
    list_display = ("topic", "before", "every", "chief_after")
    list_select_related = ("topic",)
    autocomplete_fields = ("topic",)
    fields = ("topic", "before", "every", "chief_after")

    def save_model(self, request: HttpRequest, obj: TopicLadder, form: object, change: object) -> None:
        upkeep.save_ladder(ladder=obj, by=person(request))

    def delete_model(self, request: HttpRequest, obj: TopicLadder) -> None:
        self.delete_queryset(request, TopicLadder.objects.filter(pk=obj.pk))

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[TopicLadder]) -> None:
        upkeep.delete_ladders(ladders=queryset, by=person(request))
