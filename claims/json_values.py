"""What JSON, or a file like it, gives: the one place where such values have no type."""

from typing import Any, TypeAlias

# An object of JSON that was read: whoever takes a value out of it says what it should be.
JsonObject: TypeAlias = dict[str, Any]
