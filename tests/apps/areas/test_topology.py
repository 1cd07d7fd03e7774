"""TopoJSON arcs are joined into rings, forwards and backwards."""

from kotacerdas.apps.areas.rules.topology import land_of


def test_arcs_shared_by_two_rings_are_walked_both_ways() -> None:
    topology = {
        "transform": {"scale": [0.5, 0.5], "translate": [100, -10]},
        "arcs": [[[0, 0], [2, 0]], [[2, 0], [0, 2], [-2, -2]]],
        "objects": {
            "countries": {
                "geometries": [
                    {"id": "458", "type": "Polygon", "arcs": [[~0, ~1]]},
                    {"id": "360", "type": "MultiPolygon", "arcs": [[[0, 1]]]},
                ]
            }
        },
    }

    outline = land_of(topology, "360")
    other = land_of(topology, "458")

    (ring,) = outline["features"][0]["geometry"]["coordinates"][0]
    assert ring == [(100.0, -10.0), (101.0, -10.0), (101.0, -9.0), (100.0, -10.0)]
    (backwards,) = other["features"][0]["geometry"]["coordinates"][0]
    assert backwards[0] == (101.0, -10.0)
