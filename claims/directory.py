"""The claimants on record, found by the names that articles use."""

from collections import defaultdict
from typing import Final

from django.utils.translation import gettext

from claims.models import Claimant

SUGGESTED: Final = 500


class Ambiguous(Exception):
    """Several claimants have this name; `labels` tell them apart."""

    def __init__(self, labels: list[str]) -> None:
        super().__init__(", ".join(labels))
        self.labels = labels

    def in_words(self) -> str:
        """What to do about it, for who has typed the name."""
        text = gettext("Several claimants have this name. Enter one of: %(names)s.")
        return text % {"names": ", ".join(self.labels)}


class Directory:
    """All claimants by name, other name and label. One query, when made."""

    def __init__(self) -> None:
        self._claimants = list(Claimant.objects.filter(merged_into__isnull=True).order_by("name", "pk"))
        self._by_name: dict[str, list[Claimant]] = defaultdict(list)
        self._by_label: dict[str, Claimant] = {}
        for claimant in self._claimants:
            self._by_label.setdefault(_folded(label_of(claimant)), claimant)
            for name in {_folded(each) for each in (claimant.name, *claimant.alias_names)}:
                self._by_name[name].append(claimant)

    def find(self, written: str) -> Claimant | None:
        """Who is meant by a name or a label; None if nobody has it. Raises `Ambiguous`."""
        if (labelled := self._by_label.get(_folded(written))) is not None:
            return labelled
        found = self._by_name.get(_folded(written), [])
        if len(found) > 1:
            raise Ambiguous([label_of(claimant) for claimant in found])
        return found[0] if found else None

    def __contains__(self, written: str) -> bool:
        return bool(self._by_name.get(_folded(written)))

    def label_for(self, written: str) -> str:
        """What a form should say for a name in an article: the label of whoever it surely is, else the name itself."""
        try:
            found = self.find(written)
        except Ambiguous:
            found = None
        return self._label(found) if found else written

    def labels(self) -> list[str]:
        """What a form may offer: the names, with the description where two share one."""
        return [self._label(claimant) for claimant in self._claimants[:SUGGESTED]]

    def _label(self, claimant: Claimant) -> str:
        is_alone = len(self._by_name[_folded(claimant.name)]) == 1
        return claimant.name if is_alone else label_of(claimant)


def label_of(claimant: Claimant) -> str:
    """Name and description, which the database allows once."""
    return f"{claimant.name} ({claimant.description})" if claimant.description else claimant.name


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()
