"""What Django's own methods take by name, for those that stand before them and pass it on."""

from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias, TypedDict

from django.core.files.uploadedfile import UploadedFile
from django.db.models import Field
from django.db.models.base import ModelBase
from django.forms.renderers import BaseRenderer
from django.forms.utils import ErrorList
from django.utils.datastructures import MultiValueDict

Data: TypeAlias = Mapping[str, Any] | None
# What a form's fields hold once they are valid, by name: as many types as there are fields.
CleanedData: TypeAlias = dict[str, Any]
Files: TypeAlias = "MultiValueDict[str, UploadedFile[Any]] | None"
# What a form begins with, by field.
InitialData: TypeAlias = dict[str, Any]
# A column of any model: what it takes and gives differs from one to the other.
AnyField: TypeAlias = "Field[Any, Any]"


class FormOptions(TypedDict, total=False):
    """Of a form, beside what was sent; as of one for a model, beside the row."""

    auto_id: bool | str
    prefix: str | None
    initial: InitialData | None
    error_class: type[ErrorList]
    label_suffix: str | None
    empty_permitted: bool
    use_required_attribute: bool | None
    renderer: BaseRenderer | None


class SaveOptions(TypedDict, total=False):
    """Of a row's `save`."""

    force_insert: bool | tuple[ModelBase, ...]
    force_update: bool
    using: str | None
    update_fields: Iterable[str] | None
