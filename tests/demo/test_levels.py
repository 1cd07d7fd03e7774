import numpy as np
import pytest

from kotacerdas.demo import levels
from kotacerdas.demo.population import YEARS
from tests.demo.places import small_places


MEASURES = [value for value in vars(levels).values() if isinstance(value, levels.Measure)]


@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.name)
def test_the_villages_meet_the_regency_path_every_year(measure):
    places = small_places()
    weights = np.arange(1.0, len(places.villages) + 1)

    for year, wanted in zip(YEARS, measure.path, strict=True):
        share = levels.shares(measure, places, year, weights)
        assert np.average(share, weights=weights) * 100 == pytest.approx(wanted, abs=0.01)
        assert ((share > 0) & (share < 1)).all()


def test_remote_districts_lag_in_water_and_penebel_falls_back():
    places = small_places()
    weights = np.ones(len(places.villages))

    def penebel(year):
        share = levels.shares(levels.WATER, places, year, weights)
        return share[[village.district_code == levels.PENEBEL for village in places.villages]].mean()

    assert penebel(2026) < penebel(2022) < 0.876
