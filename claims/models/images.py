"""Images of claimants: the bytes in the sizes in which pages show them, and what is said of one with its claimant."""

from typing import ClassVar, Final

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from claims import translations
from claims.models.languages import Language, language_field
from claims.querysets import ClaimantImageQuerySet

SIZES: Final = ("large", "small")


class ClaimantImage(models.Model):
    """A picture as `pictures` drew it. Rows are written, and deleted when no claimant has them, by `editorial`."""

    # The SHA-256 of the large one, in hex: at one address there is never another picture.
    key = models.CharField(primary_key=True, max_length=64)
    large = models.BinaryField()
    small = models.BinaryField()
    # Of the large one, in pixels.
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()

    objects = ClaimantImageQuerySet.as_manager()

    class Meta:
        verbose_name = _("image")
        verbose_name_plural = _("images")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(width__gt=0, height__gt=0), name="claimantimage_has_a_size"
            ),
        ]

    def __str__(self) -> str:
        return self.key


def image_address(key: str, size: str) -> str:
    """Where readers get it; `size` is one of SIZES."""
    return reverse("claimant_image", kwargs={"digest": key, "size": size})


class WithImage(models.Model):
    """What a claimant has of an image. Without one all of it is empty; with one it says what is seen and by what right.

    The second language of the text follows from the first.
    """

    IMAGE_FIELDS: ClassVar = (
        "image_id",
        "image_text",
        "image_text_language",
        "translated_image_text",
        "image_credit",
        "image_licence",
    )

    IMAGE_TEXTS: ClassVar = ("image_text", "translated_image_text", "image_credit", "image_licence")

    image = models.ForeignKey(
        ClaimantImage,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="claimants",
        editable=False,
        verbose_name=_("image"),
    )
    image_text = models.CharField(
        _("what the image shows"),
        max_length=200,
        blank=True,
        default="",
        db_default="",
        help_text=_("For who does not see it: “Hedda Vossberg at a lectern”."),
    )
    image_text_language = language_field(_("language of what the image shows"))
    translated_image_text = models.CharField(
        _("translation of what the image shows"),
        max_length=200,
        blank=True,
        default="",
        db_default="",
        help_text=_("For readers of the other language. Empty: they get the text as it is."),
    )
    image_credit = models.CharField(
        _("credit of the image"),
        max_length=200,
        blank=True,
        default="",
        db_default="",
        help_text=_("Who made it, as a reader should see it: “Photo: Jan Wessel”."),
    )
    image_licence = models.CharField(
        _("licence of the image"),
        max_length=200,
        blank=True,
        default="",
        db_default="",
        help_text=_(
            "By what right it is shown: “CC BY-SA 4.0”, “Own picture”, “Press picture of the ministry”."
        ),
    )

    class Meta:
        abstract = True

    def check_image(self) -> None:
        """Raise ValidationError, at their fields, where an image lacks what it needs, or a text lacks its image."""
        if self.image_id is None:
            said = [name for name in self.IMAGE_FIELDS[1:] if getattr(self, name)]
            faults = dict.fromkeys(said[:1], _("There is no image to which this belongs. Choose a file."))
        else:
            wanted = {
                "image_text": _("Say what the image shows, for who does not see it."),
                "image_licence": _("Say by what right the image is shown."),
            }
            faults = {name: text for name, text in wanted.items() if not getattr(self, name)}
        if faults:
            raise ValidationError(faults)
        translations.check_original(
            self, original="image_text", language="image_text_language", translated="translated_image_text"
        )

    @property
    def told_image_text(self) -> translations.ReadersText:
        """What the image shows, for readers of the page's language."""
        second = Language.second(self.image_text_language) if self.translated_image_text else ""
        return translations.told(
            self.image_text,
            self.image_text_language,
            translated=self.translated_image_text,
            translation_language=second,
        )

    @property
    def large_image(self) -> str:
        """The address of the image for the claimant's own page."""
        return image_address(self.image_id or "", "large")

    @property
    def small_image(self) -> str:
        """The address of the image for lists."""
        return image_address(self.image_id or "", "small")


def image_constraints() -> list[models.CheckConstraint]:
    """An image says what it shows and its licence; without one nothing is said of any."""
    empty = {"image_text": "", "translated_image_text": "", "image_credit": "", "image_licence": ""}
    none = models.Q(image__isnull=True, image_text_language="", **empty)
    whole = models.Q(image__isnull=False) & ~models.Q(image_text="") & ~models.Q(image_licence="")
    said = models.Q(translated_image_text="") | ~models.Q(image_text_language="")
    return [
        models.CheckConstraint(
            condition=none | whole,
            name="claimant_image_with_text_and_licence",
            violation_error_message=_("An image says what it shows, and by what right."),
        ),
        models.CheckConstraint(
            condition=said,
            name="claimant_image_text_translated_from_a_language",
            violation_error_message=_("With a translation, say in which language the original is."),
        ),
    ]
