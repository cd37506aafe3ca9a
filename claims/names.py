"""Names as the record keeps and compares them. Pure."""

import unicodedata


def kept(name: str) -> str:
    """The name as it is stored: composed letters (Unicode's NFC) and single spaces."""
    return " ".join(unicodedata.normalize("NFC", name).split())


def kept_lines(names: str) -> str:
    """Several names, one a line, each as it is stored; blank lines and repetitions are dropped."""
    return "\n".join(dict.fromkeys(name for line in names.splitlines() if (name := kept(line))))


def key_of(*names: str) -> str:
    """What two spellings of one name have in common: the letters in either case and any Unicode form."""
    folded = (unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold()) for name in names)
    return "\n".join(map(kept, folded))


def twin_key_of(name: str) -> str:
    """What near twins have in common: the plain letters and figures, without accents, dots, spaces and hyphens."""
    plain = unicodedata.normalize("NFKD", key_of(name))
    return "".join(letter for letter in plain if letter.isalnum())
