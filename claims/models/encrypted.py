"""A column whose text lies encrypted in the database, and is read and written as if it did not."""

from typing import TYPE_CHECKING

from django.db import models

from claims import vault

if TYPE_CHECKING:
    TextColumn = models.TextField[str, str]
else:
    TextColumn = models.TextField


class EncryptedTextField(TextColumn):
    """Only its emptiness can be looked up: the same text is another one each time it is encrypted."""

    def get_prep_value(self, value: object) -> object:
        text = super().get_prep_value(value)
        return vault.encrypt(text) if isinstance(text, str) else text

    def from_db_value(self, value: object, expression: object, connection: object) -> object:
        """Raises `vault.CannotDecrypt` where the key is gone."""
        return vault.decrypt(value) if isinstance(value, str) else value
