"""Who says each sentence of a text, asked in order: by the rules of its language."""

from claims.horizon import Window
from tracker.spot.attribution.narrative import Narrative
from tracker.spot.clauses import Clause, clauses
from tracker.spot.lexicon import Cue, CuedWord, Vocabulary
from tracker.spot.mentions import mentions
from tracker.spot.outlook import Outlook
from tracker.spot.references import Discourse
from tracker.spot.sentences import Sentence
from tracker.spot.speakers import Attribution, hear, labelled, of_clause, remember, source_of

OPENING = frozenset('"„“”»«')
LONGEST_QUOTATION = 5  # sentences


class Voices:
    """The sources of a text's sentences. Ask for every sentence, from the first to the last."""

    def __init__(
        self, text: str, language: Vocabulary, cut: list[Sentence], read: list[list[CuedWord]]
    ) -> None:
        self.text, self.cut, self.read = text, cut, read
        self.discourse = Discourse(text=text, language=language, named=mentions(read, language))
        self.narrative = Narrative(self.discourse, cut, read) if language.nouns_are_capitalised else None

    def who(self, at: int, looking: list[Outlook]) -> Attribution:
        """Who says the sentence `at`, of which `looking` is what makes it a claim."""
        sentence, its_words = self.cut[at], self.read[at]
        hear(self.discourse, sentence, its_words)
        source = self._told(at, looking)
        if looking and not source.is_framed and (behind := self._told_behind(at)):
            source = behind
        remember(self.discourse, sentence, source)
        return source

    def each(self, at: int, looking: list[Outlook]) -> list[Attribution]:
        """Who says each of the claims of the sentence `at`: one for all, or where clauses tell two, each its own."""
        whole = self.who(at, looking)
        if len(looking) < 2 or self.discourse.label_paragraph == self.cut[at].paragraph:
            return [whole] * len(looking)
        parts = clauses(self.read[at])
        own = [self._of_clause(at, parts, each) for each in looking]
        if len({name for name in own if name}) < 2:
            return [whole] * len(looking)
        return [Attribution(name, is_framed=True) if name else whole for name in own]

    def _of_clause(self, at: int, parts: list[Clause], looking: Outlook) -> str:
        """Who says, expects or wants the claim, by the clause in which its time stands; "" if that does not tell."""
        start = looking.found.start if looking.found else looking.cue.start
        place = next((i for i, part in enumerate(parts) if part.words[-1].end > start), len(parts) - 1)
        asked = [parts[place]] + parts[max(0, place - 1) : place] * parts[place].is_dependent
        return next((name for part in asked if (name := self._by(at, part))), "")

    def _by(self, at: int, part: Clause) -> str:
        span = (part.words[0].start, part.words[-1].end)
        if self.narrative is not None:
            return self.narrative.of_clause(at, span)
        return of_clause(self.discourse, self.cut[at], self.read[at], span)

    def _told(self, at: int, looking: list[Outlook]) -> Attribution:
        sentence = self.cut[at]
        if self.narrative is None:
            return source_of(self.discourse, sentence, self.read[at], looking[0].cue if looking else None)
        if answer := labelled(self.discourse, sentence):
            return answer
        if not looking:
            return Attribution("")
        source = self._chosen(self.narrative, at, looking)
        behind = None if source.name and self.narrative.tells(at) else self._told_of_it(at + 1)
        return behind or source

    def _told_of_it(self, at: int) -> Attribution | None:
        """Who says the sentence before, if the sentence `at` tells: "Das sagte Marion Ackerknecht am Montag."."""
        first = self.read[at][:2] if at < len(self.read) else []
        refers = len(first) > 1 and Cue.REFERS in first[0].cues and Cue.SAID in first[1].cues
        return self._framed(at) if refers else None

    def _told_behind(self, at: int) -> Attribution | None:
        """Who says a quotation that begins with the sentence, if only its end tells: "It will. It must," he said."""
        first = self.cut[at]
        if not first.is_all_quoted or self.text[first.start] not in OPENING:
            return None
        for here in range(at + 1, min(len(self.cut), at + LONGEST_QUOTATION)):
            then = self.cut[here]
            if (
                then.paragraph != first.paragraph
                or not then.in_quotes(then.start)
                or self.text[then.start] in OPENING
            ):
                return None
            if then.is_all_quoted:
                continue
            return self._framed(here)
        return None

    def _framed(self, at: int) -> Attribution | None:
        """Who the sentence `at` itself says that it is by."""
        if self.narrative is not None:
            choice = self.narrative.who(at)
            return Attribution(choice.name, is_framed=True) if choice.is_framed and choice.name else None
        source = source_of(self.discourse, self.cut[at], self.read[at], None)
        return source if source.is_framed and source.name else None

    @staticmethod
    def _chosen(narrative: Narrative, at: int, looking: list[Outlook]) -> Attribution:
        dated = any(each.found and isinstance(each.found.resolution, Window) for each in looking)
        choice = narrative.who(at, looking[0].cue, is_dated=dated)
        return Attribution(
            choice.name,
            is_publication=choice.is_nobody,
            is_framed=choice.is_framed and bool(choice.name),
            candidates=choice.names,
        )
