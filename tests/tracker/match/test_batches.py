"""How articles are laid out in arrays."""

import numpy as np

from tests.tracker.match.cases import english, german
from tracker.match.articles import PASSAGE, CutArticle
from tracker.match.batches import NO_DAY, Batch, KnownWords, batch_of, known_of
from tracker.match.keys import number_of

CRANES, FERRIES = CutArticle(english("Cranes")), CutArticle(english("Ferries", "word " * PASSAGE * 2))


def vocabulary(*keys: str) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return np.sort(np.array([number_of(key) for key in keys], np.int64))


def known(batch: Batch, words: np.ndarray[tuple[int], np.dtype[np.int64]]) -> KnownWords:
    return known_of(batch.words.keys, batch.ranges, words)


def test_each_passage_knows_its_article() -> None:
    batch = batch_of([CRANES, FERRIES])

    assert batch.article.tolist() == [0, *[1] * len(FERRIES)]
    assert batch.published_on.tolist() == [NO_DAY] * (1 + len(FERRIES))
    assert batch.length[0] == 1


def test_a_word_is_found_in_a_vocabulary_with_its_strength_and_any_other_is_not() -> None:
    words_known = known(batch_of([CRANES, FERRIES]), words := vocabulary("crane", "garden"))
    crane, garden = (int(np.searchsorted(words, number_of(key))) for key in ("crane", "garden"))

    asked = words_known.strengths(np.array([0, 0, 1, 1]), np.array([crane, garden, crane, garden]))

    assert asked.tolist() == [1, 0, 0, 0]


def test_a_batch_without_known_words_is_no_fault() -> None:
    nothing = known(batch_of([CRANES]), vocabulary())
    unknown = known(batch_of([CRANES]), vocabulary("garden"))

    assert len(nothing.code) == len(unknown.code) == 0
    assert unknown.strengths(np.array([0]), np.array([0])).tolist() == [0]


def test_some_articles_of_a_batch_keep_their_words_and_passages_their_numbers() -> None:
    batch = batch_of([CRANES, FERRIES, CutArticle(german("Kräne"))])

    some = batch.only(np.array([0, 2]))

    assert set(some.ranges.passage.tolist()) == {0, len(batch.article) - 1}
    assert some.article is batch.article


def test_of_a_word_that_a_passage_has_twice_the_stronger_counts() -> None:
    words = vocabulary("crane")

    found = known(batch_of([CutArticle(english("Cranes", "A crane."))]), words)

    assert found.strengths(np.array([0]), np.array([0])).tolist() == [1]
    assert len(found.code) == 1
