"""The register of households: one panel for all years, so that a household keeps its place and its luck moves slowly."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kotacerdas.demo import levels
from kotacerdas.demo.people import hamlet_names, person_names
from kotacerdas.demo.places import Places
from kotacerdas.demo.population import LAST_YEAR, Residents, residents
from kotacerdas.demo.streams import Counts, Flags, Numbers, Texts, stream, uniform_ranks


_SIZES = np.array([1, 2, 3, 4, 5, 6, 7, 8])
_SIZE_ODDS = np.array([0.10, 0.20, 0.25, 0.25, 0.12, 0.05, 0.02, 0.01])
_HOUSEHOLDS_PER_HAMLET = 160
_PROPER_WATER = (np.array(["ledeng", "sumur_bor", "sumur_terlindung", "mata_air_terlindung"]), (0.58, 0.2, 0.1, 0.12))
_OTHER_WATER = (np.array(["mata_air_tak_terlindung", "sumur_tak_terlindung", "sungai"]), (0.6, 0.25, 0.15))
_OTHER_TOILET = (np.array(["bersama", "umum", "tidak_ada"]), (0.7, 0.12, 0.18))
_OTHER_LIGHT = (np.array(["non_pln", "tidak_ada"]), (0.8, 0.2))
_OTHER_WASTE = (np.array(["dibakar", "ditimbun", "sungai", "lainnya"]), (0.55, 0.28, 0.07, 0.1))


@dataclass(frozen=True)
class Panel:
    """Every household that exists in some year; rows are ordered by village, older households first."""

    places: Places

    @cached_property
    def _last(self) -> Residents:
        return residents(self.places, LAST_YEAR)

    @cached_property
    def village_of(self) -> Counts:
        """For each household the position of its village."""
        return np.repeat(np.arange(len(self.places.villages)), self._last.households)

    @cached_property
    def number(self) -> Counts:
        """For each household its running number within the village, from 0."""
        begins = np.cumsum(self._last.households) - self._last.households
        return np.arange(len(self.village_of)) - begins[self.village_of]

    @cached_property
    def wealth(self) -> Numbers:
        """Standing of each household, standard normal: poor households lack several things at once."""
        return stream("wealth").standard_normal(len(self.village_of))

    def luck(self, name: str, leans_on_wealth: float) -> Numbers:
        """Uniform chance of each household for one trait; low is fortunate when the lean is positive."""
        own = stream("luck", name).standard_normal(len(self.village_of))
        return uniform_ranks((1 - leans_on_wealth**2) ** 0.5 * own - leans_on_wealth * self.wealth)

    @cached_property
    def heads(self) -> Texts:
        """Name of each head of household."""
        return person_names(len(self.village_of), "heads")

    @cached_property
    def hamlets(self) -> Texts:
        """Hamlet of each household."""
        return np.concatenate(
            [
                _hamlets_of(code, int(count))
                for code, count in zip(self.places.codes, self._last.households, strict=True)
            ]
        )


def households(panel: Panel, year: int) -> pa.Table:
    """The register of one year, a row a household; members add up to each village's residents."""
    people = residents(panel.places, year)
    is_here = panel.number < people.households[panel.village_of]
    village_of, number = panel.village_of[is_here], panel.number[is_here]
    weights = people.households.astype(float)

    def has(measure: levels.Measure, leans_on_wealth: float) -> Flags:
        share = levels.shares(measure, panel.places, year, weights)
        return (panel.luck(measure.name, leans_on_wealth) < share[panel.village_of])[is_here]

    count = len(village_of)
    has_water = has(levels.WATER, 0.35)
    is_poor = has(levels.POOREST, -0.8)
    return pa.table(
        {
            "kode_desa": pa.array(np.array(panel.places.codes)[village_of]),
            "id_rumah_tangga": _numbered("RT-", number + 1, 6),
            "no_kk": _numbered("99", (village_of + 1) * 1_000_000 + number + 1, 14),
            "kepala_keluarga": pa.array(panel.heads[is_here]),
            "banjar": pa.array(panel.hamlets[is_here]),
            "jumlah_anggota": pa.array(_members(people)),
            "desil": _deciles(is_poor, count),
            "sumber_air": _choice(has_water, _PROPER_WATER, _OTHER_WATER, "air", is_here),
            "jarak_air_m": _distances(has_water),
            "jamban": _choice(
                has(levels.TOILET, 0.5), (np.array(["sendiri"]), (1.0,)), _OTHER_TOILET, "jamban", is_here
            ),
            "listrik": _choice(
                has(levels.ELECTRICITY, 0.5), (np.array(["pln"]), (1.0,)), _OTHER_LIGHT, "listrik", is_here
            ),
            "internet": _yes(has(levels.INTERNET, 0.55)),
            "sampah": _choice(
                has(levels.HAULED, 0.3), (np.array(["diangkut"]), (1.0,)), _OTHER_WASTE, "sampah", is_here
            ),
            **_house(has(levels.DECENT_HOUSE, 0.6), is_here),
            "dicatat_pada": _dates(year, count),
        }
    )


