"""Ten small districts for the generator's tests: the real district codes, four villages in each."""

from functools import cache

from kotacerdas.demo.places import Places, Village
from kotacerdas.demo.population import published


@cache
def small_places() -> Places:
    """Forty villages, among them the ones with a story of their own in the small set."""
    villages = [
        Village(f"{district}.{2001 + number}", f"Desa {number}") for district in published() for number in range(4)
    ]
    return Places.of(villages, {code: row.name for code, row in published().items()})
