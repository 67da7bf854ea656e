"""A mapping that cannot change, so that a value holding one can be hashed and compared."""

from collections.abc import Iterator, Mapping
from typing import TypeVar

V = TypeVar("V")


class Frozen(Mapping[str, V]):
    """Names and values in a fixed order; equal to any mapping with the same pairs."""

    __slots__ = ("_pairs",)

    def __init__(self, pairs: Mapping[str, V]) -> None:
        self._pairs = dict(pairs)

    def __getitem__(self, name: str) -> V:
        return self._pairs[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._pairs)

    def __len__(self) -> int:
        return len(self._pairs)

    def __hash__(self) -> int:
        return hash(frozenset(self._pairs.items()))

    def __repr__(self) -> str:
        return repr(self._pairs)
