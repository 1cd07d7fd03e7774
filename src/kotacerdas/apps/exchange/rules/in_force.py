"""Which rows are in force."""

from collections.abc import Iterable

from kotacerdas.apps.exchange.types import Release
from kotacerdas.kernel.areas import AreaCode


def overlaps(one: AreaCode, other: AreaCode) -> bool:
    """Whether two areas share ground; in a tree one then contains the other."""
    return one.is_within(other) or other.is_within(one)


def parts_in_force(releases: Iterable[Release]) -> tuple[tuple[Release, tuple[AreaCode, ...]], ...]:
    """Of one dataset and period, the releases still in force, oldest first, each with the subtrees it lost.

    The newest release (highest id) wins inside its area. Subtrees inside another lost subtree are not repeated.
    """
    newer: list[AreaCode] = []
    parts: list[tuple[Release, tuple[AreaCode, ...]]] = []
    for release in sorted(releases, key=lambda each: each.id, reverse=True):
        area = release.area_code
        if any(area.is_within(taken) for taken in newer):
            continue
        inside = {taken for taken in newer if taken.is_within(area)}
        lost = (taken for taken in inside if not any(wider in inside for wider in taken.ancestors))
        parts.append((release, tuple(sorted(lost))))
        newer.append(area)
    return tuple(reversed(parts))


def find_replaced(releases: Iterable[Release], area: AreaCode) -> Release | None:
    """The release a new file for exactly ``area`` would replace; none when a wider or no release is there."""
    in_force = (release for release, _ in parts_in_force(releases))
    return next((release for release in in_force if release.area_code == area), None)


def is_same_release(releases: Iterable[Release], before: Release, sha256: str, contract_version: int) -> bool:
    """Whether new content repeats ``before``: the same rows under the same contract, still in force everywhere."""
    is_untouched = not before.is_removed and any(
        each.id == before.id and not lost for each, lost in parts_in_force(releases)
    )
    return is_untouched and (before.sha256, before.contract_version) == (sha256, contract_version)
