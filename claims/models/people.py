"""Who: the people at the desk, the claimants; and the topics by which readers filter."""

from datetime import date
from typing import ClassVar, Unpack

from django.contrib.auth.models import AbstractUser
from django.core.validators import MaxLengthValidator
from django.db import models
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from claims import folding, names, translations
from claims.arguments import SaveOptions
from claims.models.images import WithImage, image_constraints
from claims.models.languages import Language, language_field
from claims.models.wikidata import WikidataField, address_of
from claims.models.years import Dated, years_of
from claims.querysets import ClaimantQuerySet, TopicQuerySet

UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"})
# What is given in a second language: the fields of the original, its language and its translation.
_OF_A_TOPIC = {"original": "name", "language": "name_language", "translated": "translated_name"}
_OF_A_CLAIMANT = {
    "original": "description",
    "language": "description_language",
    "translated": "translated_description",
}


def slug_of(text: str, *, length: int = 60) -> str:
    """The text as part of an address: ASCII words joined by hyphens, cut at a word; never empty."""
    slug = slugify(text.translate(UMLAUTS))
    if len(slug) > length:
        slug = slug[: length + 1].rpartition("-")[0] or slug[:length]
    return slug or "x"


def translation_language() -> "models.CharField[str, str]":
    """The language of the translation beside it, which follows from that of the original."""
    return language_field(_("language of the translation"), is_derived=True)


class User(AbstractUser):
    """Someone at the desk: reporter, editor or chief, by group."""

    record_fields: ClassVar = ("signed_name",)

    language = models.CharField(_("language"), max_length=5, choices=Language, default=Language.ENGLISH)

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")

    @property
    def signed_name(self) -> str:
        """The name under which the log has this person's writes: the full name, or else the login name."""
        return (self.get_full_name() or self.get_username())[:150]


def colleagues() -> models.QuerySet[User]:
    """Who works at the desk now, by name: those who may be given something to do."""
    return User.objects.filter(is_staff=True, is_active=True).order_by("username")


class Topic(models.Model):
    """A field of coverage by which readers filter claims."""

    record_fields: ClassVar = (
        "name",
        "slug",
        "aliases",
        "name_language",
        "translated_name",
        "translation_language",
    )

    name = models.CharField(_("name"), max_length=80, unique=True)
    # One name in another case or Unicode form is no other topic.
    name_key = models.CharField(
        max_length=160,
        unique=True,
        editable=False,
        error_messages={"unique": _("This topic exists, in another spelling.")},
    )
    # Özlem before Zoe, on every database alike.
    sort_key = models.CharField(max_length=160, default="", editable=False, db_index=True)
    slug = models.SlugField(_("slug"), max_length=80, unique=True)
    aliases = models.TextField(
        _("other names"),
        max_length=2000,
        blank=True,
        validators=[MaxLengthValidator(2000)],
        help_text=_(
            "One per line, in any language. Where a claim of this topic has one of the names, an article may have any."
        ),
    )
    name_language = language_field(_("language of the name"))
    translated_name = models.CharField(
        _("translation of the name"),
        max_length=80,
        blank=True,
        default="",
        db_default="",
        help_text=_("For readers of the other language. Empty: they get the name as it is."),
    )
    translation_language = translation_language()

    objects = TopicQuerySet.as_manager()

    class Meta:
        ordering = ("sort_key", "name")
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        constraints: ClassVar = [
            translations.two_languages("topic_translated_into_another_language", **_OF_A_TOPIC),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, **options: Unpack[SaveOptions]) -> None:
        if not self.name_key:
            self.keep_names()
        super().save(**options)

    def get_absolute_url(self) -> str:
        """Its page, in the language at hand."""
        return reverse("claims:topic", args=[self.slug])

    def clean(self) -> None:
        """Refuse a translation of a name of which nobody says in which language it is."""
        translations.check_original(self, **_OF_A_TOPIC)

    def keep_names(self) -> None:
        """Bring the names into the form in which they are kept and compared."""
        self.name, self.aliases = names.kept(self.name), names.kept_lines(self.aliases)
        self.name_key, self.sort_key = _key(self, self.name), folding.sort_key(self.name)[:160]
        self.translated_name = names.kept(self.translated_name)
        self.translation_language = Language.second(self.name_language) if self.translated_name else ""

    @property
    def all_names(self) -> tuple[str, ...]:
        """The name, its translation and the other names, as given."""
        return tuple(dict.fromkeys((self.name, *_lines(self.translated_name), *_lines(self.aliases))))

    @property
    def told_name(self) -> translations.ReadersText:
        """The name for readers of the page's language."""
        return translations.told(
            self.name,
            self.name_language,
            translated=self.translated_name,
            translation_language=self.translation_language,
        )


