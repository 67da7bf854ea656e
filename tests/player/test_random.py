"""The browser's random numbers against NumPy's: the same seed, the same bits."""

from typing import Any

import numpy as np
import pytest

from experiment.limits import SEED
from tests.player.node import evaluate

SEEDS = [0, 1, 2, 42, 2**16, 2**31, int(SEED.high), 2**32, 2**53 - 1, *range(1000, 1020)]
SIZES = [0, 1, 2, 3, 60, 97, 1000]  # one after the other: half a word may be left between them
COUNT = 20_000
IN_BROWSER = """
seeds.map((seed) => {
  const many = (length, draw) => {
    const own = new random.Random(seed);
    return Array.from({ length }, (_, k) => draw(own, k));
  };
  return {
    words: random.seedWords(seed),
    uniforms: many(100, (own) => own.uniform()),
    normals: many(count, (own) => own.normal()),
    permutations: many(sizes.length, (own, k) => [...own.permutation(sizes[k])]),
    integers: limits.map((limit) => many(500, (own) => own.integer(limit))),
    mixed: many(50, (own) => [own.integer(6), own.normal(), own.word()]),
  };
})
"""
LIMITS = [1, 2, 3, 60, 1000, 65_535, 2**21]


@pytest.fixture(scope="module")
def drawn() -> list[dict[str, Any]]:
    given = {"seeds": SEEDS, "sizes": SIZES, "limits": LIMITS, "count": COUNT}
    found: list[dict[str, Any]] = evaluate(IN_BROWSER, "engine/random", **given)
    return found


def test_every_seed_of_a_link_is_one_that_the_browser_takes() -> None:
    assert (SEED.low, SEED.high) == (0, 2**32 - 1)


def test_uniforms_orders_and_whole_numbers_are_the_same_bits(drawn: list[dict[str, Any]]) -> None:
    for seed, found in zip(SEEDS, drawn, strict=True):
        assert found["words"] == np.random.SeedSequence(seed).generate_state(8).tolist()
        assert found["uniforms"] == np.random.default_rng(seed).random(100).tolist()
        generator = np.random.default_rng(seed)
        assert found["permutations"] == [generator.permutation(n).tolist() for n in SIZES]
        for limit, integers in zip(LIMITS, found["integers"], strict=True):
            wanted = np.random.default_rng(seed).integers(limit, size=500)
            assert integers == wanted.tolist()


def test_normals_are_the_same_bits_but_for_the_last_ones_of_the_tail(
    drawn: list[dict[str, Any]],
) -> None:
    tails = 0
    for seed, found in zip(SEEDS, drawn, strict=True):
        wanted = np.random.default_rng(seed).standard_normal(COUNT)
        normals = np.array(found["normals"])
        far = np.abs(wanted) > 3.65  # there a logarithm is taken
        tails += far.sum()
        np.testing.assert_array_equal(normals[~far], wanted[~far])
        assert (np.abs(normals - wanted) <= 2 * np.spacing(np.abs(wanted))).all()
    assert tails > 50


def test_what_is_drawn_of_different_kinds_follows_each_other_as_in_numpy(
    drawn: list[dict[str, Any]],
) -> None:
    for seed, found in zip(SEEDS, drawn, strict=True):
        generator = np.random.default_rng(seed)
        for integer, normal, word in found["mixed"]:
            assert integer == generator.integers(6, size=1)[0]
            assert normal == generator.standard_normal()
            assert word == generator.integers(2**32, dtype=np.uint32)