def _hamlets_of(village_code: str, count: int) -> Texts:
    names = hamlet_names(village_code, min(max(2, count // _HOUSEHOLDS_PER_HAMLET), 14))
    return names[stream("hamlet", village_code).integers(len(names), size=count)]


def _members(people: Residents) -> Counts:
    """Household sizes, adding up to the residents of each village."""
    villages = range(len(people.total))
    return np.concatenate([_sizes(int(people.total[v]), int(people.households[v]), v) for v in villages])


def _sizes(total: int, count: int, village: int) -> Counts:
    """So many sizes of at least one person, adding up to the total; needs ``total >= count``."""
    sizes = stream("sizes", village).choice(_SIZES, size=count, p=_SIZE_ODDS).astype(np.int64)
    while (excess := int(sizes.sum()) - total) > 0:
        sizes[np.flatnonzero(sizes > 1)[:excess]] -= 1
    everyone, some = divmod(total - int(sizes.sum()), count)
    sizes += everyone
    sizes[:some] += 1
    return sizes


def _numbered(prefix: str, numbers: Counts, width: int) -> pa.Array:
    return pc.binary_join_element_wise(prefix, pc.utf8_lpad(pa.array(numbers).cast(pa.string()), width, "0"), "")


def _yes(values: Flags) -> pa.Array:
    return pa.array(np.where(values, "ya", "tidak"))


def _choice(
    has_it: Flags,
    when_yes: tuple[Texts, tuple[float, ...]],
    when_no: tuple[Texts, tuple[float, ...]],
    name: str,
    is_here: Flags,
) -> pa.Array:
    """A kind for each household; a household that neither gains nor loses keeps its kind over the years."""
    draw = stream("kind", name).random(len(is_here))[is_here]
    yes, no = (
        kinds[np.minimum(np.searchsorted(np.cumsum(odds), draw), len(kinds) - 1)] for kinds, odds in (when_yes, when_no)
    )
    return pa.array(np.where(has_it, yes, no))


def _deciles(is_poor: Flags, count: int) -> pa.Array:
    chance = stream("deciles", count)
    deciles = np.where(is_poor, chance.integers(1, 3, size=count), chance.integers(3, 11, size=count))
    return pa.array(deciles, mask=chance.random(count) < 0.02)


def _distances(has_water: Flags) -> pa.Array:
    chance = stream("distance", len(has_water))
    far = np.round(chance.gamma(2.0, 110.0, size=len(has_water)) / 10).astype(np.int64) * 10 + 20
    near = chance.integers(0, 30, size=len(has_water))
    return pa.array(np.where(has_water, near, far), mask=chance.random(len(has_water)) < 0.03)


def _house(
    is_decent: Flags,
    is_here: Flags,
) -> dict[str, pa.Array]:
    """Floor, wall and roof; a house that is not decent lacks at least one of them."""
    lacking = stream("house").integers(1, 8, size=len(is_here))[is_here]
    parts = ("lantai_layak", "dinding_layak", "atap_layak")
    return {name: _yes(is_decent | (lacking >> bit & 1 == 0)) for bit, name in enumerate(parts)}


def _dates(year: int, count: int) -> pa.Array:
    """Days between mid January and late August, when the village surveyors go round."""
    first = date(year, 1, 15).toordinal() - date(1970, 1, 1).toordinal()
    days = first + stream("dates", year, count).integers(0, 220, size=count)
    return pa.array(days.astype(np.int32)).cast(pa.date32())
