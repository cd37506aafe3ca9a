"""How rarity is learnt, and what stands in for it before."""

from tracker.match.rarity import Rarity


def learnt(texts: int, *keys: str) -> Rarity:
    rarity = Rarity()
    for _ in range(texts):
        rarity.learn(keys)
    return rarity


def test_a_word_of_every_text_is_light() -> None:
    rarity = learnt(2_000, "port")

    assert rarity.weight("port") < 0.2
    assert rarity.weight("emden") > 0.8


def test_before_anything_is_learnt_long_words_outweigh_short_ones() -> None:
    assert Rarity().weight("eintrittspreis") > Rarity().weight("preis") > 0


def test_a_few_texts_hardly_move_a_weight() -> None:
    assert abs(learnt(2, "port").weight("port") - Rarity().weight("port")) < 0.02


def test_learning_on_changes_a_weight_given_before() -> None:
    rarity = learnt(500, "port")
    before = rarity.weight("ship")

    for _ in range(500):
        rarity.learn(["ship"])

    assert rarity.weight("ship") < before


def test_a_copy_learns_by_itself() -> None:
    rarity = learnt(10, "port")
    twin = rarity.copy()

    twin.learn(["port"])

    assert twin.weight("port") < rarity.weight("port") == learnt(10, "port").weight("port")
