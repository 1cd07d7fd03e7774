"""The two ways of counting the movement, and what the known names say beside the published figures.

The published figures count a regency that joins twice either once (141 regencies after 2021, 191 after 2022) or every
time (198 places after 2022). Both are kept; neither is corrected by the names we happen to know.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate

from kotacerdas.apps.movement.errors import MembersRefused, TooManyMembers
from kotacerdas.apps.movement.types import Cohort, Count, Membership, Repeat
from kotacerdas.kernel.areas import AreaCode


def count_up(cohorts: Iterable[Cohort]) -> tuple[Count, ...]:
    """The movement's size after each cohort under both rules, from the published figures, oldest first."""
    ordered = sorted(cohorts, key=lambda cohort: cohort.year)
    return tuple(
        Count(cohort.year, regencies, places)
        for cohort, regencies, places in zip(
            ordered,
            accumulate(cohort.published - cohort.repeats for cohort in ordered),
            accumulate(cohort.published for cohort in ordered),
            strict=True,
        )
    )


def count_known(memberships: Sequence[Membership]) -> tuple[Count, ...]:
    """The same two counts over the names we know only."""
    seen: set[AreaCode] = set()
    counts = []
    places = 0
    for year in sorted({membership.year for membership in memberships}):
        members = [membership.area_code for membership in memberships if membership.year == year]
        seen.update(members)
        places += len(members)
        counts.append(Count(year, len(seen), places))
    return tuple(counts)


def first_years(memberships: Iterable[Membership]) -> dict[AreaCode, int]:
    """The year each known regency first joined."""
    years: dict[AreaCode, int] = {}
    for membership in sorted(memberships, key=lambda membership: membership.year):
        years.setdefault(membership.area_code, membership.year)
    return years


def find_repeats(memberships: Iterable[Membership]) -> tuple[Repeat, ...]:
    """The known regencies that joined more than once, by code."""
    years: dict[AreaCode, list[int]] = {}
    for membership in memberships:
        years.setdefault(membership.area_code, []).append(membership.year)
    return tuple(Repeat(code, tuple(sorted(found))) for code, found in sorted(years.items()) if len(found) > 1)


def count_repeats_in(year: int, repeats: Iterable[Repeat]) -> int:
    """How many known members of a year's cohort had joined before."""
    return sum(year in repeat.years[1:] for repeat in repeats)


def check_members(
    members: Sequence[tuple[int, str]], published: Mapping[int, int], known_codes: frozenset[str]
) -> None:
    """Raise unless every member is a known regency, named once in an existing cohort that is not overfull.

    Raises :class:`MembersRefused` or :class:`TooManyMembers`.
    """
    unknown = sorted({code for _, code in members} - known_codes)
    unknown += sorted({str(year) for year, _ in members if year not in published})
    unknown += sorted(f"{code} ({year})" for (year, code), times in Counter(members).items() if times > 1)
    if unknown:
        raise MembersRefused(codes=", ".join(unknown))
    for year, known in Counter(year for year, _ in members).items():
        if known > published[year]:
            raise TooManyMembers(year=year, known=known, published=published[year])
