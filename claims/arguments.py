"""What Django's own methods take by name, for those that stand before them and pass it on."""

from collections.abc import Iterable, Mapping, MutableMapping
from typing import Any, TypeAlias, TypedDict

from django.core.files.uploadedfile import UploadedFile
from django.db.models.base import ModelBase
from django.forms.renderers import BaseRenderer
from django.forms.utils import ErrorList
from django.utils.datastructures import MultiValueDict

Data: TypeAlias = Mapping[str, Any] | None
Files: TypeAlias = "MultiValueDict[str, UploadedFile[Any]] | None"


class FormOptions(TypedDict, total=False):
    """Of a form, beside what was sent; as of one for a model, beside the row."""

    auto_id: bool | str
    prefix: str | None
    initial: MutableMapping[str, Any] | None
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