class Claimant(WithImage):
    """The person or body that made claims."""

    class Kind(models.TextChoices):
        """Whether articles name it as a person is named."""

        PERSON = "person", _("Person")
        BODY = "body", _("Body")

    record_fields: ClassVar = (
        "name",
        "slug",
        "kind",
        "description",
        "description_language",
        "translated_description",
        "translation_language",
        "aliases",
        "is_kept_from_search",
        "wikidata",
        "merged_into_id",
        *WithImage.IMAGE_FIELDS,
    )

    name = models.CharField(_("name"), max_length=160)
    # Name and description as two spellings of them are compared: one claimant in another case is no other claimant.
    name_key = models.CharField(
        max_length=760,
        unique=True,
        editable=False,
        error_messages={
            "unique": _("This claimant exists. If it is another, say who in the description."),
        },
    )
    # The name's plain letters, by which the desk is shown claimants that may be the same.
    twin_key = models.CharField(max_length=320, db_index=True, editable=False)
    # Özlem before Zoe, on every database alike.
    sort_key = models.CharField(max_length=320, default="", editable=False, db_index=True)
    slug = models.SlugField(_("slug"), max_length=80, unique=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.PERSON)
    description = models.CharField(
        _("description"),
        max_length=200,
        blank=True,
        help_text=_("Office or role, as a reader should see it."),
    )
    description_language = language_field(_("language of the description"))
    translated_description = models.CharField(
        _("translation of the description"),
        max_length=200,
        blank=True,
        default="",
        db_default="",
        help_text=_("For readers of the other language. Empty: they get the description as it is."),
    )
    translation_language = translation_language()
    aliases = models.TextField(
        _("other names"),
        blank=True,
        help_text=_("One per line: short names and abbreviations that articles use."),
    )
    # With a default in the database: SQLite then adds the column, and does not make the table anew.
    is_kept_from_search = models.BooleanField(
        _("keep from search engines"),
        default=False,
        db_default=False,
        help_text=_("For who is no public figure: their page and their claims ask not to be listed."),
    )
    wikidata = WikidataField(
        _("item in Wikidata"),
        max_length=80,
        null=True,
        blank=True,
        unique=True,
        error_messages={"unique": _("Another claimant has this item: they may be the same.")},
        help_text=_("Its number, such as Q567, or its address. It tells other programs who is meant."),
    )
    merged_into = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="absorbed",
        editable=False,
        verbose_name=_("merged into"),
    )

    objects = ClaimantQuerySet.as_manager()

    class Meta:
        ordering = ("sort_key", "name")
        permissions: ClassVar = [("merge_claimant", "Can merge claimants")]
        verbose_name = _("claimant")
        verbose_name_plural = _("claimants")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("name", "description"),
                name="claimant_unique_name_and_description",
                violation_error_message=_(
                    "This claimant exists. If it is another, say who in the description."
                ),
            ),
            models.CheckConstraint(
                condition=models.Q(merged_into__isnull=True) | ~models.Q(merged_into=models.F("pk")),
                name="claimant_merged_into_another",
            ),
            translations.two_languages("claimant_translated_into_another_language", **_OF_A_CLAIMANT),
            *image_constraints(),
            models.CheckConstraint(
                condition=models.Q(wikidata__isnull=True) | models.Q(wikidata__startswith="Q"),
                name="claimant_wikidata_item",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, **options: Unpack[SaveOptions]) -> None:
        if not self.name_key:
            self.keep_names()
        super().save(**options)

    def get_absolute_url(self) -> str:
        return reverse("claims:claimant", args=[self.slug])

    @property
    def wikidata_address(self) -> str:
        """The page of their item; empty where none is known."""
        return address_of(self.wikidata) if self.wikidata else ""

    def clean(self) -> None:
        """Refuse a translation of no description, or of one of which nobody says in which language it is; and an image
        that does not say what it shows, or by what right.
        """
        translations.check_original(self, **_OF_A_CLAIMANT)
        self.check_image()

    def keep_names(self) -> None:
        """Bring the names into the form in which they are kept and compared."""
        self.name, self.description = names.kept(self.name), names.kept(self.description)
        self.aliases = names.kept_lines(self.aliases)
        self.name_key = _key(self, self.name, self.description)
        self.twin_key, self.sort_key = names.twin_key_of(self.name), folding.sort_key(self.name)[:320]
        self.translated_description = names.kept(self.translated_description)
        self.wikidata = self.wikidata or None
        second = Language.second(self.description_language)
        self.translation_language = second if self.translated_description else ""
        for name in self.IMAGE_TEXTS:
            setattr(self, name, names.kept(getattr(self, name)))

    def near_twins(self) -> models.QuerySet["Claimant"]:
        """Others whose name differs in accents, case, dots or the description only. One query by an index."""
        alike = Claimant.objects.filter(twin_key=self.twin_key, merged_into__isnull=True)
        return alike.exclude(pk=self.pk).order_by("pk")

    def that_stays(self) -> "Claimant":
        """The claimant into whom this one went in the end; itself where it was not merged. A query for each step."""
        claimant, met = self, {self.pk}
        while claimant.merged_into is not None and claimant.merged_into_id not in met:
            claimant = claimant.merged_into
            met.add(claimant.pk)
        return claimant

    def offices_on(self, day: date) -> str:
        """The offices and parties of that day, in words; empty where none is known. No query where `tenures` was
        prefetched.
        """
        return "; ".join(dict.fromkeys(str(tenure) for tenure in self.tenures.all() if tenure.covers(day)))

    @property
    def told_description(self) -> translations.ReadersText:
        """The description for readers of the page's language; without text where there is none."""
        return translations.told(
            self.description,
            self.description_language,
            translated=self.translated_description,
            translation_language=self.translation_language,
        )

    @property
    def alias_names(self) -> tuple[str, ...]:
        """The other names, as given, without blank lines."""
        return _lines(self.aliases)


