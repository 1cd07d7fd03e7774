"""Repeatable chance: every column draws from a stream of its own, so adding one column never changes another."""

from typing import TypeAlias
from zlib import crc32

import numpy as np
from numpy.typing import NDArray


Numbers: TypeAlias = NDArray[np.float64]
Counts: TypeAlias = NDArray[np.int64]
Texts: TypeAlias = NDArray[np.str_]
Flags: TypeAlias = NDArray[np.bool_]

_SEED = 2022
"""The year Tabanan signed; any constant would do."""


def stream(*name: str | int) -> np.random.Generator:
    """The random stream of that name, always the same."""
    return np.random.default_rng([_SEED, crc32("/".join(str(part) for part in name).encode())])


def uniform_ranks(values: Numbers) -> Numbers:
    """The values replaced by their rank, scaled into (0, 1)."""
    ranks = np.empty(len(values))
    ranks[np.argsort(values, kind="stable")] = np.arange(len(values))
    return (ranks + 0.5) / max(len(values), 1)


def apportion(total: int, weights: Numbers) -> Counts:
    """``total`` split into whole parts as the weights ask, adding up exactly (largest remainder)."""
    exact = total * weights / weights.sum()
    parts: Counts = np.floor(exact).astype(np.int64)
    missing = total - int(parts.sum())
    parts[np.argsort(parts - exact, kind="stable")[:missing]] += 1
    return parts