class Tenure(Dated):
    """An office that a claimant held, or a party, from one day to another. An open end means: before, or still."""

    record_fields: ClassVar = ("claimant_id", "office", "party", "since", "until")

    claimant = models.ForeignKey(
        Claimant, on_delete=models.PROTECT, related_name="tenures", verbose_name=_("claimant")
    )
    office = models.CharField(_("office or role"), max_length=160, blank=True)
    party = models.CharField(_("party"), max_length=80, blank=True)
    since = models.DateField(
        _("since"), null=True, blank=True, help_text=_("First day. Empty: from ever on.")
    )
    until = models.DateField(_("until"), null=True, blank=True, help_text=_("Last day. Empty: until today."))

    class Meta:
        ordering = ("since", "pk")
        verbose_name = _("office")
        verbose_name_plural = _("offices")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~(models.Q(office="") & models.Q(party="")),
                name="tenure_names_an_office_or_a_party",
                violation_error_message=_("Give an office or a party."),
            ),
            models.CheckConstraint(
                condition=models.Q(since__isnull=True)
                | models.Q(until__isnull=True)
                | models.Q(since__lte=models.F("until")),
                name="tenure_ends_after_it_began",
                violation_error_message=_("An office ends after it began."),
            ),
            years_of("tenure_within_the_years", "since", "until"),
        ]

    def __str__(self) -> str:
        return f"{self.office} ({self.party})" if self.office and self.party else self.office or self.party

    def covers(self, day: date) -> bool:
        """Whether it was held on this day."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _key(thing: Topic | Claimant, *said: str) -> str:
    """The key of the names; a row that had a twin before keys were unique keeps its number in it."""
    key = names.key_of(*said)
    return thing.name_key if thing.name_key.startswith(f"{key}#") else key
